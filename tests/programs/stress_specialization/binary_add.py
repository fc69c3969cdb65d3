"""`+` at one site over changing operand types."""


def add(a, b): return a + b


class V:
    def __init__(self, v): self.v = v
    def __add__(self, o): return V(self.v + (o.v if isinstance(o, V) else o))
    def __radd__(self, o): return V(o + self.v)
    def __repr__(self): return f"V{self.v}"


class IntSub(int): pass
class IntAdd(int):
    def __add__(self, o): return "intadd"
class RAdd(int):
    def __radd__(self, o): return "radd"
class FloatSub(float): pass
class StrSub(str):
    def __add__(self, o): return "stradd"


phases = [
    [(i, i + 1) for i in range(40)],
    [(2**61 - 3 + i, i) for i in range(6)],
    [(-2**61 + 3 - i, -i) for i in range(6)],
    [(i, i + 1) for i in range(10)],
    [(i / 2, i) for i in range(10)],
    [(i, i / 4) for i in range(10)],
    [(i / 2, i / 4) for i in range(40)],
    [(1e308, 1e308), (float("inf"), -float("inf")), (1e200, 1.0), (5e-324, 0.0)],
    [("s", str(i)) for i in range(40)],
    [("é", "€"), ("", "x"), ("a", ""), ("😀", "b")],
    [([i], [i + 1]) for i in range(5)],
    [((i,), (i,)) for i in range(5)],
    [(V(i), i) for i in range(10)],
    [(i, V(i)) for i in range(10)],
    [(V(i), V(i)) for i in range(10)],
    [(True, i) for i in range(5)] + [(i, False) for i in range(5)] + [(True, True)],
    [(2**70, 1), (1, 2**70), (2**70, -2**70), (-2**70, 0.5)],
    [(IntSub(3), 4), (4, IntSub(3)), (IntAdd(3), 4), (4, IntAdd(3)), (3, RAdd(4)), (RAdd(4), 3), (FloatSub(1.5), 1), (StrSub("a"), "b"), ("b", StrSub("a"))],
    [(i, i) for i in range(40)],
]
for phase in phases:
    print([add(a, b) for a, b in phase][-8:])
bad = [(1, "a"), ("a", 1), (None, 1), ([], ()), (1.5, "a"), ({}, 1), (b"a", "a"), (V, 1)]
for a, b in bad * 2:
    try:
        add(a, b)
    except TypeError as e:
        print(e)
    print(add(1, 2), end=" ")
print()


def accumulate(xs, start):
    total = start
    for x in xs:
        total = total + x
    return total


print(accumulate(range(100), 0), accumulate([0.5] * 50, 0), accumulate(["ab"] * 20, ""), accumulate([[1]] * 5, []), accumulate([2**60] * 8, 0), accumulate([1, 2.5, True, 2**65], 0), accumulate([V(1)] * 3, 10))


def mixed_loop(n):
    x = 0
    for i in range(n):
        if i == n // 4:
            x = x + 0.5
        elif i == n // 2:
            x = str(x)
        elif i == 3 * n // 4:
            x = [x]
        x = x + (i if type(x) in (int, float) else str(i) if type(x) is str else [i])
    return x


r = mixed_loop(80)
print(len(r), r[0][:20], r[-1], mixed_loop(40)[-3:], mixed_loop(8))
