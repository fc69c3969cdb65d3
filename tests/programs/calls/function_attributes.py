"""Attributes of functions, methods, lambdas and builtins."""


def f(a, b=1, *c, d, e=2, **g) -> int:
    """The doc of f.

    Second line."""
    local = a
    return local


print(f.__name__, f.__qualname__, f.__module__, f.__doc__, f.__defaults__, f.__kwdefaults__)
f.custom = 1
f.__name__ = "renamed"
f.__doc__ = None
print(f.custom, f.__name__, f.__qualname__, f.__doc__, f.__dict__)
f.__qualname__ = "X.y"
print(str(f).split(" at ")[0])
co = f.__code__
print(co.co_name, co.co_argcount, co.co_kwonlyargcount, co.co_posonlyargcount, co.co_varnames, co.co_nlocals)


def outer():
    x = 1

    def inner():
        return x

    class Local:
        def method(self): pass

    return inner, Local


inner, Local = outer()
print(inner.__qualname__, Local.__qualname__, Local.method.__qualname__, Local.__name__)
print(inner.__closure__[0].cell_contents, outer.__closure__, inner.__code__.co_freevars, outer.__code__.co_cellvars)
lam = lambda: 0
print(lam.__name__, lam.__qualname__, (lambda: (lambda: 0))().__qualname__)


class C:
    def m(self): "method doc"
    @staticmethod
    def s(): pass
    @classmethod
    def c(cls): pass


c = C()
print(c.m.__func__ is C.m, c.m.__self__ is c, c.m.__name__, c.m.__doc__, c.m == c.m, c.m is c.m, c.m != C().m)
print(C.c.__self__ is C, C.c.__func__.__name__, C.s.__name__, c.s is C.s, hash(c.m) == hash(c.m))
try:
    c.m.attr = 1
except AttributeError as e:
    print(e)
C.m.attr = 5
print(c.m.attr)
print(len.__name__, [].append.__name__, str.upper.__name__, len.__module__, str.join.__qualname__)
print(repr(len), type(len).__name__, type([].append).__name__, type(str.upper).__name__, type(f).__name__, type(c.m).__name__)
try:
    len.attr = 1
except AttributeError as e:
    print(e)
for name, value in [("__name__", 1), ("__qualname__", None), ("__code__", 5), ("__dict__", 3), ("__kwdefaults__", 1)]:
    try:
        setattr(f, name, value)
    except TypeError as e:
        print(e)


def a(): return "a"
def b(): return "b"


a.__code__ = b.__code__
print(a(), a.__name__)
print(f.__globals__ is globals(), f.__builtins__["len"] is len, callable(f), callable(C), callable(c), callable(1))
try:
    f.missing
except AttributeError as e:
    print(e)
