"""`**` and `pow`, with and without a modulus."""
for b in (0, 1, -1, 2, -2, 3, 10, -7):
    print([b ** e for e in (0, 1, 2, 3, 10, 21, 64)])
print([2 ** -e for e in range(1, 5)], (-2) ** -3, 10 ** -2, 1 ** -5, (-1) ** -1, 0 ** 0, 0 ** 5)
print(pow(2, 10), pow(2, -1), pow(3, 4, 5), pow(-3, 3, 7), pow(3, 3, -7), pow(-3, 3, -7), pow(2, 0, 1), pow(5, 0, 7), pow(0, 0, 5))
print(pow(3, -1, 7), pow(10, -2, 17), pow(38, -1, mod=97), pow(2, 1000, 10**9 + 7), pow(2**100, 3**50, 10**20 + 39), pow(base=2, exp=5))
for bad in [lambda: 0 ** -1, lambda: pow(2, -1, 4), lambda: pow(2, 3, 0), lambda: pow(2.0, 3, 5), lambda: pow(2, 3.0, 5), lambda: pow("a", 2), lambda: 2 ** "a",
            lambda: pow(2, 3, "x"), lambda: pow(2, 3, None) and "none ok", lambda: 0.0 ** -1, lambda: pow(0, -1, 5)]:
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
print(2 ** 0.5, 4 ** 0.5, 2 ** 3.0, 10 ** 20, 10 ** 20.0, 2.0 ** 2, 2.5 ** 3, True ** 5, 3 ** True)
print(2 ** 61, 2 ** 62, 2 ** 63, 2 ** 64, (-2) ** 61, (-2) ** 63, 3 ** 39, 3 ** 40, 7 ** 22, 7 ** 23, 10 ** 18, 10 ** 19)
n = 7
for e in range(5):
    n **= 2
print(n)
print(2 ** 500 % 1000007, len(str(3 ** 2000)), str(7 ** 500)[:30], 9 ** 9 ** 2 % 10 ** 12)


def is_prime(n):
    if n < 2:
        return False
    for p in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if n % p == 0:
            return n == p
    d, s = n - 1, 0
    while d % 2 == 0:
        d //= 2
        s += 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


print([n for n in range(100) if is_prime(n)], is_prime(2**61 - 1), is_prime(2**89 - 1), is_prime(2**67 - 1), is_prime(10**18 + 9))
p, q, e = 10**9 + 7, 10**9 + 9, 65537
d = pow(e, -1, (p - 1) * (q - 1))
m = 123456789012345678
print(d, pow(m, e, p * q), pow(pow(m, e, p * q), d, p * q) == m)
