"""`__getattr__`, `__getattribute__`, `__setattr__`, `__delattr__`, `__dir__`."""


class Fallback:
    real = "class attr"
    def __init__(self): self.inst = "inst attr"
    def __getattr__(self, name):
        if name.startswith("no"):
            raise AttributeError(f"custom: {name}")
        return f"fallback({name})"


f = Fallback()
print(f.real, f.inst, f.other, hasattr(f, "nope"), getattr(f, "nope", 1), getattr(f, "yes"))
try:
    f.nope
except AttributeError as e:
    print(e)


class Everything:
    x = 1
    def __getattribute__(self, name):
        if name == "x":
            return ("intercepted", super().__getattribute__("x"))
        if name == "missing":
            raise AttributeError("getattribute refused")
        return object.__getattribute__(self, name)
    def __getattr__(self, name): return f"then getattr({name})"
    def m(self): return self.x
    def __len__(self): return 3


e = Everything()
print(e.x, e.missing, e.unknown, e.m(), len(e))


class Logged:
    def __setattr__(self, name, value):
        print("set", name, value)
        super().__setattr__(name, value)
    def __delattr__(self, name):
        print("del", name)
        object.__delattr__(self, name)


l = Logged()
l.a = 1
l.a += 5
setattr(l, "b", 2)
del l.a
delattr(l, "b")
print(l.__dict__)
l.__dict__["direct"] = 3
print(l.direct)


class Frozen:
    def __init__(self): object.__setattr__(self, "v", 1)
    def __setattr__(self, n, v): raise AttributeError(f"frozen: {n}")


try:
    Frozen().v = 2
except AttributeError as err:
    print(err)


class Proxy:
    def __init__(self, target): self.__dict__["_t"] = target
    def __getattr__(self, n): return getattr(self._t, n)
    def __setattr__(self, n, v): setattr(self._t, n, v)
    def __delattr__(self, n): delattr(self._t, n)


class T: pass


t = T()
p = Proxy(t)
p.x = 5
print(t.x, p.x, Proxy([3, 1]).index(1), Proxy("abc").upper())
del p.x
print(hasattr(t, "x"))
try:
    p.x
except AttributeError as err:
    print(err)
try:
    len(Proxy([1]))
except TypeError as err:
    print(err)


class Raises:
    def __getattr__(self, n): raise ValueError("not attribute error")


try:
    hasattr(Raises(), "x")
except ValueError as err:
    print(err)


class Meta(type):
    def __getattr__(cls, n): return f"meta {cls.__name__}.{n}"
    def __setattr__(cls, n, v):
        print("class set", n)
        super().__setattr__(n, v)


class M(metaclass=Meta): pass


M.z = 1
print(M.anything, M.z)
try:
    M().anything
except AttributeError as err:
    print(err)
for obj, n in [(1, "x"), ("s", "foo"), (None, "a"), (T, "q"), (T(), "q"), (len, "z"), (f.__init__, "w"), (int, "nope"), (type, "n")]:
    try:
        getattr(obj, n)
    except AttributeError as err:
        print(err, err.name, err.obj is obj)
try:
    getattr(t, 5)
except TypeError as err:
    print(err)
