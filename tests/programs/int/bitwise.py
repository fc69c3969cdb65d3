"""Shifts and bitwise operators of small, large and negative integers."""
vals = [0, 1, -1, 5, -6, 255, -256, 2**31, -2**31 - 1, 2**61 - 1, -2**61, 2**62 + 3, -2**64 + 1, 0x123456789abcdef0123456789]
for a in vals:
    print([a & b for b in vals[::3]], [a | b for b in vals[1::4]], [a ^ b for b in vals[2::4]], ~a)
for a in vals:
    print(*[a << n for n in (0, 1, 7, 61, 64)], *[a >> n for n in (0, 1, 7, 61, 64, 200)])
for a in vals:
    print(a.bit_length(), a.bit_count(), bin(a), hex(a), oct(a))
print(True & False, True | False, True ^ True, type(True & True).__name__, True & 3, True << 3, ~True, 5 & True, type(True & 1).__name__)
print(1 << 200, (1 << 200) >> 199, -1 >> 1000, -1 << 70, 0 << 10**6, 0 >> 10**20, 1 >> 10**20, -5 >> 10**20)
for bad in [lambda: 1 << -1, lambda: 1 >> -1, lambda: 1 << 1.0, lambda: 1 & 1.0, lambda: "a" | 1, lambda: 1 ^ None, lambda: 1 << 2**80, lambda: 2**100 >> -5]:
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)


def popcount(n):
    c = 0
    while n:
        n &= n - 1
        c += 1
    return c


def reverse_bits(n, width):
    r = 0
    for _ in range(width):
        r = r << 1 | n & 1
        n >>= 1
    return r


print([popcount(v) for v in vals if v >= 0], reverse_bits(0b1101, 8), reverse_bits(1, 64), reverse_bits(12345, 62), reverse_bits(7, 100))


def xorshift(seed, n):
    x, out = seed, []
    for _ in range(n):
        x ^= x << 13 & 0xFFFFFFFFFFFFFFFF
        x ^= x >> 7
        x ^= x << 17 & 0xFFFFFFFFFFFFFFFF
        out.append(x)
    return out


print(xorshift(88172645463325252, 6))


def fnv(data):
    h = 0xcbf29ce484222325
    for b in data:
        h = (h ^ b) * 0x100000001b3 & 0xffffffffffffffff
    return h


print(fnv(b"hello world"), fnv(bytes(range(256))))


def lcg(n):
    x = 42
    for _ in range(n):
        x = (1103515245 * x + 12345) & 0x7fffffff
    return x


print(lcg(1000), sum(i & 3 | i << 2 ^ i >> 1 for i in range(500)))
s = 1
for i in range(70):
    s <<= 1
    if i in (58, 59, 60, 61, 62, 63):
        print(s, s >> 1 << 1 == s, s & -s == s, s - 1 & s)
flags = 0
for bit in (0, 3, 61, 62, 63, 100):
    flags |= 1 << bit
print(flags, [b for b in range(110) if flags >> b & 1], flags & ~(1 << 62), bin(flags).count("1"))
