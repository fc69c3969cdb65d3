"""`type` with three arguments, attributes of classes, changing `__class__`, `__name__`."""
T = type("T", (), {"x": 1, "m": lambda self: self.x})
print(T.__name__, T().m(), T.__module__, T.__qualname__, T.__doc__, T.__dict__["x"], T.__bases__)


class A:
    "Doc of A."
    x = 1
    def m(self): return "A"


class B:
    def m(self): return "B"


a = A()
print(a.__class__ is A, type(a) is A, A.__doc__, a.__doc__, A.__module__, A.__qualname__, type(A))
a.__class__ = B
print(a.m(), type(a).__name__, isinstance(a, B), isinstance(a, A))
for target, value in [(5, int), (a, 5), (a, int), ("s", B), ([], A)]:
    try:
        target.__class__ = value
    except (TypeError, AttributeError) as e:
        print(e)
A.__name__ = "Renamed"
A.__qualname__ = "q.Renamed"
A.__doc__ = "new doc"
A.added = lambda self: "added " + str(self.x)
print(A, A().added(), A.__doc__)
for name, value in [("__name__", 5), ("__bases__", 1), ("__dict__", {}), ("__mro__", ())]:
    try:
        setattr(A, name, value)
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
for cls in int, str, list, type(None), object:
    try:
        cls.attr = 1
    except TypeError as e:
        print(e)
print(type(A.__dict__).__name__, "x" in A.__dict__, A.__dict__.get("zz"))
try:
    A.__dict__["x"] = 5
except TypeError as e:
    print(e)
del A.x
try:
    A().added()
except AttributeError as e:
    print(e)
try:
    del A.x
except AttributeError as e:
    print(e)


class Outer:
    class Inner:
        class Deep: pass
        def m(self): return __class__.__qualname__
    y = Inner()


print(Outer.Inner.Deep.__qualname__, Outer.y.m(), Outer.Inner, Outer().Inner is Outer.Inner)


def local():
    class L:
        def f(self): pass
    return L


print(local().__qualname__, local().f.__qualname__, local() is local())


class Body:
    print("in body", __name__, __qualname__)
    for i in range(3):
        exec_count = i
    if True:
        cond = "yes"
    a, (b, *c) = 1, (2, 3, 4)
    def f(x): return x * 2
    called = f(21)
    try:
        1 / 0
    except ZeroDivisionError as e:
        caught = str(e)
    del i


print(Body.exec_count, Body.cond, Body.c, Body.called, Body.caught, hasattr(Body, "i"), hasattr(Body, "e"))
print(isinstance(5, int | str), isinstance("s", int | None), isinstance(None, int | None), int | str, issubclass(bool, int | str))
print([t.__name__ for t in (int, str, type, object, type(len), type(print), type(lambda: 0), type((i for i in ())), type(T().m))])
print(type(5)(3.7), type("")(5), type([])("ab"), type(a)().m(), type(type(a)).__name__)
print(A == A, A != B, A is type(A()), hash(A) == hash(A), {A: 1}[A], bool(A), callable(A))
