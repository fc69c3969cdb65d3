"""Specializations whose assumptions break: operands, classes, code objects, keys and globals other than those that were seen first."""
def hot(f, *a, n=100):
    r = None
    for _ in range(n): r = f(*a)
    return r
# right operand a subclass that overrides
class A:
    def __add__(self, o): return "A.add"
    def __lt__(self, o): return "A.lt"
    def __eq__(self, o): return "A.eq"
class B(A):
    def __radd__(self, o): return "B.radd"
    def __gt__(self, o): return "B.gt"
    def __eq__(self, o): return "B.eq"
def add(a, b): return a + b
def lt(a, b): return a < b
def eq(a, b): return a == b
for f in add, lt, eq:
    print(hot(f, A(), A()), f(A(), B()), f(A(), 1))
# isinstance
def isi(x, c): return isinstance(x, c)
class M(type):
    def __instancecheck__(cls, x): return "yes" if x else ""
class C(metaclass=M): pass
class D: pass
print(hot(isi, D(), D), isi(D(), C), isi(D(), int))
class P:
    @property
    def __class__(self): return int
print(isi(P(), int), isi(P(), P), isi(P(), D))
# __code__ replaced
class E:
    def __init__(self, x): self.x = x
    def __getitem__(self, k): return k
    def __setitem__(self, k, v): self.k = (k, v)
    def __add__(self, o): return 1
    def __lt__(self, o): return 2
    @property
    def p(self): return 3
def mk(x): return E(x)
def gi(e): return e[5]
def si(e): e[5] = 6
def gp(e): return e.p
e = E(1)
for f in (mk, 1), (gi, e), (si, e), (gp, e), (add, e, e), (lt, e, e): hot(*f)
def newinit(self, x, y=2, *r): self.x = (x, y, r)
def newget(self, k, z=9, *r, **kw): q = 1; w = 2; return (k, z, r, kw)
E.__init__.__code__ = newinit.__code__
E.__init__.__defaults__ = (7,)
print(mk(1).x)
E.__getitem__.__code__ = newget.__code__
E.__getitem__.__defaults__ = (7,)
print(gi(e))
def newset(self, *r): self.k = r
E.__setitem__.__code__ = newset.__code__
si(e); print(e.k)
def newp(self, a=1, b=2): return (a, b)
E.p.fget.__code__ = newp.__code__
try: print(gp(e))
except TypeError as x: print(x)
E.p.fget.__defaults__ = (1, 2)
print(gp(e))
E.__add__.__code__ = newset.__code__
print(add(e, e))
def newlt(self): pass
E.__lt__.__code__ = newlt.__code__
try: print(lt(e, e))
except TypeError as x: print(x)
# abstract, metaclass changed
class F:
    def __init__(self): self.a = 1
def mf(): return F()
hot(mf)
class MM(type):
    def __call__(cls, *a): return "meta call"
try:
    F.__class__ = MM
    print(mf())
except TypeError as x: print(x)
class G:
    def __init__(self): self.a = 1
def mg(): return G()
hot(mg)
G.__abstractmethods__ = frozenset(["a"])
try: print(mg())
except TypeError as x: print(x)
class G2:
    def __init__(self): self.a = 1
def mg(): return G2()
hot(mg)
def nn(cls): return "new"
G2.__new__ = nn
print(mg())
# setattr
class H:
    def __init__(self): self.a = 1
h = H()
def sa(h): h.a = 5
def sb(h): h.b = 5
hot(sa, h)
def hs(self, n, v): object.__setattr__(self, n, ("set", v))
H.__setattr__ = hs
sa(h); print(h.a)
h2 = H()
hot(sa, h2); print(h2.a)
class I:
    def __setattr__(self, n, v): object.__setattr__(self, n, ("I", v))
i = I(); i.a = 1
hot(sa, i); print(i.a)
# dict keys with custom eq
class K:
    def __init__(self, s): self.s = s
    def __hash__(self): return hash(self.s)
    def __eq__(self, o): return o == self.s
def dg(d): return d["a"]
def ds(d): d["a"] = 1
def dc(d): return "a" in d
def dg1(d): return d[1]
d = {"a": 0}; d1 = {1: 3}
for f in dg, ds, dc: hot(f, d)
hot(dg1, d1)
d = {K("a"): "K"}
print(dg(d), dc(d)); ds(d); print(len(d), dg(d))
print(dg1({1.0: "float"}), dg1({True: "bool"}), dg1({K(1): "k"}))
class DD(dict):
    def __missing__(self, k): return "missing"
    def __contains__(self, k): return "yes"
print(dg(DD()), dc(DD()))
# globals
def useg(): return gv
gv = "main"
hot(useg)
FT = type(useg)
g2 = FT(useg.__code__, {"gv": "other"})
print(g2(), useg())
def useb(): return len
hot(useb)
g3 = FT(useb.__code__, {"len": "other", "__builtins__": {}})
print(g3(), useb())
g4 = FT(useb.__code__, {"__builtins__": {"len": "own"}})
print(g4())
def setg():
    global gv; gv = "set"
hot(setg)
ns = {"gv": 1}
FT(setg.__code__, ns)(); print(ns["gv"], gv)
# bases
class X1:
    def m(self): return "X1"
class X2:
    def m(self): return "X2"
class Y(X1): pass
def cm(y): return y.m()
y = Y()
hot(cm, y)
Y.__bases__ = (X2,)
print(cm(y))
y.__class__ = X1
print(cm(y))
y.m = lambda: "own"
print(cm(y))
y.__dict__ = {"m": lambda: "dict"}
print(cm(y))
