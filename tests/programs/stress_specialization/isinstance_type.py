"""`isinstance`, `issubclass`, `type` comparisons at one site; classes with hooks; changing bases."""


def check(x, t): return isinstance(x, t)
def kind(x): return type(x) is int
def name(x): return type(x).__name__
def cls(x): return x.__class__


class A: pass
class B(A): pass
class Liar:
    @property
    def __class__(self): return int
class Meta(type):
    def __instancecheck__(cls, o): return o == 5
    def __subclasscheck__(cls, o): return o is str
class M(metaclass=Meta): pass


values = [1, True, 1.5, "s", None, [], (), {}, set(), A(), B(), A, int, len, Liar(), 2**70, b"", range(1), M()]
types = [int, float, str, A, B, object, type, (int, str), (A, (B, list)), int | str, M, bool, tuple, type(None), ()]
for _ in range(3):
    rows = ["".join("01"[check(v, t)] for t in types) for v in values]
print(*rows)
for v in values * 2:
    pass
print([kind(v) for v in values], [name(v) for v in values], [cls(v).__name__ for v in values])
for bad in (5, "int", None, [int], (int, 5), lambda: 0) * 2:
    try:
        print(check(1, bad))
    except TypeError as e:
        print(e)
    try:
        issubclass(int, bad)
    except TypeError as e:
        print(e)
b = B()
out = []
for i in range(40):
    if i == 10: B.__bases__ = (Liar,)
    if i == 20: B.__bases__ = (A,)
    if i == 30: b.__class__ = A
    out.append((check(b, A), check(b, B), name(b)))
print(out[9:12], out[19:22], out[29:32])


def dispatch(x):
    if isinstance(x, bool): return "bool"
    if isinstance(x, int): return "int"
    if isinstance(x, (float, complex_like)): return "floaty"
    if isinstance(x, str): return "str"
    if isinstance(x, (list, tuple)): return [dispatch(y) for y in x]
    if isinstance(x, dict): return {k: dispatch(v) for k, v in x.items()}
    if x is None: return "none"
    if isinstance(x, type): return "class"
    if callable(x): return "callable"
    return "other"


class complex_like: pass


print(dispatch([1, True, 1.5, "a", None, [1, (2.5, "x")], {"k": [None]}, int, len, complex_like(), object()]))
print([dispatch(i) for i in range(30)][-1], [dispatch(x) for x in [1, "a"] * 10][-2:])


class Shape:
    def area(self): raise NotImplementedError(type(self).__name__)
class Sq(Shape):
    def __init__(self, s): self.s = s
    def area(self): return self.s ** 2
class Circle(Shape):
    def __init__(self, r): self.r = r
    def area(self): return 3 * self.r ** 2
class Blob(Shape): pass


total = 0
for s in [Sq(2), Circle(1), Sq(1.5), Circle(2**31), Sq(True)] * 10:
    total += s.area() if isinstance(s, Sq) else -s.area() if type(s) is Circle else 0
print(total)
try:
    Blob().area()
except NotImplementedError as e:
    print(e)
M2 = Meta("M2", (), {})
print(check(5, M2), check(6, M2), issubclass(str, M2), issubclass(int, M2), check(M2(), M2), isinstance(M2, Meta), type(M2) is Meta, type(type(M2)) is type)
