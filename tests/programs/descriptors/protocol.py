"""Data and non-data descriptors: precedence over the instance dict, through class, on metaclass."""


class NonData:
    def __get__(self, obj, cls): return ("nondata", obj is not None, cls.__name__)


class Data(NonData):
    def __get__(self, obj, cls): return ("data", obj is not None, cls.__name__)
    def __set__(self, obj, v): print("set", v)
    def __delete__(self, obj): print("delete")


class SetOnly:
    def __set__(self, obj, v): print("setonly", v)


class DelOnly:
    def __delete__(self, obj): print("delonly")


class C:
    n = NonData()
    d = Data()
    s = SetOnly()
    e = DelOnly()


c = C()
print(c.n, c.d, C.n, C.d, type(c.s).__name__, type(C.s).__name__)
c.__dict__.update(n="inst n", d="inst d", s="inst s", e="inst e")
print(c.n, c.d, c.s, c.e)
c.d = 1
c.s = 2
del c.d, c.e
for thunk in [lambda: setattr(c, "e", 1), lambda: delattr(c, "s")]:
    try:
        thunk()
    except AttributeError as e:
        print(e)
c.n = "rebound"
print(c.n, c.__dict__["n"])
del c.n
print(c.n)
C.d = "plain now"
print(c.d, C.d)
del c.__dict__["d"]
print(c.d)


class Meta(type):
    md = Data()
    mn = NonData()


class M(metaclass=Meta):
    mn = "class mn"
    md = "class md"
    sub = NonData()


print(M.md, M.mn, M.sub, M().md)
M.md = 5


class Sub(C): pass


print(Sub().n, Sub.n)


class Raising:
    def __get__(self, obj, cls): raise AttributeError("from descriptor")


class R:
    r = Raising()
    def __getattr__(self, n): return "getattr " + n


class R2:
    r = Raising()


print(R().r, hasattr(R2(), "r"), getattr(R2(), "r", "dflt"))
try:
    R2.r
except AttributeError as e:
    print(e)


class Typed:
    def __init__(self, name, kind): self.name, self.kind = name, kind
    def __get__(self, obj, cls=None): return self if obj is None else obj.__dict__.get(self.name, "unset")
    def __set__(self, obj, v): obj.__dict__[self.name] = self.kind(v)


class P:
    a = Typed("a", int)
    b = Typed("b", str)


p = P()
p.a, p.b = "12", 34
print(p.a, p.b, p.__dict__, P.a.kind.__name__)
try:
    p.a = "x"
except ValueError as e:
    print(e)
total = 0
for i in range(200):
    p.a = i
    total += p.a + len(p.b)
print(total)
inst_desc = C()
inst_desc.own = NonData()
print(type(inst_desc.own).__name__)
