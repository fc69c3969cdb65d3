"""`global` and `nonlocal` declarations in functions, nested functions and classes."""
x = "global"


def read(): return x


def write():
    global x
    x = "written"


def local():
    x = "local"

    def inner():
        global x
        x = "inner global"
        return x

    return inner(), x


write()
print(read())
print(local(), x)


def make_global():
    global brand_new, also_new
    brand_new, also_new = 1, 2

    def nested():
        global brand_new
        brand_new += 1

    nested()


make_global()
print(brand_new, also_new)


def outer():
    x = "outer"

    class C:
        nonlocal x
        x = "from class"
        y = x

        def m(self): return x

    class D:
        global x
        x = "class to global"

    class E:
        x = "class scope"
        z = x

        def m(self): return x

    return C.y, C().m(), E.z, E().m(), x, hasattr(C, "x"), hasattr(D, "x")


print(outer(), x)


def through():
    v = 0

    def middle():
        def bottom():
            nonlocal v
            v += 1
        bottom()
        bottom()
    middle()
    return v


print(through())


def multiple():
    a = b = 0

    def change():
        nonlocal a, b
        a, b = 1, 2
        for a in range(5): pass
        with_item = None
        try:
            raise ValueError
        except ValueError as b:
            pass

    change()
    try:
        return a, b
    except NameError as e:
        return a, str(e)


print(multiple())


def imports_and_defs():
    global math, gfunc, GClass
    import math

    def gfunc(): return "gfunc"

    class GClass: pass


imports_and_defs()
print(math.floor(2.5), gfunc(), GClass.__name__, GClass.__qualname__, gfunc.__qualname__)


def conditional(flag):
    if flag:
        value = 1
    try:
        return value
    except UnboundLocalError as e:
        return str(e)


print(conditional(True), conditional(False))
y = 1


class Scope:
    y = y + 1
    f = lambda self: y
    comp = [y for _ in range(2)]
    first = [i for i in [y]]


print(Scope.y, Scope().f(), Scope.comp, Scope.first)
