def g(a: int) -> print str: pass
