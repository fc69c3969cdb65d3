"""Sieve, matrix multiplication, mandelbrot, spectral norm, n-body, fannkuch, LU, FFT with pairs."""


def sieve(n):
    flags = [True] * (n + 1)
    flags[0] = flags[1] = False
    for i in range(2, int(n ** 0.5) + 1):
        if flags[i]:
            flags[i * i::i] = [False] * len(range(i * i, n + 1, i))
    return [i for i, f in enumerate(flags) if f]


p = sieve(5000)
print(len(p), p[-5:], sum(p))


def matmul(a, b):
    n, m, k = len(a), len(b[0]), len(b)
    c = [[0] * m for _ in range(n)]
    for i in range(n):
        row, out = a[i], c[i]
        for j in range(m):
            s = 0
            for x in range(k):
                s += row[x] * b[x][j]
            out[j] = s
    return c


m = [[(i * 7 + j * 3) % 11 - 5 for j in range(16)] for i in range(16)]
q = matmul(matmul(m, m), m)
print(q[0][:6], sum(map(sum, q)), matmul([[x / 2 for x in r] for r in m], m)[3][:4])


def mandel(w, h, limit):
    rows = []
    for y in range(h):
        row = ""
        for x in range(w):
            cr, ci = 3.0 * x / w - 2.0, 2.0 * y / h - 1.0
            zr = zi = 0.0
            n = 0
            while n < limit and zr * zr + zi * zi < 4.0:
                zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
                n += 1
            row += " .:-=+*#%@"[n * 9 // limit]
        rows.append(row)
    return rows


print("\n".join(mandel(48, 14, 40)))


def spectral(n):
    def a(i, j): return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)
    def av(v): return [sum(a(i, j) * v[j] for j in range(n)) for i in range(n)]
    def atv(v): return [sum(a(j, i) * v[j] for j in range(n)) for i in range(n)]
    u = [1.0] * n
    for _ in range(4):
        v = atv(av(u))
        u = atv(av(v))
    vbv = sum(x * y for x, y in zip(u, v))
    vv = sum(y * y for y in v)
    return (vbv / vv) ** 0.5


print(f"{spectral(20):.9f}")


class Body:
    def __init__(self, x, y, z, vx, vy, vz, m): self.p, self.v, self.m = [x, y, z], [vx, vy, vz], m


def advance(bodies, dt, steps):
    pairs = [(a, b) for i, a in enumerate(bodies) for b in bodies[i + 1:]]
    for _ in range(steps):
        for a, b in pairs:
            d = [p - q for p, q in zip(a.p, b.p)]
            mag = dt * (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]) ** -1.5
            for k in range(3):
                a.v[k] -= d[k] * b.m * mag
                b.v[k] += d[k] * a.m * mag
        for b in bodies:
            for k in range(3):
                b.p[k] += dt * b.v[k]


def energy(bodies):
    e = 0.0
    for i, a in enumerate(bodies):
        e += 0.5 * a.m * sum(v * v for v in a.v)
        for b in bodies[i + 1:]:
            e -= a.m * b.m / sum((p - q) ** 2 for p, q in zip(a.p, b.p)) ** 0.5
    return e


bodies = [Body(0, 0, 0, 0, 0, 0, 39.47), Body(4.84, -1.16, -0.10, 0.6, 2.81, -0.02, 0.037), Body(8.34, 4.12, -0.4, -1.01, 1.82, 0.008, 0.011)]
print(f"{energy(bodies):.9f}")
advance(bodies, 0.01, 120)
print(f"{energy(bodies):.9f} {bodies[1].p[0]:.9f}")


def fannkuch(n):
    perm1, count, maxflips, checksum, r, nperm = list(range(n)), [0] * n, 0, 0, n, 0
    while True:
        while r != 1:
            count[r - 1] = r
            r -= 1
        perm, flips = perm1[:], 0
        while (k := perm[0]):
            perm[:k + 1] = perm[k::-1]
            flips += 1
        maxflips = max(maxflips, flips)
        checksum += flips if nperm % 2 == 0 else -flips
        while True:
            if r == n:
                return checksum, maxflips
            perm1.insert(r, perm1.pop(0))
            count[r] -= 1
            if count[r] > 0:
                break
            r += 1
        nperm += 1


print(fannkuch(6))


def fft(xs):
    n = len(xs)
    if n == 1:
        return xs
    import math
    even, odd = fft(xs[::2]), fft(xs[1::2])
    out = [None] * n
    for k in range(n // 2):
        c, s = math.cos(-2 * math.pi * k / n), math.sin(-2 * math.pi * k / n)
        re, im = odd[k][0] * c - odd[k][1] * s, odd[k][0] * s + odd[k][1] * c
        out[k] = even[k][0] + re, even[k][1] + im
        out[k + n // 2] = even[k][0] - re, even[k][1] - im
    return out


print([(round(a, 9) + 0.0, round(b, 9) + 0.0) for a, b in fft([(float(i % 5), 0.0) for i in range(16)])[:5]])


def lu_det(m):
    m = [[float(x) for x in r] for r in m]
    n, det = len(m), 1.0
    for c in range(n):
        p = max(range(c, n), key=lambda r: abs(m[r][c]))
        if m[p][c] == 0:
            return 0.0
        if p != c:
            m[p], m[c], det = m[c], m[p], -det
        det *= m[c][c]
        for r in range(c + 1, n):
            f = m[r][c] / m[c][c]
            for k in range(c, n):
                m[r][k] -= f * m[c][k]
    return det


print(f"{lu_det([[2, -1, 0], [1, 3, 2], [0, 5, -4]]):.6f}", lu_det([[1, 2], [2, 4]]), f"{lu_det([[(i * j) % 7 + 1.5 * (i == j) for j in range(8)] for i in range(8)]):.6f}")
