def g(a: int) -> str: pass
