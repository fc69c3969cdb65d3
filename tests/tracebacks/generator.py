def numbers():
    yield 1
    yield 2 / 0
    yield 3


def consume(it):
    for x in it:
        print(x)


consume(numbers())
