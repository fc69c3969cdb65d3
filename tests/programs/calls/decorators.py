"""Decorators of functions, methods and classes; with arguments, stacked, as classes."""


def trace(fn):
    def wrapper(*args, **kwargs):
        print("call", fn.__name__, args, kwargs)
        result = fn(*args, **kwargs)
        print("return", result)
        return result

    wrapper.__name__ = fn.__name__
    return wrapper


def repeat(times):
    def decorate(fn):
        return lambda *a: [fn(*a) for _ in range(times)]

    return decorate


@trace
def add(a, b=2): return a + b


@repeat(3)
@trace
def hello(name): return "hi " + name


print(add(1), add(1, b=5), hello("x"))


class Counter:
    def __init__(self, fn): self.fn, self.n = fn, 0

    def __call__(self, *args):
        self.n += 1
        return self.fn(*args)


@Counter
def counted(x): return x * x


print([counted(i) for i in range(4)], counted.n)
registry = {}


def register(key):
    def inner(obj):
        registry[key] = obj
        return obj

    return inner


@register("cls")
class A:
    def __repr__(self): return "an A"

    @register("meth")
    def m(self): return "m"

    @staticmethod
    @trace
    def s(x): return x

    @classmethod
    @trace
    def c(cls, x): return cls.__name__, x

    @property
    @trace
    def p(self): return "prop"


print(sorted(registry), registry["cls"] is A, registry["meth"](None))
print(A.s(1), A().s(2), A.c(3), A().p)


def replace(cls): return lambda: cls.__name__ + " replaced"


@replace
class B: pass


print(B())
table = [lambda f: f, lambda f: (lambda: "second")]


@table[1]
def indexed(): return "first"


@(lambda f: f() + 1)
def value(): return 41


@(deco := trace)
def named(): return 0


print(indexed(), value, named())
memo = {}


def cached(f):
    def inner(n):
        if n not in memo:
            memo[n] = f(n)
        return memo[n]

    return inner


@cached
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80))
try:
    @5
    def bad(): pass
except TypeError as e:
    print(e)
