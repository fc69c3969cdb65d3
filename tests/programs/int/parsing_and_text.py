"""`int()` of text in every base, and the text of integers."""
for text in ["0", "42", "-17", "+5", "  12  ", "1_000", "\t7\n", "0000", "-0", "٣٤", "１２", "123456789012345678901234567890"]:
    print(repr(text), int(text))
for text, base in [("ff", 16), ("0xFF", 16), ("-0x1f", 16), ("0b101", 2), ("101", 2), ("0o17", 8), ("17", 8), ("z", 36), ("Zz", 36), ("0x1f", 0), ("0b11", 0),
                   ("0o7", 0), ("10", 0), ("0", 0), ("1_f", 16), ("11", 3), ("0_7", 8), ("0x_f", 16), ("00", 0)]:
    print(text, base, int(text, base))
for args in [("",), (" ",), ("a",), ("1.5",), ("1e5",), ("--1",), ("1__0",), ("_1",), ("1_",), ("0x1f",), ("12a",), ("+",), ("1 2",), ("2", 2), ("g", 16), ("010", 0),
             ("0x", 16), ("1", 1), ("1", 37), ("1", -2), (5, 10), ("1", "2"), (None,), ([],), ("é",), ("\x00",), ("1\x002",), ("z" * 60,)]:
    try:
        print(int(*args))
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
print(int(), int(3.99), int(-3.99), int(True), int(b"12"), int(b" 8 "), int(1e20), int(-1e15), int(2.5e-5), int("7", base=8))
for f in float("inf"), float("-inf"), float("nan"):
    try:
        int(f)
    except (OverflowError, ValueError) as e:
        print(e)


class I:
    def __int__(self): return 5


class Idx:
    def __index__(self): return 6


class Tr:
    def __trunc__(self): return 7


for c in I, Idx, Tr:
    try:
        print(int(c()))
    except TypeError as e:
        print(e)
print(int("15", Idx()), str(-0), repr(10**50), str(2**200), f"{12345:,} {12345:_} {255:x} {255:#X} {5:08b}")
for n in (0, 1, -1, 255, -255, 2**64, -2**65):
    print(bin(n), oct(n), hex(n), str(n), n.to_bytes(10, "big", signed=True).hex())
big = int("7" * 1200)
print(len(str(big)), str(big * big)[:40], big % 10**9, hash(big) == hash(int(str(big))))
try:
    int("1" * 4301)
except ValueError as e:
    print(e)
try:
    str(10**4300)
except ValueError as e:
    print(e)
print(len(str(10**4299)), int("f" * 5000, 16).bit_length(), len(hex(1 << 20000)))
print(sum(int(c) for c in str(3**1000)), int(str(2**300)[::-1]), "".join(sorted(str(2**100))))
