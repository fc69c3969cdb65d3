"""Annotations are evaluated on demand; `__annotations__` of functions, classes, modules."""
x: int = 1
y: "str"
z: later_defined = 3


class later_defined: pass


def f(a: int, b: "quoted" = 2, *args: list[int], c: undefined_thing = None, **kw: dict) -> print("lazy"): pass
def g(a: int, *, k: str) -> bool: pass


print(g.__annotations__, __annotations__ if "__annotations__" in globals() else "none")
try:
    f.__annotations__
except NameError as e:
    print(e)
undefined_thing = "now defined"
print(f.__annotations__)


class A:
    n: int
    m: "str" = "x"
    other: B
    def method(self, o: B) -> "A": return self


try:
    A.__annotations__
except NameError as e:
    print(e)


class B(A):
    extra: list[int] = []


print(A.__annotations__["other"] is B, list(A.__annotations__), B.__annotations__, A.method.__annotations__["o"] is B)
print(hasattr(A, "n"), A.m, B.extra)


class Empty: pass


print(Empty.__annotations__, (lambda: 0).__annotations__)
g.__annotations__ = {"new": 1}
print(g.__annotations__)
del g.__annotations__
print(g.__annotations__)


def local():
    v: int = 5
    w: undefined_in_function
    (p): int = 6
    try:
        w
    except UnboundLocalError as e:
        print(e)
    return v, p


print(local())


class Obj: pass


o = Obj()
o.attr: int = 5
o.none: missing_type_not_evaluated
l = [0]
l[0]: int = 9
print(o.attr, l, hasattr(o, "none"))


def outer(T):
    def inner(v: T) -> T: return v
    return inner


print(outer(int).__annotations__)
try:
    def dup(a: int, b: 1 / 0): pass
    dup.__annotations__
except ZeroDivisionError as e:
    print(e)
print(sorted(__annotate__(1)), f.__annotate__(1)["a"], Empty.__annotate__)
