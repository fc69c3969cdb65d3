"""Name mangling of `__private` names in every position."""


class A:
    __x = 1
    def __init__(self): self.__y = 2
    def get(self): return self.__x, self.__y, A.__x
    def __hidden(self): return "A hidden"
    def call(self): return self.__hidden()
    def local(self):
        __loc = 3
        return __loc, sorted(locals())
    def param(self, __p=4, *, __k=5): return __p, __k
    def nested(self):
        def inner(): return self.__y
        class In:
            __z = "In z"
            def f(s): return s.__z
        return inner(), In().f(), [self.__x for _ in range(1)]
    def dunder(self): return self.__class__.__name__
    def delete(self): del self.__y
    def glob(self):
        global __made
        __made = "made global"


class B(A):
    __x = 10
    def get_b(self): return self.__x
    def __hidden(self): return "B hidden"


a, b = A(), B()
print(a.get(), b.get(), b.get_b(), b.call(), a.local(), a.param(), a.nested(), a.dunder())
print(sorted(k for k in vars(A) if "__" in k and not k.startswith("__")), a.__dict__, a._A__x, b._B__x, a._A__hidden())
print(a.param(_A__k=6), A.param.__kwdefaults__, A.param.__code__.co_varnames)
a.glob()
print(_A__made, globals().get("__made"))
try:
    a.__x
except AttributeError as e:
    print(e)
a.delete()
try:
    a.get()
except AttributeError as e:
    print(e)


class _Under:
    __v = 1
    def g(self): return self.__v


class ___:
    __v = 2
    def g(self): return self.__v


print(_Under().g(), _Under._Under__v, ___().g(), ___.__dict__["__v"])


class Outer:
    __o = "outer"
    class Inner:
        def f(self):
            try:
                return Outer.__o
            except AttributeError as e:
                return str(e)


print(Outer.Inner().f(), getattr(Outer, "_Outer__o"))


class Trail:
    __a_ = 1
    __b__ = 2
    _c = 3


print(sorted(k for k in vars(Trail) if k.strip("_")[-1:] in "abc" and len(k) < 14))
