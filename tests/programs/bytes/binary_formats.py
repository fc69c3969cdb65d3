"""Packing and unpacking binary data by hand: varints, run lengths, base64, hex dumps, checksums, tiny images."""


def varint(n):
    out = []
    while True:
        out.append(n & 127 | (128 if n > 127 else 0))
        n >>= 7
        if not n:
            return bytes(out)


def unvarint(b, i=0):
    n = shift = 0
    while True:
        c = b[i]
        i += 1
        n |= (c & 127) << shift
        shift += 7
        if c < 128:
            return n, i


for n in (0, 1, 127, 128, 300, 2**31, 2**61, 2**70):
    v = varint(n)
    print(n, v, v.hex(" "), unvarint(v) == (n, len(v)))
try:
    unvarint(b"\x80\x80")
except IndexError as e:
    print(e)
A = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def b64(data):
    out = []
    for i in range(0, len(data), 3):
        chunk = data[i:i + 3]
        n = int.from_bytes(chunk + b"\0" * (3 - len(chunk)), "big")
        out += [A[n >> s & 63] for s in (18, 12, 6, 0)][:len(chunk) + 1]
        out += b"=" * (3 - len(chunk))
    return bytes(out)


def unb64(text):
    out = b""
    for i in range(0, len(text), 4):
        chunk = text[i:i + 4]
        pad = chunk.count(b"=")
        n = 0
        for c in chunk.rstrip(b"=") + b"A" * pad:
            n = n << 6 | A.index(c)
        out += n.to_bytes(3, "big")[:3 - pad]
    return out


for s in (b"", b"f", b"fo", b"foo", b"hello world", bytes(range(250, 256)), "é€😀".encode()):
    print(s, b64(s).decode(), unb64(b64(s)) == s)


def rle(b):
    out, i = [], 0
    while i < len(b):
        j = i
        while j < len(b) and j - i < 255 and b[j] == b[i]:
            j += 1
        out += (j - i, b[i])
        i = j
    return bytes(out)


def unrle(b): return b"".join(bytes([v]) * n for n, v in zip(b[::2], b[1::2]))


data = b"aaaabbbc" + b"\0" * 300
print(rle(data), unrle(rle(data)) == data)


def dump(b):
    for i in range(0, len(b), 8):
        row = b[i:i + 8]
        print(f"{i:04x}  {row.hex(' '):<23}  {''.join(chr(c) if 32 <= c < 127 else '.' for c in row)}")


dump(b"Hello, World!\n\xff\x00binary")


def pack(fields):
    out = b""
    for kind, v in fields:
        if kind == "u16": out += v.to_bytes(2, "little")
        elif kind == "i32": out += v.to_bytes(4, "big", signed=True)
        elif kind == "str":
            raw = v.encode()
            out += bytes([len(raw)]) + raw
    return out


p = pack([("u16", 513), ("i32", -2), ("str", "né"), ("u16", 65535)])
print(p, int.from_bytes(p[:2], "little"), int.from_bytes(p[2:6], "big", signed=True), p[7:7 + p[6]].decode())
for bad in (lambda: pack([("u16", 70000)]), lambda: pack([("u16", -1)]), lambda: pack([("str", "x" * 300)]), lambda: unb64(b"a$=="), lambda: bytes([256]), lambda: b"a" + "b", lambda: bytes.fromhex("0g")):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)


def adler(b):
    x, y = 1, 0
    for c in b:
        x = (x + c) % 65521
        y = (y + x) % 65521
    return y << 16 | x


def xor(b, key): return bytes(c ^ key[i % len(key)] for i, c in enumerate(b))


secret = xor(b"attack at dawn", b"key")
print(adler(b"Wikipedia"), secret, xor(secret, b"key"), sum(b"abc"), sorted(b"hello", reverse=True)[:3], bytes(sorted(b"hello")), bytes(reversed(b"abc")), b"".join(bytes([i]) for i in b"xyz"), b"a,b".split(b","), bytes(map(lambda c: c ^ 32, b"Hello")))
pixels = [[(x * y) % 4 * 85 for x in range(6)] for y in range(4)]
pgm = b"P5 6 4 255\n" + b"".join(map(bytes, pixels))
print(pgm, len(pgm), max(pgm[11:]))
hist = [0] * 256
for c in pgm * 3:
    hist[c] += 1
print([(i, n) for i, n in enumerate(hist) if n][:6])
