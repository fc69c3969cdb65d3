def f(a, b):
    return g(a, h(b)


f(1, 2)
