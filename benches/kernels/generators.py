"""Generators under `for`, in expressions, and delegating."""


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def chain(n):
    yield from count(n)
    yield from count(n)


def run():
    for value in count(3000):
        value
    sum(value for value in chain(2000))
