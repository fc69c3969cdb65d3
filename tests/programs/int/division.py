"""True division, floor division, modulo and `divmod`, exactly rounded for large operands."""
print(1 / 3, 2 / 3, 10 / 5, -7 / 2, 0 / 5, 0 / -5, 1 / 7, 22 / 7, 10**15 / 3, 10**16 / 3)
print(2**53 / 1, (2**53 + 1) / 1, (2**54 + 1) / 2, (2**54 + 3) / 2, (2**100) / (2**99), (2**100 + 1) / 3, 10**30 / 10**29, (10**30 + 1) / 10**30)
print(10**308 / 10**300, 3 * 10**400 / 10**400, 10**400 / 10**401, 1 / 10**308, 1 / 10**320, 1 / 10**330, -1 / 10**400, 12345678901234567890 / 987654321)
for bad in [lambda: 10**400 / 2, lambda: 10**400 / 10**10, lambda: 10**400 / 1.0, lambda: 1.0 / 10**400, lambda: 2**2000 / 3]:
    try:
        print(bad())
    except (OverflowError, ZeroDivisionError) as e:
        print(e)
for a in (17, -17, 2**70, -2**70, 0):
    for b in (5, -5, 2**35 + 1, -(2**35 + 1), 2**80, -1, 1):
        print(divmod(a, b), end=" ")
    print()
print(divmod(7, 2.0), divmod(-7, 2.0), divmod(7.5, 2), divmod(True, 2), 7 // 2.0, -7 // 2.0, 7 % 2.5, -7 % 2.5, 7 % -2.5)
print(7 .__divmod__(2), (7).__rdivmod__(20), (7).__truediv__(2), (7).__rtruediv__(2), (7).__floordiv__("a"), (7).__mod__(4), (7).__rmod__(25))
print((-2**61) // -1, (-2**63) // -1, (-2**61) // 1, (-2**61) % -1, (2**61) // -1, -2**62 // 2**61)
total = 0
for i in range(1, 400):
    total += (10**6 // i) * (i % 7) - (-10**6 // i) + (10**6 % i) - (-i % 13)
print(total)
acc = 0.0
for i in range(1, 300):
    acc += 1 / i - i / (i + 1)
print(acc)
print(6 / 2, type(6 / 2).__name__, type(6 // 2).__name__, type(6 // 2.0).__name__, True / 2, True // True)


def egcd(a, b):
    x0, x1, y0, y1 = 1, 0, 0, 1
    while b:
        q, a, b = a // b, b, a % b
        x0, x1 = x1, x0 - q * x1
        y0, y1 = y1, y0 - q * y1
    return a, x0, y0


for a, b in [(240, 46), (-240, 46), (2**64, 3**30), (10**40 + 1, 10**20 + 3), (0, 5), (17, 0)]:
    g, x, y = egcd(a, b)
    print(g, x, y, a * x + b * y == g)
for e in range(0, 120, 7):
    v = 2**e + 1
    print(v // 3, v % 3, v / 3, end="; ")
print()
