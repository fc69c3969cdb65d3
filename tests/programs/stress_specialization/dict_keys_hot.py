"""One lookup site with str, int, float, tuple, bool, user keys; missing keys; growing and shrinking dicts."""


class Key:
    def __init__(self, k): self.k = k
    def __hash__(self): return hash(self.k)
    def __eq__(self, o): return self.k == getattr(o, "k", o)


class Strange(dict):
    def __getitem__(self, k): return ("strange", k)
    def get(self, k, d=None): return ("strange get", k, d)


def look(d, k): return d[k]
def look_or(d, k): return d.get(k, "none")
def has(d, k): return k in d
def put(d, k, v): d[k] = v


d = {"a": 1, "b": 2, 1: "one", 2.5: "float", (1, 2): "tuple", None: "none", True: "true replaces one", b"x": "bytes", frozenset([1]): "fs"}
for keys in (["a", "b"] * 20, [1, True, 1.0], [2.5], [(1, 2), (1.0, 2)], [None], [Key("a"), Key(1)], [b"x"], [frozenset([1])], ["a", 1, 2.5, (1, 2), None, Key("b")] * 5):
    print([look(d, k) for k in keys][-6:], [look_or(d, k) for k in keys][-2:], all(has(d, k) for k in keys))
for k in ["zz", 99, 9.5, (9,), ..., Key("zz"), [], {}, 1.5 + 1] * 2:
    for f in (look, look_or, has):
        try:
            r = f(d, k)
        except KeyError as e:
            r = f"KeyError {e.args[0] if not isinstance(e.args[0], Key) else 'Key'}"
        except TypeError as e:
            r = str(e)
        print(r, end="; ")
    assert look(d, "a") == 1
print()
for c in (d, Strange(a=1), d, [10, 20], Strange(), (5, 6), "xy"):
    print(look(c, "a" if isinstance(c, dict) else 1), end=" ")
print()
g = {}
log = []
for i in range(300):
    put(g, i if i % 3 else f"s{i}", i)
    if i % 5 == 0:
        g.pop(i - 5, None)
    if i % 50 == 49:
        log.append((len(g), has(g, 7), has(g, "s9"), look_or(g, i), list(g)[:2], sum(v for v in g.values())))
        g = dict(list(g.items())[::2])
print(log)
config = {"w": 10, "h": 20}
def area(c): return c["w"] * c["h"]
res = []
for i in range(60):
    if i == 10: config["d"] = 3
    if i == 20: config["w"] = 2.5
    if i == 30: del config["h"]; config["h"] = 7
    if i == 40: config = {"h": 1, "w": "ab"}
    if i == 50: config = Strange()
    try:
        res.append(area(config))
    except TypeError as e:
        res.append(str(e))
print([res[i] for i in (9, 10, 20, 30, 40, 50)])
counts = {}
for w in ("to be or not to be that is the question " * 5).split():
    counts[w] = counts.get(w, 0) + 1
    counts[len(w)] = counts.setdefault(len(w), 0) + 1
print(counts)
