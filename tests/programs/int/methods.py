"""Methods and attributes of `int`, conversions to and from bytes, hashing."""
print((5).real, (5).imag, (5).numerator, (5).denominator, (5).conjugate(), (True).real, (2**70).denominator)
print((10).bit_length(), (0).bit_length(), (-1).bit_length(), (2**61).bit_length(), (255).bit_count(), (-7).bit_count(), (2**100 - 1).bit_count())
print((7).is_integer(), (3).as_integer_ratio(), (-4).as_integer_ratio(), (2**80).as_integer_ratio())
print((1024).to_bytes(2, "big"), (1024).to_bytes(4, "little"), (-5).to_bytes(2, "big", signed=True), (0).to_bytes(0, "big"), (255).to_bytes(), (2**64).to_bytes(9, "big"))
print(int.from_bytes(b"\x04\x00", "big"), int.from_bytes(b"\x00\x04", "little"), int.from_bytes(b"\xff\xfb", "big", signed=True), int.from_bytes(b""), int.from_bytes([1, 2]),
      int.from_bytes(bytes(range(1, 17)), "little"), int.from_bytes(b"\x80" + b"\0" * 8, "big", signed=True))
for bad in [lambda: (256).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big"), lambda: (1).to_bytes(-1, "big"), lambda: (1).to_bytes(1, "mid"), lambda: (128).to_bytes(1, "big", signed=True),
            lambda: int.from_bytes("abc", "big"), lambda: int.from_bytes(b"a", "x"), lambda: (5).foo, lambda: (5).bit_length(1), lambda: int.from_bytes([300]), lambda: (1.5).bit_length()]:
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
print(round(15, -1), round(25, -1), round(-15, -1), round(1234, -2), round(1250, -2), round(5), round(5, 2), round(2**70, -5), round(149, -2), round(150, -2), round(250, -2), round(5, -20))
print((5).__add__(3), (5).__radd__(3), (5).__sub__(3), (5).__rsub__(3), (5).__eq__(5), (5).__lt__(6), (5).__add__("a"), (5).__bool__(), (5).__index__(), (5).__hash__(), (5).__neg__())
for n in (0, 1, -1, -2, 2**31, 2**60, 2**61 - 2, 2**61 - 1, 2**61, 2**62, -2**61, -2**61 + 1, 2**64, 10**30, -10**30, 2**122, True):
    print(n, hash(n))
print(hash(1) == hash(1.0) == hash(True), hash(2**70) == hash(float(2**70)), hash(10**15) == hash(1e15))
print(1 == 1.0, 2**53 == float(2**53), 2**53 + 1 == float(2**53), 10**30 == 1e30, 10**22 == 1e22, 2**1000 == 2.0**1000, 1 < 1.5, 2**53 + 1 > float(2**53), 10**400 > 1e308, -10**400 < float("-inf"))
print(int.__name__, isinstance(5, int), isinstance(True, int), type(5 + True).__name__, True + True, True * 5, -True, +True, True == 1, False < True, str(True), int(True), [10, 20][True])
print(abs(-5), abs(-2**61), abs(-2**63), abs(True), pow(-2, 2), min(2**61, 2**62), max(-2**61, -2**62), sorted([2**62, 5, -2**70, 2**61]))
print(divmod(2**65, 3), (2**65).__divmod__(-3), (17).__floordiv__(5), (17).__rfloordiv__(5), (17).__pow__(2), (17).__pow__(2, 5), (2).__rpow__(5), (1).__lshift__(3), (1).__rrshift__(8), (6).__and__(3), (6).__ror__(1), (6).__invert__())
print(float(2**53), float(-2**61), float(2**100), float(10**22), float(2**1023), (2**53 + 1).__float__(), float(9007199254740993), float(36028797018963969), float(2**64 - 1))
print((5).__ceil__(), (5).__floor__(), (5).__trunc__(), (5).__round__(), (1234).__round__(-2), (5).__format__("03d"), (5).__repr__(), (5).__sizeof__() > 0, (5).__int__(), (5).__class__)
