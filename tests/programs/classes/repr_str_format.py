"""`__repr__`, `__str__`, `__format__`, `__bytes__`, conversions and their defaults."""


class R:
    def __repr__(self): return "R()"


class S:
    def __str__(self): return "S str"
    def __repr__(self): return "S repr"


class F(S):
    def __format__(self, spec): return f"<{spec or 'empty'}>"


r, s, f = R(), S(), F()
print(r, s, f, [r, s, f], (r,), {1: s}, {f.__class__.__name__: f})
print(str(r), repr(s), ascii(s), f"{r} {s} {f} {s!r} {s!s} {f!r:>8} {f:abc}", "%s %r %a" % (s, s, s), "{} {!r} {:x}".format(s, s, f))
print(format(f), format(f, "spec"), format(s), f"{s!s:>8}|{s!r:<8}|")


class Conv:
    def __int__(self): return 7
    def __float__(self): return 7.5
    def __bytes__(self): return b"conv"
    def __bool__(self): return False
    def __index__(self): return 3
    def __round__(self, n=None): return f"rounded {n}"
    def __hash__(self): return 99
    def __len__(self): return 4
    def __abs__(self): return "abs"


c = Conv()
print(int(c), float(c), bytes(c), bool(c), hex(c), round(c), round(c, 1), hash(c), len(c), abs(c), "%d" % c, "%.1f" % c)


class Bad:
    def __repr__(self): return 5
    def __str__(self): return b"x"
    def __format__(self, s): return 1
    def __int__(self): return "7"
    def __float__(self): return 7
    def __bytes__(self): return "x"
    def __bool__(self): return "yes"
    def __index__(self): return 1.5


b = Bad()
for fn in repr, str, format, int, float, bytes, bool, hex, ascii, print, lambda x: f"{x}", lambda x: f"{x!r}", lambda x: "%s" % x, \
        lambda x: [x].__repr__(), lambda x: "{}".format(x), lambda x: [1, 2][x], lambda x: "%d" % x:
    try:
        print(fn(b))
    except TypeError as e:
        print(e)
for spec in ["d", ">10", "x"]:
    try:
        format(s, spec)
    except TypeError as e:
        print(e)


class Sub(int):
    def __repr__(self): return f"Sub({int(self)})"


class StrSub(str):
    def __repr__(self): return "StrSub"
    def __str__(self): return "strsub-str"


print(Sub(5), str(Sub(5)), [Sub(5)], f"{Sub(5)}", f"{Sub(5):03}", "%d" % Sub(5), "%s" % Sub(5))
print(StrSub("abc"), [StrSub("abc")], f"{StrSub('abc')}", "%s" % StrSub("abc"), "".join([StrSub("abc")]), StrSub("abc") + "d", len(str(StrSub("q"))))


class Rec:
    def __init__(self): self.kids = [self]
    def __repr__(self): return f"Rec({len(self.kids)})"


l = [1]
l.append(l)
d = {"k": l}
d["self"] = d
t = ([],)
t[0].append(t)
print(l, d, t, Rec())
print(str(R).replace("__main__.", ""), repr(type(5)), str(type(None)), repr(type(...)), repr(type(NotImplemented)))


class Exc(Exception):
    def __str__(self): return "custom message"


print(Exc(1), repr(Exc(1, 2)), str(Exc()), [Exc("a")])
