"""`abs`, `round`, `divmod`, `pow`, `bin`, `hex`, `oct`, `ord`, `chr`, `hash`, `id`, `repr`, `ascii`."""
print(abs(-5), abs(2.5), abs(True), abs(-2**70), abs(-0.0), divmod(7, 3), divmod(-7, 3), divmod(7.5, 2), divmod(2**70, 7), pow(2, 3), pow(2, 3, 5), pow(2.0, -1), pow(exp=2, base=3))
print(bin(10), bin(-10), bin(0), hex(255), hex(-255), oct(8), oct(-8), bin(2**70), hex(2**70), bin(True))
print(ord("a"), ord("é"), ord("😀"), ord(b"a"), chr(97), chr(233), chr(0x1f600), chr(0), [chr(i) for i in (65, 0x20ac)], ord(chr(12345)))
print(round(2.5), round(3.5), round(2.567, 2), round(1234, -2), round(-2.5), round(5), round(5, 1), round(2.5, 0), round(True), type(round(2.5)).__name__, type(round(2.5, 0)).__name__, round(number=1.55, ndigits=1))
print(hash(5) == 5, hash("a") == hash("a"), hash((1,)) == hash((1,)), hash(None) == hash(None), hash(True), hash(len) == hash(len))
x = []
print(id(x) == id(x), id(x) != id([]) or "reuse", type(id(x)).__name__, id(None) == id(None))
print(repr("a"), repr(1.5), repr(None), repr([1, "a"]), ascii("é"), ascii(["é", 1]), str(1), str(None), str("a"), str([1]), str(b"a"), str(), str(object=5))
print(int("5"), int(2.9), int("ff", 16), float("2.5"), bool([]), list("ab"), tuple([1]), set([1]), dict(a=1), bytes(2), frozenset([1]))
print(isinstance(1, int), isinstance(True, int), isinstance("a", (int, str)), isinstance(1, int | None), isinstance([], list | tuple), isinstance(1, ()), issubclass(bool, int), issubclass(int, (str, object)), issubclass(int, int | str), isinstance(int, type), isinstance(1, (int, (str, float))))
print(callable(len), callable(int), callable(5), callable(lambda: 0), type(5), type("a").__name__, type(None), type(...), type(NotImplemented), type(type))
print(getattr("a", "upper")(), getattr("a", "nope", 5), hasattr("a", "upper"), hasattr(5, "nope"), getattr([1, 2], "__len__")(), len("abc"), len({1: 2}), len(range(5)), len(b"ab"), len({1, 2}))
print(sum([1, 2]), min(1, 2), max("b", "a"), sorted("ba"), list(reversed("ab")), any([0, 1]), all([]), list(zip("a", [1])), list(enumerate("a")), list(map(ord, "ab")), list(filter(None, [0, 1])), next(iter([5])), list(range(3)), slice(1, 2))
print(format(5, "03d"), format("a", ">3"), print.__name__, object().__class__, type(object()).__name__, vars(type("A", (), {"x": 1})()).__class__.__name__, dir(type("B", (), {"only": 1})())[-1], staticmethod, classmethod, property, super)
print(*[f"{n}={v!r}" for n, v in {"int": int(), "float": float(), "str": str(), "list": list(), "tuple": tuple(), "dict": dict(), "bool": bool(), "bytes": bytes(), "frozenset": frozenset(), "set": set()}.items()])


class A: pass


a = A()
setattr(a, "x", 5)
setattr(a, "weird name", 6)
print(a.x, getattr(a, "weird name"), vars(a), delattr(a, "x"), hasattr(a, "x"), a.__dict__)
for n in range(0, 1000, 111):
    print(chr(n + 33), ord(chr(n)), hex(n), bin(n), oct(n), int(hex(n), 16) == n, int(bin(n), 2) == n, int(oct(n), 8) == n, end=" ; ")
print()
print(__import__("math").pi, __name__, __doc__, __debug__, type(__builtins__).__name__, type(__loader__).__name__ != "", __package__, __spec__)
