"""Exceptions that are raised and handled, `finally`, and `with`."""


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        return True


def fail(i):
    raise ValueError(i)


def run():
    for i in range(600):
        try:
            fail(i)
        except ValueError as error:
            error
        finally:
            i += 1
        with Manager():
            raise KeyError
