"""Lambdas with all parameter kinds, nested, in displays and as keys."""
print((lambda: 1)(), (lambda x: x)(2), (lambda x, y=3: x + y)(1), (lambda *a: a)(1, 2), (lambda **k: k)(a=1))
print((lambda a, /, b, *c, d=4, **e: (a, b, c, d, e))(1, 2, 3, d=5, f=6))
print((lambda x: lambda y: lambda z: x + y + z)(1)(2)(3))
compose = lambda *fs: (lambda x: x) if not fs else lambda x: fs[0](compose(*fs[1:])(x))
print(compose(lambda x: x + 1, lambda x: x * 2)(10), compose()(5))
fact = lambda n: 1 if n < 2 else n * fact(n - 1)
print(fact(20))
print((lambda f: (lambda x: x(x))(lambda y: f(lambda v: y(y)(v))))(lambda self: lambda n: 1 if n < 2 else n * self(n - 1))(10))
ops = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "max": lambda a, b: a if a > b else b}
print([op(5, 3) for op in ops.values()])
print(sorted(["bb", "a", "ccc"], key=lambda s: -len(s)), list(map(lambda x, y: x * y, [1, 2], [3, 4])))
print(list(filter(lambda x: x % 2, range(6))), max([3, -5, 2], key=lambda v: abs(v)))
pairs = [(2, "b"), (1, "z"), (2, "a")]
pairs.sort(key=lambda p: (p[0], p[1]))
print(pairs)
def g(): return (yield)
it = (lambda: (yield 1))()
print(next(it), list((lambda: (yield from [1, 2]))()))
print((lambda: [i for i in range(3)])(), (lambda n: {k: v for k, v in zip("abc", range(n))})(2))
fs = [lambda x, i=i: x + i for i in range(3)]
print([f(10) for f in fs])
print((lambda x: (y := x * 2, y + 1))(4))
print((lambda *, k: k)(k=1), (lambda x, *y: (x, y))(*range(3)))
for thunk in [lambda: (lambda x: x)(), lambda: (lambda: 0)(1), lambda: (lambda **k: 0)(1), lambda: (lambda *, a: 0)(b=1)]:
    try:
        thunk()
    except TypeError as e:
        print(e)
cond = lambda x: "pos" if x > 0 else "neg" if x < 0 else "zero"
print(cond(1), cond(-1), cond(0))
class K:
    f = lambda self, x: (self.__class__.__name__, x)
    g = staticmethod(lambda x: x)
print(K().f(1), K().g(2), K.f(K(), 3))
print((lambda: (lambda: (lambda: "deep")())())())
