"""`add_note`, `args`, `str` and `repr` of exceptions; pickles of subclasses' constructors."""
e = ValueError("base")
print(hasattr(e, "__notes__"))
e.add_note("first")
e.add_note("second")
print(e.__notes__, e, repr(e))
try:
    e.add_note(5)
except TypeError as err:
    print(err)
try:
    e.add_note()
except TypeError as err:
    print(err)


class A(Exception): pass


class B(A):
    def __init__(self, a, b):
        self.a, self.b = a, b


class C(A):
    def __init__(self, a, b):
        super().__init__(a)
        self.b = b
    def __str__(self): return f"C[{self.args[0]}, {self.b}]"


class D(A):
    def __repr__(self): return "D-repr"


for x in [A(), A("x"), A("x", 1), A(None), A([1]), B(1, 2), C(3, 4), D("d"), A(A("nested")), A(""), A(" "), A("multi\nline"), A(b"b")]:
    print(repr(x), "|", x, "|", x.args, "|", f"{x!s:>5}")
x = A("a")
x.args = ("changed", 2)
print(x, repr(x))
y = A.__new__(A, 1, 2)
print(y.args, y)
y.__init__("re", "init")
print(y.args)


def f():
    try:
        int("bad")
    except ValueError as e:
        e.add_note("while parsing")
        raise


try:
    f()
except ValueError as e:
    print(e, e.__notes__)
for op in [lambda: int("zz", 16), lambda: float("1.2.3"), lambda: [].remove(1), lambda: "abc".index("z"), lambda: (1,).index(5),
           lambda: {}.popitem(), lambda: set().pop(), lambda: {1}.remove(2), lambda: [].pop(), lambda: next(iter(())),
           lambda: "%d" % "x", lambda: "{}".format(), lambda: "{a}".format(), lambda: "%s %s" % 1, lambda: "%s" % (1, 2),
           lambda: "{:d}".format("x"), lambda: "abc".encode("ascii2"), lambda: b"\xff".decode(), lambda: "é".encode("ascii"),
           lambda: chr(-5), lambda: bytes([300]), lambda: [1, 2].index(3), lambda: range(3).index(9), lambda: 1 << -1,
           lambda: 0 ** -1, lambda: 0.0 ** -1, lambda: 2.0 ** 10000, lambda: int(float("inf")), lambda: int(float("nan")),
           lambda: 1 % 0, lambda: 1.0 // 0, lambda: 1.5 % 0.0, lambda: divmod(1.0, 0), lambda: round(float("inf")),
           lambda: "a" * (2**62), lambda: [0] * (2**62), lambda: pow(0, -1), lambda: int("9" * 5000), lambda: 1 // 0, lambda: 1 / 0,
           lambda: min(()), lambda: list.index([], 0, "x")]:
    try:
        print(op())
    except Exception as e:
        print(type(e).__name__, "|", e, "|", len(e.args))
