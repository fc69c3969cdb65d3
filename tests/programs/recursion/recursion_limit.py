"""Deep recursion of every kind ends in RecursionError, which can be handled."""
import sys
sys.setrecursionlimit(300)
print(sys.getrecursionlimit())


def f(n): return f(n + 1)


def mutual_a(): return mutual_b()
def mutual_b(): return mutual_a()


class Rec:
    def __repr__(self): return repr(self)
    def __add__(self, o): return self + o
    def __getattr__(self, n): return getattr(self, n + "x")
    def __eq__(self, o): return self == o
    def __call__(self): return self()
    def __len__(self): return len(self)
    def __iter__(self): return iter(self)
    def __getitem__(self, k): return self[k]
    def __contains__(self, k): return k in self
    def __hash__(self): return hash(self)
    def __bool__(self): return bool(self)
    @property
    def prop(self): return self.prop
    def __enter__(self):
        with self:
            pass
    def __exit__(self, *a): pass


class Init:
    def __init__(self): Init()


def gen():
    yield from gen()


def sort_rec(x=0): return sorted([1, 2], key=sort_rec)
def map_rec(x=0): return list(map(map_rec, [1]))
def lam(): return (lambda: lam())()
def comp(): return [comp() for _ in range(1)]
def kw(**k): return kw(**k)
def star(*a): return star(*a)


r = Rec()
ok = 0
for fn in [lambda: f(0), mutual_a, lambda: repr(r), lambda: r + 1, lambda: r.attr, lambda: r == 1, r, lambda: len(r), lambda: [*r], lambda: r[0], lambda: 1 in r, lambda: {r}, lambda: bool(r), lambda: r.prop, r.__enter__, Init, lambda: list(gen()), sort_rec, map_rec, lam, comp, lambda: kw(a=1), lambda: star(1, 2)]:
    try:
        fn()
        print("no error")
    except RecursionError as e:
        ok += 1
        assert "maximum recursion depth exceeded" in str(e), e
print(ok)


def depth():
    try:
        return 1 + depth()
    except RecursionError:
        return 1


d = depth()
print(200 < d <= 300)


def sumto(n): return n + sumto(n - 1) if n else 0


print(sumto(200))
try:
    sumto(400)
except RecursionError as e:
    print(type(e).__name__)
sys.setrecursionlimit(2000)
print(sumto(1500))
for bad in [0, -5, "a", 1.5]:
    try:
        sys.setrecursionlimit(bad)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
nested = []
for _ in range(1000):
    nested = [nested]
depth = 0
while nested:
    nested = nested[0]
    depth += 1
print(depth)
caught = 0
sys.setrecursionlimit(200)
for i in range(20):
    try:
        f(0)
    except RecursionError:
        caught += 1
print(caught, issubclass(RecursionError, RuntimeError))
