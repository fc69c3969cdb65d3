"""Attribute loads at one site over classes, shapes, values that move, and objects without the attribute."""


def get(o): return o.x


class A:
    def __init__(self): self.x = "A.x"


class B:
    def __init__(self): self.a, self.b, self.x = 1, 2, "B.x"


class ClassAttr: x = "class attr"
class Slots:
    __slots__ = ("w", "x")
    def __init__(self): self.x = "slot"
class Prop:
    @property
    def x(self): return "property"
class GetAttr:
    def __getattr__(self, n): return "getattr " + n
class GetAttribute:
    def __getattribute__(self, n): return "getattribute " + n
class Desc:
    class D:
        def __get__(self, o, t): return "descriptor " + t.__name__
    x = D()
class DataDesc:
    class D:
        def __get__(self, o, t): return "data descriptor"
        def __set__(self, o, v): pass
    x = D()
    def __init__(self): self.__dict__["x"] = "hidden"
class Meta(type):
    @property
    def x(cls): return "meta property"
class M(metaclass=Meta): pass
class None_: x = None
class Method:
    def x(self): return "method"


def many():
    objs = []
    for i in range(12):
        o = A()
        for j in range(i):
            setattr(o, f"extra{j}", j)
        objs.append(o)
    return objs


print([get(A()) for _ in range(20)][-1])
for o in [B(), ClassAttr(), Slots(), Prop(), GetAttr(), GetAttribute(), Desc(), DataDesc(), M, None_(), ClassAttr, A(), Desc]:
    print([get(o) for _ in range(12)][-1])
print(Method().x(), get(Method())())
print(set(map(get, many())) == {"A.x"}, [get(o) for o in [A(), B()] * 10][-2:])
o = A()
out = []
for i in range(40):
    if i == 10:
        o.x = i
    if i == 15:
        o.y = "new attribute"
    if i == 20:
        A.x = "now also a class attribute"
    if i == 25:
        del o.x
    if i == 30:
        A.x = property(lambda self: "now a property")
    if i == 35:
        del A.x
        o.x = 1.5
    out.append(get(o))
print(out[8:], len(out))
for bad in [A.__new__(A), 5, None, "s", Slots.__new__(Slots), [], object(), A, len] * 2:
    try:
        print(get(bad))
    except AttributeError as e:
        print(e)
    print(get(B()), end=" ")
print()


class Point:
    def __init__(self, x, y): self.x, self.y = x, y


def total(ps):
    t = 0
    for p in ps:
        t += p.x * p.y
    return t


print(total([Point(i, i + 1) for i in range(50)]), total([Point(i / 2, i) for i in range(50)]), total([Point(2**60, 2)] * 5), total([Point(True, 3)] * 5))
swapped = []
for i in range(10):
    p = Point.__new__(Point)
    if i % 2:
        p.x, p.y = i, 1
    else:
        p.y, p.x = 1, i
    swapped.append(p)
print(total(swapped * 5))
p = Point(1, 2)
for i in range(30):
    if i == 10:
        p.__dict__ = {"x": 10, "y": 10}
    if i == 15:
        p.__dict__["x"] = 100
    if i == 20:
        p.__class__ = B
    if i == 22:
        B.y = 7
        p.__dict__.clear()
        p.x = 3
    if i % 2 == 0:
        print(p.x + getattr(p, "y"), end=" ")
print(total([p]))
