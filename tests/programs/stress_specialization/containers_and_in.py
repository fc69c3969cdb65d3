"""`in`, `len`, `is`, `not` and truth at one site over every container."""


def contains(x, c): return x in c
def missing(x, c): return x not in c


class C:
    def __contains__(self, x): return x == 3
class I:
    def __iter__(self): return iter([3])
class G:
    def __getitem__(self, i):
        if i > 4:
            raise IndexError
        return i
class D(dict):
    def __contains__(self, x): return "overridden"
class Eq:
    def __eq__(self, o): return o == 3
    def __hash__(self): return 3


cs = [[1, 2, 3], (1, 2, 3), {1, 2, 3}, {3: 0}, range(5), "a3", b"\x03", frozenset([3]), C(), I(), G(), D(), {1: 3}.values(), {3: 1}.keys(), [3.0], [Eq()], (x for x in [3])]
for _ in range(6):
    out = []
    for c in cs:
        try:
            out.append((contains(3, c), missing(3, c)))
        except TypeError as e:
            out.append(str(e)[:20])
print(out)
for c in [[1, 2, 3]] * 20 + [{3}] * 20 + [{3: 1}] * 20 + ["x3"] * 3 + [range(4)] * 10:
    try:
        r = contains(3, c) is True and missing(9, c) is True
    except TypeError as e:
        r = str(e)
print(r)
items = [1, 1.0, True, "s", None, (1,), 2**70, 1.5, b"b", ..., "é", Eq(), frozenset(), int]
for x in items:
    print([contains(x, c) for c in ([1, "s"], (None, 1.5), {"s", 1}, {2**70: 1, (1,): 2}, [2**70, b"b"], {None, ...}, range(3), [int, frozenset()])], end=" ")
print()
for x, c in [([], {1}), ({}, {1: 1}), (1, 5), (1, None), (1, "a"), ("a", b"a"), ([], frozenset()), (300, b"a"), (1, int), (1, len)] * 2:
    try:
        print(contains(x, c))
    except Exception as e:
        print(type(e).__name__, e)


def vowels(s):
    n = 0
    for c in s:
        if c in "aeiou":
            n += 1
        elif c not in {"x", "y", "z"} and c in ("b", "c") or c in ["d"]:
            n += 100
        elif c in (1, 2.5, None):
            n += 10000
    return n


print(vowels("the quick brown fox"), vowels("bcd" * 5), vowels(["a", 1 and "e", "zz"]))
try:
    vowels(["a", 1])
except TypeError as e:
    print(e)


def lens(cs):
    t = 0
    for c in cs:
        t += len(c)
    return t


class L:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n


print(lens([[1], (1, 2), "abc", {1: 1}, {1, 2}, range(9), b"ab", frozenset(), L(7), {}.keys(), [[]] * 4] * 4), lens(["é€😀", "", "x" * 100]))
for bad in [5, None, L(-1), L("x"), L(2**70), (x for x in ()), object()]:
    try:
        lens([[1], bad])
    except Exception as e:
        print(type(e).__name__, e)
seen, dup = set(), []
for i, v in enumerate([3, "a", 3.0, None, "a", (1, 2), (1, 2), True, 1, 2**70, 2**70, "".join(["a"])] * 2):
    if v in seen:
        dup.append(i)
    else:
        seen.add(v)
print(dup, len(seen))
grid = {(x, y) for x in range(10) for y in range(10) if (x * y) % 3}
print(sum((x + 1, y) in grid and (x, y + 1) not in grid for x in range(10) for y in range(10)), sum((x, y) in [(1, 1), (2, 2)] for x in range(5) for y in range(5)), [1, 2] in [[1, 2]], (1.0, 2) in {(1, 2.0)})
