"""Small integers become large and come back, in every operator and in loop variables."""
E = 2**61


def steps(x, d, n):
    out = []
    for _ in range(n):
        out.append(x)
        x += d
    return out


print(steps(E - 3, 1, 6), steps(-E + 3, -1, 7), steps(E + 3, -1, 6), steps(E - 1, E, 4), steps(-E, -E, 3), steps(E, -E, 3))


def mult(x, k, n):
    for _ in range(n):
        x *= k
    return x


print(mult(1, 2, 60), mult(1, 2, 61), mult(1, 2, 62), mult(1, -2, 61), mult(1, -2, 62), mult(1, 3, 39), mult(3, 1, 10), mult(2**40, 2**10, 3), mult(-1, -1, 7), mult(E, 0, 2))


def shl(n): return 1 << n
def neg(x): return -x
def inv(x): return ~x
def half(x): return x // 2
def sq(x): return x * x


print([shl(n) for n in range(57, 66)], [neg(x) for x in (1, E - 1, E, -E, -E - 1, 2**70)], [inv(x) for x in (0, E - 1, E, -E, -E - 1)], [half(x) for x in (10, E, E + 1, -E, -E - 1, 2 * E, 4 * E)], [sq(x) for x in (2**30, 2**30 + 1, 1518500249, 1518500250, -2**31, 2**31)])
x, seen = 1, []
while x < 2**70:
    x = x * 5 + 3
    if len(seen) < 40:
        seen.append(x)
while x > 0:
    x = x // 7 - 1
    seen.append(x)
print(len(seen), sum(seen), seen[20], seen[-3:])


def collatz_big(n):
    c = 0
    peak = n
    while n != 1:
        n = 3 * n + 1 if n & 1 else n >> 1
        if n > peak:
            peak = n
        c += 1
    return c, peak


print(collatz_big(27), collatz_big(2**61 - 1), collatz_big(2**70 + 3))


def loop_counter(start, stop):
    n, i = 0, start
    while i < stop:
        i += 1
        n += 1
    return n, i


print(loop_counter(E - 5, E + 5), loop_counter(-E - 5, -E + 5), loop_counter(2**63 - 3, 2**63 + 3), loop_counter(0, 30))
print([a + b for a in (E - 1, E, -E, -E - 1) for b in (1, -1, E, -E)])
print([a - b for a in (E - 1, E, -E, -E - 1) for b in (1, -1, E, -E)])
print([a * b for a in (E - 1, E, -E) for b in (1, -1, 2, 0)])
print([(a // b, a % b) for a in (E - 1, E, -E, -E - 1, 3 * E) for b in (1, -1, 2, -3, E)])
print([(a & b, a | b, a ^ b) for a in (E - 1, E, -E) for b in (1, E, -1)])
print([a == b for a in (E, E + 1, E - 1) for b in (E, E + 1, float(E))], E is not None, {E: 1}[2**61], {float(E): 2}[E], hash(E), E in [1, E], [E].index(2**61))
d = {}
for i in range(-3, 4):
    d[E + i] = i
    d[-E + i] = -i
print([d[E + i] for i in range(-3, 4)], len(d), sorted(d)[:3])
total = 0
for i in range(E - 4, E + 4):
    total += i % 10
for i in range(-E + 3, -E - 3, -1):
    total -= i % 10
print(total, len(range(E - 4, E + 4)), list(range(E - 2, E + 2)), [*range(-E - 1, -E + 2)], sum(range(E - 2, E + 2)))
l = [10, 20, 30]
for bad in (E, -E, 2**70, -2**70):
    try:
        l[bad]
    except IndexError as e:
        print(e, l[-1:bad] if bad > 0 else l[bad:1])
print(f"{E} {-E:,} {E:x} {E - 1:b}", str(E), int(str(E)) == E, float(E), int(float(E)), E / 2, E / 3, divmod(E, 7), pow(E, 2, 1000), abs(-E), abs(-E - 1), min(E, E + 1), max(-E, -E - 1), round(E, -3), E.bit_length(), (-E).bit_length(), E.bit_count())
acc = 0
for i in range(200):
    acc = (acc * 31 + i * E) & (2**64 - 1)
print(acc)
a, b = 1, 1
for _ in range(100):
    a, b = b, a + b
print(a, b)
while b > 10:
    a, b = b - a, a
print(a, b)
