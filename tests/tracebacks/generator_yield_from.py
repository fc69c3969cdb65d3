def inner():
    yield 1
    raise LookupError("inside")


def middle():
    yield from inner()


def outer():
    result = yield from middle()
    yield result


for x in outer():
    print(x)
