"""Methods of `bytes`, operators, construction."""
print(bytes(), bytes(3), bytes([1, 2, 255]), bytes(b"ab"), bytes("é", "utf-8"), bytes("a", "ascii", "strict"), bytes(range(5)), bytes(x for x in (65, 66)), bytes.fromhex("48 65 6c6C6f"), b"\x01\xab".hex(), b"abcd".hex("-"), b"abcd".hex(":", 2), b"abcde".hex("_", -2))
b = b"hello world"
print(b[0], b[-1], b[1:4], b[::-1], b[::2], len(b), list(b[:3]), b + b"!", b * 2, 2 * b"ab", b"ell" in b, 104 in b, b == b"hello world", b < b"help", b != b"x", hash(b) == hash(bytes(b)))
print(b.find(b"o"), b.find(111), b.rfind(b"o"), b.index(b"w"), b.count(b"l"), b.count(108), b.startswith(b"he"), b.endswith((b"x", b"ld")), b.replace(b"l", b"LL"), b.replace(b"l", b"", 1), b.split(), b.split(b"o"), b.split(b"o", 1), b.rsplit(b"o", 1))
print(b.partition(b" "), b.rpartition(b"o"), b.upper(), b.title(), b.capitalize(), b"AbC".swapcase(), b.center(15, b"*"), b.ljust(13) + b"|", b.rjust(13, b"."), b"  x ".strip(), b"xxaxx".strip(b"x"), b"42".zfill(5), b"-42".zfill(5), b"a\tb".expandtabs(4))
print(b",".join([b"a", b"b"]), b"a\nb\r\nc".splitlines(), b"a\nb".splitlines(True), b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"abc".translate(None, b"b"), b"abc".removeprefix(b"a"), b"abc".removesuffix(b"c"), b"abc".decode(), b"\xc3\xa9".decode("utf-8"))
print([getattr(b"aB1 ", m)() for m in ("isalpha", "isdigit", "isalnum", "isspace", "isupper", "islower", "istitle", "isascii")], b"123".isdigit(), b"ABC".isupper(), b"\xff".isascii(), b" \t".isspace(), b"".isalpha())
for bad in [lambda: bytes("a"), lambda: bytes([256]), lambda: bytes([-1]), lambda: bytes(-5), lambda: bytes(["a"]), lambda: bytes(1.5), lambda: bytes(1, "utf-8"), lambda: bytes(None), lambda: b + "x", lambda: b + 1, lambda: "x" + b, lambda: b * b, lambda: b[100], lambda: b["a"],
            lambda: b.index(b"zz"), lambda: b.index(300), lambda: b.join([1]), lambda: b.join(["a"]), lambda: b.find("a"), lambda: b.split(""), lambda: b.split(b""), lambda: b"abc".center(5, b"xx"), lambda: bytes.fromhex("xyz"), lambda: bytes.fromhex("123"), lambda: b.translate(b"x"),
            lambda: bytes.maketrans(b"a", b"bc"), lambda: b < "a", lambda: b.decode("nope"), lambda: 300 in b, lambda: "a" in b, lambda: b.startswith("h"), lambda: b.replace("a", "b"), lambda: b.hex(5), lambda: b.partition(b""), lambda: b.nope, lambda: bytes.fromhex(5)]:
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)


class B:
    def __bytes__(self): return b"from __bytes__"


class I:
    def __index__(self): return 3


class It:
    def __iter__(self): return iter([1, 2])


print(bytes(B()), bytes(I()), bytes(It()), bytes([I()]), b"abc"[-1], list(iter(b"ab")), list(reversed(b"abc")), sorted(b"cab"), max(b"az"), sum(b"abc"), [*b"ab"], b"" or "empty", b"a" == "a", {b"k": 1}[b"k"], bytes(b"x") is not None)
acc = 0
for i in range(3):
    for c in b"binary data \x00\xff":
        acc = (acc * 31 + c) % 1000003
print(acc, b"%s-%d" % (b"a", 5), b"".join(bytes([i]) for i in range(97, 103)), int.from_bytes(b"\x01\x02", "big"), b"abc".find(b"", 1), b"".join([]), bytes(bytes(2)))


def checksum(data):
    a, b = 1, 0
    for x in data:
        a = (a + x) % 65521
        b = (b + a) % 65521
    return b << 16 | a


print(checksum(b"Wikipedia"), checksum(bytes(range(256)) * 4))
crc_table = []
for n in range(256):
    c = n
    for _ in range(8):
        c = 0xedb88320 ^ c >> 1 if c & 1 else c >> 1
    crc_table.append(c)


def crc32(data):
    c = 0xffffffff
    for x in data:
        c = crc_table[(c ^ x) & 255] ^ c >> 8
    return c ^ 0xffffffff


print(hex(crc32(b"123456789")), hex(crc32(b"")), hex(crc32(bytes(1000))))
