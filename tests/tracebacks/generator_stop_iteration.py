def leaky():
    yield 1
    next(iter([]))


print(list(leaky()))
