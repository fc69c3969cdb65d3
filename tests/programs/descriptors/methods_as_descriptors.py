"""Functions, methods and builtins as descriptors."""


def f(self, x=0): return (self, x)


print(f.__get__(5)(1), f.__get__(5, int)(2), f.__get__(None, int) is f, f.__get__("s").__self__)
try:
    f.__get__(None)
except TypeError as e:
    print(e)


class C:
    g = f
    lam = lambda self: "lambda"
    b = len
    up = str.upper
    ap = [].append


c = C()
print(c.g(3)[1], c.lam(), c.b("abc"), type(C.__dict__["up"]).__name__)
try:
    c.up()
except TypeError as e:
    print(e)
print(str.upper.__get__("abc")(), list.append.__get__([1]).__name__, dict.get.__get__({"a": 1})("a"))
try:
    str.upper.__get__(5)
except TypeError as e:
    print(e)
m = c.g
print(m(1)[1], m.__func__ is f, m.__self__ is c, m.__get__(99) is m or "rebinding kept self")
from_method = type(m)
print(from_method(f, "self")("x"), from_method(abs, -3)())
for thunk in [lambda: from_method(f), lambda: from_method(5, 1), lambda: from_method(f, None)]:
    try:
        print(thunk())
    except TypeError as e:
        print(e)


class Partial:
    def __init__(self, fn): self.fn = fn
    def __get__(self, obj, cls): return lambda *a: self.fn(cls.__name__, obj is None, *a)


class D:
    @Partial
    def p(*a): return a


print(D.p(1), D().p(2))
fs = [c.g for _ in range(2)]
print(fs[0] == fs[1], fs[0] is fs[1], len({*fs}), fs[0] != C().g)
calls = 0
for meth in [c.lam, c.lam.__call__, C.lam.__get__(c), lambda: C.lam(c)] * 10:
    calls += meth() == "lambda"
print(calls)
print(sorted([3, 1, 2], key=(5).__sub__), list(map("a-b".split, "-")), list(map(str.strip, [" x ", "y "])))
wrap = (5).__add__
print(type(wrap).__name__, type(int.__add__).__name__, wrap(3), int.__add__.__get__(5)(6), int.__add__.__name__)
print(object().__eq__(1), (1).__eq__("a"), (1).__lt__(2), "a".__lt__("b"), [].__eq__(()))


class E:
    def m(self): return "E.m"


e = E()
bound = e.m
E.m = lambda self: "patched"
print(bound(), e.m())
e.m = "shadow"
print(e.m, E.m(e))
