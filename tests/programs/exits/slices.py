"""Slices that have specialized meet other bounds and other sequences."""

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


def both(items, start, stop):
    return items[start:stop]


def tail(items, start, stop):
    return items[start:stop]


def head(items, start, stop):
    return items[start:stop]


def whole(items, start, stop):
    return items[start:stop]


def plain_tail(items, start):
    return items[start:]


def plain_head(items, stop):
    return items[:stop]


def plain_whole(items):
    return items[:]


items = [1, 2, 3, 4]
exercise(both, (items, 1, 3), (items, None, 3), (items, 1, None), (items, "1", 3), ("abcd", 1, 3), (items, -3, 9))
exercise(tail, (items, 1, None), (items, None, None), (items, 1, 3), ("abcd", 1, None), (items, True, None))
exercise(head, (items, None, 3), (items, 1, 3), (items, None, None), ("abcd", None, 3), (items, None, 1.5))
exercise(whole, (items, None, None), (items, 1, None), (items, None, 3), ("abcd", None, None))
exercise(plain_tail, (items, 1), (items, None), ("abcd", 1), (items, 9))
exercise(plain_head, (items, 1), (items, None), ("abcd", 1), (items, 9))
exercise(plain_whole, (items,), ("abcd",), ((1, 2),), (3,))
