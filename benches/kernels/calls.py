"""Calls of functions: exact, with defaults and keywords, methods, built-in functions, closures, instances."""


def exact(a, b):
    return a


def defaults(a, b=2, *, c=3):
    return a


def closure():
    held = 1

    def inner(a):
        return held

    return inner


class Point:
    def __init__(self, x):
        self.x = x

    def method(self, a):
        return a


def run():
    inner, point = closure(), Point(1)
    for i in range(2000):
        exact(i, i)
        defaults(i, c=i)
        inner(i)
        point.method(i)
        abs(i)
        Point(i)
