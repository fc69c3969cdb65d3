"""Classes and instances that change while they are used."""


class A:
    def f(self): return "f"
    v = 1


a, b = A(), A()
print(a.f(), a.v)
a.f = lambda: "instance f"
a.v = 2
print(a.f(), b.f(), a.v, b.v)
A.f = lambda self: "new class f"
A.v = 3
print(a.f(), b.f(), a.v, b.v)
del a.f, a.v
print(a.f(), a.v)
A.__getattr__ = lambda self, n: "dyn " + n
print(a.nothing)
del A.__getattr__
print(hasattr(a, "nothing"))
A.__add__ = lambda s, o: ("add", o)
A.__len__ = lambda s: 7
A.__iter__ = lambda s: iter("xyz")
A.__call__ = lambda s, *x: x
A.__eq__ = lambda s, o: True
A.__str__ = lambda s: "str of A"
A.__contains__ = lambda s, x: x == 5
A.__getitem__ = lambda s, k: k
A.__hash__ = lambda s: 1
A.__bool__ = lambda s: False
A.__enter__ = lambda s: "entered"
A.__exit__ = lambda s, *e: True
A.__neg__ = lambda s: "neg"
A.__next__ = lambda s: 1
print(a + 1, len(a), list(a), a(1, 2), a == 5, str(a), 5 in a, a["k"], hash(a), bool(a), -a, next(a))
with a as w:
    print(w)
    raise ValueError
for n in ["__add__", "__len__", "__iter__", "__call__", "__eq__", "__contains__", "__getitem__", "__bool__", "__enter__", "__neg__"]:
    delattr(A, n)
for op in [lambda: a + 1, lambda: len(a), lambda: list(a), lambda: a(), lambda: 5 in a, lambda: a[0], lambda: -a]:
    try:
        print(op())
    except TypeError as e:
        print(e)
print(bool(a), a == a, a == b)


class Base1:
    def who(self): return "base1"


class Base2:
    def who(self): return "base2"


class Sub(Base1): pass


s = Sub()
for base in (Base1, Base2, Base1):
    Sub.__bases__ = (base,)
    print(s.who(), Sub.who(s), isinstance(s, Base2))
Base1.who = lambda self: "patched"
print(s.who())


class Shape: pass


objs = []
for i in range(6):
    o = Shape()
    names = ["a", "b", "c"][: i % 3 + 1]
    for n in names if i % 2 else reversed(names):
        setattr(o, n, (n, i))
    objs.append(o)
print([list(o.__dict__) for o in objs], [o.a for o in objs], [getattr(o, "c", None) for o in objs])
for o in objs:
    o.__dict__ = {"a": "replaced"}
print([o.a for o in objs], hasattr(objs[0], "b"))
try:
    o.__dict__ = 5
except TypeError as e:
    print(e)
del o.__dict__
print(o.__dict__, hasattr(o, "a"))


class Prop:
    @property
    def p(self): return "property"


q = Prop()
print([q.p])
Prop.p = "plain"
print([q.p])
q.p = "own"
print([q.p])
Prop.p = property(lambda s: "property again")
print([q.p], q.__dict__)
