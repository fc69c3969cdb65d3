"""Unpacking of every iterable kind into targets, in loops, in calls."""


class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return iter(range(self.n))


def gen(n):
    for i in range(n):
        print("y", end="")
        yield i


def two(x):
    a, b = x
    return a, b


def three(x):
    (a, b, c) = x
    return a, b, c


for x in [(1, 2), [3, 4], "ab", {5: 1, 6: 2}, range(2), It(2), gen(2), b"xy", iter((7, 8)), zip("a", "b").__next__(), {"k": 1, "l": 2}.values(), map(abs, (-1, -2))]:
    print(two(x), end=" ")
print()
for x in [(1,), [1, 2, 3], "a", "abc", It(0), It(3), gen(1), gen(5), {}, range(9), 5, None, 1.5, object]:
    try:
        print(two(x))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
for x in [(1, 2, 3), [1, 2, 3], "abc", (1, 2), [1], [1, 2, 3, 4], It(3), It(9)]:
    try:
        print(three(x))
    except ValueError as e:
        print(e)


def star(x):
    a, *b, c = x
    return a, b, c


for x in [(1, 2), [1, 2, 3], "abcd", range(6), It(5), gen(3), (1,), "", It(1), 5]:
    try:
        print(star(x))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
*a, = "xyz"
a1, (b1, *c1), *d1 = [1, "abc", 2, 3]
print(a, a1, b1, c1, d1)
[x, [y, z]] = (1, "yz")
print(x, y, z)
x, y = y, x
x, y, z = z, x, y
print(x, y, z)
i, lst = 0, [5, 6, 7]
i, lst[i], lst[i + 1] = 1, "a", "b"
print(i, lst)
for a, b in [(1, 2), "cd", [3, 4], It(2)]:
    print(a, b, end="; ")
for i, (k, v) in enumerate({"a": 1, "b": 2}.items()):
    print(i, k, v, end="; ")
for (a, b), *c in [((1, 2), 3, 4), ("xy",)]:
    print(a, b, c, end="; ")
print()


def err_iter():
    yield 1
    raise KeyError("mid-unpack")


try:
    a, b, c = err_iter()
except KeyError as e:
    print(e)
try:
    a, *b = err_iter()
except KeyError as e:
    print(e)


class BadIter:
    def __iter__(self): raise TypeError("iter says no")


try:
    a, b = BadIter()
except TypeError as e:
    print(e)
n = 0
for pair in [(1, 2), [3, 4], "ab", (5, 6)] * 20:
    p, q = pair
    n += p == q or 1
print(n, p, q)


def swap_all(a, b, c, d):
    a, b, c, d = d, c, b, a
    a, b = b, a
    c, d = d, c
    return a, b, c, d


print([swap_all(i, i + 1, i + 2, i + 3) for i in range(3)])
