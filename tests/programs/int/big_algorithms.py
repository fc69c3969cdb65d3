"""Arbitrary precision: factorials, Fibonacci numbers, square roots, digits of pi and e."""


def fact(n):
    r = 1
    for i in range(2, n + 1):
        r *= i
    return r


def fib(n):
    a, b = 0, 1
    for bit in bin(n)[2:]:
        a, b = a * (2 * b - a), a * a + b * b
        if bit == "1":
            a, b = b, a + b
    return a


def isqrt(n):
    if n == 0:
        return 0
    x = 1 << (n.bit_length() + 1) // 2
    while True:
        y = (x + n // x) // 2
        if y >= x:
            return x
        x = y


def pi_digits(n):
    q, r, t, k, m, x = 1, 0, 1, 1, 3, 3
    out = []
    while len(out) < n:
        if 4 * q + r - t < m * t:
            out.append(m)
            q, r, m = 10 * q, 10 * (r - m * t), (10 * (3 * q + r)) // t - 10 * m
        else:
            q, r, t, k, m, x = q * k, (2 * q + r) * x, t * x, k + 1, (q * (7 * k + 2) + r * x) // (t * x), x + 2
    return "".join(map(str, out))


def e_digits(n):
    scale = 10 ** (n + 10)
    total = term = scale
    k = 1
    while term:
        term //= k
        total += term
        k += 1
    return str(total)[:n]


print(fact(25), fact(60), len(str(fact(500))))
print(fib(90), fib(100), fib(300), str(fib(5000))[-20:])
print(isqrt(2 * 10**100), isqrt(10**61 - 1), [isqrt(n) for n in (0, 1, 3, 4, 2**122, 2**122 - 1)])
print(pi_digits(120))
print(e_digits(100))


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


print(gcd(fact(30), 2**100), gcd(fib(120), fib(90)), gcd(3**50 * 7, 3**20 * 49))
num, den = 0, 1
for k in range(1, 60):
    num, den = num * k + den, den * k
    g = gcd(num, den)
    num, den = num // g, den // g
print(num, den)
n, steps = 97, 0
while (s := str(n)) != s[::-1] and steps < 60:
    n, steps = n + int(s[::-1]), steps + 1
print(n, steps)
seen, n = [], 2**127 - 1
while n > 1:
    n = n // 2 if n % 2 == 0 else (3 * n + 1) >> 1
    seen.append(n.bit_length())
print(len(seen), max(seen))
digits = []
n = 12345678901234567890123456789
while n:
    n, d = divmod(n, 36)
    digits.append("0123456789abcdefghijklmnopqrstuvwxyz"[d])
print("".join(reversed(digits)), int("".join(reversed(digits)), 36))
a = (10**60 + 7) * (10**50 + 9)
print(a, a // (10**50 + 9), a % (10**50 + 9), (a + 5) % (10**60 + 7), -a // (10**30), a >> 150, a & (1 << 64) - 1)
