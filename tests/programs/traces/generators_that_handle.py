"""Generators that handle exceptions, run by loops that are hot: while they do, while they are suspended, and around others."""
import sys


def check(x):
    if x % 3 == 0:
        raise KeyError(x)
    return x


def filtered(n):
    for i in range(n):
        try:
            v = check(i)
        except KeyError as e:
            assert sys.exception() is e
            continue
        yield v


def replaced(n):
    for i in range(n):
        try:
            v = check(i)
        except KeyError as e:
            v = -twice(e.args[0])
            assert sys.exception() is e
        assert sys.exception() is outer()
        yield v


OUTER = None


def outer():
    return OUTER


def twice(x):
    if x % 10 == 7:
        return x << 1
    return x + x


def nested(n):
    for v in replaced(n):
        try:
            yield check(v)
        except KeyError:
            try:
                check(v + 3)
            except LookupError as e:
                assert isinstance(e.__context__, KeyError)
                v = e.args[0]
        yield v


def suspended(n):
    for i in range(n):
        try:
            check(i)
        except KeyError as e:
            yield twice(i)
            assert sys.exception() is e


def delegating(n):
    for _ in range(3):
        try:
            yield from nested(n)
            check(3)
        except KeyError as e:
            pass


def total(iterator):
    s = 0
    for v in iterator:
        assert sys.exception() is OUTER
        s += v
    return s


def thrower(n):
    for i in range(n):
        yield i
    raise LookupError(n)


def escaping(n):
    s = 0
    for i in range(n):
        try:
            for v in thrower(i & 3):
                s += v
        except LookupError as e:
            s += e.args[0]
        assert sys.exception() is OUTER
    return s


for _ in range(2):
    print(total(filtered(1500)), total(replaced(1500)), total(nested(900)), total(suspended(900)), total(delegating(300)), escaping(600))
try:
    raise RuntimeError("around")
except RuntimeError as e:
    OUTER = e
    print(total(filtered(1500)), total(replaced(1500)), total(nested(900)), total(suspended(900)), total(delegating(300)), escaping(600))
    assert sys.exception() is e
