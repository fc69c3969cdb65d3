"""`math` functions in loops, called through the module and as globals, with int and float arguments."""
import math
from math import sqrt, floor, sin, cos, gcd, isqrt
total = 0.0
for i in range(500):
    total += sqrt(i) + math.sin(i) * cos(i) + floor(i / 3) - math.ceil(i / 7) + abs(math.atan2(i, 5))
print(total)
print(sum(isqrt(i) for i in range(1000)), sum(gcd(i, 360) for i in range(1, 400)), sum(math.comb(20, k) for k in range(21)))


def distance(a, b): return math.hypot(a[0] - b[0], a[1] - b[1])


pts = [(math.cos(k) * k, math.sin(k) * k) for k in range(40)]
print(min((distance(a, b), i, j) for i, a in enumerate(pts) for j, b in enumerate(pts) if i < j))


def mixed(vals):
    out = []
    for v in vals:
        try:
            out.append(sqrt(v))
        except (TypeError, ValueError, OverflowError) as e:
            out.append(type(e).__name__)
    return out


print(mixed([4, 2.25, True, "x", -1, 10**20, 10**400, None, 0.0, float("inf")]))
saved = math.sqrt
math.sqrt = lambda x: "patched"
print(math.sqrt(4), sqrt(4))
math.sqrt = saved
print(math.sqrt(4))
e = 0.0
for k in range(30):
    e += 1 / math.factorial(k)
print(e, math.e - e < 1e-15)
pi = sum(4 * (-1) ** k / (2 * k + 1) for k in range(1000))
print(pi, abs(pi - math.pi) < 0.01)
primes = [n for n in range(2, 300) if all(n % d for d in range(2, math.isqrt(n) + 1))]
print(len(primes), primes[-1], math.prod(primes[:15]), math.log(math.prod(primes)))
