"""Which method is tried first for each operator, with subclasses and `NotImplemented`."""
log = []


def method(name, result):
    def m(self, *a):
        log.append(f"{type(self).__name__}.{name}")
        return result
    return m


def cls(name, bases=(), **methods): return type(name, bases, {f"__{k}__": method(k, v) for k, v in methods.items()})


NI = NotImplemented
A = cls("A", add="A.add", radd="A.radd", lt="A.lt", gt="A.gt", eq="A.eq", iadd=NI, mul=NI, rmul=NI)
B = cls("B", add="B.add", radd="B.radd", lt="B.lt", gt="B.gt", eq="B.eq")
SubA = cls("SubA", (A,), radd="SubA.radd", gt="SubA.gt", eq="SubA.eq")
SubPlain = cls("SubPlain", (A,))
SubNI = cls("SubNI", (A,), radd=NI, gt=NI, eq=NI)
Nothing = cls("Nothing")
Refuses = cls("Refuses", add=NI, radd=NI, lt=NI, gt=NI, eq=NI, ne=NI, sub=NI)
ops = {"+": lambda a, b: a + b, "<": lambda a, b: a < b, ">": lambda a, b: a > b, "==": lambda a, b: a == b, "!=": lambda a, b: a != b, "*": lambda a, b: a * b, "-": lambda a, b: a - b}


def iadd(a, b):
    a += b
    return a


ops["+="] = iadd
names = [A, B, SubA, SubPlain, SubNI, Nothing, Refuses]
for op, f in ops.items():
    for l in names:
        row = []
        for r in names:
            log.clear()
            try:
                v = f(l(), r())
            except TypeError as e:
                v = "TypeError"
            row.append(f"{v if isinstance(v, (str, bool)) else type(v).__name__}<{len(log)}")
        print(op, l.__name__, *row)
for l, r in [(1, A()), (A(), 1), ("s", A()), ([], B()), (1.5, SubNI()), (None, Refuses()), (Refuses(), None), (True, Nothing())]:
    for op in ("+", "<", "==", "!="):
        log.clear()
        try:
            v = ops[op](l, r)
        except TypeError as e:
            v = str(e)
        print(op, v, log)


class IntLike(int):
    def __radd__(self, o): return f"radd {o}"
    def __lt__(self, o): return "lt"
    def __rmul__(self, o): return "rmul"


class StrLike(str):
    def __radd__(self, o): return f"StrLike.radd {o}"
    def __rmod__(self, o): return "rmod"


print(1 + IntLike(2), IntLike(2) + 1, 1 > IntLike(2), 3 * IntLike(2), IntLike(2) * 3, True + IntLike(1), "a" + StrLike("b"), StrLike("b") + "a", "%s" % StrLike("x"), [1] * IntLike(2), 1.5 + IntLike(2))
