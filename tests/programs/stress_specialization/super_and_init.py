"""`super()`, `__init__` chains and allocation in hot loops while classes change."""


class Base:
    created = 0
    def __init__(self, a):
        Base.created += 1
        self.a = a
    def val(self): return self.a
    def describe(self): return f"Base({self.val()})"


class Mid(Base):
    def __init__(self, a, b=1):
        super().__init__(a)
        self.b = b
    def val(self): return super().val() + self.b


class Leaf(Mid):
    def __init__(self, *args, c=0, **kw):
        super().__init__(*args, **kw)
        self.c = c
    def val(self): return super().val() * 2 + self.c
    def describe(self): return "Leaf:" + super().describe()


total = 0
for i in range(60):
    total += Leaf(i, 2, c=3).val() + Leaf(i).val() + Mid(i).val() + Mid(i, b=i).val() + Base(i).val()
print(total, Base.created, Leaf(1).describe())
print(Leaf(1.5, 2).val(), Leaf("s", "t", c="u").val(), Leaf(2**61, 1).val())
out = []
for i in range(60):
    if i == 10: Mid.val = lambda self: "patched mid " + str(self.b)
    if i == 20:
        def mid_val(self): return Base.val(self) + self.b
        Mid.val = mid_val
    if i == 30: Base.val = lambda self: -self.a
    if i == 40: Mid.__init__ = lambda self, a, b=1: (setattr(self, "a", a * 100), setattr(self, "b", b))[0]
    if i == 50: Leaf.__bases__ = (Base,)
    try:
        out.append(Leaf(i, c=1).val() if i < 10 or i >= 20 else Mid(i).val())
    except Exception as e:
        out.append(f"{type(e).__name__}: {e}")
print([out[i] for i in range(9, 60, 10)], out[-1], out[20])


class A:
    def __init__(self): self.log = ["A"]
    def hook(self): return ["A"]
class B(A):
    def __init__(self):
        super().__init__()
        self.log.append("B")
    def hook(self): return super().hook() + ["B"]
class C(A):
    def __init__(self):
        super().__init__()
        self.log.append("C")
    def hook(self): return super().hook() + ["C"]
class D(B, C):
    def __init__(self):
        super().__init__()
        self.log.append("D")
    def hook(self): return super().hook() + ["D"]


for cls in [A, B, C, D] * 8:
    o = cls()
print(o.log, D().hook(), B().log, B().hook(), [cls().hook() for cls in (A, B, C, D)])


class Slots:
    __slots__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y


class Lazy:
    def __init__(self, n):
        if n % 2:
            self.odd = n
        self.n = n
        if n % 3 == 0:
            self.third = n


class Returns:
    def __init__(self, n):
        if n == 5:
            return 5
        return None


t = 0
for i in range(40):
    s = Slots(i, i / 2)
    l = Lazy(i)
    t += s.x + s.y + l.n + getattr(l, "odd", 0) + len(l.__dict__)
    try:
        Returns(i)
    except TypeError as e:
        print(e)
print(t)


class Vec:
    def __new__(cls, *a):
        self = super().__new__(cls)
        self.tag = "new"
        return self
    def __init__(self, x, y): self.x, self.y = x, y


class Vec3(Vec):
    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z


print(sum(Vec3(i, 1, 2).x + Vec(i, i).y + len(Vec(1, 2).tag) for i in range(30)))
for args in [(), (1,), (1, 2, 3, 4)]:
    try:
        Vec3(*args)
    except TypeError as e:
        print(e)
class NoInit: pass
print(len([NoInit() for _ in range(20)]))
try:
    NoInit(1)
except TypeError as e:
    print(e)
NoInit.__init__ = lambda self, v: setattr(self, "v", v)
print([NoInit(i).v for i in range(15)][-1])
del NoInit.__init__
print(hasattr(NoInit(), "v"))
