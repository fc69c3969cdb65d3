"""`sorted`, `min`, `max` and `list.sort` with keys that fail, count, return odd things, or mutate."""
people = [("Zed", 30, 1.5), ("amy", 25, 2.5), ("Bob", 30, 0.5), ("eve", 25, 1.5), ("Dan", 41, 2.5)]
keys = {"name": lambda p: p[0], "lower": lambda p: p[0].lower(), "age": lambda p: p[1], "age then name": lambda p: (p[1], p[0]), "neg": lambda p: -p[2], "const": lambda p: 0, "len": lambda p: len(p[0]), "mixed": lambda p: p[2] if p[1] > 29 else p[1]}
for name, key in keys.items():
    print(name, [p[0] for p in sorted(people, key=key)], [p[0] for p in sorted(people, key=key, reverse=True)], min(people, key=key)[0], max(people, key=key)[0])
calls = []
print(sorted([3, 1, 2], key=lambda x: calls.append(x) or -x), calls)
print(sorted([3, 1, 2], key=None), sorted("bca", key=str.upper), sorted([[2, 1], [1]], key=len), sorted({"b": 1, "a": 2}, key={"b": 1, "a": 2}.get), sorted([-3, 2, -1], key=abs), sorted(["10", "9", "1"], key=int), sorted([2, 10, 1], key=str))


class Weird:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v % 10 < o.v % 10
    def __repr__(self): return f"W{self.v}"


print(sorted([Weird(21), Weird(13), Weird(5), Weird(31)]), max([Weird(19), Weird(5)], key=lambda w: w), min(Weird(19), Weird(5)), sorted(range(20), key=Weird)[:5])


class NotImpl:
    def __lt__(self, o): return NotImplemented


class GtOnly:
    def __init__(self, v): self.v = v
    def __gt__(self, o): return self.v > o.v
    def __repr__(self): return f"G{self.v}"


print(sorted([GtOnly(3), GtOnly(1), GtOnly(2)]))
for thunk in [lambda: sorted([NotImpl(), NotImpl()]), lambda: sorted([1, None]), lambda: sorted([1, 2], key=lambda x: [x, {}][x - 1]), lambda: sorted(["a", 1], key=lambda x: x), lambda: sorted([1, 2], key=5), lambda: sorted([1], key=lambda: 0), lambda: max([1, "a"], key=str), lambda: max([1, 2], key=lambda x: 1 / (x - 2)), lambda: min([], key=len), lambda: sorted([2, 1], reverse="yes"), lambda: sorted([2, 1], reverse=None), lambda: sorted([{}, {}])]:
    try:
        print(thunk())
    except Exception as e:
        print(type(e).__name__, e)
l = [5, 2, 8]
def shrinking(x):
    return len(l)
print(l.sort(key=shrinking), l)
data = [(i * 7919) % 101 for i in range(101)]
for key in (None, lambda x: -x, lambda x: x % 10, str, float, lambda x: (x % 3, -x), lambda x: chr(x + 32)):
    s = sorted(data, key=key)
    k = key or (lambda x: x)
    assert all(k(a) <= k(b) for a, b in zip(s, s[1:]))
    print(s[:5], s[-3:], sum(i * v for i, v in enumerate(s)))
nan = float("nan")
print(len(sorted([3.0, nan, 1.0])), sorted([2**62, 2**61, -2**70, 5]), sorted([1, 1.5, True, 0]), sorted(["é", "z", "e", "€"]), sorted([b"b", b"a"]), sorted([(1, "b"), (1, "a")]), sorted([[1, 2], [1]]), sorted([False, True, False]))
