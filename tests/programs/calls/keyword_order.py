"""Order of keyword arguments, duplicates, evaluation order of arguments, and `**` of mappings."""


def show(*a, **k): return a, list(k.items())


def note(x):
    seen.append(x)
    return x


seen = []
print(show(note(1), *note([2, 3]), a=note(4), *note([5]), b=note(6), **note({"c": 7})), seen)
print(show(z=1, a=2, m=3), show(**{"z": 1}, a=2, **{"m": 3}), show(**dict(b=1, a=2)))


def named(first, second=2, *rest, third, fourth=4, **more): return first, second, rest, third, fourth, more


for call in [lambda: named(1, third=3), lambda: named(third=3, first=1), lambda: named(1, 2, 3, 4, third=5, x=6), lambda: named(*(1, 2), **{"third": 3, "fourth": 5}), lambda: named(1, third=3, **{"second": 9}), lambda: named(1, 2, second=3, third=4), lambda: named(1, third=3, **{"third": 4}), lambda: named(1), lambda: named(third=1), lambda: named(1, **{"thi" + "rd": 3})]:
    try:
        print(call())
    except TypeError as e:
        print(e)


def rec(n, *, acc=(), **kw): return acc if n == 0 else rec(n - 1, acc=acc + (len(kw),), **kw, **{f"k{n}": n})


print(rec(4))


class Opts:
    def __init__(self, /, **kw): self.__dict__.update(kw)
    def __repr__(self): return f"Opts({', '.join(f'{k}={v}' for k, v in self.__dict__.items())})"
    def replace(self, /, **kw): return type(self)(**{**self.__dict__, **kw})


print(Opts(b=1, a=2), Opts(self=5), Opts(x=1).replace(y=2, x=3), Opts(**{"cls": 1, "not an id": 2}))


def wrapper(f, *args, **kwargs): return f(*args, **kwargs)


print(wrapper(show, 1, f2=2), wrapper(sorted, [3, 1], reverse=True), wrapper(dict, a=1), wrapper(wrapper, show, x=1))
try:
    wrapper(show, f=1)
except TypeError as e:
    print(e)


def posonly(f, /, *args, **kwargs): return f(*args, **kwargs)


print(posonly(show, f=1))
total = 0
for i in range(60):
    total += named(i, third=i)[3] + named(i, second=1, third=2)[1] + named(*range(i % 4 + 1), third=1)[0] + len(named(1, third=2, **{f"k{j}": j for j in range(i % 5)})[5])
print(total)
d = {"a": 1}
def mutate(**k):
    k["b"] = 2
    return k
print(mutate(**d), d, (lambda *a, **k: (a, k))(*"ab", **{"x": "y"}), print("sep", "test", **{"sep": "-", "end": "|\n"}))
