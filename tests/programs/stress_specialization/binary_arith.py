"""`-`, `*`, `/`, `//`, `%`, `**`, `<<`, `>>`, `&`, `|`, `^` at one site each, over changing types and overflow."""


def sub(a, b): return a - b
def mul(a, b): return a * b
def truediv(a, b): return a / b
def floordiv(a, b): return a // b
def mod(a, b): return a % b
def power(a, b): return a ** b
def lshift(a, b): return a << b
def rshift(a, b): return a >> b
def and_(a, b): return a & b
def or_(a, b): return a | b
def xor(a, b): return a ^ b


class U:
    def __init__(self, s): self.s = s
    def __repr__(self): return self.s


for n in ("sub", "mul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "and", "or", "xor"):
    setattr(U, f"__{n}__", lambda self, o, n=n: U(f"{self.s}.{n}"))
    setattr(U, f"__r{n}__", lambda self, o, n=n: U(f"{self.s}.r{n}"))
ints = [(7, 3), (-7, 3), (7, -3), (0, 5), (2**61 - 1, 2), (-2**61, 3), (2**61, 2**61), (2**31, 2**31), (2**40, 2**30), (5, 1), (-1, 1), (2**62, 1), (1, 2), (3, 60), (-1, 61), (1, 62), (1, 63)]
floats = [(7.5, 2.0), (-7.5, 2.0), (1e300, 10.0), (0.0, 3.0), (2.5, 0.5), (1e-300, 3.0)]
mixed = [(7, 2.0), (7.5, 2), (True, 2), (3, True), (2**70, 2), (3, 2**70 % 7), (2**70, 2.0), (1.5, 2**60)]
users = [(U("u"), 1), (1, U("u")), (U("a"), U("b")), (1.5, U("u"))]
seqs = [("ab", 3), (3, "ab"), ([1], 2), ((1,), 2), ("%d", 5), ("%s-%s", (1, 2)), ({1, 2, 3}, {2}), ({"a": 1}, {"b": 2}), (True, False), (frozenset([1]), {1, 2}), ("x", -1), (b"a", 2)]
zero = [(1, 0), (1.0, 0), (1, 0.0), (0, 0), (2**70, 0), (1, -1), (1, 1)]


def run(fn, pairs, repeat):
    out = []
    for _ in range(repeat):
        for a, b in pairs:
            if fn in (power, lshift) and isinstance(b, int) and abs(b) > 200:
                continue
            try:
                out.append(repr(fn(a, b)))
            except (TypeError, ZeroDivisionError, OverflowError, ValueError) as e:
                out.append(f"{type(e).__name__}: {e}")
    return out[-len(pairs):]


for fn in (sub, mul, truediv, floordiv, mod, power, lshift, rshift, and_, or_, xor):
    warm = [(i + 1, i % 5 + 1) for i in range(40)]
    print(fn.__name__, run(fn, warm, 1)[-3:])
    for pairs in (ints, floats, mixed, users, seqs, zero, ints):
        print("  ", run(fn, pairs, 3))
    warm = [(i + 0.5, i % 5 + 1.0) for i in range(40)]
    print(fn.__name__, run(fn, warm, 1)[-3:])
    print("  ", run(fn, ints[:5] + floats[:3] + ints[5:8] + users[:1], 4))


def horner(cs, x):
    r = 0
    for c in cs:
        r = r * x + c
    return r


print([horner([3, -2, 5, 7], x) for x in (1, 2.5, -3, 2**30, True, 10**20, 0.0)])


def lcg(n, x):
    for _ in range(n):
        x = (x * 1103515245 + 12345) % 2**31
    return x


def fact(n):
    r = 1
    while n > 1:
        r *= n
        n -= 1
    return r


print(lcg(500, 1), fact(20), fact(21), fact(30), fact(5.0), [fact(k) for k in range(18, 24)])
