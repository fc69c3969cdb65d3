"""Arbitrary precision at work: pi by Machin and Chudnovsky, e, RSA, primality, Karatsuba, base conversion, fractions."""
import random


def arctan_inv(x, unity):
    power = total = unity // x
    n, sign = 3, -1
    while power:
        power //= x * x
        total += sign * (power // n)
        n, sign = n + 2, -sign
    return total


def pi_machin(digits):
    unity = 10 ** (digits + 10)
    return 4 * (4 * arctan_inv(5, unity) - arctan_inv(239, unity)) // 10 ** 10


def isqrt(n):
    x = 1 << (n.bit_length() + 1) // 2
    while (y := (x + n // x) // 2) < x:
        x = y
    return x


def pi_chudnovsky(digits):
    def bs(a, b):
        if b - a == 1:
            if a == 0:
                p = q = 1
            else:
                p = (6 * a - 5) * (2 * a - 1) * (6 * a - 1)
                q = a * a * a * c3
            t = p * (13591409 + 545140134 * a)
            return p, q, -t if a & 1 else t
        m = (a + b) // 2
        pam, qam, tam = bs(a, m)
        pmb, qmb, tmb = bs(m, b)
        return pam * pmb, qam * qmb, qmb * tam + pam * tmb

    c3 = 640320 ** 3 // 24
    one = 10 ** digits
    _, q, t = bs(0, digits // 14 + 2)
    return q * 426880 * isqrt(10005 * one * one) // t


a, b = pi_machin(300), pi_chudnovsky(300)
print(a)
print(a // 10 == b // 10, str(pi_chudnovsky(1000))[-20:])


def is_prime(n, rng):
    if n < 4:
        return n > 1
    if n % 2 == 0:
        return False
    d, s = n - 1, 0
    while d % 2 == 0:
        d, s = d // 2, s + 1
    for _ in range(12):
        x = pow(rng.randrange(2, n - 1), d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def prime(bits, rng):
    while True:
        n = rng.getrandbits(bits) | 1 | 1 << bits - 1
        if all(n % p for p in (3, 5, 7, 11, 13, 17, 19, 23)) and is_prime(n, rng):
            return n


rng = random.Random(2024)
p, q = prime(128, rng), prime(128, rng)
n, e = p * q, 65537
d = pow(e, -1, (p - 1) * (q - 1))
message = int.from_bytes("attack at dawn €".encode(), "big")
cipher = pow(message, e, n)
plain = pow(cipher, d, n)
print(p, q, cipher, plain.to_bytes((plain.bit_length() + 7) // 8, "big").decode(), sep="\n")


def karatsuba(x, y):
    if x < 1 << 64 or y < 1 << 64:
        return x * y
    k = max(x.bit_length(), y.bit_length()) // 2
    mask = (1 << k) - 1
    xh, xl, yh, yl = x >> k, x & mask, y >> k, y & mask
    hi, lo = karatsuba(xh, yh), karatsuba(xl, yl)
    return (hi << 2 * k) + (karatsuba(xh + xl, yh + yl) - hi - lo << k) + lo


x, y = 3 ** 700, 7 ** 500
print(karatsuba(x, y) == x * y, (x * y) % 10 ** 20, karatsuba(2 ** 61 - 1, 2 ** 61 - 1))


def to_base(n, b):
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    if n < b:
        return digits[n]
    k = 1
    while b ** (2 * k) <= n:
        k *= 2
    hi, lo = divmod(n, b ** k)
    return to_base(hi, b) + to_base(lo, b).rjust(k, "0")


for b in (2, 7, 16, 36):
    t = to_base(x, b)
    print(b, len(t), t[:20], int(t, b) == x)


class Rational:
    def __init__(self, n, d):
        g, h = abs(n), d
        while h:
            g, h = h, g % h
        self.n, self.d = n // g, d // g
    def __add__(self, o): return Rational(self.n * o.d + o.n * self.d, self.d * o.d)
    def __repr__(self): return f"{self.n}/{self.d}"


h = Rational(0, 1)
for k in range(1, 80):
    h = h + Rational((-1) ** (k + 1), k)
print(h)
bern = [Rational(1, 1)]
rows = [[Rational(1, k + 1)] for k in range(20)]
for m in range(1, 20):
    for k in range(20 - m):
        prev, nxt = rows[k][m - 1], rows[k + 1][m - 1]
        diff = prev + Rational(-nxt.n, nxt.d)
        rows[k].append(Rational(diff.n * (k + 1), diff.d))
print(rows[0])
fib = [0, 1]
while len(fib) < 400:
    fib.append(fib[-1] + fib[-2])
print(fib[399], sum(fib) == fib[398] + fib[399] * 2 - 1 + fib[399] * 0 or fib[398] * 2 + fib[397], [f for f in fib[:60] if is_prime(f, rng)])
m = (1 << 127) - 1
s = 4
for _ in range(125):
    s = (s * s - 2) % m
print(s == 0, len(str(m)), bin(m).count("1"), hex(m ^ (m >> 3)), (m * m - 1) // (m - 1) == m + 1, -m // 10 ** 9, -m % 10 ** 9)
collatz = 2 ** 200 - 1
steps = 0
while collatz != 1:
    collatz = collatz >> 1 if collatz & 1 == 0 else 3 * collatz + 1
    steps += 1
print(steps)
