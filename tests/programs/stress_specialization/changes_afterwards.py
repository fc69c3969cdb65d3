"""Specialized code sees what changes afterwards: descriptors, bases, code objects, classes of objects."""


def hot(f, *a, n=100):
    r = None
    for _ in range(n):
        r = f(*a)
    return r


class Plain:
    pass


class C:
    v = Plain()
    w = Plain()

    def __init__(self):
        self.x = 1
        self.w = "own"

    @property
    def p(self):
        return "getter"

    def m(self):
        return "m"

    @staticmethod
    def s():
        return "static"

    @classmethod
    def k(cls):
        return cls.__name__


def v(o): return o.v
def w(o): return o.w
def p(o): return o.p
def m(o): return o.m()
def bm(o): return o.m
def s(o): return o.s()
def k(o): return o.k()
def cv(): return C.v
def cs(): return C.s()
def ck(): return C.k()


c = C()
for f in v, w, p, m, bm, s, k:
    hot(f, c)
for f in cv, cs, ck:
    hot(f)
Plain.__get__ = lambda self, o, t=None: ("got", o is None, t.__name__)
print(v(c), w(c), cv())
Plain.__set__ = lambda self, o, x: print("set", x)
print(v(c), w(c), cv())


def sw(o): o.w = "new"


sw(c)
hot(p, c)
C.p = "plain"
print(p(c))
C.m = lambda self: "m2"
print(m(c), bm(c)())
C.s = staticmethod(lambda: "s2")
C.k = classmethod(lambda cls: "k2")
print(s(c), k(c), cs(), ck())
c.m = lambda: "own m"
c.s = lambda: "own s"
print(m(c), s(c), bm(c)())
del C.m
print(m(c), m.__name__)
try:
    m(C())
except AttributeError as e:
    print(e)


# `super`
class A:
    def f(self): return "A"


class B:
    def f(self): return "B"


class D(A):
    def f(self): return super().f()


d = D()


def sf(): return d.f()


hot(sf)
D.__bases__ = (B,)
print(sf())
B.f = lambda self: "B2"
print(sf())


class E(D, A):
    pass


d = E()
print(sf())


# __slots__, read from an instance of a subclass; deleted; replaced descriptors
class S:
    __slots__ = ("a", "b")


class T(S):
    pass


def ga(o): return o.a
def sa(o): o.a = 7


o = S(); o.a = 1
t = T(); t.a = 2
hot(ga, o); print(ga(t)); hot(ga, t)
hot(sa, o); hot(sa, t)
del o.a
try:
    ga(o)
except AttributeError as e:
    print(e)
sa(o); print(o.a)
S.a = property(lambda self: "prop")
print(ga(o), ga(t))
try:
    sa(o)
except AttributeError as e:
    print(e)


# __eq__ and __hash__ of keys, `in` on subclasses
class K:
    def __init__(self, n): self.n = n
    def __hash__(self): return hash(self.n)
    def __eq__(self, o): print("eq", o); return o == self.n


def geti(q, i): return q[i]
def ini(q, i): return i in q
def seti(q, i): q[i] = "set"


q = {1: "one", 2: "two"}
hot(geti, q, 1); hot(ini, q, 1); hot(seti, q, 1)
q = {K(1): "k"}
print(geti(q, 1)); print(ini(q, 1), ini(q, 5)); seti(q, 1); print(len(q))
q = {1.0: "f", True: "b"}
print(geti(q, 1), ini(q, 1)); seti(q, 1); print(q)


# truth of objects whose class changes
class Z: pass


def truth(z): return "true" if z else "false"


z = Z()
print(hot(truth, z))
Z.__len__ = lambda self: 0
print(truth(z))
Z.__bool__ = lambda self: True
print(truth(z))
z.__class__ = C
print(truth(z))


# iteration over what changes
def it(x):
    r = []
    for y in x:
        r.append(y)
        if len(r) < 3:
            x.append(y + 1)
    return r


print(it([1]), it([1, 2]), len(hot(it, [5])))


class L(list):
    def __iter__(self): return iter("own")
    def __getitem__(self, i): return ("item", i)
    def __len__(self): return 99


def loop(x): return [y for y in x]
def ln(x): return len(x)
def fst(x): return x[0]
def neg(x): return x[-1]
def sl(x): return x[1:2]
def ap(x): x.append(3); return x[0]


for f in loop, ln, fst, neg, sl, ap:
    hot(f, [1, 2, 3])
    print(f(L([1, 2, 3])))


# a generator under `for` that is also advanced by hand, closed, thrown into
def gen():
    try:
        yield 1
        yield 2
        yield 3
    except ValueError as e:
        yield ("caught", str(e))


def drive(g, how):
    r = []
    for x in g:
        r.append(x)
        if x == 1:
            if how == "next": r.append(next(g))
            elif how == "close": g.close()
            elif how == "throw": r.append(g.throw(ValueError("v")))
            elif how == "self":
                try:
                    for y in g: r.append(y)
                except ValueError as e: r.append(str(e))
    return r


for how in "", "next", "close", "throw", "self":
    print(hot(drive, gen(), how, n=1), drive(gen(), how), [drive(gen(), how) for _ in range(30)][-1])


# builtins and globals hidden and shown again
def uses(): return len("abc")


hot(uses)
len = lambda x: "own len"
print(uses())
hot(uses)
del len
print(uses())
import builtins
builtins.late = 1


def late_(): return late


hot(late_)
builtins.late = 2
print(late_())
del builtins.late
try:
    late_()
except NameError as e:
    print(e)
