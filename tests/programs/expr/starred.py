"""Starred expressions in displays, calls, subscripts and targets."""
a = [1, 2]
print([*a, 3, *a], (*a, 3), {*a, 3} == {1, 2, 3}, [*"ab", *range(2), *{}])
print({**{"a": 1}, "b": 2, **{"a": 3}}, {**{}, **{1: 2}})
t = *a, *a
print(t, (*a,), *a)


def f(*args, **kw):
    return args, sorted(kw.items())


print(f(*a), f(0, *a, 3, *a), f(*a, x=1), f(*a, **{"x": 1}), f(**{"x": 1}, y=2, **{"z": 3}))
print(f(*"ab", *(i for i in range(2)), k=0, **{}))
first, *rest = range(5)
print(first, rest)
*init, last = "abc"
print(init, last)
a1, *mid, z1 = (1, 2)
print(a1, mid, z1)
(x, *y), [*z, w] = [1, 2, 3], "xyz"
print(x, y, z, w)
for k, *vs in [(1, 2, 3), (4,), "ab"]:
    print(k, vs)
[*q] = (1, 2)
*r, = {5}
print(q, r)
print([p for i, *p in [(1, 2), (3,)]])


class Sub:
    def __getitem__(self, k):
        return k


print(Sub()[1, *a], Sub()[*a], Sub()[*a, 1:2])


def ret():
    return 1, *a


def gen():
    yield *a, 9


print(ret(), list(gen()))
for bad in ("a, b = 1, 2, 3", "few", "noniter", "kwdup", "kwtype", "argtype", "starfew"):
    try:
        if bad == "a, b = 1, 2, 3":
            m, n = 1, 2, 3
        elif bad == "few":
            m, n, o = [1, 2]
        elif bad == "noniter":
            m, n = 5
        elif bad == "kwdup":
            f(**{"x": 1}, **{"x": 2})
        elif bad == "kwtype":
            f(**{1: 2})
        elif bad == "argtype":
            f(*5)
        else:
            m, *n, o = [1]
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
for bad in [lambda: [*1], lambda: {**1}, lambda: {*None}, lambda: f(**[1]), lambda: (*a, *2)]:
    try:
        bad()
    except TypeError as e:
        print(e)
