"""Tuples: methods, comparison, hashing, immutability, nested."""
t = (1, "a", 2.5, None, (1, 2))
print(t, t[0], t[-1], t[1:3], t[::-1], len(t), t.count(1), t.index("a"), t + (9,), t * 2, 2 * (0,), () * 5, (1,) == (1,), () == (), tuple() is (), tuple([1, 2]), tuple("ab"), tuple(x for x in range(3)), tuple(t) is t)
print((1, 2) < (1, 3), (1,) < (1, 0), () < (1,), (2,) > (1, 9), (1, "a") < (1, "b"), (1, 2) <= (1, 2), (1, 2) != (2, 1), ((1, 2), 3) < ((1, 3), 0), (1, 2) == [1, 2], (1.0, True) == (1, 1))
print(hash((1, 2)) == hash((1, 2)), hash(()) == hash(()), {(1, 2): "a", (): "e"}[(1, 2)], (1, 2) in {(1, 2)}, hash((1, (2, 3))) == hash((1.0, (2, 3.0))), hash((1, 2)) != hash((2, 1)))
print(hash(()), hash((1,)), hash((1, 2)), hash((0, 0)), hash((-1, -2)), hash((1.5, 2**70)), hash(((1, 2), 3)))
for bad in [lambda: t.index("zz"), lambda: t[10], lambda: t["a"], lambda: t + [1], lambda: t * "a", lambda: t < 5, lambda: (1,) < ("a",), lambda: hash(([],)), lambda: t.append(1), lambda: t.__setitem__, lambda: tuple(5), lambda: tuple(1, 2), lambda: t.index(), lambda: (1, 2) + "a", lambda: t.index(1, 1), lambda: tuple(x=1)]:
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)


def setitem(): t[0] = 1
def delitem(): del t[0]
def setattr_(): t.x = 1


for f in setitem, delitem, setattr_:
    try:
        f()
    except (TypeError, AttributeError) as e:
        print(e)
x = ([1], 2)
x[0].append(5)
print(x, x.index([1, 5]))
u = t
u += (7,)
print(u is t, len(t), len(u))
pts = [(3, "c"), (1, "z"), (1, "a"), (2, "b")]
print(sorted(pts), max(pts), min(pts), sorted(pts, key=lambda p: p[1]), dict(pts), list(zip(*pts)), sum((p[:1] for p in pts), ()))


def divide(a, b): return a // b, a % b


q, r = divide(17, 5)
print(q, r, divide(9, 3), (lambda: (1, 2))(), [*divide(7, 2)], *divide(8, 3))
print(repr((1,)), repr(()), str((1, "a")), f"{(1, 2)}", "%s" % ((1, 2),), bool(()), bool((0,)), (1, 2)[True], (*"ab", *range(2)), ((),), (((1,),),))
print([(a, b) for a, b in zip((1, 2), (3, 4))], tuple(reversed((1, 2, 3))), tuple(sorted((3, 1, 2))), (1, 2, 3).__contains__(2), (1,).__add__((2,)), (1, 2).__eq__([1, 2]), (1, 2).__len__(), (3, 4).__getitem__(1), (1, 2).__hash__() == hash((1, 2)))


class P(tuple):
    def __new__(cls, x, y): return tuple.__new__(cls, (x, y))
    x = property(lambda s: s[0])
    def __add__(self, o): return P(self.x + o.x, self[1] + o[1])
    def __repr__(self): return f"P{tuple.__repr__(self)}"


print(P(1, 2) + P(3, 4), P(1, 2) == (1, 2), P(1, 2)[0], {P(1, 2): 1}[(1, 2)], isinstance(P(0, 0), tuple), len(P(1, 2)), [*P(5, 6)], P(1, 2)[:1])
acc = ()
for i in range(50):
    acc += (i * i,)
print(len(acc), acc[-1], sum(acc), acc[10:13], 49 in acc, 50 in acc)
cache = {}
for i in range(100):
    key = (i % 5, i % 3)
    cache[key] = cache.get(key, 0) + i
print(len(cache), sorted(cache.items())[:4])
