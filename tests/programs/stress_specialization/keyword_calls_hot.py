"""Keyword calls, defaults, `*args` and `**kwargs` at one site while the callee changes."""


def call(f, x): return f(x, scale=2)
def call_many(f, *a, **k): return f(*a, **k)


def f1(x, scale): return ("f1", x, scale)
def f2(scale, x): return ("f2", scale, x)
def f3(x, *, scale=1, extra=0): return ("f3", x, scale, extra)
def f4(*a, **k): return ("f4", a, k)
def f5(x, y=7, scale=3): return ("f5", x, y, scale)
class C1:
    def __init__(self, x, scale): self.v = (x, scale)
class C2:
    def __call__(self, x, scale=0, **k): return ("C2", x, scale, k)
class C3:
    def m(self, x, scale=9): return ("m", x, scale)
    @classmethod
    def c(cls, x, *, scale): return ("c", x, scale)


callees = [f1, f3, f4, f5, C2(), C3().m, C3.c, lambda x, scale=5, *r: (x, scale, r)]
for f in callees:
    print([call(f, i) for i in range(15)][-1])
for f in callees * 5:
    r = call(f, "x")
print(r, call(C1, 1).v, [call(C1, i).v for i in range(20)][-1])
for bad in (f2, len, int, lambda x: x, lambda *, scale: 0, str, print.__class__, None, 5, C3().c, object) * 2:
    try:
        print(call(bad, 1))
    except TypeError as e:
        print(e)
    assert call(f1, 1)[2] == 2
print([call_many(f5, *a, **k) for a, k in [((1,), {}), ((1, 2), {}), ((), {"x": 5}), ((1,), {"scale": 0}), ((1, 2, 3), {})] * 4][-5:])
out = []
for i in range(40):
    if i == 10:
        def f1(x, scale, more="m"): return ("f1 new", x, scale, more)
    if i == 20: f1 = f3
    if i == 30: f3.__kwdefaults__["extra"] = "changed"
    out.append(call(f1, i))
print(out[9], out[10], out[20], out[30])
def defaults(a, b=[], c={}): 
    b.append(a)
    c[a] = len(b)
    return len(b), len(c)
print([defaults(i % 3) for i in range(20)][-1], defaults(1, []), defaults(1, c={}), defaults.__defaults__[0][:4])
total = 0
def acc(n, *, step=1, log=None):
    global total
    total += n * step
    return acc if log is None else log.append(total)
for i in range(50):
    acc(i)(i, step=2)(i, step=i % 3, log=(lg := []))
print(total, lg)
def deco(f):
    def w(*a, **k):
        w.calls += 1
        return f(*a, **k)
    w.calls = 0
    return w
f5 = deco(deco(f5))
print([call(f5, i) for i in range(25)][-1], f5.calls)
def kw_only(*, a, b=2, **rest): return a + b + sum(rest.values())
print(sum(kw_only(a=i, **({"b": i} if i % 2 else {}), **{f"k{j}": j for j in range(i % 4)}) for i in range(40)))
