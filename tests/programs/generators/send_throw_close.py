"""`send`, `throw` and `close` in every state of a generator."""


def echo():
    received = []
    try:
        while True:
            try:
                received.append((yield len(received)))
            except ValueError as e:
                received.append(f"caught {e}")
    finally:
        print("finally", received)


g = echo()
try:
    g.send(1)
except TypeError as e:
    print(e)
print(next(g), g.send("a"), g.send(None), next(g), g.throw(ValueError("v")), g.throw(ValueError), g.send("b"))
g.close()
g.close()
for op in [lambda: next(g), lambda: g.send(1), lambda: g.throw(KeyError("k"))]:
    try:
        op()
    except (StopIteration, KeyError) as e:
        print(type(e).__name__, e)
g = echo()
print(g.send(None))
try:
    g.throw(KeyError("boom"))
except KeyError as e:
    print("escaped", e)
print(list(g))
fresh = echo()
try:
    fresh.throw(RuntimeError("at start"))
except RuntimeError as e:
    print(e)
print(list(fresh))
fresh = echo()
fresh.close()
print(list(fresh))


def ignores():
    try:
        yield 1
    except GeneratorExit:
        print("ignored")
    yield 2


g = ignores()
next(g)
try:
    g.close()
except RuntimeError as e:
    print(e)


def returns_on_close():
    try:
        yield 1
    except GeneratorExit:
        return "close value"


g = returns_on_close()
next(g)
print(g.close(), g.close())


def raises_on_close():
    try:
        yield
    finally:
        raise ValueError("in finally")


g = raises_on_close()
next(g)
try:
    g.close()
except ValueError as e:
    print(e, type(e.__context__).__name__)


def stop_inside():
    yield 1
    raise StopIteration("leak")


try:
    list(stop_inside())
except RuntimeError as e:
    print(e, repr(e.__cause__))


def stop_thrown():
    yield 1


g = stop_thrown()
next(g)
try:
    g.throw(StopIteration("thrown"))
except RuntimeError as e:
    print(e)


def throw_gets_yield():
    try:
        yield "a"
    except KeyError:
        yield "handled"
    yield "after"


g = throw_gets_yield()
print(next(g), g.throw(KeyError), next(g), next(g, "done"))
for bad in [lambda g: g.throw(5), lambda g: g.throw(int), lambda g: g.throw("s"), lambda g: g.throw(), lambda g: g.send()]:
    g = stop_thrown()
    next(g)
    try:
        bad(g)
    except Exception as e:
        print(type(e).__name__, e)


def averager():
    total = n = 0
    avg = None
    while True:
        x = yield avg
        if x is None:
            return avg
        total += x
        n += 1
        avg = total / n


a = averager()
next(a)
print([a.send(v) for v in (10, 20, 60)])
try:
    a.send(None)
except StopIteration as e:
    print(e.value)
