"""Unpacking in calls: order of arguments, iterables of all kinds, mappings of all kinds."""


def show(*args, **kw):
    return args, kw


print(show(*[1, 2], 3, *(4,), *{5: 6}, *"ab", *range(2), *(x for x in "z")))
print(show(1, *[2], k=1, *[3]))
print(show(**{"a": 1}, b=2, **{"c": 3}), show(*[], **{}))


class Mapping:
    def keys(self): return ["m1", "m2"]
    def __getitem__(self, k): return k.upper()


class Iter:
    def __iter__(self): return iter([7, 8])


print(show(*Iter(), **Mapping()), {**Mapping()})


class NoGet:
    def keys(self): return ["a"]


class BadKeys:
    def keys(self): return 5


class RaisingIter:
    def __iter__(self): raise ValueError("iter")


class RaisingKeys:
    def keys(self): raise ValueError("keys")


for thunk in [lambda: show(**NoGet()), lambda: show(**BadKeys()), lambda: show(*RaisingIter()), lambda: show(**RaisingKeys()),
              lambda: show(**{"a": 1}, a=2), lambda: show(a=2, **{"a": 1}), lambda: show(*None), lambda: show(**None),
              lambda: show(**{None: 1}), lambda: show(*5, *6), lambda: len(**{"x": 1}), lambda: print(*1), lambda: dict(**{1: 2}),
              lambda: show(1, *(1 // 0 for _ in "a"))]:
    try:
        print(thunk())
    except Exception as e:
        print(type(e).__name__, e)


def mutate(*args, **kw):
    kw["new"] = 1
    return args, kw


src, d = [1, 2], {"k": 0}
print(mutate(*src, **d), src, d)
t = (1, 2)
print((lambda *a: a is t)(*t), (lambda *a: a)(*t) == t)
print(max(*[1, 5, 3]), min(*"hello"), sum(*[[1, 2, 3]], **{"start": 10}), "{} {x}".format(*"a", **{"x": 1}))
print(sorted(*[[3, 1, 2]], **{"reverse": True}), int(*["ff"], **{"base": 16}))


def forward(f, *a, **k): return f(*a, **k)


print(forward(show, 1, x=2), forward(forward, show, 3, y=4), forward(str.join, "-", "abc"))


class C:
    def __init__(self, *a, **k): self.a, self.k = a, k
    def m(self, *a, **k): return self.a + a, {**self.k, **k}


print(C(*[1], **{"x": 1}).m(*[2], **{"y": 2}))
acc = []
for n in range(5):
    acc.append(show(*range(n), **{c: n for c in "abc"[:n]}))
print(acc)
