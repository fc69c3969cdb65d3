"""Calls that have specialized meet other callables."""
import types


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


def first(value):
    return ("first", value)


def second(one, two=2):
    return ("second", one, two)


class Method:
    def one(self, value):
        return ("one", value)

    def two(self, value, other=3):
        return ("two", value, other)

    def append(self, value, other=4):
        return ("append", value, other)

    def sqrt(self, value):
        return ("sqrt", value)

    def Made(self, value):
        return ("Made", value)


class Made:
    def __init__(self, value):
        self.value = value

    def __repr__(self):
        return f"Made({self.value})"


class MadeToo(Made):
    pass


def call(callable, value):
    return callable(value)


def measure(callable, value):
    return callable(value)


def check(callable, value, kind):
    return callable(value, kind)


def append(owner, value):
    return owner.append(value)


def plain(owner, value):
    return owner.sqrt(value)


def make(owner, value):
    return owner.Made(value)


bound = Method().one
exercise(call, (bound, 1), (types.MethodType(len, [1, 2]), 1), (Method().two, 1), (types.MethodType(second, 5), 1))
exercise(call, (bound, 1), (types.MethodType(print, "a"), "b"), (first, 1), (len, "abc"))
exercise(measure, (len, [1, 2]), (first, 1), (len, "abc"), (str, 1), (len, 1))


def measure_again(callable, value):
    return callable(value)


exercise(measure_again, (len, [1, 2]), (abs, -1), (len, (1,)))
instance = Made(1)
exercise(check, (isinstance, instance, Made), (issubclass, MadeToo, Made), (isinstance, instance, (int, Made)))
exercise(check, (isinstance, instance, Made), (isinstance, 1, int), (getattr, instance, "value"), (isinstance, instance, 1))
exercise(append, (Method(), 1), ([0], 1), (types.SimpleNamespace(append=first), 1))
exercise(append, (Method(), 1), (types.SimpleNamespace(append=len), "ab"))

spaces = [types.SimpleNamespace(sqrt=function) for function in (abs, len, first, second, str)]
exercise(plain, (spaces[0], -4), (spaces[1], "ab"), (Method(), 4), (spaces[2], 4), (spaces[4], 4))


def plain_function(owner, value):
    return owner.sqrt(value)


exercise(plain_function, (spaces[2], 4), (spaces[3], 4), (spaces[0], -4), (Method(), 4))
made, made_too = types.SimpleNamespace(Made=Made), types.SimpleNamespace(Made=MadeToo)
exercise(make, (made, 1), (made_too, 2), (Method(), 3), (types.SimpleNamespace(Made=str), 4))
for _ in range(60):
    make(made, 1)
Made.changed = True
print(make(made, 5))
Made.__init__ = lambda self, value, more=6: setattr(self, "value", (value, more))
print(make(made, 7))
