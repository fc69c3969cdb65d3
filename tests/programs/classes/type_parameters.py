"""PEP 695: type parameters of functions, classes and aliases."""


def first[T](xs: list[T]) -> T: return xs[0]


def bounded[T: int, *Ts, **P](x: T, *args) -> T: return x


class Box[T]:
    def __init__(self, v: T): self.v = v
    def get(self) -> T: return self.v
    def map[U](self, f) -> "Box[U]": return Box(f(self.v))


class Pair[A, B = int](Box[A]):
    pass


type Number = int | float
type Tree[T] = T | list[Tree[T]]
type Lazy = undefined_until_later

print(first([3, 4]), bounded(5), Box(1).get(), Box(2).map(lambda v: v * 2).get(), Pair("x").get())
print(first.__type_params__, bounded.__type_params__, Box.__type_params__, Pair.__type_params__)
print([type(p).__name__ for p in bounded.__type_params__], bounded.__type_params__[0].__bound__)
print(Number, Number.__name__, Number.__value__, type(Number).__name__, Tree.__type_params__)
try:
    Lazy.__value__
except NameError as e:
    print(e)
undefined_until_later = str
print(Lazy.__value__)
T = first.__type_params__[0]
print(T, T.__name__, T.__constraints__, T.__bound__, Box.get.__annotations__)


def constrained[S: (int, str)](x: S): return x


print(constrained.__type_params__[0].__constraints__)


def scope[T]():
    T2 = T
    return T2.__name__


print(scope())
try:
    T_undefined
except NameError as e:
    print(e)


class Uses[T]:
    t = T.__name__
    def m(self): return T.__name__


print(Uses.t, Uses().m(), Box.__name__, Box.__mro__[1].__name__)
