"""Bound methods, functions in instance attributes, class attributes, module functions called at one site."""


class A:
    def go(self, x): return ("A.go", x)
class B:
    @staticmethod
    def go(x): return ("B.go static", x)
class C:
    @classmethod
    def go(cls, x): return ("C.go class", x)
class D:
    def __init__(self): self.go = lambda x: ("D instance", x)
class E:
    go = len
class F:
    def __getattr__(self, n): return lambda x: (n, x)
class G:
    class go:
        def __init__(self, x): self.x = x
        def __iter__(self): return iter(("G.go instance", self.x))
class H(A):
    def go(self, x): return ("H", *super().go(x))
class I:
    @property
    def go(self): return lambda x: ("I property", x)
class J:
    __slots__ = ("go",)
    def __init__(self): self.go = str.upper
class K:
    go = A().go


def call(o, x): return o.go(x)


for objs in [[A()] * 20, [A(), H()] * 10, [B()] * 10, [C()] * 10, [D()] * 10, [E()] * 10, [F()] * 10, [G()] * 10, [I()] * 10, [J()] * 10, [K()] * 10, [A(), B(), C(), D(), F(), H(), I(), K()] * 4]:
    r = [call(o, "abc") for o in objs][-1]
    print(r if not isinstance(r, G.go) else tuple(r))
a = A()
out = []
for i in range(40):
    if i == 10: a.go = lambda x: ("shadow", x)
    if i == 20: del a.go
    if i == 25: A.go = lambda self, x, y=1: ("patched", x, y)
    if i == 30: A.go = staticmethod(lambda x: ("now static", x))
    if i == 35: a.__class__ = H
    out.append(call(a, i))
print(out[9], out[10], out[20], out[25], out[30], out[35], out[-1])
bound = H().go
unbound = A.go
print([bound(i) for i in range(10)][-1], [unbound(i) for i in range(10)][-1], (lambda f: [f(i) for i in range(10)][-1])(C.go))
fs = [a.go, bound, unbound, len, "x".join, [].count, {}.get, abs, str, lambda v: v, B.go, C.go]
for v in ("ab", "c", -5, "d") * 3:
    row = []
    for f in fs:
        try:
            row.append(f(v))
        except TypeError as e:
            row.append("T")
print(row)
class Fluent:
    def __init__(self): self.ops = []
    def __getattr__(self, name):
        def op(*a, **k):
            self.ops.append((name, a, k))
            return self
        return op
print(Fluent().a().b(1).c(x=2).d(3, y=4).ops)
sums = 0
for o in [A(), H()] * 50:
    sums += len(call(o, 1)) + len(o.go(2)) + len(type(o).go(o, 3) if type(o) is H else (0,))
print(sums)
for bad in (5, None, "s", object(), A) * 2:
    try:
        print(call(bad, 1))
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)
