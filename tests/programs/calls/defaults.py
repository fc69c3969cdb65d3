"""Defaults are evaluated once, where the function is defined, and can be read and replaced."""
count = 0


def tick():
    global count
    count += 1
    return count


def f(a=tick(), *, b=tick()):
    return a, b


print(f(), f(), count, f.__defaults__, f.__kwdefaults__)


def acc(x, into=[]):
    into.append(x)
    return into


print(acc(1), acc(2), acc(3, []), acc(4), acc.__defaults__)
f.__defaults__ = (100,)
f.__kwdefaults__ = {"b": 200}
print(f())
f.__kwdefaults__["b"] = 300
print(f(), f(1), f(b=2))
f.__defaults__ = None
try:
    f()
except TypeError as e:
    print(e)
f.__kwdefaults__ = None
try:
    f(1)
except TypeError as e:
    print(e)


def g(a, b, c): return a, b, c


g.__defaults__ = (2, 3)
print(g(1))
g.__defaults__ = (1, 2, 3)
print(g(), g(c=9))
for bad in (5, [1]):
    try:
        g.__defaults__ = bad
    except TypeError as e:
        print(e)
fs = [lambda i=i: i for i in range(3)]
print([x() for x in fs], [x(9) for x in fs])
late = [lambda: i for i in range(3)]
print([x() for x in late])
x = 1


def h(y=x): return y


x = 2
print(h(), h(x))


def nested(a=lambda: x, b=(lambda q=x: q)()):
    return a(), b


x = 3
print(nested())


class C:
    n = 5

    def m(self, v=n): return v


C.n = 6
print(C().m(), C.m.__defaults__)


def many(a, b=1, c=2, d=3, e=4): return a + b + c + d + e


total = 0
for i in range(50):
    total += many(i) + many(i, 2) + many(i, 2, 3) + many(i, e=9) + many(i, *(1, 1)) + many(a=i, d=0)
print(total)
