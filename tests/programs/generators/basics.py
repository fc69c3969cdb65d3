"""Generators: state, iteration, return values, laziness."""


def count(n):
    print("start")
    for i in range(n):
        yield i
    print("end")
    return "result"


g = count(2)
print(type(g).__name__, g.__name__, iter(g) is g)
print(next(g), next(g))
try:
    next(g)
except StopIteration as e:
    print("stop", e.value, e.args)
try:
    next(g)
except StopIteration as e:
    print("stop again", e.value)
print(list(count(3)), sum(count(4)))
print([x for x in count(2)])


def empty():
    return
    yield


def only_return():
    return 5
    yield


print(list(empty()), list(only_return()))


def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def take(n, it):
    for x in it:
        if n == 0:
            return
        n -= 1
        yield x


print(list(take(15, fib())))


def nested(n):
    if n:
        for x in nested(n - 1):
            yield x
        yield n


print(list(nested(5)))
g1, g2 = fib(), fib()
print([next(g1) for _ in range(5)], [next(g2) for _ in range(3)], next(g1), next(g2))
first, second, *_ = take(5, fib())
print(first, second, _)
print(next(empty(), "default"), 5 in take(10, fib()), 4 in take(10, fib()), max(take(6, fib())), dict(zip("abc", fib())))


def yields_expr():
    x = yield
    print("x", x)
    y = (yield 1) or "none"
    print("y", y)
    print("both", (yield 2), (yield 3))
    yield x, y


print(list(yields_expr()))


def args(a, *b, c=1, **d):
    yield a
    yield b
    yield c
    yield d


print(list(args(1, 2, c=3, d=4)))
try:
    args()
except TypeError as e:
    print(e)


def running():
    yield next(me)


me = running()
try:
    next(me)
except ValueError as e:
    print(e)
z = zip(fib(), "ab")
print(list(z), [*map(lambda a, b: a * b, fib(), range(4))])
print(g.gi_frame, g.gi_running, g.gi_yieldfrom, g.gi_code.co_name)
gen = (i for i in range(3))
print(gen.__name__, gen.__qualname__, list(gen), list(gen))
while_gen = (x for x in iter([1, 2, 0, 3].pop, 0))
print(list(while_gen))


class Tree:
    def __init__(self, v, l=None, r=None): self.v, self.l, self.r = v, l, r
    def __iter__(self):
        if self.l:
            yield from self.l
        yield self.v
        if self.r:
            yield from self.r


print(list(Tree(4, Tree(2, Tree(1), Tree(3)), Tree(6, Tree(5)))))
