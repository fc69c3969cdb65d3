"""Subclasses of `dict`, dicts as keyword arguments, `__missing__` chains, ordered idioms, counters."""


class Lower(dict):
    def __init__(self, *a, **k):
        super().__init__()
        self.update(*a, **k)
    def __setitem__(self, k, v): super().__setitem__(k.lower(), v)
    def __getitem__(self, k): return super().__getitem__(k.lower())
    def __contains__(self, k): return super().__contains__(k.lower())
    def __delitem__(self, k): super().__delitem__(k.lower())
    def update(self, other=(), **k):
        for key, v in (other.items() if hasattr(other, "items") else other):
            self[key] = v
        for key, v in k.items():
            self[key] = v
    def get(self, k, d=None): return self[k] if k in self else d
    def __repr__(self): return f"Lower({dict.__repr__(self)})"


l = Lower({"A": 1}, B=2)
l["C"] = 3
del l["a"]
print(l, l["b"], "B" in l, l.get("zz", 0), len(l), dict(l), {**l}, list(l), l == {"b": 2, "c": 3}, isinstance(l, dict))
try:
    l["Q"]
except KeyError as e:
    print(repr(e))


class Counter(dict):
    def __init__(self, it=()):
        for x in it:
            self[x] += 1
    def __missing__(self, k): return 0
    def most(self, n=None): return sorted(self.items(), key=lambda kv: (-kv[1], str(kv[0])))[:n]
    def __add__(self, o):
        out = Counter(self)
        for k in list(out):
            out[k] = self[k]
        for k, v in o.items():
            out[k] = out[k] + v if k in out else v
        return out
    def __sub__(self, o): return Counter.of({k: v - o[k] for k, v in self.items() if v > o[k]})
    @classmethod
    def of(cls, d):
        out = cls()
        out.update(d)
        return out


c = Counter("mississippi")
print(c.most(2), c["zz"], len(c), "zz" in c, (c + Counter("miss")).most(), c - Counter("miss"), c.get("q"), type(c.copy()).__name__)


class Tree(dict):
    def __missing__(self, k):
        v = self[k] = type(self)()
        return v


t = Tree()
t["a"]["b"]["c"] = 1
t["a"]["d"] = 2
print(t, t["a"]["b"], len(t["x"]), list(t))


class Attr(dict):
    __getattr__ = dict.__getitem__
    __setattr__ = dict.__setitem__
    __delattr__ = dict.__delitem__


a = Attr(x=1)
a.y = 2
del a.x
print(a, a.y, a["y"], hasattr(a, "keys"))
try:
    a.zz
except KeyError as e:
    print(repr(e))


def f(**k): return k
def g(a, b=2, **k): return a, b, k


print(f(**l), f(**Counter("ab")), g(**Attr(a=1, z=3)), f(**t) == t, f(**{}) == {}, g(*{"k1": 1, "k2": 2}))
for bad in (lambda: f(**{1: 2}), lambda: f(**[("a", 1)]), lambda: g(**{"b": 1}), lambda: f(a=1, **{"a": 2}), lambda: f(**None), lambda: g(1, **{"a": 2})):
    try:
        print(bad())
    except TypeError as e:
        print(e)


class Frozen(dict):
    def _no(self, *a, **k): raise TypeError("frozen")
    __setitem__ = __delitem__ = update = pop = popitem = clear = setdefault = __ior__ = _no
    def __hash__(self): return hash(frozenset(self.items()))


fz = Frozen(a=1, b=2)
print({fz: "as key"}[Frozen(b=2, a=1)], fz | {"c": 3}, type(fz | {}).__name__)
for op in (lambda: fz.__setitem__("a", 2), lambda: fz.pop("a"), lambda: fz.update(a=1)):
    try:
        op()
    except TypeError as e:
        print(e)
lru = {}
for k in "abcabdaebc":
    if k in lru:
        lru[k] = lru.pop(k) + 1
    else:
        if len(lru) == 3:
            del lru[next(iter(lru))]
        lru[k] = 1
print(lru)
class Keys:
    def keys(self): return iter(["p", "q"])
    def __getitem__(self, k): return k * 2
print(dict(Keys()), {**Keys()}, f(**Keys()), dict(Keys(), r=1), Lower(a=1) | {"B": 2})
