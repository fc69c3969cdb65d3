"""Every kind of assignment target, chained and nested, and `del` of each."""


class N:
    pass


o, l, d = N(), [0, 1, 2, 3], {}
a = b = c = []
print(a is b is c)
o.x = l[0] = d["k"] = z = 42
print(o.x, l, d, z)
o.a, l[1], d["m"], (p, [q, r]) = 1, 2, 3, (4, (5, 6))
print(o.a, l, d, p, q, r)
[a, b], c = "xy", {"one": 1}
print(a, b, c)
a, b = b, a
print(a, b)
i = 0
i, l[i] = 2, "at two"
print(i, l)
(x), = [7]
[] = ()
() = []
print(x)
l[1:3] = "abc"
l[::2] = [None] * len(l[::2])
l[len(l):] = ["end"]
print(l)
for o.attr in range(3):
    pass
for d["loop"], l[0] in [(1, 2), (3, 4)]:
    pass
print(o.attr, d, l)


class CM:
    def __enter__(self): return (1, [2, 3])
    def __exit__(self, *a): pass


with CM() as (w1, (w2, *w3)), CM() as d["cm"], CM() as o.cm:
    print(w1, w2, w3, d["cm"], o.cm)
x: int = 5
y: "undefined_name"
o.t: int = 6
l[0]: str = "annotated"
print(x, o.t, l[0])
try:
    y
except NameError as e:
    print(e)
del o.t, l[0], d["cm"], x
del (a, [b, c])
for name in ["x", "a", "b", "c"]:
    print(name in globals(), end=" ")
print()
try:
    del x
except NameError as e:
    print(e)
try:
    del o.nothing
except AttributeError as e:
    print(e)


def f():
    v = 1
    del v
    try:
        v
    except UnboundLocalError as e:
        print(e)
    try:
        del v
    except UnboundLocalError as e:
        print(e)
    v = 2
    return v


print(f())
