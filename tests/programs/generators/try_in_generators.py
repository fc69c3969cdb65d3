"""`try`, `with` and loops around `yield`."""


class CM:
    def __init__(self, n): self.n = n
    def __enter__(self): print("enter", self.n); return self.n
    def __exit__(self, t, v, tb): print("exit", self.n, t.__name__ if t else None); return t is ValueError


def f():
    with CM(1):
        yield "in with"
    yield "after with"
    try:
        yield "in try"
    except KeyError as e:
        yield f"except {e!r}"
    else:
        yield "else"
    finally:
        yield "finally"
    for i in range(3):
        with CM(i + 10):
            if i == 1:
                continue
            yield i
    return "end"


print(list(f()))
g = f()
print(next(g), g.throw(ValueError("suppressed")), next(g), g.throw(KeyError("k")), next(g), list(g))


def nested():
    try:
        try:
            yield 1
        finally:
            print("inner finally")
            yield 2
    except ValueError:
        print("outer except")
        yield 3
    finally:
        print("outer finally")


print(list(nested()))
g = nested()
print(next(g), g.throw(ValueError), next(g), list(g))


def exc_state():
    try:
        raise ValueError("gen exc")
    except ValueError:
        yield 1
        try:
            raise
        except ValueError as e:
            yield str(e)
    import sys
    yield sys.exc_info()[0]


def outside():
    import sys
    g = exc_state()
    try:
        raise KeyError("outer")
    except KeyError:
        print(next(g), sys.exc_info()[0].__name__)
        print(next(g), sys.exc_info()[0].__name__)
        print(next(g).__name__)
    print(sys.exc_info()[0])


outside()


def ctx():
    try:
        yield
    except Exception as e:
        raise RuntimeError("converted") from e


g = ctx()
next(g)
try:
    g.throw(OSError("orig"))
except RuntimeError as e:
    print(e, repr(e.__cause__))


def return_in_finally():
    try:
        yield 1
        yield 2
    finally:
        print("cleanup")


for x in (g := return_in_finally()):
    print(x)
    break
g.close()


def loop_else():
    for i in range(2):
        try:
            yield i
        except GeneratorExit:
            print("closing at", i)
            raise
    else:
        yield "else"


print(list(loop_else()))
g = loop_else()
next(g), next(g)
g.close()


def catch_in_loop():
    n = 0
    while n < 5:
        try:
            n = yield n
        except (ValueError, KeyError) as e:
            n = {"ValueError": 100, "KeyError": 3}[type(e).__name__]


g = catch_in_loop()
print(next(g), g.send(2), g.throw(KeyError), g.send(4))
try:
    g.throw(ValueError)
except StopIteration:
    print("stopped")
