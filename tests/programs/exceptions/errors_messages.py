"""Messages of the errors that programs meet most often."""


class A:
    def m(self): pass
    __slots__ = ()


class B: pass


def f(a): return a


def loc():
    x
    x = 1


def cell():
    def g(): return y
    g()
    y = 1


cases = {
    "name": lambda: nope, "unbound": loc, "cell": cell, "attr": lambda: A().zip, "attr class": lambda: A.zip, "attr mod": lambda: __import__("math").zip,
    "set attr": lambda: setattr(A(), "q", 1), "attr none": lambda: None.upper(), "attr int": lambda: (5).foo(), "attr str": lambda: "".push(1),
    "call int": lambda: 5(), "call none": lambda: None(), "call str": lambda: "a"(), "call list": lambda: [1](0), "call inst": lambda: B()(),
    "index": lambda: [1][3], "index tuple": lambda: ()[0], "index str": lambda: ""[0], "key": lambda: {"a": 1}["b"], "key tuple": lambda: {}[1, 2],
    "unpack few": lambda: [0 for a, b in [(1,)]], "unpack many": lambda: [0 for a, b in [(1, 2, 3)]], "unpack int": lambda: [0 for a, b in [5]],
    "unpack dict": lambda: [0 for a, b in [{1: 1}]], "unpack star": lambda: [0 for a, *b, c in [(1,)]], "unpack none": lambda: [0 for a, b in [None]],
    "div": lambda: 1 / 0, "floordiv": lambda: 1 // 0, "mod": lambda: 1 % 0, "fdiv": lambda: 1.0 / 0, "fmod": lambda: 1.0 % 0, "divmod": lambda: divmod(5, 0),
    "zero pow": lambda: 0 ** -1, "shift": lambda: 1 << -1, "big shift": lambda: 1 << (1 << 70), "float over": lambda: float(10**400),
    "pow over": lambda: 10.0 ** 400, "int div over": lambda: 10**400 / 3, "str int": lambda: int("1x"), "str float": lambda: float("abc"),
    "int empty": lambda: int(""), "base": lambda: int("1", 1), "concat": lambda: "a" + 1, "concat2": lambda: 1 + "a", "concat list": lambda: [] + (),
    "concat tuple": lambda: () + [], "concat bytes": lambda: b"" + "", "mul": lambda: "a" * "b", "mul float": lambda: [1] * 1.5, "neg str": lambda: -"a",
    "neg none": lambda: -None, "inv float": lambda: ~1.5, "lt": lambda: 1 < "a", "lt none": lambda: None < None, "lt list": lambda: [1] < ["a"],
    "lt dict": lambda: {} < {}, "sort": lambda: [1, "a"].sort(), "max": lambda: max(1, None), "hash": lambda: {[]: 1}, "hash2": lambda: {{}},
    "hash nested": lambda: hash((1, [2])), "iter": lambda: list(5), "iter none": lambda: [x for x in None], "iter func": lambda: [*f],
    "len": lambda: len(5), "len none": lambda: len(None), "sub": lambda: 5 - None, "item": lambda: (1,).__setitem__(0, 1), "str item": lambda: exec_set("abc"),
    "args": lambda: f(), "args2": lambda: f(1, 2), "kwargs": lambda: f(b=1), "method args": lambda: A().m(1), "assert": lambda: check(0),
    "in int": lambda: 1 in 5, "in str": lambda: 1 in "a", "fmt": lambda: "%d" % "a", "fmt2": lambda: f"{'a':d}", "fmt3": lambda: format([], "5"),
    "join": lambda: ",".join([1]), "index miss": lambda: [].index(1), "remove": lambda: [].remove(1), "substring": lambda: "abc".index("x"),
    "pop": lambda: [].pop(), "pop dict": lambda: {}.pop("k"), "pop set": lambda: set().pop(), "next": lambda: next(iter([])), "chr": lambda: chr(-1),
    "ord": lambda: ord("ab"), "int none": lambda: int(None), "float none": lambda: float(None), "sum str": lambda: sum(["a"]), "range": lambda: range(1.0),
    "slice step": lambda: [1][::0], "slice type": lambda: [1]["a":], "import": lambda: __import__("no_such_module"), "with": lambda: with_(5),
    "isinstance": lambda: isinstance(1, "a"), "super": lambda: super(A), "zip strict": lambda: list(zip([1], [1, 2], strict=True)),
    "zip strict2": lambda: list(zip([1, 2], [1], strict=True)), "bytes": lambda: bytes([256]), "bytes neg": lambda: bytes(-1), "decode": lambda: b"\xff".decode(),
    "encode": lambda: "\ud800".encode(), "sep": lambda: "a".split(""), "round": lambda: round("a"), "abs": lambda: abs("a"), "type sub": lambda: A[0],
}


def exec_set(s): s[0] = "x"
def check(x): assert x, ("a", 1)
def with_(x):
    with x: pass


for name, thunk in cases.items():
    try:
        print(name, "->", thunk())
    except Exception as e:
        print(f"{name}: {type(e).__name__}: {e}")
