"""Operators that have specialized meet other types, and results that do not fit."""

def attempt(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def exercise(function, usual, *others):
    """Runs a function until it has specialized, then with operands that it has not specialized for."""
    for _ in range(60):
        attempt(function, *usual)
    for other in others:
        print(function.__name__, attempt(function, *other), attempt(function, *usual))


def add_lists(a, b):
    return a + b


def add_texts(a, b):
    return a + b


def floor(a, b):
    return a // b


def modulo(a, b):
    return a % b


def divide(a, b):
    return a / b


def contains(a, b):
    return a in b


def less(a, b):
    return a < b


def greater(a, b):
    return a > b


exercise(add_lists, ([1], [2]), ([1], (2,)), ((1,), [2]), ([1], [2, 3]))
exercise(add_texts, ("a", "b"), ("a", 1), (1, "b"), ("a", b"b"))
exercise(floor, (7, 2), (7, 0), (7, -1), (-7, 2), (7, -2), (7.0, 2))
exercise(modulo, (7, 2), (7, 0), (7, -1), (-7, 2), (7, -2), (7.0, 2))
exercise(divide, (7, 2), (7, 0), (2**60, 2), (-(2**60), 2), (7, 2**60), (7, -(2**60)), (7, True))
exercise(contains, (1, {1: 2}), ("1", {1: 2}), (1, [1]), (True, {1: 2}), (2, {1: 2}))
exercise(less, (1.5, 2), (1.5, 2**60), (1.5, -(2**60)), (1.5, 2.5), (1, 2))
exercise(greater, (1.5, 2), (1.5, 2**60), (1.5, -(2**60)), (2**60 + 0.5, 2**60))
