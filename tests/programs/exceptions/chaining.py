"""`__context__` and `__cause__` through handlers, functions and generators."""


def chain(e):
    out = []
    while e is not None:
        out.append(f"{type(e).__name__}({e})" + ("!" if e.__suppress_context__ else ""))
        e = e.__cause__ if e.__cause__ is not None else e.__context__
    return " <- ".join(out)


def capture(f):
    try:
        f()
    except Exception as e:
        return chain(e)


def three():
    try:
        try:
            raise ValueError("one")
        except ValueError:
            raise TypeError("two")
    except TypeError:
        raise KeyError("three")


def through_function():
    def helper(): raise OSError("helper")
    try:
        1 / 0
    except ZeroDivisionError:
        helper()


def from_none():
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("clean") from None


def from_other():
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("explicit") from LookupError("cause")


def in_finally():
    try:
        raise ValueError("body")
    finally:
        {}["missing"]


def handled_inside():
    try:
        raise ValueError("outer")
    except ValueError:
        try:
            raise KeyError("handled")
        except KeyError:
            pass
        raise TypeError("after inner")


def after_handler():
    try:
        raise ValueError("done")
    except ValueError:
        pass
    raise TypeError("fresh")


def reraise_saved():
    saved = None
    try:
        raise ValueError("saved")
    except ValueError as e:
        saved = e
    try:
        raise KeyError("k")
    except KeyError:
        raise saved


def cycle():
    a, b = ValueError("a"), KeyError("b")
    try:
        try:
            raise a
        except ValueError:
            raise b
    except KeyError:
        raise a


def in_with():
    class CM:
        def __enter__(self): pass
        def __exit__(self, *a): raise RuntimeError("exit")
    with CM():
        raise ValueError("body")


def builtin_error_in_handler():
    try:
        [][1]
    except IndexError as e:
        e.nope


def lambda_error(): return (lambda: undefined)()


def generator():
    def g():
        try:
            yield
        except ValueError:
            raise TypeError("in gen")
    it = g()
    next(it)
    try:
        raise KeyError("around")
    except KeyError:
        it.throw(ValueError("thrown"))


def loop():
    err = None
    for i in range(4):
        try:
            if err:
                raise ValueError(i) from err
            raise ValueError(i)
        except ValueError as e:
            err = e
    raise err


def comparison():
    class X:
        def __eq__(self, o): raise ArithmeticError("eq")
    try:
        raise ValueError("v")
    except ValueError:
        X() == 1


for f in [three, through_function, from_none, from_other, in_finally, handled_inside, after_handler, reraise_saved, cycle, in_with,
          builtin_error_in_handler, lambda_error, generator, loop, comparison]:
    print(f.__name__, ":", capture(f))
import sys
print(sys.exc_info())
try:
    raise ValueError("info")
except ValueError as e:
    print(sys.exc_info()[0].__name__, sys.exc_info()[1] is e, sys.exception() is e)
    try:
        raise KeyError
    except KeyError:
        print(sys.exception().__class__.__name__)
    print(sys.exception().__class__.__name__)
print(sys.exception())
