"""Recursive functions of many shapes: accumulators, mutual, through methods, closures, generators, defaults."""


def length(xs): return 0 if not xs else 1 + length(xs[1:])
def rev(s): return s if len(s) < 2 else rev(s[1:]) + s[0]
def total(xs, i=0, acc=0): return acc if i == len(xs) else total(xs, i + 1, acc + xs[i])
def binary(n): return str(n) if n < 2 else binary(n // 2) + str(n % 2)
def pal(s): return len(s) < 2 or s[0] == s[-1] and pal(s[1:-1])
def comb(n, k, memo={}):
    if k == 0 or k == n:
        return 1
    if (n, k) not in memo:
        memo[n, k] = comb(n - 1, k - 1) + comb(n - 1, k)
    return memo[n, k]
def hofstadter_f(n): return 1 if n == 0 else n - hofstadter_m(hofstadter_f(n - 1))
def hofstadter_m(n): return 0 if n == 0 else n - hofstadter_f(hofstadter_m(n - 1))
def mc91(n): return n - 10 if n > 100 else mc91(mc91(n + 11))
def gray(n): return [""] if n == 0 else ["0" + g for g in gray(n - 1)] + ["1" + g for g in reversed(gray(n - 1))]
def parens(n, open_=0, close=0, cur=""):
    if close == n:
        yield cur
    if open_ < n:
        yield from parens(n, open_ + 1, close, cur + "(")
    if close < open_:
        yield from parens(n, open_, close + 1, cur + ")")
def partitions(n, largest=None):
    largest = n if largest is None else largest
    if n == 0:
        yield []
    for k in range(min(n, largest), 0, -1):
        for rest in partitions(n - k, k):
            yield [k] + rest
def knapsack(items, cap):
    if not items:
        return 0, ()
    (w, v), *rest = items
    best = knapsack(rest, cap)
    if w <= cap:
        r, p = knapsack(rest, cap - w)
        best = max(best, (r + v, ((w, v),) + p))
    return best
class Tree:
    def __init__(self, v, *kids): self.v, self.kids = v, kids
    def sum(self): return self.v + sum(k.sum() for k in self.kids)
    def height(self): return 1 + max((k.height() for k in self.kids), default=0)
    def paths(self, prefix=()):
        here = prefix + (self.v,)
        return [here] if not self.kids else [p for k in self.kids for p in k.paths(here)]
    def map(self, f): return Tree(f(self.v), *(k.map(f) for k in self.kids))
    def __repr__(self): return f"{self.v}({','.join(map(repr, self.kids))})" if self.kids else str(self.v)


t = Tree(1, Tree(2, Tree(4), Tree(5)), Tree(3, Tree(6, Tree(7))))
print(length("abcde"), rev("hello"), total([1, 2.5, 3]), binary(37), pal("abcba"), pal("abca"), comb(30, 12), [hofstadter_f(i) for i in range(12)], [hofstadter_m(i) for i in range(12)], mc91(50))
print(gray(3), list(parens(3)), list(partitions(5)), knapsack([(12, 4), (2, 2), (1, 1), (1, 2), (4, 10)], 15))
print(t, t.sum(), t.height(), t.paths(), t.map(lambda v: v * v), t.map(str).paths()[0])
trail = []
def floodfill(grid, x, y, c):
    if not (0 <= y < len(grid) and 0 <= x < len(grid[0])) or grid[y][x] != ".":
        return 0
    grid[y][x] = c
    return 1 + sum(floodfill(grid, x + dx, y + dy, c) for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)))
g = [list(r) for r in ["..#..", ".##..", "#...#", "..#.."]]
print([floodfill(g, x, y, str(x)) for x, y in ((0, 0), (4, 0), (0, 3), (2, 0))], ["".join(r) for r in g])
def quicksort(xs): return xs and quicksort([x for x in xs[1:] if x < xs[0]]) + [xs[0]] + quicksort([x for x in xs[1:] if x >= xs[0]])
print(quicksort([3, 1, 4, 1, 5, 9, 2, 6]), quicksort(list("recursion")), quicksort([]))
