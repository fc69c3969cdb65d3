"""Deeply nested data: repr, comparison, hashing, equality of cycles."""
import sys


def nest(n, wrap):
    x = wrap(None)
    for _ in range(n):
        x = wrap(x)
    return x


for n in (10, 100):
    a, b = nest(n, lambda v: [v]), nest(n, lambda v: [v])
    print(a == b, len(repr(a)), repr(a).count("["))
    a, b = nest(n, lambda v: (v,)), nest(n, lambda v: (v,))
    print(a == b, hash(a) == hash(b), len(repr(a)))
    a, b = nest(n, lambda v: {"k": v}), nest(n, lambda v: {"k": v})
    print(a == b, len(str(a)))
a, b = [], []
a.append(b)
b.append(a)
try:
    a == b
except RecursionError as e:
    print(type(e).__name__)
print(a, b)
c, d = [1], [1]
c.append(c)
d.append(d)
try:
    c == d
except RecursionError as e:
    print(type(e).__name__)
print(c == c, [c] == [c], c[1][1][1] is c)


def ackermann(m, n): return n + 1 if m == 0 else ackermann(m - 1, 1) if n == 0 else ackermann(m - 1, ackermann(m, n - 1))
def hanoi(n, a, b, c): return 0 if n == 0 else hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
def tak(x, y, z): return z if y >= x else tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))
def even(n): return True if n == 0 else odd(n - 1)
def odd(n): return False if n == 0 else even(n - 1)
def perms(xs): return [[x, *p] for i, x in enumerate(xs) for p in perms(xs[:i] + xs[i + 1:])] if xs else [[]]
def subsets(xs): return [[]] if not xs else [s + t for s in subsets(xs[1:]) for t in ([], [xs[0]])]
def gcd(a, b): return a if b == 0 else gcd(b, a % b)
def power(b, n): return 1 if n == 0 else power(b * b, n // 2) * (b if n % 2 else 1)
def flatten(x): return [z for y in x for z in flatten(y)] if isinstance(x, list) else [x]
def depth(x): return 1 + max(map(depth, x), default=0) if isinstance(x, list) else 0
def count_change(n, coins): return 1 if n == 0 else 0 if n < 0 or not coins else count_change(n, coins[1:]) + count_change(n - coins[0], coins)


print(ackermann(2, 5), hanoi(8, "a", "b", "c"), fib(16), tak(8, 4, 2), even(400), odd(401), len(perms([1, 2, 3, 4])), len(subsets([1, 2, 3, 4, 5])))
print(gcd(2**80, 6**40), power(3, 200) % 1000007, flatten([1, [2, [3, [4]], 5]]), depth([1, [2, [3, []]]]), count_change(50, [50, 25, 10, 5, 1]))
deep = []
for i in range(900):
    deep = [deep, i]
total, node = 0, deep
while node:
    node, v = node
    total += v
print(total)


class Expr:
    def __init__(self, l, r): self.l, self.r = l, r
    def eval(self): return (self.l.eval() if isinstance(self.l, Expr) else self.l) + (self.r.eval() if isinstance(self.r, Expr) else self.r)
    def __repr__(self): return f"({self.l!r}+{self.r!r})"


e = 0
for i in range(150):
    e = Expr(e, i) if i % 2 else Expr(i, e)
print(e.eval(), len(repr(e)))
