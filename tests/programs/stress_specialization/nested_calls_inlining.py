"""Small functions calling small functions: inlining candidates whose callees, arguments and results change."""


def inc(x): return x + 1
def dbl(x): return x * 2
def clamp(x, lo=0, hi=100): return lo if x < lo else hi if x > hi else x
def combine(f, g, x): return f(g(x))
def choose(c, a, b): return a if c else b


class P:
    def __init__(self, x, y): self.x, self.y = x, y
    def add(self, o): return P(self.x + o.x, self.y + o.y)
    def scale(self, k): return P(self.x * k, self.y * k)
    def dot(self, o): return self.x * o.x + self.y * o.y
    def norm2(self): return self.dot(self)
    @property
    def mid(self): return (self.x + self.y) / 2


def run(n, start, f=inc):
    t = start
    for i in range(n):
        t = f(t)
        t = choose(i % 3 == 0, combine(inc, dbl, t), t)
        t = clamp(t, hi=10**6)
    return t


print(run(50, 0), run(50, 0.5), run(10, 2**61 - 1), run(40, True), run(50, 1, dbl), run(30, 1, lambda v: v - 3), run(30, 1, abs), run(20, 5, float), run(50, 0))


def vectors(n, k):
    acc = P(0, 0)
    for i in range(n):
        acc = acc.add(P(i, k).scale(2))
        if acc.norm2() > 10**6:
            acc = acc.scale(0)
    return acc.x, acc.y, acc.mid


print(vectors(50, 1), vectors(50, 0.5), vectors(8, 2**60), vectors(50, True), vectors(60, 1))
saved = inc
for i in range(4):
    inc = [saved, lambda x: x + 10, float, lambda x, y=5: x + y][i]
    print(run(20, 1, inc), combine(inc, dbl, 3))
inc = saved
P.add = lambda self, o: P(self.x - o.x, self.y)
print(vectors(20, 1))
def outer(a):
    def mid(b):
        def inner(c): return a + b + c
        return inner(b * 2) + inner(a)
    return mid(a + 1) + mid(2)
print([outer(v) for v in [1] * 15 + [1.5, 2**61, True, 1]][-5:])
def deep(n, x): return x if n == 0 else deep(n - 1, inc(x))
print([deep(k, v) for k, v in [(10, 0), (10, 0.5), (50, 2**61 - 5), (5, True)] * 4][-4:])
try:
    deep(5, "s")
except TypeError as e:
    print(e)
def early(xs):
    for x in xs:
        if x is None: return "none"
        if isinstance(x, str): return x
        if x > 100: return x
    return "end"
print([early(xs) for xs in ([1, 2], [1, None], ["a"], [1, 200], [], [1.5, 500.5], [2**70])] * 1)
def raises(x):
    if x == 13:
        raise ValueError("thirteen")
    return x
def guard(x):
    try:
        return combine(raises, inc, x)
    except ValueError as e:
        return str(e)
print([guard(i) for i in range(20)])
def multi(x): return x, x + 1, [x]
def use(x):
    a, b, (c,) = multi(x)
    return a * b + c
print(sum(use(i) for i in range(60)), use(1.5), use(2**61))
def gen(x):
    yield inc(x)
    yield dbl(x)
print(sum(sum(gen(i)) for i in range(50)), list(gen(1.5)), list(gen("a"[:0] or 3)))
def kw(a, *, b=1): return a - b
print(sum(kw(i, b=kw(i)) + kw(b=i, a=1) for i in range(40)))
