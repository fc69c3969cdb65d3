"""The mixin methods that `collections.abc` classes give their subclasses."""
from collections.abc import Mapping, MutableMapping, Sequence, MutableSequence, Set, MutableSet, Iterator, Generator


class M(Mapping):
    def __init__(self, d): self.d = d
    def __getitem__(self, k): return self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)


m = M({"a": 1, "b": 2})
print("a" in m, "z" in m, m.get("a"), m.get("z", 9), list(m.keys()), list(m.values()), list(m.items()), m == {"a": 1, "b": 2}, m == M({"a": 1, "b": 2}), m != {}, dict(m), {**m}, bool(M({})), sorted(m), len(m), m.keys() & {"a"}, ("a", 1) in m.items(), 2 in m.values())


class MM(MutableMapping):
    def __init__(self, *a, **k):
        self.d = {}
        self.update(*a, **k)
    def __getitem__(self, k): return self.d[k.lower()]
    def __setitem__(self, k, v): self.d[k.lower()] = v
    def __delitem__(self, k): del self.d[k.lower()]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
    def __repr__(self): return f"MM({self.d})"


mm = MM({"A": 1}, B=2)
mm["C"] = 3
print(mm, mm["a"], mm.pop("B"), mm.setdefault("D", 4), mm.setdefault("a", 9), mm.pop("zz", "none"), "c" in mm, mm.popitem(), len(mm))
mm.update([("X", 5)]); mm.update(MM(y=6))
print(mm)
mm.clear()
print(mm, len(mm))
for bad in [lambda: mm["q"], lambda: mm.pop("q"), lambda: mm.popitem(), lambda: m.__setitem__]:
    try:
        bad()
    except (KeyError, AttributeError) as e:
        print(type(e).__name__, e)


class S(Sequence):
    def __init__(self, *xs): self.xs = xs
    def __getitem__(self, i): return self.xs[i]
    def __len__(self): return len(self.xs)


s = S(3, 1, 3)
print(list(s), 1 in s, 9 in s, list(reversed(s)), s.index(3), s.index(3, 1), s.count(3), sorted(s), max(s), [*s], s[0], s[1:])
try:
    s.index(99)
except ValueError as e:
    print("ValueError", e)


class MS(MutableSequence):
    def __init__(self, xs=()): self.xs = list(xs)
    def __getitem__(self, i): return self.xs[i]
    def __setitem__(self, i, v): self.xs[i] = v
    def __delitem__(self, i): del self.xs[i]
    def __len__(self): return len(self.xs)
    def insert(self, i, v): self.xs.insert(i, v)
    def __repr__(self): return f"MS({self.xs})"


ms = MS([1, 2])
ms.append(3); ms.extend([4, 5]); ms.insert(0, 0); ms += [6]; ms.reverse(); ms.remove(3)
print(ms, ms.pop(), ms.pop(0), len(ms), 4 in ms)
ms.extend(ms)
print(ms)
ms.clear()
print(ms)


class St(Set):
    def __init__(self, xs=()): self.xs = list(dict.fromkeys(xs))
    def __contains__(self, x): return x in self.xs
    def __iter__(self): return iter(self.xs)
    def __len__(self): return len(self.xs)
    def __repr__(self): return f"St({sorted(self.xs)})"


a, b = St([1, 2, 3]), St([2, 3, 4])
print(a | b, a & b, a - b, a ^ b, a <= St([1, 2, 3, 4]), a < a, a == {1, 2, 3}, a >= St([1]), a.isdisjoint([9]), a & {1}, {1, 9} | a, {1, 9} - a, a != b)


class MSt(MutableSet, St):
    def add(self, x):
        if x not in self.xs:
            self.xs.append(x)
    def discard(self, x):
        if x in self.xs:
            self.xs.remove(x)


c = MSt([1])
c.add(2); c |= {3, 4}; c &= {2, 3, 4, 9}; c -= {4}; c ^= {3, 7}; c.remove(2)
print(sorted(c), c.pop(), len(c))
for bad in [lambda: c.remove(99), lambda: c.pop()]:
    try:
        print(bad())
    except KeyError as e:
        print("KeyError", e)


class It(Iterator):
    n = 0
    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration
        return self.n


class G(Generator):
    def send(self, v): return v
    def throw(self, t, v=None, tb=None): raise StopIteration


print(list(It()), iter(i := It()) is i, next(G()), list(zip(range(2), G())))


class Partial(Mapping):
    def __len__(self): return 0


for cls in Partial, Sequence, MutableSet:
    try:
        cls()
    except TypeError as e:
        print(e)
