def f(a, b):
    assert (a ==
            b), ("differ", a, b)


f(1, 2)
