"""Positional-only, keyword-only, defaults, `*args`, `**kwargs`: binding and its errors."""


def plain(a, b): return a, b
def dflt(a, b=2, c=3): return a, b, c
def posonly(a, b=5, /, c=6): return a, b, c
def kwonly(a, *, k, o=9): return a, k, o
def var(a, *args, k=1, **kw): return a, args, k, sorted(kw.items())
def allkinds(p1, p2=2, /, s1=3, *args, k1, k2=5, **kw): return p1, p2, s1, args, k1, k2, kw
def samename(a, /, **kw): return a, kw
def none(): return "none"


print(plain(1, 2), plain(a=1, b=2), plain(b=1, a=2), plain(1, b=2))
print(dflt(1), dflt(1, 5), dflt(1, c=5), dflt(c=1, a=2), dflt(*[1, 2, 3]), dflt(**{"a": 0}))
print(posonly(1), posonly(1, 2, 3), posonly(1, c=3))
print(kwonly(1, k=2), kwonly(a=1, o=2, k=3))
print(var(1), var(1, 2, 3), var(1, 2, k=3, z=4), var(a=1, b=2), var(*"abc", **{"x y": 1}))
print(allkinds(1, k1=0), allkinds(1, 2, 3, 4, 5, k1=6, k2=7, z=8), samename(1, a=2), none())
calls = [
    lambda: plain(), lambda: plain(1), lambda: plain(1, 2, 3), lambda: plain(1, c=2), lambda: plain(1, a=1),
    lambda: plain(b=1), lambda: plain(1, 2, x=1, y=2), lambda: dflt(), lambda: dflt(1, 2, 3, 4), lambda: dflt(1, 2, b=3),
    lambda: posonly(a=1), lambda: posonly(1, b=2), lambda: posonly(), lambda: posonly(1, 2, 3, 4), lambda: posonly(a=1, b=2),
    lambda: kwonly(1), lambda: kwonly(1, 2), lambda: kwonly(1, 2, k=3), lambda: kwonly(k=1), lambda: kwonly(1, 2, 3),
    lambda: var(), lambda: var(k=1), lambda: var(1, a=2), lambda: allkinds(), lambda: allkinds(k1=1), lambda: allkinds(1),
    lambda: none(1), lambda: none(1, 2), lambda: none(a=1), lambda: plain(*[1]), lambda: plain(**{"a": 1}),
    lambda: plain(**{1: 2}), lambda: plain(1, **{"a": 2}), lambda: (lambda x: x)(), lambda: (lambda x: x)(1, 2),
    lambda: (lambda *, x: x)(), lambda: (lambda *, x, y, z: x)(), lambda: (lambda a, b, c: x)(),
]
for call in calls:
    try:
        print(call())
    except TypeError as e:
        print(e)


class C:
    def m(self, a): return a
    def __init__(self, x=0): pass
    def nothing(): pass


for call in [lambda: C().m(), lambda: C().m(1, 2), lambda: C(1, 2), lambda: C().nothing(), lambda: C.m(), lambda: C.m(1),
             lambda: C(y=1)]:
    try:
        print(call())
    except TypeError as e:
        print(e)
