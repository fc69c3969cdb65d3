"""`with`: enter, exit, suppression, multiple items, errors in each place."""


class CM:
    def __init__(self, name, suppress=False, fail=None):
        self.name, self.suppress, self.fail = name, suppress, fail

    def __enter__(self):
        print("enter", self.name)
        if self.fail == "enter":
            raise RuntimeError("enter " + self.name)
        return self.name.upper()

    def __exit__(self, t, v, tb):
        print("exit", self.name, t.__name__ if t else None, v, tb is not None)
        if self.fail == "exit":
            raise RuntimeError("exit " + self.name)
        return self.suppress


with CM("a") as a:
    print(a)
with CM("a") as a, CM("b") as b:
    print(a, b)
with (CM("p"), CM("q") as q,):
    print(q)
with CM("s", suppress=True):
    raise ValueError("suppressed")
print("after")
with CM("outer", True), CM("inner"):
    raise KeyError("k")
for kinds in [("a", False, None), ("b", False, "enter"), ("c", True, "exit")]:
    try:
        with CM(*kinds):
            print("body")
            raise ValueError("body")
    except Exception as e:
        print(type(e).__name__, e, "| context:", repr(e.__context__))
try:
    with CM("x"), CM("y", fail="enter"):
        print("never")
except RuntimeError as e:
    print(e)


def ret():
    with CM("ret"):
        return "returned"


def loop():
    for i in range(3):
        with CM(f"loop{i}"):
            if i == 0:
                continue
            break
    return i


def gen():
    with CM("gen"):
        yield 1
        yield 2


print(ret(), loop())
g = gen()
print(next(g))
g.close()
print(list(gen()))


class NoExit:
    def __enter__(self): return 1


class NoEnter:
    def __exit__(self, *a): return 1


class Neither: pass


class InstanceOnly:
    def __init__(self): self.__enter__ = lambda: 1; self.__exit__ = lambda *a: 0


for cm in NoExit(), NoEnter(), Neither(), 5, InstanceOnly():
    try:
        with cm:
            print("?")
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)


class Truthy:
    def __init__(self, v): self.v = v
    def __enter__(self): return self
    def __exit__(self, *a): return self.v


for v in (1, "yes", [0], 0, "", None):
    try:
        with Truthy(v) as t:
            raise ValueError(str(t.v))
        print("suppressed by", repr(v))
    except ValueError as e:
        print("not suppressed by", repr(v))
with Truthy(0) as t.v, Truthy(1) as (t.w):
    print(type(t.v).__name__, t.w.v)
try:
    with Truthy(0) as (a, b):
        pass
except TypeError as e:
    print(e)
