"""Sets and frozensets: operators, methods, comparison, errors."""
S = lambda s: sorted(s, key=lambda x: (str(type(x)), x))
a, b = {1, 2, 3, 4}, {3, 4, 5}
print(S(a | b), S(a & b), S(a - b), S(b - a), S(a ^ b), a == {4, 3, 2, 1}, a != b, {1, 2} < a, {1, 2} <= a, a > b, a >= a, a < a, {1} < {2}, set() < a, len(a), 3 in a, 9 in a)
print(S(a.union(b, [9], "x")), S(a.intersection([1, 2], (2, 3))), S(a.difference([1], {2: 0})), S(a.symmetric_difference([4, 5])), a.isdisjoint([9]), a.issubset(range(10)), a.issuperset([1]), S(a.union()), S(a.copy()))
s = set()
s.add(1); s.add(1); s.add("a"); s.add((1, 2)); s.add(None); s.update([5, 6], "bc"); s.discard(99); s.discard(5); s.remove("a")
print(len(s), s >= {1, None, (1, 2)}, s.pop() in [1, None, (1, 2), 6, "b", "c"], len(s))
s.clear()
print(s, len(s), bool(s), set("hello") == {"h", "e", "l", "o"}, set([1, 1, 1]), set(range(3)) == {0, 1, 2}, set(()), {*[1, 2], *[2]} == {1, 2}, frozenset(), frozenset([1]), repr({1}), {1, True, 1.0})
i = {1, 2, 3}
keep = i
i |= {4}; i &= {2, 3, 4, 5}; i -= {2}; i ^= {3, 7}
print(S(i), i is keep)
i.intersection_update([4, 7, 8], [7]); print(i)
i.difference_update([9]); i.symmetric_difference_update([7, 8]); print(i)
f = frozenset("abc")
g = f
g |= {"d"}
print(S(f), S(g), f is g, S(f | {"z"}), type(f | {"z"}).__name__, type({"z"} | f).__name__, f == set("abc"), hash(f) == hash(frozenset("cba")), {f: 1}[frozenset("bca")], f in {f}, {1, 2} in [frozenset([1, 2])], frozenset(f) is f, f.copy() is f)
print({1, 2} == frozenset([2, 1]), {frozenset([1])} == {frozenset([1])}, set([1]) in {frozenset([1])}, {1} == [1], {1} != 1)
for bad in [lambda: {[]}, lambda: {1, {2}}, lambda: set().remove(1), lambda: set().pop(), lambda: {1} + {2}, lambda: {1} | [1], lambda: {1} & 5, lambda: {1} < [1], lambda: hash({1}), lambda: {1}[0], lambda: set(5), lambda: set(1, 2), lambda: {1}.union(5), lambda: {1}.add([]), lambda: f.add(1), lambda: {1}.update(5), lambda: {1}.add(),
            lambda: {1}.remove([]), lambda: set().remove(frozenset()), lambda: {1} - "a", lambda: {1}.nope, lambda: frozenset(1, 2), lambda: {1}.discard({}), lambda: max(set()), lambda: set(x=1), lambda: {1}.remove({3})]:
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)


def iadd():
    x = {1}
    x |= [2]


try:
    iadd()
except TypeError as e:
    print(e)
big = set()
for k in range(1000):
    big.add(k * 7 % 501)
    if k % 3 == 0:
        big.discard(k)
print(len(big), sum(big), max(big), len(big & set(range(0, 500, 2))), len(big - set(range(100))), big == set(sorted(big)))
print(S(x * x for x in {1, 2, 3}), S({x % 3 for x in range(10)}), {c for c in "aaa"}, sorted({(x, y) for x in range(2) for y in "ab"}), sum({1, 2, 3}), max({5, 2}), sorted({3, 1, 2}, reverse=True), all({1, 2}), len({*()}) )


class E:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __hash__(self): return self.v % 4
    def __repr__(self): return f"E{self.v}"


es = {E(i % 12) for i in range(50)}
print(len(es), sorted(e.v for e in es), E(5) in es, E(50) in es, len(es - {E(1)}), sorted(e.v for e in es & {E(3), E(4), E(99)}))


class Sub(set):
    def __or__(self, o): return "sub or"


print(Sub([1]) | {2}, type(Sub([1]).copy()).__name__, type(Sub([1]) & {1}).__name__, isinstance(Sub(), set), Sub([1, 2]) == {1, 2}, Sub("a"))


def powerset(s):
    s = sorted(s)
    return [{s[j] for j in range(len(s)) if m >> j & 1} for m in range(1 << len(s))]


print(len(powerset({1, 2, 3})), sum(len(p) for p in powerset(range(6))), [S(p) for p in powerset("ab")])
sieve = set(range(2, 100))
for p in range(2, 10):
    sieve -= set(range(p * p, 100, p))
print(sorted(sieve))
try:
    for x in (it := {1, 2, 3}):
        it.add(x + 100)
except RuntimeError as e:
    print(e)
