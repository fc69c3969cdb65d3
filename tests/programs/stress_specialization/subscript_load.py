"""Subscript loads at one site: lists, tuples, strings, dicts, ranges, bytes, user classes; all index kinds."""


def get(c, i): return c[i]


class G:
    def __getitem__(self, i): return ("G", i)
class ListSub(list): pass
class ListOver(list):
    def __getitem__(self, i): return ("over", i)
class DictSub(dict):
    def __missing__(self, k): return ("missing", k)
class Meta(type):
    def __getitem__(cls, k): return (cls.__name__, k)
class WithMeta(metaclass=Meta): pass
class ClassGetItem:
    def __class_getitem__(cls, k): return ("cgi", k)
class I:
    def __init__(self, i): self.i = i
    def __index__(self): return self.i


lst, tup, st, dct, rng, byt = list(range(10)), tuple(range(10)), "0123456é89", {i: i * 10 for i in range(10)}, range(0, 100, 10), bytes(range(10))
for c in (lst, tup, st, dct, rng, byt, G(), ListSub(lst), ListOver(lst), DictSub({1: 2}), WithMeta, ClassGetItem):
    print([get(c, i) for i in list(range(10)) * 3][-4:])
for c in (lst, tup, st, rng, byt):
    print([get(c, i) for i in (-1, -10, True, False, I(3), I(-2), 2, slice(1, 4), slice(None, None, -3))])
for c in [lst, tup, st, dct, lst, byt, rng] * 6:
    last = get(c, 3)
    assert str(last) in ("3", "30"), last
for c, i in [(lst, 10), (lst, -11), (tup, 10), (tup, -11), (st, 10), (st, -11), (dct, 10), (dct, -1), (rng, 10), (byt, 99), (lst, "a"), (lst, 1.5), (lst, None), (tup, "a"), (st, 1.0), (dct, []), (5, 0), (None, 0), (lst, 2**70), (lst, -2**70), (st, 2**63), ({1}, 0), (len, 0), (G, 0), (object(), 1)] * 2:
    try:
        print(get(c, i))
    except Exception as e:
        print(type(e).__name__, e)
    assert get(lst, 5) == 5
mixed = [1, 2.5, "s", None, [1], 2**70, True]
print([get(mixed, i) for i in range(-7, 7)])


def scan(xs, n):
    t = 0
    for i in range(n):
        t += xs[i]
    return t


print(scan(lst, 10), scan(tup, 10), scan(byt, 10), scan(dct, 10), scan(rng, 10), scan([0.5] * 10, 10), scan([2**60] * 10, 10), scan([1, 2.5, True, 2**65], 4))
try:
    scan(lst, 11)
except IndexError as e:
    print(e)


def two_d(m, n):
    t = 0
    for i in range(n):
        for j in range(n):
            t += m[i][j] * m[-i][-j]
    return t


print(two_d([[i * j for j in range(6)] for i in range(6)], 6), two_d([tuple(range(5))] * 5, 5), two_d({i: {j: i + j for j in range(-4, 5)} for i in range(-4, 5)}, 5), two_d([[i / 2] * 4 for i in range(4)], 4))


def chars(s):
    out = ""
    i = len(s)
    while i:
        i -= 1
        out += s[i]
    return out


print(chars("hello"), chars("héllo€😀"), chars(""), chars("x" * 50) == "x" * 50, chars(["a", "b"]), chars(("c", "d")))
shrinking = list(range(20))
out = []
for i in range(20):
    if i == 5: shrinking.extend("abc")
    if i == 8: del shrinking[10:]
    if i == 12: shrinking[:] = [0.5] * 15
    if i == 14: shrinking.clear()
    try:
        out.append(shrinking[i])
    except IndexError as e:
        out.append(str(e)[:4])
print(out)
d = {"a": 1}
out = []
for i in range(60):
    if i == 10: d["b"] = 2
    if i == 20: d["a"] = "changed"
    if i == 30: del d["a"]
    if i == 40: d = DictSub(d)
    if i == 50: d = {"a": None}
    try:
        out.append(d["a"])
    except KeyError as e:
        out.append(repr(e))
print(out[::5])
