"""Unpacking, building displays, and comprehensions at one site over changing shapes."""


def two(x):
    a, b = x
    return b, a


def star(x):
    a, *b = x
    return a, b


class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return iter(range(self.n))
class TupSub(tuple):
    def __iter__(self): return iter("ts")
class ListSub(list):
    def __iter__(self): return iter("ls")


for xs in ([(1, 2)] * 15, [[3, 4]] * 15, ["ab"] * 5, ["é€"] * 5, [{1: 0, 2: 0}] * 5, [range(2)] * 5, [It(2)] * 5, [TupSub((1, 2))] * 5, [ListSub([1, 2])] * 5, [b"xy"] * 3, [(2**70, None)] * 3, [(1, 2), [1, 2], "cd", It(2)] * 5):
    print([two(x) for x in xs][-2:], [star(x) for x in xs][-1], end="; ")
print()
for bad in [(1,), (1, 2, 3), [1], [], [1, 2, 3], "", "abc", 5, None, It(0), It(3), It(1), {}, 1.5, TupSub()] * 2:
    for f in two, star:
        try:
            f(bad)
        except (TypeError, ValueError) as e:
            print(e, end=" | ")
    assert two((1, 2)) == (2, 1)
print()


def rotate(n):
    a, b, c, d = 1, 2.5, "s", None
    for i in range(n):
        a, b, c, d = b, c, d, a
        if i % 3 == 0:
            a, b = b, a
        if i % 5 == 0:
            c, d, a = a, c, d
    return a, b, c, d


print(rotate(7), rotate(50), rotate(51))


def build(a, b): return [a, b], (a, b), {a, b} if a != b else {a}, {a: b}, f"{a}{b!r}", [a, *[b]], (*(a,), b), {**{a: b}}, slice(a, b)


for a, b in [(1, 2), (1.5, "x"), ("a", None), (2**70, True), ((1,), 5), (None, ...)] * 4:
    r = build(a, b)
print(r[0], r[1], len(r[2]), r[3:])
for a, b in [([], 1), ({}, 1)]:
    try:
        build(a, b)
    except TypeError as e:
        print(e)


def comps(xs):
    return [x for x in xs if x], [f"{x}" for x in xs][:2], {i: x for i, x in enumerate(xs)}.get(0), len({str(x) for x in xs}), sum(1 for x in xs if not x), [y for x in xs for y in (x, x)][:3]


for xs in [[1, 2, 0]] * 8 + [(0.0, 1.5)] * 4 + ["abc"] * 4 + [range(4)] * 3 + [{"k": 0}] * 2 + [It(3)] * 2 + [(), "", [None, [], "x"]]:
    last = comps(xs)
print(last, comps([1, 2, 0]), comps("é"))
acc_list, acc_dict, acc_set, acc_str, acc_tuple = [], {}, set(), "", ()
for i, v in enumerate([1, 2.5, "s", None, True, (1,), 2**70, b"b", ...] * 6):
    acc_list += [v]
    acc_dict |= {i: v}
    acc_set |= {v}
    acc_str += repr(v)
    acc_tuple += (v,)
    acc_list[len(acc_list):] = [i]
print(len(acc_list), len(acc_dict), len(acc_set), len(acc_str), len(acc_tuple), acc_list[-4:], acc_tuple[-2:])


def ret_many(k):
    if k == 0: return 1, 2
    if k == 1: return [1, 2]
    if k == 2: return "xy"
    if k == 3: return (i for i in (7, 8))
    return 1, 2, 3


res = []
for i in range(50):
    try:
        p, q = ret_many(i % 5 if i > 20 else 0)
        res.append((p, q))
    except ValueError as e:
        res.append(str(e))
print(res[18:30])
(a, (b, *c)), *d = (1, "xyz"), 2, 3
print(a, b, c, d)
m = [[i * j for j in range(5)] for i in range(5)]
print([[r[i] for r in m] for i in range(5)] == m, [sum(r) for r in zip(*m)], [x for r in m for x in r if x % 3][:8], {(i, j): m[i][j] for i in range(3) for j in range(i)})
