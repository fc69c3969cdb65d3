"""Operands are evaluated from left to right, assignments from the right side."""


def e(n, value=None):
    print(n, end=" ")
    return n if value is None else value


def line():
    print()


e(1) + e(2) * e(3) - e(4); line()
[e(1), (e(2), e(3)), {e(4): e(5), e(6): e(7)}]; line()
f = lambda *a, **k: None
f(e(1), *[e(2)], k=e(3), **{"z": e(4)}); line()
d = {}
d[e("key")] = e("value"); line()
d[e(1)], d[e(2)] = e(3), e(4); line()
lst = [0, 0, 0]
lst[e(0)] = lst[e(1)] = e(9); line()
print(lst)


class A:
    pass


def obj(name):
    print(name, end=" ")
    return A()


obj("o1").x, obj("o2").y = e(1), e(2); line()
e("x", lst)[e(0)] += e(5); line()
(e("s", [1, 2, 3, 4])[e(0):e(3):e(1)]); line()
e(1) if e(0, 0.0) else e(2); line()
e(1) < e(2) < e(0) < e(9); line()
{e(i): e(-i) for i in range(1, 3)}; line()


def deco(n):
    print("deco", n, end=" ")
    return lambda fn: (print("apply", n, end=" "), fn)[1]


@deco(e(1))
@deco(e(2))
def decorated(a=e("default a"), *, b=e("default b")):
    pass


line()


class C(e("base", object), metaclass=e("meta", type)):
    attr = e("body")


line()
i = 0
i, lst[i] = 2, "set"
print(i, lst)
x = [1, 2]
i = 0
i, x[i] = 1, 5
print(i, x)
del d[e("key")], lst[e(0)]; line()
assert e(1), e("not evaluated"); line()
print(f"{e('a')}{e('b'):{e('>')}{e(4)}}")
with_ = [e("y", k) for k in [3, 4]]
print(with_)
