"""Arithmetic operator methods: plain, reflected, in place, and `NotImplemented`."""


class V:
    def __init__(self, s): self.s = s
    def __repr__(self): return self.s


names = ["add", "sub", "mul", "truediv", "floordiv", "mod", "matmul", "pow", "lshift", "rshift", "and", "or", "xor", "divmod"]
for n in names:
    def method(self, other, n=n): return V(f"({self} {n} {other})")
    def reflected(self, other, n=n): return V(f"({other} r{n} {self})")
    setattr(V, f"__{n}__", method)
    setattr(V, f"__r{n}__", reflected)
a, b = V("a"), V("b")
print(a + b, a - b, a * b, a / b, a // b, a % b, a @ b, a ** b, a << b, a >> b, a & b, a | b, a ^ b, divmod(a, b))
print(a + 1, a - 1, a * 1, a / 1, a // 1, a % 1, a @ 1, a ** 1, a << 1, a >> 1, a & 1, a | 1, a ^ 1, divmod(a, 1))
print(1 + a, 1 - a, 1 * a, 1 / a, 1 // a, 1 % a, 1 @ a, 1 ** a, 1 << a, 1 >> a, 1 & a, 1 | a, 1 ^ a, divmod(1, a))
print([1] + a, "s" + a, 1.5 * a, None | a, (1,) + a, {} | a, b"" + a, "x%s" % a)
a += 1; print(a)


class Only:
    def __init__(self, r): self.r = r
    def __repr__(self): return f"Only({self.r})"
    def __add__(self, o): print("add", end=" "); return self.r
    def __radd__(self, o): print("radd", end=" "); return self.r


class SubOnly(Only):
    def __radd__(self, o): print("sub radd", end=" "); return self.r


class SubPlain(Only): pass


print(Only(1) + Only(2), Only(NotImplemented) + V("v"), 5 + Only(3))
print(Only(1) + SubOnly(2), Only(1) + SubPlain(2), SubOnly(1) + Only(2))
for thunk in [lambda: Only(NotImplemented) + Only(1), lambda: Only(NotImplemented) + 1, lambda: 1 + Only(NotImplemented),
              lambda: Only(1) - 1, lambda: 1 - Only(1), lambda: Only(1) ** 2, lambda: divmod(Only(1), 2), lambda: pow(Only(1), 2, 3)]:
    try:
        print(thunk())
    except TypeError as e:
        print(e)


class I:
    def __init__(self, v): self.v = v
    def __iadd__(self, o): self.v += o; return self
    def __add__(self, o): return I(self.v + 100 * o)
    def __ior__(self, o): return "replaced"
    def __ipow__(self, o): self.v **= o; return self
    def __isub__(self, o): return NotImplemented
    def __sub__(self, o): return "sub fallback"
    def __itruediv__(self, o): raise ZeroDivisionError("itruediv")


i = keep = I(2)
i += 1; print(i.v, i is keep)
i **= 3; print(i.v)
i |= 1; print(i)
keep -= 1; print(keep)
try:
    k = I(1)
    k /= 0
except ZeroDivisionError as e:
    print(e)
try:
    k *= 2
except TypeError as e:
    print(e)


class P:
    def __pow__(self, o, m=None): return ("pow", o, m)
    def __rpow__(self, o, m=None): return ("rpow", o, m)
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "invert"
    def __abs__(self): return "abs"
    def __round__(self, n="none"): return ("round", n)
    def __trunc__(self): return "trunc"
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"


import math
p = P()
print(p ** 2, pow(p, 2), pow(p, 2, 5), 3 ** p, -p, +p, ~p, abs(p), round(p), round(p, 2), math.trunc(p), math.floor(p), math.ceil(p))
