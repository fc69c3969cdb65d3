def f(x): return x.nothing
if True: f(5)
