"""Keys with user-defined `__hash__` and `__eq__`: order of calls, errors, mutation, collisions."""


class K:
    log = []
    def __init__(self, name, h, eq=None): self.name, self.h, self.eq = name, h, eq
    def __hash__(self): K.log.append(f"hash {self.name}"); return self.h
    def __eq__(self, o):
        K.log.append(f"{self.name}=={o.name}")
        return self.name[0] == o.name[0]
    def __repr__(self): return self.name


def show(label):
    print(label, K.log)
    K.log.clear()


a1, a2, b = K("a1", 5), K("a2", 5), K("b", 5)
d = {a1: 1}
show("insert")
d[a1]
show("same object")
d[a2]
show("equal object")
b in d
show("collision")
d[a2] = 2
show("update keeps key")
print(d)
d[b] = 3
show("second key")
del d[a2]
show("delete")
print(d)


class Bad:
    def __init__(self, what): self.what = what
    def __hash__(self):
        if self.what == "hash":
            raise ValueError("bad hash")
        return 1
    def __eq__(self, o): raise KeyError("bad eq")


for op in [lambda: {Bad("hash"): 1}, lambda: {Bad("eq"): 1, Bad("eq"): 2}, lambda: {Bad("eq"): 1}.get(Bad("eq")), lambda: Bad("hash") in {}, lambda: {Bad("eq"): 1}.pop(Bad("eq")), lambda: {Bad("eq"), Bad("eq")}, lambda: {}.setdefault(Bad("hash"))]:
    try:
        print(op())
    except Exception as e:
        print(type(e).__name__, e)


class Mut:
    def __init__(self, v): self.v = v
    def __hash__(self): return hash(self.v)
    def __eq__(self, o): return self.v == o.v


m = Mut(1)
d = {m: "x"}
m.v = 2
print(m in d, Mut(1) in d, Mut(2) in d, len(d), list(d.values()))
m.v = 1
print(m in d)


class Evil:
    target = None
    def __hash__(self): return 7
    def __eq__(self, o):
        if Evil.target is not None:
            t, Evil.target = Evil.target, None
            t.clear()
        return False


e1, e2 = Evil(), Evil()
d = {e1: 1}
Evil.target = d
print(d.get(e2, "not found"), len(d))
d = {e1: 1}
Evil.target = d
d[e2] = 2
print(len(d) in (1, 2), e2 in d)


class IntSub(int):
    def __hash__(self): return 99
    def __eq__(self, o): return False


class StrSub(str): pass


print(IntSub(1) in {1: "a"}, {1: "a"}.get(IntSub(1)), StrSub("k") in {"k": 1}, {StrSub("k"): 1}["k"], {"k": 1} == {StrSub("k"): 1})
nan = float("nan")
d = {nan: 1}
print(nan in d, float("nan") in d, d[nan], {0.0: "z"}[-0.0], {0: "i"}[False], {2**61: "b"}[2.0**61])


class D(dict):
    def __getitem__(self, k): return ("getitem", k)
    def __contains__(self, k): return True
    def __missing__(self, k): return "missing"


d = D(a=1)
print(d["x"], d.get("a"), "q" in d, list(d), dict(d), {**d}, "%(z)s" % d, "{z}".format_map(d))


class Miss(dict):
    def __missing__(self, k): raise LookupError(f"custom {k}")


try:
    Miss()["q"]
except LookupError as e:
    print(type(e).__name__, e)
print(Miss().get("q"), Miss(q=1)["q"])
