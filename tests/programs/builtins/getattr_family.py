"""`getattr`, `setattr`, `delattr`, `hasattr` on all kinds of objects, in hot loops."""


class A:
    cls = "class"
    def __init__(self): self.x, self.y = 1, 2
    def m(self): return "method"
    @property
    def p(self): return "prop"
    @classmethod
    def c(cls): return cls.__name__
    @staticmethod
    def s(): return "static"


class Slots:
    __slots__ = ("x", "y")


a = A()
for name in ["x", "y", "cls", "p", "missing", "__class__", "__dict__", "__doc__", "__module__"]:
    print(name, getattr(a, name, "default") if name != "__class__" else a.__class__.__name__, hasattr(a, name), hasattr(A, name))
print(getattr(a, "m")(), getattr(a, "c")(), getattr(A, "s")(), getattr(a, "".join(["c", "ls"])))
out = []
for obj in [a, A, Slots(), 5, "s", None, [], len, a.m, type, object(), 1.5, (x for x in ())] * 3:
    out.append(hasattr(obj, "x") + 2 * hasattr(obj, "__class__") + 4 * hasattr(obj, "upper") + 8 * hasattr(obj, "__call__"))
print(out)
s = Slots()
for i, name in enumerate(["x", "y", "x"]):
    setattr(s, name, i)
print(s.x, s.y)
for i in range(100):
    setattr(a, f"attr{i % 10}", i)
print(sorted(vars(a).items())[:5], sum(getattr(a, f"attr{i}") for i in range(10)))
for i in range(0, 10, 2):
    delattr(a, f"attr{i}")
print(sorted(vars(a)))
for bad in [lambda: getattr(a, "zz"), lambda: setattr(s, "zz", 1), lambda: delattr(a, "zz"), lambda: delattr(s, "zz"), lambda: setattr(a, "p", 1), lambda: delattr(a, "p"), lambda: setattr(5, "real", 1), lambda: setattr(a, 5, 1), lambda: getattr(a, None), lambda: hasattr(a, b"x"), lambda: delattr(a, "cls"), lambda: delattr(a, "m"),
            lambda: setattr(None, "x", 1), lambda: setattr(A, "__name__", 1), lambda: setattr(len, "x", 1), lambda: setattr(int, "x", 1), lambda: getattr(), lambda: setattr(a, "x"), lambda: delattr(a), lambda: getattr(a, "x", 1, 2)]:
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)


class G:
    def __getattr__(self, n):
        if n == "err":
            raise ValueError("v")
        raise AttributeError("nope " + n)


g = G()
print(getattr(g, "a", "dflt"), hasattr(g, "b"))
for f in [lambda: getattr(g, "err", 1), lambda: hasattr(g, "err"), lambda: g.q]:
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
import math
print(getattr(math, "pi"), hasattr(math, "tau"), getattr(math, "nope", None))
math.extra = 5
print(math.extra)
del math.extra
total = 0
for i in range(100):
    total += getattr(a, "x" if i % 2 else "y") + getattr(a, "zz", i)
print(total)
