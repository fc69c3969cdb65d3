"""Comparisons and branches at one site over changing types."""


def lt(a, b): return a < b
def le(a, b): return a <= b
def gt(a, b): return a > b
def ge(a, b): return a >= b
def eq(a, b): return a == b
def ne(a, b): return a != b


def branchy(a, b):
    if a < b:
        return "lt"
    if a == b:
        return "eq"
    if a > b:
        return "gt"
    return "unordered"


class C:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < getattr(o, "v", o)
    def __le__(self, o): return self.v <= getattr(o, "v", o)
    def __eq__(self, o): return self.v == getattr(o, "v", o)
    def __hash__(self): return 0


class NotBool:
    def __lt__(self, o): return [1]
    def __eq__(self, o): return ""
    def __gt__(self, o): return None


nan, inf = float("nan"), float("inf")
groups = [
    [(i % 7, i % 5) for i in range(40)],
    [(2**61 - 1, 2**61), (2**61, 2**61 - 1), (-2**61, -2**61 - 1), (2**70, 2**70), (2**70, 5), (5, -2**70)],
    [(i / 3, i % 4 / 2) for i in range(40)],
    [(1, 1.0), (1, 1.5), (2.5, 2), (2**53 + 1, 2.0**53), (2.0**53, 2**53 + 1), (nan, 1), (1, nan), (nan, nan), (inf, 2**2000), (-0.0, 0)],
    [("a", "b"), ("abc", "abd"), ("", "a"), ("é", "z"), ("same", "sa" + "me"), ("€", "😀")] * 4,
    [((1, 2), (1, 3)), ([1], [1, 0]), ((), ()), ([2], [1, 5]), (b"a", b"b"), ({1}, {1, 2}), (frozenset(), set())],
    [(True, 1), (False, True), (True, 2), (0.0, False)],
    [(C(1), C(2)), (C(2), C(1)), (C(1), C(1)), (C(1), 5)],
    [(i, 20) for i in range(40)],
]
for g in groups:
    out = []
    for a, b in g:
        out.append("".join("FT"[bool(f(a, b))] for f in (lt, le, gt, ge, eq, ne) if not isinstance(a, C) or f in (lt, le, eq, ne)) + (branchy(a, b)[0] if not isinstance(a, C) else ""))
    print(*out[-10:])
for a, b in [(1, "a"), ("a", 1), (None, None), (1, None), ([], ()), ({}, {}), (1.5, "x"), (object, 1), (b"", "")] * 2:
    print(eq(a, b), ne(a, b), end=" ")
    for f in (lt, ge):
        try:
            f(a, b)
        except TypeError as e:
            print(e, end=" | ")
    print(branchy(3, 3))
n = NotBool()
print(lt(n, 1), eq(n, 1), gt(n, 1), branchy(n, 1), branchy(1, 2), not n < 1, "x" if n == 1 else "y")


def count_while(x, step, limit):
    n = 0
    while x < limit:
        x += step
        n += 1
    return n, x


print(count_while(0, 1, 50), count_while(0.0, 0.5, 10), count_while(0, 0.25, 5), count_while("", "a", "aaaa"), count_while(2**61 - 10, 1, 2**61 + 10), count_while([], [1], [1, 1, 1]), count_while(0, 1, 10.5))


def identity(x):
    if x is None:
        return "none"
    if x is True:
        return "true"
    if x is not False and x is not ...:
        return "other"
    return "false or ellipsis"


print([identity(x) for x in (None, True, False, ..., 0, 1, "", [], 2**70, 1.5, None, None)])


def truth(x):
    if x:
        return 1
    return 0


def negated(x):
    if not x:
        return 1
    return 0


class B:
    def __init__(self, b): self.b = b
    def __bool__(self): return self.b


class L:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n


vals = [True, False, 1, 0, "", "a", None, [], [0], {}, {1: 1}, 0.0, -0.0, 0.1, nan, (), (0,), 2**70, B(True), B(False), L(0), L(3), set(), range(0), range(2), b"", b"x", object, len, C(0)]
for _ in range(3):
    print("".join(str(truth(v)) for v in vals), "".join(str(negated(v)) for v in vals), "".join(str(int(bool(v))) for v in vals), "".join("10"[not v] for v in vals))
print([truth(b) for b in [True] * 20 + [False] * 3 + [1, 0, "x"]], [truth(i % 2 == 0) for i in range(30)].count(1))
