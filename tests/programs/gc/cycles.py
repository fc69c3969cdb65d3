"""Cyclic structures survive while reachable; many are dropped while collecting."""
import gc


class Node:
    def __init__(self, v): self.v, self.links = v, []


def ring(n):
    nodes = [Node(i) for i in range(n)]
    for a, b in zip(nodes, nodes[1:] + nodes[:1]):
        a.links.append(b)
        b.links.append(a)
    return nodes[0]


def walk(n, steps):
    total = 0
    for i in range(steps):
        total += n.v
        n = n.links[i % 2]
    return total


keep = ring(20)
for i in range(100):
    ring(i % 15 + 1)
    if i % 25 == 0:
        gc.collect()
print(walk(keep, 200))
l = []
l.append(l)
d = {"self": None}
d["self"] = d
t = ([],)
t[0].append(t)
gc.collect()
print(l[0][0] is l, d["self"]["self"] is d, t[0][0] is t, len(l))
del l, d, t
gc.collect()


def closure_cycle():
    def f(n): return n and f(n - 1) + g(n - 1)
    def g(n): return n and f(n - 1)
    return f


fs = [closure_cycle() for _ in range(20)]
gc.collect()
print(sum(f(5) for f in fs))


class Self:
    def __init__(self):
        self.me = self
        self.method = self.get
        self.data = [self, (self,), {"s": self}]
    def get(self): return self.data[2]["s"].me


s = Self()
for _ in range(50):
    Self()
gc.collect()
print(s.method() is s, s.data[1][0].me is s)


def gen_cycle():
    g = None
    def inner():
        yield g
        yield 1
    g = inner()
    return g


gs = [gen_cycle() for _ in range(10)]
gc.collect()
print([next(g) is g for g in gs], [next(g) for g in gs])
try:
    try:
        raise ValueError("cycle")
    except ValueError as e:
        err = e
        err.me = err
        raise
except ValueError:
    pass
gc.collect()
print(err.me is err, err.args)
tree = None
for i in range(300):
    tree = [tree, {"depth": i, "up": tree}]
    if i % 100 == 0:
        gc.collect()
depth = 0
while tree is not None:
    depth += 1
    tree = tree[1]["up"]
print(depth)
cls_list = [type(f"C{i}", (), {"m": lambda self: self, "n": i}) for i in range(30)]
gc.collect()
print(sum(c().m().n for c in cls_list))
