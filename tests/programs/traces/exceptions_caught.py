"""Exceptions caught in hot loops: in the frame that raises, frames further out, generators, `with`, `finally`, handlers in handlers."""
import sys
def inner(x):
    if x % 3 == 0:
        raise KeyError(x)
    return x

def handles(x):
    try:
        return inner(x)
    except KeyError:
        assert sys.exc_info()[0] is KeyError
        return helper(-x)

def helper(x):
    if x % 5 == 0:
        return x.bit_length()
    return x

def gen(n):
    for i in range(n):
        yield handles(i)

def k(n):
    s = 0
    for v in gen(n):
        s += v
        assert sys.exc_info()[0] is None
    return s

def gen3(n):
    for i in range(n):
        try:
            inner(i)
            yield i
        except KeyError as e:
            yield helper(e.args[0])
            assert sys.exception() is e

def k3(n):
    s = 0
    for v in gen3(n):
        assert sys.exception() is None
        s += v
    return s

def in_handler(n):
    s = 0
    for i in range(n):
        try:
            inner(i - i % 3)
        except KeyError as e:
            for v in gen(3):
                s += v
                assert sys.exception() is e
            try:
                inner(s - s % 3)
            except LookupError as f:
                assert f.__context__ is e
                assert sys.exception() is f
            assert sys.exception() is e
        assert sys.exception() is None
    return s

class M:
    def __enter__(self):
        return self
    def __exit__(self, t, v, tb):
        return t is KeyError

def w(n):
    s = 0
    for i in range(n):
        with M():
            s += inner(i)
    return s

def fin(n):
    s = 0
    for i in range(n):
        try:
            try:
                s += inner(i)
            finally:
                s += 1
        except KeyError:
            continue
    return s

def changing(n):
    """What is caught is not always the same, nor always there."""
    s = 0
    for i in range(n):
        try:
            if i % 7 == 0:
                [][i]
            elif i % 11 == 0:
                {}[i]
            elif i % 13 == 0:
                i / 0
            else:
                s += int("x" if i % 2 else "1")
        except (IndexError, KeyError):
            s += 3
        except ZeroDivisionError as e:
            s += len(str(e))
        except ValueError:
            s += 1
    return s

def deep(x, d):
    if d == 0:
        raise LookupError(x)
    deep(x, d - 1)

def unwinds(n):
    s = 0
    for i in range(n):
        try:
            deep(i, 4)
        except LookupError as e:
            s += e.args[0]
            t, d = e.__traceback__, 0
            while t:
                d += 1
                t = t.tb_next
            s += d
    return s

def els(n):
    s = 0
    for i in range(n):
        try:
            v = inner(i)
        except KeyError:
            v = 0
        else:
            v += 1
        finally:
            s += v
    return s

for _ in range(2):
    print(k(3000), k3(3000), in_handler(1000), w(3000), fin(3000), changing(3000), unwinds(1000), els(3000))
