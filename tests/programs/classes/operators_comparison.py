"""Rich comparison: reflection, subclass priority, defaults, `__hash__` interplay, sorting."""


class N:
    def __init__(self, v): self.v = v
    def __repr__(self): return f"N{self.v}"
    def __lt__(self, o): print("lt", end=" "); return self.v < o.v if isinstance(o, N) else NotImplemented
    def __eq__(self, o): print("eq", end=" "); return self.v == o.v if isinstance(o, N) else NotImplemented


a, b = N(1), N(2)
print(a < b, a > b, b < a, a == b, a != b, a == 1, 1 == a, a != 1, a is a)
for thunk in [lambda: a <= b, lambda: a >= b, lambda: a < 1, lambda: 1 < a, lambda: a > "x", lambda: hash(a), lambda: {a}, lambda: {a: 1}]:
    try:
        print(thunk())
    except TypeError as e:
        print(e)
print(sorted([N(3), N(1), N(2)]), max(N(1), N(5)), min([N(4), N(2)]))
print([N(1), N(2)] == [N(1), N(2)], (N(1),) < (N(2),), [N(1)] != [N(1)], N(3) in [N(1), N(3)])


class All:
    def __lt__(self, o): return "lt"
    def __le__(self, o): return "le"
    def __gt__(self, o): return "gt"
    def __ge__(self, o): return "ge"
    def __eq__(self, o): return "eq"
    def __ne__(self, o): return "ne"


x = All()
print(x < 1, x <= 1, x > 1, x >= 1, x == 1, x != 1)
print(1 < x, 1 <= x, 1 > x, 1 >= x, 1 == x, 1 != x, [] < x, "s" >= x, None == x, 1.5 != x, (1,) <= x)


class Parent:
    def __eq__(self, o): return "parent eq"
    def __lt__(self, o): return "parent lt"
    def __gt__(self, o): return "parent gt"


class Child(Parent):
    def __eq__(self, o): return "child eq"
    def __gt__(self, o): return "child gt"


print(Parent() == Child(), Child() == Parent(), Parent() < Child(), Child() < Parent(), Parent() > Child())


class Default: pass


d, e = Default(), Default()
print(d == d, d == e, d != e, hash(d) == hash(d), d in {d}, {d: 1}[d])
try:
    d < e
except TypeError as err:
    print(err)


class NeOnly:
    def __ne__(self, o): return False


class EqOnly:
    def __eq__(self, o): return []


print(NeOnly() == NeOnly(), NeOnly() != 1, EqOnly() == 1, EqOnly() != 1)


class Key:
    def __init__(self, k): self.k = k
    def __eq__(self, o): return isinstance(o, Key) and self.k == o.k
    def __hash__(self): return hash(self.k)


print({Key(1): "a", Key(2): "b", Key(1): "c"}[Key(1)], len({Key(1), Key(1), Key(3)}), Key(1) in {Key(1)}, Key(9) in {Key(1)})


class HashSub(N):
    __hash__ = N.__hash__


class Hashable(N):
    def __hash__(self): return 7


class BadHash:
    def __hash__(self): return "x"


print(Hashable.__hash__ is None, N.__hash__, hash(Hashable(1)))
for c in HashSub(1), BadHash():
    try:
        hash(c)
    except TypeError as err:
        print(err)
print(hash(type("Big", (), {"__hash__": lambda s: 2**70})()) == hash(2**70), hash(type("M", (), {"__hash__": lambda s: -1})()))


class Raises:
    def __eq__(self, o): raise ValueError("eq raised")
    __hash__ = object.__hash__


try:
    [Raises()] == [1]
except ValueError as err:
    print(err)
print(0 < All() < 5, not (All() == 0))
