"""Construction: `__new__`, `__init__`, their arguments, and subclasses of builtins."""


class Point:
    def __new__(cls, *args, **kw):
        print("new", cls.__name__, args, kw)
        return super().__new__(cls)

    def __init__(self, x, y=0): self.x, self.y = x, y


p = Point(1, y=2)
print(p.x, p.y)


class Single:
    instance = None

    def __new__(cls):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance

    def __init__(self): self.n = getattr(self, "n", 0) + 1


print(Single() is Single(), Single().n)


class Other:
    def __new__(cls): return "not an instance"
    def __init__(self): print("never")


class Sub(Other): pass
class MakesSub:
    def __new__(cls, make=True): return object.__new__(Derived) if make else object.__new__(cls)
    def __init__(self, make=True): print("init", type(self).__name__)
class Derived(MakesSub): pass


print(Other(), Sub(), type(MakesSub()).__name__, type(MakesSub(False)).__name__)


class BadInit:
    def __init__(self): return 5


class NoArgs: pass
class OnlyInit:
    def __init__(self, a): self.a = a
class OnlyNew:
    def __new__(cls, a): return object.__new__(cls)


for thunk in [BadInit, lambda: NoArgs(1), lambda: NoArgs(x=1), lambda: OnlyInit(), lambda: OnlyInit(1, 2), lambda: OnlyNew(),
              lambda: OnlyNew(1), lambda: object.__new__(), lambda: object.__new__(5), lambda: object.__new__(int),
              lambda: int.__new__(str), lambda: object.__new__(NoArgs, 1), lambda: NoArgs().__init__(1), lambda: object().__init__(1),
              lambda: list.__new__(NoArgs), lambda: OnlyNew(1).__init__(2)]:
    try:
        print(type(thunk()).__name__)
    except TypeError as e:
        print(e)


class Celsius(float):
    def __new__(cls, value, unit="C"):
        self = super().__new__(cls, value)
        self.unit = unit
        return self
    def __repr__(self): return f"{float(self)}{self.unit}"


class Name(str):
    def shout(self): return self.upper() + "!"


class Pair(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
    first = property(lambda s: s[0])


class Num(int):
    def __add__(self, o): return Num(int(self) + o)
    def __repr__(self): return f"Num({int(self)})"


class FS(frozenset):
    def __new__(cls, *xs): return super().__new__(cls, xs)


print(Celsius(20.5), Celsius(1, "K") + 1, Name("bob").shout(), Name("x") + "y", type(Name("x") + "y").__name__)
print(Pair(1, 2), Pair(3, 4).first, Pair(1, 2) == (1, 2), len(Pair(5, 6)), hash(Pair(1, 2)) == hash((1, 2)))
print(Num(3) + 4, 4 + Num(3), Num(3) * 2, -Num(3), type(Num(1) + 1).__name__, {Num(1): "k"}[1], [10, 20][Num(1)])
print(sorted(FS(3, 1, 2)), FS(1) | {2} == {1, 2}, int(Celsius(3.7)), f"{Num(5):03d}", "%d" % Num(7), isinstance(Num(1), int))
