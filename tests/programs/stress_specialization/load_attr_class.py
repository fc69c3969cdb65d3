"""Attributes and methods loaded through classes that are mutated, and through modules and builtin types."""
import math


class Base:
    k = 1
    def m(self): return "Base.m"
    @classmethod
    def c(cls): return cls.__name__
    @staticmethod
    def s(): return "static"


class Derived(Base): pass
class Other:
    k = "other k"
    def m(self): return "Other.m"
    @staticmethod
    def c(): return "other c"
    s = staticmethod(lambda: "other s")


def read(cls): return cls.k
def call_m(o): return o.m()
def call_c(o): return o.c()
def call_s(o): return o.s()


for objs in [[Base] * 10, [Derived] * 10, [Other] * 10, [Base, Derived, Other] * 5]:
    print([read(c) for c in objs][-3:])
b, d, o = Base(), Derived(), Other()
for objs in [[b] * 10, [d] * 10, [o] * 10, [b, d, o] * 5]:
    print([call_m(x) for x in objs][-3:], [call_c(x) for x in objs][-3:], [call_s(x) for x in objs][-3:])
out = []
for i in range(60):
    if i == 10: Base.k = 2
    if i == 15: Derived.k = "derived"
    if i == 20: del Derived.k
    if i == 25: Base.m = lambda self: "patched m"
    if i == 30: Derived.m = lambda self: "derived m"
    if i == 35: d.m = lambda: "instance m"
    if i == 40: del d.m, Derived.m
    if i == 45: Base.c = lambda self: "c is an instance method"
    if i == 50: Base.s = classmethod(lambda cls: "s is a classmethod " + cls.__name__)
    if i == 55: Derived.__bases__ = (Other,)
    out.append((read(Derived), call_m(d), call_c(d), call_s(d)))
print([out[i] for i in range(9, 60, 5)], out[-1])


def mod_attr(m): return m.pi


class FakeModule: pi = "fake"


print([mod_attr(m) for m in [math] * 10 + [FakeModule] * 3 + [FakeModule()] * 3 + [math] * 3][9:])


def methods_of(o): return o.count(1), o.index(1)


print([methods_of(x) for x in [[1, 1]] * 10 + [(1,)] * 5 + [range(3)] * 3 + [[2, 1]]][-4:])


def upper(s): return s.upper()


class Up:
    def upper(self): return "own upper"


class StrSub(str):
    def upper(self): return "sub " + str.upper(self)


print([upper(s) for s in ["a"] * 10 + ["é"] + [b"b"] * 3 + [Up(), StrSub("z"), "w"]][-6:])
for bad in [5, None, [], Base] * 2:
    try:
        print(upper(bad))
    except AttributeError as e:
        print(e)


def append_to(l, v):
    l.append(v)
    return len(l.items if hasattr(l, "items") else l)


class App:
    def __init__(self): self.items = []
    def append(self, v): self.items.extend([v, v])


class ListSub(list):
    def append(self, v): list.append(self, v * 2)


l, a, s = [], App(), ListSub()
for i in range(20):
    append_to(l, i)
for i in range(20):
    append_to(a if i % 3 == 0 else s if i % 3 == 1 else l, i)
print(len(l), a.items, s)
f = l.append
for i in range(5):
    f(i)
print(l[-5:], call_m(type("T", (), {"m": lambda s: "dynamic"})()), call_m(type("T", (), {"m": staticmethod(lambda: "dyn static")})()))


class Callable:
    def __call__(self, *a): return ("called", len(a))


class HasCallable:
    m = Callable()
    c = Callable()


print([call_m(x) for x in [HasCallable()] * 5 + [b] + [HasCallable()]], call_c(HasCallable()))
