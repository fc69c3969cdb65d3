"""Float arithmetic: rounding, infinities, NaN, signed zero, floor division and modulo."""
inf, nan = float("inf"), float("nan")
print(0.1 + 0.2, 0.1 * 3, 1 / 3, 1.1 + 2.2, 1e16 + 1, 1e308 * 10, -1e308 * 10, 5e-324 / 2, 1e-200 * 1e-200, 0.5 - 0.4)
print(inf + 1, inf - inf, inf * 0, -inf, inf * -2, 1 / inf, -1 / inf, inf // 1, inf % 5, 5 % inf, -5 % inf, 5 // inf, -5 // inf, inf == inf, inf > 10**400)
print(nan == nan, nan != nan, nan < 1, nan > 1, nan <= nan, min(nan, 1), max(1, nan), nan + 1, sorted([3, nan, 1])[0] == 3, bool(nan), nan is nan)
print(0.0 == -0.0, -0.0, 0.0 - 0.0, -0.0 + 0.0, -0.0 - 0.0, -0.0 * 5, 0.0 / -5, 0.0 * -1, 0.0, str(-0.0), abs(-0.0), -0.0 + 0, round(-0.4))
vals = [7.5, -7.5, 2.0, -2.0, 0.3, -0.3, 1e20, 5e-324]
for a in vals:
    print([a // b for b in vals[:6]], [a % b for b in vals[:6]])
    print([divmod(a, b) for b in (3.0, -3.0, 0.1)])
print(2.0 ** 10, 2 ** 0.5, 9 ** 0.5, (-8) ** 3.0, 2.0 ** -1074, 0.0 ** 0, inf ** 0, 1 ** nan, 1.0 ** inf, 0.5 ** inf, (-1.0) ** 2, 10.0 ** -5, 2.5 ** 2.5)
for bad in [lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: 1 / 0.0, lambda: 0.0 / 0.0, lambda: divmod(1.0, 0.0), lambda: 0.0 ** -1, lambda: 0.0 ** -2.5,
            lambda: 10.0 ** 400, lambda: 1.0 + "a", lambda: 1.0 & 1, lambda: ~1.0, lambda: 1.5 << 1, lambda: 1.0 + None, lambda: [1.0] + 1.0, lambda: "a" * 1.0, lambda: 1.0 + 10**400]:
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
print(1 + 1.5, 2 * 0.5, 3 - 0.5, True + 0.5, 2**53 + 1.0, 2**64 * 1.0, 10**22 + 0.0, 5 // 2.0, 5.5 // 2, 7 % 2.5, -7 // 2.0, 1e300 * 10**10)
print(1.5 < 2, 2 == 2.0, 2**60 < 2.0**60 + 1, 1.5 >= 1, 0.1 + 0.2 == 0.3, 1e16 == 10**16, 1e23 == 10**23, 0.5 != 1, -0.5 < 0, 2**53 + 1 == 2.0**53)
x = 0.0
for i in range(1000):
    x += 0.1
print(x, x == 100.0)
x, n = 1.0, 0
while x + 1 != x:
    x *= 2
    n += 1
print(x, n)
x = 1.0
for i in range(2000):
    x = x * 1.5 if i < 900 else x / 1.25 - 0.001
    if i in (10, 500, 900, 1100, 1500, 1999):
        print(x)
print(-1.5, +1.5, abs(-2.5), -(-3.0), - -1.5, 3.0.real, (2.5).imag, (2.5).conjugate(), int(2.9), int(-2.9), round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1e20), round(1234.5, -2), round(0.5), round(1.5))
for lo in range(-3, 4):
    print(lo / 2 // 1, lo / 2 % 1, lo * 0.25, 1e-310 * lo, lo * 1e307, end=" | ")
print()
