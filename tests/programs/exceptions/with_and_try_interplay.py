"""Managers written as classes and as generators; transactions, locks, nested cleanups."""


class manager:
    def __init__(self, gen_fn): self.gen_fn = gen_fn
    def __call__(self, *a): return _Manager(self.gen_fn(*a))


class _Manager:
    def __init__(self, gen): self.gen = gen
    def __enter__(self): return next(self.gen)

    def __exit__(self, kind, value, tb):
        if kind is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            raise RuntimeError("generator did not stop")
        try:
            self.gen.throw(value)
        except StopIteration:
            return True
        except BaseException as e:
            if e is value:
                return False
            raise
        raise RuntimeError("generator did not stop after throw")


@manager
def tag(name):
    out.append(f"<{name}>")
    try:
        yield name.upper()
    finally:
        out.append(f"</{name}>")


@manager
def suppress(*kinds):
    try:
        yield
    except kinds as e:
        out.append(f"suppressed {type(e).__name__}")


@manager
def convert(to):
    try:
        yield
    except Exception as e:
        raise to(str(e)) from e


@manager
def twice():
    yield 1
    yield 2


class Transaction:
    def __init__(self, store): self.store = store
    def __enter__(self):
        self.saved = dict(self.store)
        return self
    def set(self, k, v): self.store[k] = v
    def __exit__(self, kind, value, tb):
        if kind is not None:
            self.store.clear()
            self.store.update(self.saved)
        return kind is not None and issubclass(kind, LookupError)


class Stack:
    def __init__(self): self.callbacks = []
    def enter(self, cm):
        v = cm.__enter__()
        self.callbacks.append(cm.__exit__)
        return v
    def push(self, f, *a): self.callbacks.append(lambda *exc: f(*a) and False)
    def __enter__(self): return self
    def __exit__(self, *exc):
        suppressed = False
        while self.callbacks:
            if self.callbacks.pop()(*exc):
                exc, suppressed = (None, None, None), True
        return suppressed


out = []
with tag("a") as a, tag("b") as b:
    out.append(a + b)
print(out)
out.clear()
try:
    with tag("x"):
        with tag("y"):
            raise ValueError("inside")
except ValueError as e:
    out.append(str(e))
print(out)
out.clear()
with suppress(KeyError, ValueError):
    {}["k"]
with suppress(ValueError):
    int("x")
try:
    with suppress(ValueError):
        1 / 0
except ZeroDivisionError as e:
    out.append(str(e))
print(out)
try:
    with convert(RuntimeError):
        [][0]
except RuntimeError as e:
    print(e, repr(e.__cause__))
for body in (lambda: None, lambda: 1 / 0):
    try:
        with twice():
            body()
    except Exception as e:
        print(type(e).__name__, e)
store = {"n": 1}
with Transaction(store) as t:
    t.set("n", 2)
with Transaction(store) as t:
    t.set("n", 3)
    store["missing"]
print(store)
try:
    with Transaction(store) as t:
        t.set("n", 4)
        raise TypeError("not suppressed")
except TypeError as e:
    print(e, store)
out.clear()
with Stack() as s:
    s.enter(tag("one"))
    s.push(out.append, "callback")
    s.enter(suppress(ZeroDivisionError))
    s.enter(tag("two"))
    1 / 0
print(out)


def loop():
    for i in range(5):
        with suppress(ValueError):
            if i == 1:
                raise ValueError
            if i == 2:
                continue
            if i == 4:
                return "returned"
            with tag(str(i)):
                if i == 3:
                    break
    return "broke"


out.clear()
print(loop(), out)
count = 0
for i in range(100):
    with suppress(ValueError, TypeError):
        count += i
        if i % 10 == 3:
            raise ValueError(i)
        if i % 10 == 7:
            "a" + i
        count += 1000
print(count)
