"""List, set and dict comprehensions and generator expressions with every clause."""
n = 4
print([x for x in range(n)], [x * y for x in range(n) for y in range(x)], [x for x in range(10) if x % 2 if x > 3], [(x, y) for x in range(3) if x for y in "ab" if y != "a" or x > 1])
print({x % 3 for x in range(9)} == {0, 1, 2}, {x: x * x for x in range(n)}, {k: v for k, v in [("a", 1), ("b", 2)]}, {v: k for k, v in {"a": 1, "b": 2}.items()}, {x: {y: x * y for y in range(2)} for x in range(2)}, {(x, y) for x in range(2) for y in range(2)} == {(0, 0), (0, 1), (1, 0), (1, 1)})
print(list(x for x in "abc"), sum(x for x in range(5)), tuple(x for x in range(3)), max((x * 7) % 5 for x in range(5)), dict((x, 1) for x in "ab"), [*(x for x in range(2))], "".join(c for c in "hello" if c != "l"))
print([[j for j in range(i)] for i in range(4)], [[[k for k in range(j)] for j in range(i)] for i in range(3)], [x for row in [[1, 2], [3], []] for x in row], [y for x in range(4) if x % 2 for y in range(x)], [x if x % 2 else -x for x in range(5)])
print([a + b for a, b in [(1, 2), (3, 4)]], [a for a, *b in ["xyz", "pq"]], [b for a, *b in ["xyz", "pq"]], [c for (a, b), c in [((1, 2), 3)]], [i for i, in [(1,), (2,)]], [k for k, (v, w) in {"a": (1, 2)}.items()])
x = "outer"
print([x for x in range(2)], x, {x: x for x in "q"}, x, list(x for x in [x]), x, [[x for x in range(2)] for x in range(2)], x)
print([i for i in range(3) for i in range(i)], [x for x in [x for x in [x for x in range(3)]]], [x for x in x], [(x, y) for x in "ab" for y in x + "!"], [x for x in range(3) for _ in range(2)])


class C:
    xs = [1, 2, 3]
    doubled = [v * 2 for v in xs]
    indexed = {i: v for i, v in enumerate(xs)}
    gen = list(v + 1 for v in xs)
    def f(self): return [v * self.k for v in self.xs if v != self.skip]
    k, skip = 10, 2


print(C.doubled, C.indexed, C.gen, C().f(), hasattr(C, "v"))


def f(a, *args, **kw):
    local = 3
    return [v + a + local for v in args if v in kw.values()], {k: [w * v for w in args] for k, v in kw.items()}


print(f(1, 2, 3, x=2, y=9))
for bad in (lambda: [v for v in 5], lambda: [v.x for v in [1]], lambda: {v: 1 for v in [[]]}, lambda: {v for v in [{}]}, lambda: [1 / v for v in (1, 0)], lambda: [a for a, b in [(1,)]], lambda: [undefined for _ in [1]], lambda: [v for v in range(3) if undefined], lambda: list(v for v in None), lambda: {k: v for k in [1]}, lambda: [v() for v in [len]]):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
m = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
print([[r[i] for r in m] for i in range(3)], [m[i][i] for i in range(3)], sum(v for r in m for v in r), [max(r) for r in m], [[v * 2 if v % 2 else 0 for v in r] for r in m], [v for r in m if sum(r) > 6 for v in r if v % 2], {v: (i, j) for i, r in enumerate(m) for j, v in enumerate(r)}[6])
print([n for n in range(2, 60) if all(n % d for d in range(2, n))], [(a, b, c) for c in range(1, 20) for b in range(1, c) for a in range(1, b) if a * a + b * b == c * c], sorted({len(w) for w in "the quick brown fox".split()}), {w[0]: w for w in "apple bob cat".split()}, [f"{i}{c}" for i in range(2) for c in "xy"])
print(len([0 for _ in range(1000)]), sum([i for i in range(1000) if i % 7 == 0]), [i for i in range(10**6, 10**6 + 3)], [i / 2 for i in range(3)], [str(i) for i in (1, 2.5, None)], [2**61 + i for i in range(2)], [[] for _ in range(2)], [None for _ in ()])
