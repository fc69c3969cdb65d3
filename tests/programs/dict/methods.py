"""Methods of dictionaries, insertion order, views, merging."""
d = {"b": 1, "a": 2}
d["c"] = 3; d["b"] = 10
print(d, list(d), d.keys(), d.values(), d.items(), len(d), "a" in d, "z" not in d)
print(d.get("a"), d.get("z"), d.get("z", 0), d.setdefault("a", 9), d.setdefault("n", []), d.setdefault("o"), d)
print(d.pop("a"), d.pop("zz", "dflt"), d.popitem(), d)
d.update({"x": 1}, y=2); d.update([("p", 1), ["q", 2]]); d.update(); d.update(z=0)
print(d)
del d["b"]
d["b"] = "back at end"
print(list(d), list(reversed(d)), list(reversed(d.items()))[:2])
print({"a": 1} | {"b": 2}, {"a": 1} | {"a": 2}, {"a": 1, "b": 2} == {"b": 2, "a": 1}, {"a": 1} != {"a": 2}, {} == {}, {1: 1} == {1.0: True})
c = d.copy()
c["new"] = 1
d.clear()
print(len(c), d, dict.fromkeys("abc"), dict.fromkeys([1, 2], []), dict.fromkeys((), 1))
print(dict(), dict(a=1), dict([("a", 1)]), dict({"a": 1}, b=2), dict(zip("ab", range(2))), dict({1: 2}), dict(["ab", "cd"]), dict(((i, i * i) for i in range(3)), k="v"))
for bad in [lambda: {}["k"], lambda: {}.pop("k"), lambda: {}.popitem(), lambda: dict(5), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: dict(["abc"]), lambda: {[]: 1}, lambda: {}[[]], lambda: {}.get([]), lambda: {}.update(5), lambda: {}.update([1]), lambda: {} | [], lambda: [] | {}, lambda: {} < {}, lambda: hash({}),
            lambda: {}.setdefault([]), lambda: {}.get(), lambda: {}.foo, lambda: dict.fromkeys(5), lambda: {}.pop(), lambda: {}.update(1, 2), lambda: [] in {}, lambda: {1: 2}.keys()[0], lambda: {**{1: 2}, **5}, lambda: dict(a=1, **{"a": 2}), lambda: {}.__delitem__("x"), lambda: {(1, []): 2}]:
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
k, v, i = c.keys(), c.values(), c.items()
c["live"] = "view"
print("live" in k, "view" in v, ("live", "view") in i, ("live", 0) in i, len(k), len(v), len(i), list(k)[-1])
a, b = {"x": 1, "y": 2}, {"y": 2, "z": 3}
print(sorted(a.keys() & b.keys()), sorted(a.keys() | b), sorted(a.keys() - b), sorted(a.keys() ^ b.keys()), sorted(a.items() & b.items()), a.keys() == {"x", "y"}, a.keys() < {"x", "y", "z"}, a.keys().isdisjoint(["q"]), a.keys() >= {"x"}, sorted(a.items() - b.items()), {"x"} | a.keys() == {"x", "y"})
print(a.keys().mapping, type(a.keys()).__name__, repr(a.items()), {1: 2}.keys() == {1: 3}.keys(), {1: 2}.values() == {1: 2}.values(), {1: 2}.items() == {1: 2}.items())
m = {1: "int", True: "bool", 1.0: "float", "1": "str", (1,): "tuple", None: "none", frozenset([1]): "fs", 2**70: "big", 1.5: "f"}
print(m, m[1], m[(1,)], m[2.0**70], m[None], m[frozenset([1])])


class K:
    def __init__(self, n): self.n = n
    def __hash__(self): return self.n % 3
    def __eq__(self, o): return isinstance(o, K) and self.n == o.n
    def __repr__(self): return f"K{self.n}"


kd = {K(i): i for i in range(10)}
print(kd, kd[K(7)], K(4) in kd, K(99) in kd, kd.pop(K(0)), len(kd))
big = {}
for i in range(500):
    big[i * 7919 % 1000] = i
for i in range(0, 1000, 3):
    big.pop(i, None)
for i in range(50):
    big[f"s{i}"] = i
print(len(big), sum(x for x in big if isinstance(x, int)), list(big)[:3], list(big)[-2:], big.get(7919 % 1000))
for key in list(big):
    if isinstance(key, str) or key % 2:
        del big[key]
print(len(big), all(k % 2 == 0 for k in big))
inv = {}
for k, v in {"a": 1, "b": 2, "c": 1}.items():
    inv.setdefault(v, []).append(k)
print(inv, {v: k for k, v in {"a": 1, "b": 2}.items()}, max({"a": 3, "b": 7}, key={"a": 3, "b": 7}.get), sorted({"b": 1, "a": 2}.items(), key=lambda kv: kv[1]))
nested = {"l": {"m": {"n": 1}}}
nested["l"]["m"]["n"] += 1
nested["l"]["x"] = nested["l"]["m"]
print(nested, len(nested["l"]), {**{"a": 1}, "b": 2, **{"a": 3}}, [*{"k": 1}], {k: v for k, v in zip("ab", "cd") if k != "a"}, {}.keys(), dict.get({"q": 1}, "q"))
