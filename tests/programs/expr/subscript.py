"""Subscripts of the built-in containers and of user classes, with their errors."""
lst, tup, s, b, d, r = [1, 2, 3], (4, 5), "héllo", b"abc", {"k": 1, 1: 2, (1, 2): 3}, range(10, 20, 3)
print(lst[0], lst[-1], tup[1], tup[-2], s[1], s[-1], b[0], b[-1], r[2], r[-1])
print(d["k"], d[1], d[1.0], d[True], d[1, 2])
print(lst[True], lst[False], "abc"[True])


class Idx:
    def __init__(self, i):
        self.i = i

    def __index__(self):
        return self.i


print(lst[Idx(1)], s[Idx(-1)], tup[Idx(0)], r[Idx(1)], b[Idx(2)])
lst[Idx(0)] = 10
lst[-1] = 30
print(lst)
del lst[Idx(1)]
print(lst)


class Echo:
    def __getitem__(self, k):
        return ("get", k)

    def __setitem__(self, k, v):
        print("set", k, v)

    def __delitem__(self, k):
        print("del", k)


o = Echo()
print(o[1], o[1, 2], o[:], o[1:2], o[::2], o[..., None], o[1:2, 3], o[()])
o[1] = 2
o[1:2] = 3
o[1, :] = 4
del o[5], o[::]
o["n"] += (1,)
tests = [
    lambda: lst[5], lambda: lst[-6], lambda: tup[2], lambda: s[9], lambda: b[3], lambda: r[4], lambda: d["no"],
    lambda: d[[]], lambda: lst["a"], lambda: tup[1.5], lambda: s[None], lambda: b["a"], lambda: r["x"], lambda: 5[0],
    lambda: None[0], lambda: len[0], lambda: {1}[0], lambda: (x for x in [])[0], lambda: object()[1],
    lambda: lst[10**20], lambda: s[-10**20], lambda: int["a"], lambda: lst[Idx("a")], lambda: d[{}],
]
for t in tests:
    try:
        print(t())
    except Exception as e:
        print(type(e).__name__, e)


def setter(c, k, v=0):
    c[k] = v


def deleter(c, k):
    del c[k]


for c, k in [(lst, 7), (tup, 0), (s, 0), (b, 0), (r, 0), (5, 0), (lst, "a"), (d, []), (lst, None)]:
    for op in setter, deleter:
        try:
            op(c, k)
            print("ok")
        except Exception as e:
            print(op.__name__, type(e).__name__, e)
try:
    del d["missing"]
except KeyError as e:
    print(repr(e))
