"""Generators and unpacking that have specialized meet what is finished, or of another length."""

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


def numbers():
    yield 1
    yield 2


def delegate(inner):
    yield from inner
    yield "end"


def collect(inner):
    return list(delegate(inner))


def collect_new(_):
    return list(delegate(numbers()))


def two(values):
    a, b = values
    return (b, a)


def three(values):
    a, b, c = values
    return (c, b, a)


def four(values):
    a, b, c, d = values
    return (d, c, b, a)


def two_of_list(values):
    a, b = values
    return (b, a)


finished = numbers()
list(finished)
exercise(collect_new, (0,))
exercise(collect, (finished,), (finished,), ([3, 4],), (numbers(),), (iter("ab"),))


def running():
    try:
        yield from own[0]
    except ValueError as error:
        yield str(error)


own = [None]
own[0] = running()
print(list(own[0]))
exercise(two, ((1, 2),), ((1,),), ((1, 2, 3),), ([1, 2],), ("ab",))
exercise(three, ((1, 2, 3),), ((1, 2),), ((1, 2, 3, 4),), ([1, 2, 3],), (5,))
exercise(four, ((1, 2, 3, 4),), ((1, 2),), ([1, 2, 3, 4],), ({1, 2, 3, 4},))
exercise(two_of_list, ([1, 2],), ([1],), ([1, 2, 3],), ((1, 2),))
