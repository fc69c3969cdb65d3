"""Generators as methods, class attributes, in properties, with `self`, `super()` and closures."""


class Tree:
    def __init__(self, v, *kids): self.v, self.kids = v, kids
    def __iter__(self):
        yield self.v
        for k in self.kids:
            yield from k
    def walk(self, depth=0):
        yield depth, self.v
        for k in self.kids:
            yield from k.walk(depth + 1)
    @property
    def leaves(self):
        if not self.kids:
            yield self
        for k in self.kids:
            yield from k.leaves
    @classmethod
    def chain(cls, n):
        t = cls(n)
        yield t
        for i in range(n - 1, 0, -1):
            t = cls(i, t)
            yield t
    @staticmethod
    def count(it):
        n = 0
        for _ in it:
            n += 1
            yield n


class Sub(Tree):
    def __iter__(self):
        yield "("
        yield from super().__iter__()
        yield ")"
    def walk(self, depth=0):
        for d, v in super().walk(depth):
            yield d * 10, v


t = Tree(1, Tree(2, Tree(3)), Tree(4))
s = Sub("a", Sub("b"), Tree("c"))
print(list(t), list(t.walk()), [l.v for l in t.leaves], list(s), list(s.walk()), [len(list(x)) for x in Tree.chain(4)], list(Tree.count(t)), [l.v for l in s.leaves])


class Stream:
    def __init__(self, it): self.it = it
    def map(self, f): return Stream(f(x) for x in self.it)
    def filter(self, f): return Stream(x for x in self.it if f(x))
    def take(self, n):
        def go():
            for i, x in enumerate(self.it):
                if i >= n:
                    return
                yield x
        return Stream(go())
    def flat(self): return Stream(y for x in self.it for y in x)
    def fold(self, f, acc):
        for x in self.it:
            acc = f(acc, x)
        return acc
    def __iter__(self): return iter(self.it)


def naturals(n=0):
    while True:
        yield n
        n += 1


print(list(Stream(naturals()).filter(lambda x: x % 3 == 0).map(lambda x: x * x).take(5)), Stream(naturals(1)).take(10).fold(lambda a, b: a * b, 1), list(Stream([[1, 2], "ab", range(2)]).flat()))


class Machine:
    def __init__(self): self.state, self.log = None, []
    def run(self):
        while True:
            cmd = yield self.state
            handler = getattr(self, "do_" + str(cmd), None)
            if handler is None:
                self.log.append(f"?{cmd}")
            else:
                self.state = handler()
                if self.state == "off":
                    return self.log
    def do_start(self):
        self.log.append("started")
        return "on"
    def do_stop(self): return "off"


m = Machine()
r = m.run()
print(next(r), r.send("start"), r.send("jump"), r.send(5))
try:
    r.send("stop")
except StopIteration as e:
    print(e.value)


class Iter:
    data = [3, 1, 2]
    sorted_gen = (x for x in sorted(data))
    __iter__ = lambda self: (x * 2 for x in self.data)


print(list(Iter()), list(Iter.sorted_gen), list(Iter().sorted_gen))


def outer(n):
    total = 0
    def inner():
        nonlocal total
        for i in range(n):
            total += i
            yield total
    return inner, lambda: total


gen, total = outer(5)
g = gen()
print(next(g), next(g), total(), list(g), total(), list(gen()), total())


def nested_gens(n): return [(lambda k: (k * j for j in range(3)))(i) for i in range(n)]


print([list(g) for g in nested_gens(3)], sum(map(sum, nested_gens(5))))
gs = [(i * x for x in range(3)) for i in range(3)]
i = 100
print([list(g) for g in gs])


def fibonacci_pairs():
    a, b = 0, 1
    while True:
        skip = yield a, b
        for _ in range((skip or 0) + 1):
            a, b = b, a + b


f = fibonacci_pairs()
print(next(f), next(f), f.send(5), next(f), f.send(50))
