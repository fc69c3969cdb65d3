"""Attribute stores at one site: new attributes, existing ones, slots, properties, `__setattr__`, changing value types."""


def put(o, v): o.x = v


class A: pass
class Init:
    def __init__(self): self.a, self.x = 1, 0
class Slots: __slots__ = ("x", "y")
class Prop:
    @property
    def x(self): return self._x
    @x.setter
    def x(self, v): self._x = ("set", v)
class Hook:
    def __setattr__(self, n, v): object.__setattr__(self, n, ("hook", v))
class RO:
    @property
    def x(self): return 1
class Desc:
    class D:
        def __set__(self, o, v): o.__dict__["x"] = ("desc", v)
    x = D()
class ClassX: x = "class"


values = [1, 2.5, "s", None, 2**70, [1], True, -1, 1e300]
for cls in [A, Init, Slots, Prop, Hook, Desc, ClassX]:
    o = cls()
    got = []
    for v in values * 3:
        put(o, v)
        got.append(o.__dict__["x"] if cls is Desc else o.x)
    print(cls.__name__, got[-len(values):])
objs = [cls() for cls in [A, Init, Slots, Prop, Hook, ClassX] * 5]
for i, o in enumerate(objs):
    put(o, i)
print([o.x for o in objs][-6:])
fresh = [A() for _ in range(30)]
for i, o in enumerate(fresh):
    if i % 2:
        o.before = i
    put(o, i)
    o.after = i
print([list(o.__dict__) for o in fresh[:2]], sum(o.x + o.after for o in fresh))
for bad in [RO(), 5, None, "s", [], object(), len, int] * 2:
    try:
        put(bad, 1)
        print("ok")
    except (AttributeError, TypeError) as e:
        print(e)
    a = A()
    put(a, 7)
    print(a.x, end=" ")
print()
put(A, "on the class")
print(A.x, A().x)


class Counter:
    def __init__(self): self.n = 0; self.total = 0.0; self.log = ""
    def step(self, i):
        self.n += 1
        self.total += i / 2
        self.log += str(i % 10)
        return self


c = Counter()
for i in range(100):
    c.step(i)
print(c.n, c.total, c.log[:15])
c.n = 2**61 - 5
for i in range(10):
    c.step(i)
print(c.n)
c.n = 1.5
c.total = 10
c.step(3)
print(c.n, c.total)


class Vec:
    def __init__(self, x, y): self.x, self.y = x, y
    def __iadd__(self, o):
        self.x += o.x
        self.y += o.y
        return self


v = Vec(0, 0)
for i in range(60):
    v += Vec(i, i / 2) if i < 40 else Vec(2**60, 1)
print(v.x, v.y)
o = A()
for i in range(40):
    if i == 10: A.x = property(lambda s: "prop", lambda s, v: s.__dict__.__setitem__("stored", v))
    if i == 20: del A.x
    if i == 30: A.__setattr__ = lambda s, n, v: object.__setattr__(s, n, v * 2)
    if i == 35: del A.__setattr__
    put(o, i)
    if i % 5 == 4:
        print(o.x, o.__dict__.get("stored"), end="; ")
print()


def swap(o): o.a, o.b = o.b, o.a


class P: pass


p = P()
p.a, p.b = 1, "two"
for i in range(25):
    swap(p)
    if i == 10:
        p.c = 1
print(p.a, p.b)
for i in range(30):
    q = P()
    for k in "abcdefgh"[:i % 9]:
        setattr(q, k, i)
    q.last = i
    del q.last
    q.last = i * 2
    if i % 7 == 0:
        print(list(q.__dict__.items()), end=" ")
print()
