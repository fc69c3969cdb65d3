"""Properties: getters, setters, deleters, inheritance, errors."""


class Temp:
    def __init__(self, c): self._c = c

    @property
    def c(self):
        """Celsius."""
        return self._c

    @c.setter
    def c(self, v):
        if v < -273.15:
            raise ValueError(f"too cold: {v}")
        self._c = v

    @c.deleter
    def c(self):
        print("deleting")
        del self._c

    @property
    def f(self): return self._c * 9 / 5 + 32

    wo = property(None, lambda self, v: print("write-only", v))
    empty = property()


t = Temp(100)
print(t.c, t.f, Temp.c.__doc__, type(Temp.c).__name__, Temp.c.fget(t), Temp.f.fset, Temp.c.__name__)
t.c = 0
print(t.c, t.f)
t.c += 5
print(t.c)
t.wo = 3


def set_f(): t.f = 1
def del_f(): del t.f
def cold(): t.c = -300
def get_wo(): return t.wo
def get_empty(): return t.empty
def del_wo(): del t.wo


for fn in set_f, del_f, cold, get_wo, get_empty, del_wo:
    try:
        fn()
    except Exception as e:
        print(type(e).__name__, e)
del t.c
try:
    t.c
except AttributeError as e:
    print(e)


class Sub(Temp):
    @property
    def f(self): return ("sub", super().f)

    @Temp.c.setter
    def c(self, v): self._c = v * 100


s = Sub(10)
s.c = 2
print(s.f, s.c, s.__dict__)
s.__dict__["c"] = "shadow"
print(s.c)


class Fallback:
    @property
    def broken(self): return self.missing

    def __getattr__(self, name): return f"fallback {name}"


print(Fallback().broken, Fallback().anything)


class NoFallback:
    @property
    def broken(self): return self.missing


try:
    NoFallback().broken
except AttributeError as e:
    print(e)
print(hasattr(NoFallback(), "broken"), getattr(NoFallback(), "broken", "default"))
p = property(lambda self: 1, doc="given doc")
print(p.__doc__, p.fget(None), p.getter(lambda s: 2).fget(None), p.__get__(None, int) is p, p.__get__(5))
total = 0
for i in range(300):
    s.c = i
    total += s.c
print(total)


class Lazy:
    def __init__(self, fn): self.fn = fn
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, cls):
        if obj is None:
            return self
        value = obj.__dict__[self.name] = self.fn(obj)
        return value


class Data:
    @Lazy
    def heavy(self):
        print("computing")
        return 42


d = Data()
print(d.heavy, d.heavy, d.__dict__)
