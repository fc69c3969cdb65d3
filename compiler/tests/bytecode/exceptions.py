def f(x):
    try:
        with x as y:
            return y
    except ValueError as error:
        raise TypeError from error
    finally:
        del x


def g():
    try:
        yield from h()
    except* OSError:
        pass
