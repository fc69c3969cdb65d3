"""`locals()`, `globals()`, `vars()` and `dir()`."""
x = 1
g = globals()
g["made"] = 5
print(made, g["x"], "x" in vars(), g is globals(), locals() is globals(), __name__)


def f(a, b=2):
    c = a + b
    snapshot = dict(locals())
    c = 100
    return snapshot, sorted(locals())


print(f(1))


def g2():
    inner_var = 1

    def h():
        return inner_var, sorted(locals())

    return h()


print(g2())


class C:
    one = 1
    print(sorted(k for k in locals() if not k.startswith("__")))
    locals()["two"] = 2
    three = [v for v in range(one, 3)]

    def m(self):
        return sorted(locals())


print(C.two, C.three, C().m(), sorted(k for k in vars(C) if not k.startswith("__")))
o = C()
o.attr = 1
vars(o)["other"] = 2
print(vars(o), o.other, [n for n in dir(o) if not n.startswith("__")])
print([n for n in dir() if n in ("x", "f", "C", "nope")])


def local_dir():
    a = b = 1
    return dir()


print(local_dir())


class D:
    def __dir__(self): return ["z", "a", "m"]


print(dir(D()), "__init__" in dir(object), "append" in dir([]), "upper" in dir(str))
try:
    vars(5)
except TypeError as e:
    print(e)


def unbound():
    try:
        print(later)
    except UnboundLocalError as e:
        print(e)
    later = 1


unbound()


def comp():
    y = 10
    return [sorted(k for k in locals()) for _ in range(1)][0][:3], [y + i for i in range(2)]


print(comp()[1])
del g["made"]
try:
    made
except NameError as e:
    print(e)
