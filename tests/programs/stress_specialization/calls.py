"""Calls at one site: functions of all signatures, classes, methods, builtins, instances, changing callee."""


def call0(f): return f()
def call1(f, a): return f(a)
def call2(f, a, b): return f(a, b)
def callkw(f, a): return f(a, b=5)
def callstar(f, a, k): return f(*a, **k)


def zero(): return "zero"
def one(a): return ("one", a)
def dflt(a=1): return ("dflt", a)
def two(a, b): return ("two", a, b)
def twod(a, b=9, *, c=3): return ("twod", a, b, c)
def var(*a, **k): return ("var", a, tuple(k.items()))
def posonly(a, /, b=2): return ("posonly", a, b)
def kwonly(a, *, b): return ("kwonly", a, b)
def gen(*a, **k): yield a


class K:
    def __init__(self, a="none", b="none"): self.a, self.b = a, b
    def __repr__(self): return f"K({self.a}, {self.b})"
class NoInit:
    def __repr__(self): return "NoInit"
class New:
    def __new__(cls, *a): return ("made by new", a)
class Callable:
    def __call__(self, *a, **k): return ("callable", a, tuple(k))
class M:
    def m(self, *a, **k): return ("m", a, tuple(k))
    @classmethod
    def c(cls, *a, **k): return ("c", a)
    @staticmethod
    def s(*a, **k): return ("s", a)


m = M()
everything = [zero, one, dflt, two, twod, var, posonly, kwonly, K, NoInit, New, Callable(), m.m, M.c, M.s, m.c, len, abs, int, str, list, tuple, type, max, print.__class__, (lambda *a: a), [].append, "abc".upper, "a-b".split, {}.get, object, bool, range, repr, None, 5]


def attempt(c, *args):
    try:
        r = c(*args)
        return type(r).__name__ if type(r).__name__ in ("object", "generator", "builtin_function_or_method") else r
    except TypeError as e:
        return f"TypeError({e})"
    except (ValueError, AttributeError, KeyError) as e:
        return f"{type(e).__name__}"


for f in everything:
    for caller, args in [(call0, ()), (call1, (3,)), (call2, ("4", 5)), (callkw, (6,)), (callstar, ((7, 8), {})), (callstar, ((), {"a": 1}))]:
        rs = [attempt(caller, f, *args) for _ in range(4)]
        if f != [].append and f is not object:
            print(rs[-1], end="; ")
    print()
for f, a in [(zero, ())] * 12 + [(one, (1,))] * 12 + [(two, (1, 2))] * 12:
    last = callstar(f, a, {})
print(last)
for f in (zero, lambda: "lambda", K, dflt, Callable()) * 8:
    last = call0(f)
print(last)


def redefine(n):
    def g(x): return x + 1
    t = 0
    for i in range(n):
        if i == n // 3:
            def g(x, y=10): return x + y
        if i == 2 * n // 3:
            g = lambda x: x * 2.5
        t += g(i)
    return t


print(redefine(60))


def change_code():
    def a(x): return ("a", x)
    def b(x, y=1): return ("b", x, y)
    out = []
    for i in range(30):
        if i == 10: a.__code__ = b.__code__
        if i == 12: a.__defaults__ = (7,)
        if i == 20: a.__defaults__ = (8,)
        try:
            out.append(a(i))
        except TypeError as e:
            out.append(str(e))
    return out[8:14] + out[18:22]


print(change_code())


def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
def even(n): return n == 0 or odd(n - 1)
def odd(n): return n != 0 and even(n - 1)
def apply(f, n, x): return x if n == 0 else apply(f, n - 1, f(x))


print(fib(14), fib(10.0), even(100), apply(lambda v: v + 1, 50, 0), apply(lambda v: v + "x", 5, ""), apply(abs, 20, -5), apply(str, 3, 5))


class Acc:
    def __init__(self): self.t = 0
    def add(self, x, times=1): self.t += x * times; return self


acc = Acc()
for i in range(50):
    acc.add(i).add(i, 2).add(i, times=3).add(*[i]).add(**{"x": i})
print(acc.t)
init_count = 0
class Counted:
    def __init__(self, n):
        global init_count
        init_count += n
for i in range(40):
    if i == 20:
        Counted.__init__ = lambda self, n, m=100: globals().__setitem__("init_count", init_count + m)
    if i == 30:
        Counted.__new__ = staticmethod(lambda cls, n: object.__new__(cls))
    Counted(1)
print(init_count)
