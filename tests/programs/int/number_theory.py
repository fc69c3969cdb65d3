"""Number theory with small and large integers."""


def sieve(n):
    s = [1] * (n + 1)
    for i in range(2, int(n ** 0.5) + 1):
        if s[i]:
            for j in range(i * i, n + 1, i):
                s[j] = 0
    return [i for i in range(2, n + 1) if s[i]]


primes = sieve(500)


def factor(n):
    out, d = {}, 2
    while d * d <= n:
        while n % d == 0:
            out[d] = out.get(d, 0) + 1
            n //= d
        d += 1 + (d > 2)
    if n > 1:
        out[n] = out.get(n, 0) + 1
    return out


def divisors(n):
    ds = [1]
    for p, k in factor(n).items():
        ds = [d * p ** e for d in ds for e in range(k + 1)]
    return sorted(ds)


def phi(n):
    r = n
    for p in factor(n):
        r -= r // p
    return r


def crt(rs, ms):
    x, m = 0, 1
    for r, k in zip(rs, ms):
        x += m * ((r - x) * pow(m, -1, k) % k)
        m *= k
    return x % m


def order(a, n):
    k, x = 1, a % n
    while x != 1:
        x = x * a % n
        k += 1
    return k


def legendre(a, p):
    r = pow(a, (p - 1) // 2, p)
    return -1 if r == p - 1 else r


def rho(n, c=1):
    x = y = 2
    d = 1
    while d == 1:
        x = (x * x + c) % n
        y = (y * y + c) % n
        y = (y * y + c) % n
        a, b = abs(x - y), n
        while b:
            a, b = b, a % b
        d = a
    return d if d != n else rho(n, c + 1)


print(len(primes), primes[-3:], factor(360), factor(2**31 - 1), factor(10**12 + 39 * 0), divisors(84), [phi(n) for n in range(1, 20)], sum(divisors(496)) == 2 * 496)
print(crt([2, 3, 2], [3, 5, 7]), crt([1, 2, 3, 4], [10**9 + 7, 10**9 + 9, 998244353, 2**61 - 1]), order(10, 97), [legendre(a, 23) for a in range(1, 12)], sorted([rho(8051), 8051 // rho(8051)]), rho(10967535067) in (104723, 104729))
print([n for n in range(2, 1000) if sum(divisors(n)) == 2 * n], [n for n in range(1, 500) if sum(int(d) ** len(str(n)) for d in str(n)) == n], max(range(1, 200), key=lambda n: len(divisors(n))))


def egypt(n, d):
    out = []
    while n:
        q = -(-d // n)
        out.append(q)
        n, d = n * q - d, d * q
    return out


def digits(n, b):
    out = []
    while n:
        n, r = divmod(n, b)
        out.append(r)
    return out[::-1] or [0]


def to_neg_base(n, b):
    out = []
    while n:
        n, r = divmod(n, b)
        if r < 0:
            n, r = n + 1, r - b
        out.append(str(r))
    return "".join(reversed(out)) or "0"


print(egypt(5, 121)[:4], egypt(7, 15), digits(2**64, 7), digits(255, 16), digits(0, 5), [to_neg_base(n, -2) for n in range(-5, 6)], [to_neg_base(n, -10) for n in (15, -15, 1234)])
stirling = [[1]]
for n in range(1, 15):
    p = stirling[-1]
    stirling.append([(p[k - 1] if k else 0) + k * (p[k] if k < len(p) else 0) for k in range(n + 1)])
print([sum(r) for r in stirling], stirling[6])
bern_num, cat = [1], [1]
for n in range(40):
    cat.append(cat[-1] * 2 * (2 * n + 1) // (n + 2))
print(cat[:10], cat[40])
part = [1] + [0] * 200
for k in range(1, 201):
    for n in range(k, 201):
        part[n] += part[n - k]
print(part[100], part[200])
look = "1"
for _ in range(8):
    out, i = "", 0
    while i < len(look):
        j = i
        while j < len(look) and look[j] == look[i]:
            j += 1
        out += str(j - i) + look[i]
        i = j
    look = out
print(look)
x, seen = 0.5, 0
sq, n = [], 2
a = 10**40
r = a * 2
while r * r > 2 * a * a:
    r = (r + 2 * a * a // r) // 2
print(r, r * r <= 2 * a * a < (r + 1) ** 2)
