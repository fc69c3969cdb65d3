"""Modules as objects: attributes, dict, rebinding, deletion, `from` imports, in hot loops."""
import math, sys
import math as m
from math import pi, e as euler
print(m is math, type(math).__name__, math.__name__, pi == math.pi, euler, hasattr(math, "sqrt"), "sqrt" in dir(math), math.__doc__ is not None)
math.custom = [1]
math.custom.append(2)
print(math.custom, math.__dict__["custom"], getattr(m, "custom"), vars(math)["custom"] is m.custom)
del math.custom
try:
    math.custom
except AttributeError as err:
    print(err)
try:
    from math import nothing
except ImportError as err:
    print(str(err).split(" (")[0])
try:
    import nothing.at.all
except ImportError as err:
    print(err)
total = 0
for i in range(200):
    if i == 50:
        math.k = 2
    if i == 120:
        math.k = 0.5
    if i == 150:
        del math.k
    total += getattr(math, "k", 1)
    try:
        total += math.k
    except AttributeError:
        total += 100
print(total)


def read(): return math.pi


before = read()
math.pi = 3
print(read() == 3, before == pi)
math.pi = pi
print(read() == pi)
M = type(sys)
mod = M("made", "the doc")
mod.x = 1
print(mod.__name__, mod.__doc__, mod.x, repr(mod), type(mod) is M, sorted(k for k in vars(mod) if not k.startswith("__")))
sys.modules["made"] = mod
import made
from made import x
print(made is mod, x)


class Lazy(M):
    def __getattr__(self, n): return f"lazy {n}"


sys.modules["lazy"] = Lazy("lazy")
import lazy
from lazy import anything
print(lazy.foo, anything)
for bad in [lambda: M(), lambda: M(5), lambda: mod.y, lambda: mod(), lambda: mod + 1]:
    try:
        bad()
    except (TypeError, AttributeError) as err:
        print(type(err).__name__, err)
g = globals()
g["injected"] = 10


def use(): return injected


out = []
for i in range(6):
    if i == 2:
        g["injected"] = "str"
    if i == 4:
        del g["injected"]
    try:
        out.append(use())
    except NameError as err:
        out.append(str(err))
print(out)
__main__ = sys.modules["__main__"]
__main__.via_module = 5
print(via_module, __main__.out is out)
