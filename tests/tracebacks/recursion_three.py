def f(n):
    return 1 / n + f(n - 1)


f(2)
