if x === y: pass
