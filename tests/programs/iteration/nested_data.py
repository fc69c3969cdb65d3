"""Walking, transforming and comparing nested lists and dicts."""
data = {"users": [{"name": "ann", "tags": ["a", "b"], "score": 9.5}, {"name": "bob", "tags": [], "score": 7}, {"name": "cyd", "tags": ["b"], "score": None}], "meta": {"v": 1, "nested": {"deep": (1, (2, (3,)))}}}


def walk(x, path=()):
    if isinstance(x, dict):
        for k, v in x.items():
            yield from walk(v, path + (k,))
    elif isinstance(x, (list, tuple)):
        for i, v in enumerate(x):
            yield from walk(v, path + (i,))
    else:
        yield path, x


for p, v in walk(data):
    print("/".join(map(str, p)), "=", repr(v))


def get(x, path, default=None):
    for k in path.split("."):
        try:
            x = x[int(k)] if isinstance(x, (list, tuple)) else x[k]
        except (KeyError, IndexError, ValueError, TypeError):
            return default
    return x


print([get(data, p, "?") for p in ("users.0.name", "users.2.tags.0", "users.9", "meta.nested.deep.1.1.0", "meta.v.x", "nope", "users.x")])


def merge(a, b):
    if isinstance(a, dict) and isinstance(b, dict):
        return {k: merge(a[k], b[k]) if k in a and k in b else a.get(k, b.get(k)) for k in [*a, *(k for k in b if k not in a)]}
    return b


def mapped(x, f):
    if isinstance(x, dict):
        return {k: mapped(v, f) for k, v in x.items()}
    if isinstance(x, (list, tuple)):
        return type(x)(mapped(v, f) for v in x)
    return f(x)


def equal(a, b):
    if type(a) is not type(b):
        return False
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(equal(a[k], b[k]) for k in a)
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(map(equal, a, b))
    return a == b


copy = mapped(data, lambda v: v)
print(copy == data, copy is data, equal(copy, data), equal([1], [True]), equal([1], [1.0]), mapped(data["meta"], lambda v: v * 10))
copy["users"][0]["tags"].append("new")
print(copy == data, equal(copy, data), data["users"][0]["tags"])
print(merge({"a": 1, "b": {"c": 2, "d": 3}}, {"b": {"c": 20, "e": 5}, "f": 6}))
flat = {".".join(map(str, p)): v for p, v in walk(data)}
print(len(flat), max(flat, key=len))


def unflatten(flat):
    root = {}
    for path, v in flat.items():
        *init, last = path.split(".")
        node = root
        for k in init:
            node = node.setdefault(k, {})
        node[last] = v
    return root


print(unflatten({"a.b": 1, "a.c.d": 2, "e": 3}))
by_tag = {}
for u in data["users"]:
    for t in u["tags"] or ["none"]:
        by_tag.setdefault(t, []).append(u["name"])
print(by_tag, sorted(data["users"], key=lambda u: (u["score"] is None, u["score"] or 0))[0]["name"])
table = [[r * c for c in range(1, 5)] for r in range(1, 4)]
print([*zip(*table)], [sum(c) for c in zip(*table)], [[*reversed(r)] for r in table[::-1]], [x for r in table for x in r if x % 2], {i: {j: v for j, v in enumerate(r)} for i, r in enumerate(table)}[1][2])
groups = {}
for w in "apple avocado bean banana cherry blueberry apricot".split():
    groups.setdefault(w[0], {}).setdefault(len(w), []).append(w)
print(groups, {k: sum(map(len, v.values())) for k, v in groups.items()})
print([(i, j) for i in range(4) for j in range(i) if (i + j) % 2], [[(i, j) for j in range(2)] for i in range(2)], sum([[i] * i for i in range(4)], []), list(map(list, zip(*[iter(range(9))] * 3))))
