"""Functions that take and make functions."""


def compose(*fs):
    def composed(x):
        for f in reversed(fs):
            x = f(x)
        return x

    return composed


def curry(f, n):
    def step(*args):
        if len(args) >= n:
            return f(*args)
        return lambda *more: step(*args, *more)

    return step


def partial(f, *a, **k):
    def call(*b, **l): return f(*a, *b, **{**k, **l})

    call.func, call.args = f, a
    return call


def memoize(f):
    cache = {}

    def wrapper(*args):
        if args not in cache:
            cache[args] = f(*args)
        return cache[args]

    wrapper.cache = cache
    return wrapper


def reduce(f, xs, *start):
    it = iter(xs)
    acc = start[0] if start else next(it)
    for x in it:
        acc = f(acc, x)
    return acc


print(compose(str, lambda x: x + 1, abs)(-5), compose()(1))
add3 = curry(lambda a, b, c: a + b + c, 3)
print(add3(1)(2)(3), add3(1, 2)(3), add3(1)(2, 3), add3(1, 2, 3))
p = partial(print, 1, 2, sep="-")
p(3, end="!\n")
print(p.args, partial(int, base=2)("101"))


@memoize
def ways(n, k): return 1 if k in (0, n) else ways(n - 1, k - 1) + ways(n - 1, k)


print(ways(30, 15), len(ways.cache))
print(reduce(lambda a, b: a * b, range(1, 11)), reduce(lambda a, b: a + [b], [1, 2], []), reduce(max, "hello"))


def church(n): return lambda f: lambda x: x if n == 0 else f(church(n - 1)(f)(x))


to_int = lambda c: c(lambda v: v + 1)(0)
plus = lambda a: lambda b: lambda f: lambda x: a(f)(b(f)(x))
times = lambda a: lambda b: lambda f: a(b(f))
print(to_int(plus(church(3))(church(4))), to_int(times(church(3))(church(4))))


def make_stack():
    items = []
    return {"push": items.append, "pop": items.pop, "size": lambda: len(items), "peek": lambda: items[-1]}


s = make_stack()
s["push"](1), s["push"](2)
print(s["size"](), s["peek"](), s["pop"](), s["size"]())


def pipeline(*stages): return lambda xs: reduce(lambda acc, st: st(acc), stages, xs)


evens = lambda xs: (x for x in xs if x % 2 == 0)
square = lambda xs: (x * x for x in xs)
print(list(pipeline(evens, square, sorted, reversed)(range(8))))
flip = lambda f: lambda a, b, *c: f(b, a, *c)
print(flip(pow)(2, 3), flip(divmod)(3, 17))
print([f(x) for f in (abs, float, str, lambda v: v ** 2) for x in (-1, 2)])
