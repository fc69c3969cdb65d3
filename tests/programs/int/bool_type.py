"""`bool`: construction, arithmetic, repr, identity, use as an index and key."""
print(bool(), bool(0), bool(5), bool(""), bool("False"), bool([]), bool(None), bool(0.0), bool(-0.0), bool(float("nan")))
print(True + 1, True - True, True * 3, True / 2, True // 1, True % 2, -True, ~False, True ** 2, True << 2, True >> 1, divmod(True, 2))
print(True & True, True & False, True | False, True ^ True, False ^ True, True & 1, 1 | False, True ^ 3)
print(True == 1, True == 1.0, True < 2, False <= True, True != False, hash(True), hash(False), True in [1], {True: "a", 1: "b", 1.0: "c"})
print(str(True), repr(False), f"{True} {True:d} {True:>6} {False:5}|", "%d %s %r" % (True, True, False), "{:d} {}".format(True, False), format(True), format(True, "d"))
print(int(True), float(True), bin(True), hex(True), [1, 2][True], "ab"[False], (0, 1)[True], "ab" * True, [5] * False, range(True), sum([True] * 5), max(True, 2), min(False, 0), sorted([True, False, 2, -1]))
print(type(True).__mro__[1].__name__, isinstance(True, int), issubclass(bool, int), bool.__name__, type(True & True).__name__, type(True + True).__name__, type(True & 1).__name__, type(not 5).__name__)
print(not True, not not 5, not [], (1 < 2) is True, (1 > 2) is False, True and False, True or 1 / 0, bool(1 < 2 < 3))
for bad in [lambda: bool(1, 2), lambda: bool(x=1), lambda: True + "a", lambda: True.foo, lambda: True(), lambda: True[0], lambda: type("B", (bool,), {})]:
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
n = t = f = 0
for i in range(200):
    b = i % 3 == 0
    n += b
    if b is True:
        t += 1
    elif b is False:
        f += 1
    if b == (i % 3 == 0) and not (b != (not i % 3)):
        n -= b
    n += (b and 2) or (not b)
print(n, t, f)
count = [0, 0]
for i in range(100):
    count[i % 7 < 3] += 1
print(count, True.numerator, True.bit_length(), True.__and__(False), True.__rand__(1), (True).conjugate(), True.to_bytes(1, "big"))
x = True
x += 1
y = True
y &= False
z = True
z ^= 1
print(x, y, z, type(y).__name__, type(z).__name__)
