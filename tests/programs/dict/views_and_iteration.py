"""Views during mutation, ordering, dict comprehension, `|`, counting idioms, nested defaults, inverted indexes."""
d = dict(zip("abcde", range(5)))
k, v, i = d.keys(), d.values(), d.items()
d["f"] = 5
del d["a"]
d["b"] = "moved? no"
print(list(k), list(v), list(i), len(k), "f" in k, 5 in v, ("c", 2) in i, ("c", 3) in i)
print(list(reversed(k)), list(reversed(v)), list(reversed(i))[0], k & {"b", "zz"}, k == set("bcdef"), k > {"b"}, sorted(k | {"z"}), sorted(k ^ {"b", "y"}), isinstance(i, type({}.items())))
it = iter(d)
print(next(it), next(it))
d["c"] = "value change is fine"
print(next(it))
d["new"] = 1
for step in (lambda: next(it), lambda: next(it)):
    try:
        print(step())
    except RuntimeError as e:
        print(e)
for op in (lambda d, k: d.pop(k), lambda d, k: d.update({k + "!": 1}), lambda d, k: d.clear(), lambda d, k: (d.pop(k), d.update({k: 0}))):
    x = {"p": 1, "q": 2, "r": 3}
    try:
        for key in x:
            op(x, key)
        print("no error", x)
    except RuntimeError as e:
        print(e)
    x = {"p": 1, "q": 2, "r": 3}
    for key in list(x):
        op(x, key)
    print(x)
order = {}
for c in "hello world":
    order[c] = order.pop(c, 0) + 1
print(order, list(order)[-1], next(iter(order)), next(reversed(order)))
a, b = {"x": 1, "y": 2}, {"y": 20, "z": 30}
c = a | b
a |= b
print(c, a, a == c, {**b, **a} == c, list({**b, **a}), b | a, {} | {}, a | {})
try:
    a |= [("k", 1)]
    print(a)
    a | [("k", 1)]
except TypeError as e:
    print(e)
nested = {}
for path, n in (("a/b/c", 1), ("a/b/d", 2), ("a/e", 3), ("f", 4)):
    *dirs, leaf = path.split("/")
    node = nested
    for p in dirs:
        node = node.setdefault(p, {})
    node[leaf] = n
print(nested, nested["a"]["b"])
print({v: k for k, v in {"one": 1, "two": 2, "uno": 1}.items()}, {k: {i: k * i for i in range(2)} for k in range(2)}, {(i, j): i + j for i in range(2) for j in range(2) if i != j}, {x: x for x in "aba"}, dict.fromkeys("aab", 0), {**dict.fromkeys(range(2))})
print(sorted({"b": 2, "a": 3, "c": 1}.items(), key=lambda kv: kv[1]), max({"b": 2, "a": 3}.items(), key=lambda kv: kv[1]), sum({1: 2, 3: 4}), sum({1: 2, 3: 4}.values()), list(map(str, {1: 2})), min({"z": 1, "y": 2}), [*zip({1: 2}, {3: 4}.items())], {}.get("x"), any({0: 1}), all({"": 1}))
print({"a": 1, "b": [1, 2]} == {"b": [1, 2], "a": 1.0}, {"a": 1} == {"a": 2}, {"a": 1} == {"a": 1, "b": 2}, {} == [], {1: {2: {3: 4}}} == {1: {2: {3: 4}}}, {1: "a"} != {True: "a"})
del d
big = {n: str(n) for n in range(200)}
for n in range(0, 200, 3):
    del big[n]
for n in range(1000, 1020):
    big[n] = n
big[3] = "reinserted"
print(len(big), list(big)[:3], list(big)[-3:], list(big.values())[-1], [k for k in big if k < 12], big.popitem(), big.popitem(), len(big))
while len(big) > 5:
    big.popitem()
print(big, {k: big[k] for k in sorted(big, reverse=True)}, big.setdefault(1, "x"), big.setdefault(999, []) is big[999])
