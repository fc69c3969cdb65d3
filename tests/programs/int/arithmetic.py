"""Integer arithmetic around the boundaries of machine words."""
edges = [0, 1, -1, 2, -2, 7, -7, 2**30, 2**31 - 1, 2**31, -2**31, 2**32, 2**53, 2**60, 2**61 - 1, 2**61, 2**61 + 1, -2**61, -2**61 - 1,
         2**62, 2**63 - 1, 2**63, -2**63, 2**64, 10**18, 10**19, 10**25]


def check(a, b):
    s = f"{a + b} {a - b} {a * b}"
    if b:
        q, r = divmod(a, b)
        assert q == a // b and r == a % b and q * b + r == a, (a, b)
        s += f" {q} {r}"
    return s


for a in edges[::2]:
    for b in edges[1::3]:
        print(check(a, b), check(b, a))
for a in edges:
    print(-a, +a, ~a, abs(a), a << 1, a >> 1, a << 3, a >> 3, a ^ -1, a & 0xff, a | 1, bool(a), a == a + 0, a != a + 1)
for a in edges:
    for b in edges[::4]:
        print(int(a < b), int(a <= b), int(a > b), int(a >= b), int(a == b), sep="", end=" ")
print()
n = 2**61 - 5
for _ in range(10):
    print(n, end=" ")
    n += 1
print()
n = -2**61 + 5
for _ in range(10):
    print(n, end=" ")
    n -= 1
print()
n = 1
for _ in range(70):
    n *= 3
print(n, n // 3**35, n % 1000007, -n // 7, -n % 7, n // -7, n % -7)
x = 3037000500
for m in (x, x - 1, 2**31, 2**30, 1518500250, 1518500249):
    print(m * m, -m * m, m * -m, (-m) * (-m), m * m - 1)
print(sum(range(2**61 - 3, 2**61 + 3)), 2**61 + 2**61, 2**62 - 1 - 2**61, (2**62) // 2, (2**64 - 1) & (2**61), 2**61 - 2**61)
print(5 // 2, -5 // 2, 5 // -2, -5 // -2, 5 % 3, -5 % 3, 5 % -3, -5 % -3, 0 // 5, 0 % 5, -0, 1 - 1)
for bad in [lambda: 1 // 0, lambda: 1 % 0, lambda: 1 / 0, lambda: divmod(0, 0), lambda: 2**100 // 0, lambda: 2**100 % 0, lambda: 2**100 / 0, lambda: 0 // False]:
    try:
        bad()
    except ZeroDivisionError as e:
        print(e)
