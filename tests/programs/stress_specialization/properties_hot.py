"""Properties, descriptors and `__getattr__` in hot loops, with changes on the way."""


class T:
    def __init__(self, v): self._v = v
    @property
    def v(self): return self._v
    @v.setter
    def v(self, x): self._v = x
    @property
    def twice(self): return self.v * 2
    @property
    def fails(self):
        if self._v == 7:
            raise ValueError("seven")
        return self._v


class Plain:
    def __init__(self, v): self.v, self.twice, self.fails = v, v * 2, v


def use(o):
    o.v = o.v + 1
    return o.twice


t = T(0)
print([use(t) for _ in range(30)][-1], t.v)
p = Plain(5)
print([use(o) for o in [t, p] * 10][-2:], t.v, p.v)
t.v = 1.5
print(use(t))
t.v = 2**61 - 2
print([use(t) for _ in range(4)])
t.v = "s"
try:
    use(t)
except TypeError as e:
    print(e)
out = []
for i in range(12):
    t.v = i
    try:
        out.append(t.fails)
    except ValueError as e:
        out.append(str(e))
print(out)
t.v = 0
res = []
for i in range(50):
    if i == 10: T.twice = property(lambda self: self._v * 10)
    if i == 20: T.twice = 99
    if i == 30: t.twice = "instance"
    if i == 40:
        del t.twice
        T.twice = property(lambda self: "property again")
    res.append(use(t))
print(res[8:12], res[18:22], res[28:32], res[38:42])


class Count:
    def __init__(self): self.calls = 0
    def __get__(self, o, t):
        self.calls += 1
        return self.calls
    def __set__(self, o, v): self.calls = v


class D: c = Count()


d = D()
print([d.c for _ in range(20)][-1])
d.c = 100
print([d.c for _ in range(5)])


class Dyn:
    def __init__(self): self.real = 1
    def __getattr__(self, n):
        if n.startswith("x"):
            return len(n)
        raise AttributeError(n)


def read(o): return o.xyz


dy = Dyn()
print([read(dy) for _ in range(15)][-1])
dy.xyz = "now real"
print([read(dy) for _ in range(15)][-1])
del dy.xyz
print([read(dy) for _ in range(3)][-1])
Dyn.xyz = "on class"
print([read(dy) for _ in range(3)][-1])
del Dyn.__getattr__
del Dyn.xyz
try:
    read(dy)
except AttributeError as e:
    print(e)


class Cached:
    def __init__(self): self.n = 0
    def __getattr__(self, name):
        self.n += 1
        v = self.__dict__[name] = f"{name}:{self.n}"
        return v


c = Cached()
for _ in range(10):
    r = c.a + c.b + c.c
print(r, c.n)


class Chain:
    def __init__(self, inner): self.inner = inner
    @property
    def depth(self): return 1 + (self.inner.depth if self.inner else 0)


ch = None
for _ in range(30):
    ch = Chain(ch)
print(ch.depth, [Chain(None).depth for _ in range(12)][-1])


class Rec:
    @property
    def total(self): return sum(self.parts)
    @property
    def parts(self): return [i for i in range(self.size)]
    size = 5


r = Rec()
print(sum(r.total for _ in range(20)), r.total)
r.size = 10
print(r.total)
Rec.size = property(lambda s: 3)
r.__dict__["size"] = 100
print(r.total)
