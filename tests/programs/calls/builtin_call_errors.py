"""Errors of builtins called with wrong arguments."""
calls = [
    lambda: len(), lambda: len(1), lambda: len([], []), lambda: len(x=[]), lambda: abs("a"), lambda: abs(), lambda: ord("ab"),
    lambda: ord(5), lambda: ord(""), lambda: chr(-1), lambda: chr(0x110000), lambda: chr("a"), lambda: chr(1.5),
    lambda: int("x"), lambda: int("12", 40), lambda: int([]), lambda: int(1, 2), lambda: int(None), lambda: float("x"),
    lambda: float([]), lambda: float(1, 2), lambda: str(1, 2, 3, 4), lambda: list(5), lambda: list(1, 2), lambda: tuple(5),
    lambda: dict(5), lambda: dict([1]), lambda: dict([(1,)]), lambda: dict(1, 2), lambda: set(5), lambda: set(1, 2),
    lambda: range(), lambda: range("a"), lambda: range(1.5), lambda: range(1, 2, 0), lambda: range(1, 2, 3, 4),
    lambda: sum("abc"), lambda: sum([1, "a"]), lambda: sum(["a"], ""), lambda: sum(), lambda: sum([[1]], 5), lambda: max(),
    lambda: max([]), lambda: max(1), lambda: max(1, "a"), lambda: min([], key=len), lambda: max(1, 2, default=3),
    lambda: sorted(5), lambda: sorted([1, "a"]), lambda: sorted([], 1), lambda: sorted([1], foo=1), lambda: iter(5),
    lambda: next(5), lambda: next(iter([])), lambda: iter(5, 5), lambda: zip(1), lambda: map(1), lambda: list(map(1, [1])),
    lambda: filter(1), lambda: enumerate(5), lambda: reversed(5), lambda: reversed({1}), lambda: isinstance(1, 1),
    lambda: isinstance(1), lambda: issubclass(1, int), lambda: issubclass(int, 1), lambda: getattr(1, "x"),
    lambda: getattr(1), lambda: getattr(1, 2), lambda: setattr(1, "x", 1), lambda: hasattr(1, 1), lambda: delattr(1, "x"),
    lambda: hash([]), lambda: hash(), lambda: round("a"), lambda: round(1.5, "a"), lambda: pow(2), lambda: pow(2, "a"),
    lambda: pow(2, 3, 0), lambda: pow(2, -1, 4), lambda: divmod(1, 0), lambda: divmod(1, "a"), lambda: hex(1.5), lambda: bin("a"),
    lambda: oct(None), lambda: print(end=1), lambda: print(sep=1), lambda: print(foo=1), lambda: type(1, 2), lambda: type(),
    lambda: type("A", 1, {}), lambda: type("A", (), 1), lambda: type(1, (), {}), lambda: super(), lambda: super(1), lambda: vars(1),
    lambda: format(1, 2), lambda: format(1, "q"), lambda: object(1), lambda: bool(1, 2), lambda: bytes("a"), lambda: bytes([256]),
    lambda: bytes(-1), lambda: slice(), lambda: callable(), lambda: all(1), lambda: any(1), lambda: ascii(), lambda: repr(),
    lambda: id(), lambda: dir(1, 2), lambda: globals(1), lambda: property(1, 2, 3, 4, 5), lambda: staticmethod(), lambda: classmethod(),
    lambda: [].append(), lambda: [].append(1, 2), lambda: "".join(), lambda: "".join(5), lambda: "".join([1]), lambda: {}.get(),
    lambda: [].pop(1, 2), lambda: [].pop("a"), lambda: "a".split(1), lambda: "a".upper(1), lambda: [].sort(1), lambda: {}.pop("a"),
    lambda: str.upper(), lambda: str.upper(1), lambda: list.append(1, 2), lambda: dict.fromkeys(), lambda: int.from_bytes(),
]
for index, call in enumerate(calls):
    try:
        print(index, "no error:", call())
    except Exception as e:
        print(index, type(e).__name__, e)
