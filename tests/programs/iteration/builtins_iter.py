"""`zip`, `map`, `filter`, `enumerate`, `sorted`, `reversed`, `sum`, `min`, `max`, `any`, `all`."""
print(list(zip([1, 2, 3], "ab")), list(zip()), list(zip("a")), list(zip([1, 2], "ab", (True, False))), list(zip([1], [2], strict=True)))
for args in [([1, 2], [1]), ([1], [1, 2]), ([1, 2], [1, 2], [1])]:
    try:
        list(zip(*args, strict=True))
    except ValueError as e:
        print(e)
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(map(max, [1, 5], [3, 2], [2, 9])), list(map(None.__class__, [])))
try:
    list(map(lambda a, b: 0, [1, 2], [1], strict=True))
except ValueError as e:
    print(e)
print(list(filter(None, [0, 1, "", "a", None, [], [0]])), list(filter(str.isdigit, "a1b2")), list(filter(lambda x: x > 1, range(4))))
print(list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate(start=-1, iterable=[7])), list(enumerate([1], 10**20)))
print(sorted([3, 1, 2]), sorted("hello"), sorted([3, 1, 2], reverse=True), sorted(["b", "A", "c"], key=str.lower), sorted({"z": 1, "a": 2}))
print(sorted([(1, "b"), (1, "a"), (0, "z")]), sorted([1, 2, 3, 4], key=lambda x: x % 2), sorted([1, 2, 3, 4], key=lambda x: x % 2, reverse=True))
print(sorted([True, 0, 2.5, -1]), sorted([[2], [1, 5], [1]]), sorted(["aa", "a", "B", ""]), sorted([0.0, -0.0, float("inf"), -1]))
print(sum([1, 2, 3]), sum([1.5, 2]), sum([[1], [2]], []), sum([], 5), sum(range(101)), sum([0.1] * 10), sum([True, True]), sum([10**20, 1, 0.5]), sum((1,), start=2))
print(sum([1e16, 1.0, -1e16]), sum([0.1, 0.2, 0.3]), sum([1, 2.5, 3]), sum([2**61, 2**61, 2**61]))
print(min(3, 1, 2), max([3, 1, 2]), min("hello"), max(1, 2.5), min([], default="d"), max("a", "bb", key=len), min(["b", "a"], key=lambda s: s), max([1, 1.0]), min(1.0, 1))
print(max((1, 2), (1, 3)), max({"a": 5, "b": 1}), min({"a": 5, "b": 1}.items(), key=lambda kv: kv[1]), max([float("nan"), 1]), max([1, float("nan")]))
print(any([0, "", None]), any([0, 1]), all([]), all([1, 0]), any([]), all([1, "a"]), any(x > 2 for x in range(5)), all(x for x in (1, 0, 1 / 1)))
m = map(print, "ab")
print("not yet")
print(list(m))


def err(x): raise ValueError(x)


for it in [map(err, [1]), filter(err, [2]), zip(map(err, [3])), enumerate(map(err, [4]))]:
    try:
        next(it)
    except ValueError as e:
        print("raised", e)
for thunk in [lambda: sorted([1], key=err), lambda: max([1], key=err), lambda: sum(map(err, [1])), lambda: any(map(err, [1])), lambda: [*map(err, [1])]]:
    try:
        thunk()
    except ValueError as e:
        print("raised", e)
z = zip(iter([1, 2, 3]), iter([1, 2]))
print(list(z), next(z, "done"))
it = iter([1, 2, 3, 4, 5])
print(list(zip(it, it)), list(it))
keyed = ["bob", "al", "christine", "di"]
calls = []
print(sorted(keyed, key=lambda s: calls.append(s) or len(s)), len(calls))
print(list(reversed(sorted(keyed))), list(map(lambda *a: a, "ab", "cd", "ef")), dict(map(lambda p: (p, len(p)), keyed)), set(map(len, keyed)) == {2, 3, 9})
class Cmp:
    n = 0
    def __init__(self, v): self.v = v
    def __lt__(self, o): Cmp.n += 1; return self.v < o.v
print([c.v for c in sorted(map(Cmp, [5, 3, 9, 1]))], Cmp.n > 0, max(map(Cmp, [1, 7, 3]), key=lambda c: c.v).v)
