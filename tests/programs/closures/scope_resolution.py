"""Which binding a name refers to, in every nesting of functions, classes, comprehensions and lambdas."""
x = "module"


def f1():
    return x


def f2(x="param"):
    def g(): return x
    return g()


def f3():
    x = "f3"
    class C:
        seen = x
        x = "class"
        after = x
        def m(self): return x
        lam = lambda self: x
        comp = [x for _ in "a"]
        first_iter = [v for v in x]
    return C.seen, C.after, C().m(), C().lam(), C.comp, C.first_iter[:2]


def f4():
    class C:
        try:
            early = x
        except NameError as e:
            early = "NameError"
        x = "class only"
        def m(self): return x
    return C.early, C().m()


def f5():
    def g():
        class C:
            y = x
            class D:
                z = x
                x = "D"
                w = x
        return C.y, C.D.z, C.D.w
    x = "f5"
    return g()


def f6():
    x = "f6"
    def g():
        global x
        def h():
            return x
        return h()
    return g()


def f7():
    x = 1
    def g():
        x = 2
        def h():
            nonlocal x
            x += 10
            return x
        return h(), x
    return g(), x


def f8():
    fs = []
    for x in range(3):
        fs.append(lambda: x)
    del x
    try:
        fs[0]()
    except NameError as e:
        return str(e)


def f9(n):
    if n:
        import math as x
    else:
        x = None
    def g(): return x
    return getattr(g(), "pi", "none")


def f10():
    def x(): return x.__name__
    return x()


def f11(*x, **y):
    return [x for x in x], {x: y for x, y in y.items()}, x, y


def f12():
    try:
        raise ValueError("exc")
    except ValueError as x:
        def g(): return repr(x)
        r = g()
    try:
        g()
    except NameError as e:
        return r, str(e)


def f13():
    with CM() as x:
        def g(): return x
    return g()


class CM:
    def __enter__(self): return "from with"
    def __exit__(self, *a): pass


def f14():
    [x := i for i in range(4)]
    return x, [lambda: x][0]()


def f15(x, f=lambda: x):
    return f(), x


for f in (f1, f2, f3, f4, f5, f6, f7, f8, lambda: (f9(1), f9(0)), f10, lambda: f11(1, 2, a=3), f12, f13, f14, lambda: f15("arg")):
    print(f())
print(x)


class Module:
    x = x
    def get(self): return x, self.x


print(Module().get(), [x for x in "ab"], x, (lambda x: (lambda: x)())("inner"), {x for x in [1]}, x)
