"""Text of floats: shortest repr, parsing, special forms."""
for x in [0.0, -0.0, 1.0, 0.1, 0.5, 100.0, 1e15, 1e16, 1e17, 123456789012345.6, 1234567890123456.7, 12345678901234567.0, 1e21, 1e22, 1e23, 1e100, 1.7976931348623157e308,
          5e-324, 2.2250738585072014e-308, 1e-4, 1e-5, 0.0001234, 0.00001234, 1 / 3, 2 / 3, 1e5, 123.456, 9007199254740993.0, 0.1 + 0.2, 4.35, 2.675, 1.005, 3.14159265358979, 1e-7, 299792458.0,
          float("inf"), float("-inf"), float("nan"), 1.5e300, 6.02214076e23, 0.30000000000000004, 5e-310, 123e-7, 4.9406564584124654e-320]:
    print(repr(x), str(x), f"{x}", -x)
for text in ["1", "1.5", "-1.5", "+.5", "5.", "1e5", "1E-5", "  2.5  ", "1_000.5", "inf", "-Infinity", "NaN", "+nan", "iNf", "1e400", "-1e400", "1e-400", "00012", "1_0e1_0", "٣.٥", "\n1\t",
             "123456789012345678901234567890", "0.1e-6", "2.2250738585072011e-308", "1." + "0" * 50 + "1", "9" * 400]:
    print(repr(text) if len(text) < 40 else len(text), float(text))
for bad in ["", " ", ".", "e5", "1e", "1e+", "--1", "1.2.3", "abc", "1_", "_1", "1__0", "1._5", "0x10", "1 2", "infin", "na", "1,5", "é", "1\x00", "+", "in f"]:
    try:
        print(float(bad))
    except ValueError as e:
        print(e)
print(float(), float(5), float(True), float(10**20), float(b"1.5"), float(2**1023), float("1" * 30))
for bad in [lambda: float(None), lambda: float([]), lambda: float(10**400), lambda: float(1, 2), lambda: float(x=1), lambda: float(object)]:
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)


class F:
    def __float__(self): return 2.5


class I:
    def __index__(self): return 3


class B:
    def __float__(self): return "x"


print(float(F()), float(I()))
try:
    float(B())
except TypeError as e:
    print(e)
for x in [1.5, 0.1, 1e10, 2**-20, 1e100, 0.0, -3.75, 1024.0]:
    print(x.hex(), float.fromhex(x.hex()) == x, x.as_integer_ratio(), x.is_integer())
print(float.fromhex("0x1.8p1"), float.fromhex("-0x.8p0"), float.fromhex("1p-5"), float.fromhex("inf"), float.fromhex("  0xA  "), float.fromhex("0x1.fffffffffffffp+1023"), float.fromhex("ff.8"))
for bad in [lambda: float.fromhex("xyz"), lambda: float.fromhex("0x1p5000"), lambda: float("inf").as_integer_ratio(), lambda: float("nan").as_integer_ratio(), lambda: float.fromhex(5), lambda: (1.5).foo]:
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
print((1.5).hex(), float("inf").hex(), float("nan").hex(), (-0.0).hex(), (5e-324).hex(), (2.0).is_integer(), float("inf").is_integer(), (2.5).__trunc__(), (2.5).__round__(), (2.5).__floor__(), (2.5).__ceil__())
print(hash(0.0), hash(-0.0), hash(1.0), hash(0.5), hash(1e20), hash(float("inf")), hash(float("-inf")), hash(2.5), hash(-1.0), hash(1e300), hash(0.1), hash(5e-324), hash(123.456))
