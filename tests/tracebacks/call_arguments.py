def target(a, b, *, c):
    return a + b + c


def caller():
    return target(1, 2, c=3) + target(1, 2)


caller()
