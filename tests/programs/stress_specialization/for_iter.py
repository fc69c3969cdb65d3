"""`for` at one site over every kind of iterable; the iterated object changes while it is iterated."""


def collect(it):
    out = []
    for x in it:
        out.append(x)
    return out


class Seq:
    def __getitem__(self, i):
        if i >= 3:
            raise IndexError
        return i
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration
        return self.n
class ListSub(list): pass
class ListIter(list):
    def __iter__(self): return iter("overridden")
class DictSub(dict): pass


def gen():
    yield 1
    yield "two"
    yield 3.0


makers = [lambda: [1, 2, 3], lambda: (1, 2, 3), lambda: "abc", lambda: "aé€😀", lambda: range(3), lambda: range(5, 0, -2), lambda: {"a": 1, "b": 2}, lambda: {1: 2}.items(), lambda: {1: 2}.values(), lambda: {7}, lambda: frozenset([8]), lambda: b"ab", gen, lambda: (x for x in "xy"), lambda: iter([1, 2]), Seq, It,
          lambda: ListSub([1]), lambda: ListIter(), lambda: DictSub(k=1), lambda: zip("ab", [1, 2]), lambda: map(abs, [-1, 2]), lambda: filter(None, [0, 1]), lambda: enumerate("ab"), lambda: reversed([1, 2]), lambda: [], lambda: (), lambda: "", lambda: {}, lambda: range(0), lambda: iter(int, 0), lambda: range(2**61 - 1, 2**61 + 2), lambda: range(10**20, 10**20 + 2)]
for mk in makers:
    for _ in range(4):
        r = collect(mk())
    print(r, end=" ")
print()
for _ in range(2):
    for mk in makers:
        collect(mk())
for bad in (5, None, 1.5, len, object(), int, type("X", (), {"__iter__": lambda s: 5})(), type("Y", (), {"__iter__": None})()) * 2:
    try:
        collect(bad)
    except TypeError as e:
        print(e)
    assert collect([1]) == [1]


def total(it):
    t = 0
    for x in it:
        t += x
    return t


print(total(range(100)), total([1] * 50), total([0.5] * 50), total((True, 2, 3.5)), total({1: "a", 2: "b"}), total(x * x for x in range(20)), total(b"abc"), total([2**61] * 4), total(range(2**61, 2**61 + 3)), total({2: 3}.values()))


def mutate_list():
    l = [1, 2, 3]
    out = []
    for x in l:
        out.append(x)
        if x == 2:
            l.extend([10, 11])
        if x == 10:
            l[-1] = "replaced"
        if x == "replaced":
            l.clear()
    return out, l


def pop_list():
    l = list(range(10))
    out = []
    for x in l:
        out.append(l.pop())
    return out, l


def mutate_dict(op):
    d = {"a": 1, "b": 2, "c": 3}
    seen = []
    try:
        for k in d:
            seen.append(k)
            op(d, k)
    except RuntimeError as e:
        seen.append(str(e))
    return seen


print(mutate_list(), pop_list(), [mutate_dict(op) for op in (lambda d, k: None, lambda d, k: d.update({k: 9}), lambda d, k: d.update(new=1), lambda d, k: d.pop(k), lambda d, k: (d.pop(k), d.update({k + k: 1})))])


def nested(n):
    c = 0
    for i in range(n):
        for j in range(i):
            for k in "ab":
                for l in (i, j):
                    c += l if k == "a" else -1
    return c


print(nested(12))


def unpack(pairs):
    out = []
    for a, b in pairs:
        out.append((b, a))
    return out


for pairs in ([(1, 2), (3, 4)], [[1, 2]], ["ab", "cd"], {1: 2}.items(), zip("a", "b"), enumerate("x"), [{1: 0, 2: 0}], [range(2), "gh"]):
    print(unpack(list(pairs) * 3)[-1], end=" ")
for bad in ([(1,)], [(1, 2, 3)], [1], [None], ["abc"]):
    try:
        unpack([(1, 2)] * 5 + bad)
    except (ValueError, TypeError) as e:
        print(e, end="; ")
print()
it = iter(range(10))
for x in it:
    for y in it:
        if y % 3 == 0:
            break
    print(x, y, end=" ")
print()
r = range(5)
for i in r:
    for i in r:
        pass
    print(i, end=" ")
print(i)
