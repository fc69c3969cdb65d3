"""`%` formatting: every conversion, flag, width, precision and mapping key."""
print("%s %r %a %c %c %%" % ("é", "é", "é", "x", 233), "%d %i %u %o %x %X" % (42, -42, 42, 8, 255, 255), "%5d|%-5d|%05d|%+d|% d|%+05d" % (42, 42, 42, 42, 42, 42))
print("%#o %#x %#X %x %x" % (8, 255, 255, -255, 2**70), "%.3d|%.5d|%8.3d|%-8.3d|%08.3d" % (5, -5, 5, 5, 5), "%s" % 5, "%s" % (5,), "%s" % [1, 2], "%s" % {"a": 1}, "%r" % ("t",))
print("%e %E %f %F %g %G" % (1.5, 1.5, 1.5, 1.5, 1.5, 1e20), "%.2f|%10.2f|%-10.2f|%+.2f|%010.2f" % (3.14159, 3.14159, 3.14159, 3.14159, -3.14159))
print("%(a)s %(b)05d %(a)r %%" % {"a": "x", "b": 7}, "%(k)s" % {"k": (1, 2)}, "%(x y)s" % {"x y": 1}, "%()s" % {"": "empty"}, "no format" % {}, "no args" % ())
print("%10s|%-10s|%.2s|%10.2s|%-5s|%5s" % ("abc", "abc", "abc", "abc", "toolong", ""), "%*d|%-*d|%.*f|%*.*f" % (5, 42, 5, 42, 2, 3.14159, 8, 3, 2.71828), "%c%c" % ("é", 0x1f600))
print("%s %s" % ("a", "b"), "%s" % None, "%s %s" % (True, ...), "%d" % True, "%d" % 3.99, "%d" % -3.99, "%x" % True, "%s" % b"bytes", "%d" % 10**30, "%5.1f%%" % 99.55, "%ld %hd %Ld" % (1, 2, 3))


class C:
    def __str__(self): return "str"
    def __repr__(self): return "repr"
    def __int__(self): return 5
    def __float__(self): return 2.5
    def __index__(self): return 6


c = C()
print("%s %r %d %f %x %c" % (c, c, c, c, c, "c"), "%s" % C.__name__)


class M(dict):
    def __missing__(self, k): return f"<{k}>"


print("%(a)s %(b)s" % M(a=1), "%(n)s" % type("G", (), {"__getitem__": lambda s, k: k * 2})())
for fmt, args in [("%d", "a"), ("%d", None), ("%s", ()), ("%s %s", "a"), ("%s", ("a", "b")), ("%z", 1), ("%", ()), ("%s %", (1,)), ("%(a)s", 5), ("%(a)s", {}), ("%c", "ab"), ("%c", -1), ("%c", 1.5), ("%c", 0x110000), ("%x", 1.5),
                  ("%f", "x"), ("%*d", ("a", 1)), ("%.*f", ("a", 1)), ("%(a", {"a": 1}), ("%d", []), ("%i", {}), ("abc", 5), ("abc", (1,)), ("%s%(a)s", {"a": 1}), ("%e", None), ("%o", "8"), ("%5", 1), ("%.", 1), ("%y", 1), ("%(a)d", {"a": "x"})]:
    try:
        print(repr(fmt), fmt % args)
    except Exception as e:
        print(repr(fmt), type(e).__name__, e)
print("%s" * 3 % (1, 2, 3), "a%sb" % "é", "%s€" % "😀", ("%s, " * 4)[:-2] % tuple(range(4)))
for w in range(0, 9, 4):
    for v in (0, 7, -123, 99999):
        print("[%*d][%-*d][%0*d][%+*d]" % (w, v, w, v, w, v, w, v), end=" ")
    print()
print(b"%d %s %b %a %c %x %5.2f%%" % (5, b"bytes", b"b", "é", 65, 255, 1.5), b"%(a)s" % {b"a": b"v"}, b"%-5d|%05d" % (3, 4))
