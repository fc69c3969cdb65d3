"""Subscript stores and deletes at one site: lists, dicts, user classes; all index kinds and errors."""
from array import array


def put(c, i, v): c[i] = v
def rm(c, i): del c[i]


class S:
    def __init__(self): self.log = []
    def __setitem__(self, k, v): self.log.append((k, v))
    def __delitem__(self, k): self.log.append(("del", k))
class ListOver(list):
    def __setitem__(self, i, v): super().__setitem__(i, ("over", v))
class DictOver(dict):
    def __setitem__(self, k, v): super().__setitem__(k, ("over", v))
class I:
    def __init__(self, i): self.i = i
    def __index__(self): return self.i


lst = [0] * 10
for i in range(40):
    put(lst, i % 10, i)
print(lst)
for i, v in [(-1, "neg"), (-10, 2.5), (True, None), (I(2), 2**70), (slice(3, 5), "xyz"), (slice(None, None, 4), [0, 0, 0])]:
    put(lst, i, v)
print(lst)
d = {}
for i in range(40):
    put(d, i % 7, i)
    put(d, str(i % 3), i)
    put(d, (i % 2,), i)
print(d)
s, lo, do, a = S(), ListOver([0, 0]), DictOver(), array("d", [0, 0])
for i in range(12):
    for c in (s, lo, do, a, lst, d):
        put(c, i % 2, i)
print(s.log[-1], lo, do, a, lst[:2], d[0], d[1])
for c, i in [(lst, 99), (lst, -99), (lst, "a"), (lst, 1.5), ((1, 2), 0), ("abc", 0), (b"ab", 0), (range(3), 0), (d, []), (d, {}), (5, 0), (None, 0), ({1}, 0), (lst, 2**70), (len, 0), (a, 5), (object(), 0)] * 2:
    for op in (lambda: put(c, i, 1), lambda: rm(c, i)):
        try:
            op()
            print("ok")
        except Exception as e:
            print(type(e).__name__, e)
    put(lst, 0, "fine")
try:
    put(a, 0, "not a number")
except TypeError as e:
    print(e)
l = list(range(20))
for i in (0, -1, 5, True, I(3), slice(0, 2), slice(None, None, 3)):
    rm(l, i)
print(l)
d = {i: i for i in range(20)}
for i in range(0, 20, 2):
    rm(d, i)
print(d)
for i in (0, 100, "x"):
    try:
        rm(d, i)
    except KeyError as e:
        print(repr(e))


def fill(c, n, f):
    for i in range(n):
        c[i] = f(i)
    return c


print(fill([0] * 5, 5, lambda i: i), fill([0] * 5, 5, lambda i: i / 2), fill([0] * 5, 5, str), fill({}, 5, lambda i: i * i), fill([0.0] * 5, 5, lambda i: 2**61 + i), fill(ListOver([0] * 3), 3, lambda i: i), fill([0] * 5, 5, lambda i: [1, 2.5, "s", None, 2**70][i]))
try:
    fill([0] * 3, 5, lambda i: i)
except IndexError as e:
    print(e)


def aug(c, i, v):
    c[i] += v
    return c[i]


print(aug([1], 0, 2), aug([1], -1, 2.5), aug(["a"], 0, "b"), aug({"k": 1}, "k", 2**61), aug([[1]], 0, [2]), aug([2**61 - 1], 0, 1), aug(array("i", [5]), 0, 3), [aug(x, 0, 1) for x in [[1], {0: 1}, [1.5], array("d", [1])] * 5][-4:])


def swap(c, i, j): c[i], c[j] = c[j], c[i]


xs = list(range(10))
for i in range(30):
    swap(xs, i % 10, (i * 7 + 3) % 10)
print(xs)
m = [[0] * 4 for _ in range(4)]
for i in range(4):
    for j in range(4):
        m[i][j] = i * j
        m[-1][-1] += 1
        m[j][i] ^= 3
print(m)
counts = {}
for w in ["a", "b", "a", 1, 1.0, True, None, "a"] * 5:
    counts[w] = counts.get(w, 0) + 1
print(counts)
fib = [0, 1] + [0] * 98
for i in range(2, 100):
    fib[i] = fib[i - 1] + fib[i - 2]
print(fib[-1], fib[90])
