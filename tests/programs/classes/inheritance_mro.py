"""Method resolution order: diamonds, deep hierarchies, conflicts."""


class A:
    def who(self): return "A"
    def chain(self): return ["A"]


class B(A):
    def who(self): return "B"
    def chain(self): return ["B"] + super().chain()


class C(A):
    def who(self): return "C"
    def chain(self): return ["C"] + super().chain()


class D(B, C):
    def chain(self): return ["D"] + super().chain()


class E(C): pass
class F(D, E):
    def chain(self): return ["F"] + super().chain()


names = lambda cls: [c.__name__ for c in cls.__mro__]
print(names(D), names(F), F.mro() == list(F.__mro__))
print(D().who(), F().who(), D().chain(), F().chain())
print(D.__bases__ == (B, C), D.__base__.__name__, A.__bases__, object.__bases__, object.__base__)
print(issubclass(F, A), issubclass(A, F), issubclass(bool, int), issubclass(F, (int, E)), isinstance(F(), (C, str)))
print([c.__name__ for c in A.__subclasses__()], bool.__mro__, int.__subclasses__()[0] is bool)
for thunk in [lambda: type("X", (A, B), {}), lambda: type("X", (B, A, C), {}), lambda: type("X", (A, A), {}),
              lambda: type("X", (bool,), {}), lambda: type("X", (type(None),), {}), lambda: type("X", (5,), {}),
              lambda: type("X", (int, str), {}), lambda: type("X", (object, A), {}), lambda: type("X", (range,), {}),
              lambda: type("X", (slice,), {}), lambda: type("X", (type(len),), {}), lambda: type("X", (type(lambda: 0),), {})]:
    try:
        print(names(thunk()))
    except TypeError as e:
        print(e)


class X: pass
class Y: pass
class P(X, Y): pass
class Q(Y, X): pass


try:
    class R(P, Q): pass
except TypeError as e:
    print(e)


class Base:
    attr = "base"
    def __init__(self, *a): self.a = a
    def __repr__(self): return f"{type(self).__name__}{self.a}"


class Left(Base):
    def __init__(self, *a): super().__init__("L", *a)


class Right(Base):
    attr = "right"
    def __init__(self, *a): super().__init__("R", *a)


class Both(Left, Right):
    def __init__(self): super().__init__("both")


print(Both(), Both.attr, Left.attr)
Base.attr = "changed"
print(Both.attr, Left.attr)
Left.attr = "left"
print(Both.attr)
del Right.attr, Left.attr
print(Both.attr)
Both.__bases__ = (Right, Left)
print(names(Both), Both())
try:
    Both.__bases__ = ()
except TypeError as e:
    print(e)
try:
    Base.__bases__ = (Both,)
except TypeError as e:
    print(e)
