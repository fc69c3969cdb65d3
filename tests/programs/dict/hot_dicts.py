"""Dictionaries in hot loops: the kinds of keys change, keys come and go, misses happen."""


def count(words):
    d = {}
    for w in words:
        if w in d:
            d[w] += 1
        else:
            d[w] = 1
    return d


print(count("a b a c b a".split()), count([1, 2, 1.0, True, "1"]), count([(1, 2), (1, 2), ()]), count([None, ..., None]), count(b"hello"))


def lookup(d, keys):
    out = []
    for k in keys:
        try:
            out.append(d[k])
        except KeyError:
            out.append(-1)
        except TypeError as e:
            out.append(str(e))
    return out


d = {i: i * i for i in range(20)} | {str(i): i for i in range(5)} | {(1, 2): "t", 1.5: "f", None: "n", True: "replaced one"}
print(lookup(d, [0, 1, 2, "3", "9", (1, 2), (2, 1), 1.5, 2.0, None, [], True, 19, 20, 2**70, "4" + "", {}]))


class Key:
    def __init__(self, v): self.v = v
    def __hash__(self): return hash(self.v)
    def __eq__(self, o): return self.v == (o.v if isinstance(o, Key) else o)


print(lookup(d, [Key(2), Key("3"), Key(99), Key((1, 2))]))


class DD(dict):
    def __missing__(self, k):
        self[k] = []
        return self[k]


dd = DD()
for i in range(100):
    dd[i % 7].append(i)
print({k: len(v) for k, v in dd.items()})


def store(d, items):
    for k, v in items:
        d[k] = v
    return d


print(store({}, [(i, i) for i in range(5)]), store(DD(), [("a", 1)]), store([0] * 3, [(0, "x"), (-1, "y")]))
mem = {}


def fib(n):
    if n in mem:
        return mem[n]
    mem[n] = r = n if n < 2 else fib(n - 1) + fib(n - 2)
    return r


print(fib(150), len(mem))
total = 0
table = {"x": 1, "y": 2, "z": 3}
for i in range(300):
    total += table["x"] + table["y"] * table["z"]
    if i == 100:
        table["x"] = 10
    if i == 150:
        table["new"] = 5
    if i == 200:
        del table["y"]
        table["y"] = 1.5
    if i == 250:
        table = {"z": 1, "y": 1, "x": 2**61}
print(total)
graph = {}
for a, b in [(1, 2), (2, 3), (3, 1), (4, 5), (5, 6), (6, 4), (3, 4)]:
    graph.setdefault(a, set()).add(b)
    graph.setdefault(b, set())


def reach(g, s):
    seen, todo = set(), [s]
    while todo:
        n = todo.pop()
        if n not in seen:
            seen.add(n)
            todo.extend(g[n])
    return sorted(seen)


print({n: reach(graph, n) for n in sorted(graph)})
s = 0
for k in range(50):
    tmp = {j: j + k for j in range(k)}
    for key in tmp:
        s += tmp[key] * key
    for key, v in tmp.items():
        s -= key
    for v in tmp.values():
        s += v & 1
    while tmp:
        s += tmp.popitem()[1]
print(s)
