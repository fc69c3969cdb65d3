def one():
    raise OSError("first")


def two():
    try:
        one()
    except OSError as e:
        raise ValueError("second") from e


def three():
    try:
        two()
    except ValueError:
        raise TypeError("third")


try:
    three()
except TypeError as e:
    raise KeyError("fourth") from e
