"""Numeric loops: integration, roots, series, a small linear solver, statistics."""


def integrate(f, a, b, n):
    h = (b - a) / n
    s = 0.5 * (f(a) + f(b))
    for i in range(1, n):
        s += f(a + i * h)
    return s * h


def newton(f, df, x):
    for i in range(50):
        step = f(x) / df(x)
        x -= step
        if abs(step) < 1e-14:
            break
    return x, i


def bisect(f, lo, hi):
    while hi - lo > 1e-12:
        mid = (lo + hi) / 2
        if f(lo) * f(mid) <= 0:
            hi = mid
        else:
            lo = mid
    return lo


def exp(x):
    term = total = 1.0
    n = 1
    while abs(term) > 1e-17 * abs(total):
        term *= x / n
        total += term
        n += 1
    return total


def solve(m):
    n = len(m)
    for c in range(n):
        p = max(range(c, n), key=lambda r: abs(m[r][c]))
        m[c], m[p] = m[p], m[c]
        for r in range(c + 1, n):
            k = m[r][c] / m[c][c]
            for j in range(c, n + 1):
                m[r][j] -= k * m[c][j]
    x = [0.0] * n
    for r in range(n - 1, -1, -1):
        x[r] = (m[r][n] - sum(m[r][j] * x[j] for j in range(r + 1, n))) / m[r][r]
    return x


print(integrate(lambda x: x * x, 0, 1, 500), integrate(lambda x: 1 / (1 + x * x), 0.0, 1.0, 300) * 4)
print(newton(lambda x: x * x - 2, lambda x: 2 * x, 1), newton(lambda x: x ** 3 - x - 1, lambda x: 3 * x * x - 1, 1.5))
print(bisect(lambda x: x ** 3 - 2 * x - 5, 2, 3), exp(1), exp(-1), exp(10.0), exp(0))
print(solve([[2.0, 1.0, -1.0, 8.0], [-3.0, -1.0, 2.0, -11.0], [-2.0, 1.0, 2.0, -3.0]]))
print(solve([[4, -2, 1, 11], [-2, 4, -2, -16], [1, -2, 4, 17]]))
data = [2.5, 3.7, 1.2, 9.8, 4.4, 4.4, 7.1]
mean = sum(data) / len(data)
var = sum((x - mean) ** 2 for x in data) / (len(data) - 1)
print(mean, var, var ** 0.5, sorted(data)[len(data) // 2], max(data) - min(data))


def logistic(r, x, n):
    for _ in range(n):
        x = r * x * (1 - x)
    return x


print([logistic(r / 10, 0.5, 100) for r in range(5, 40, 5)])


def kahan(xs):
    s = c = 0.0
    for x in xs:
        y = x - c
        t = s + y
        c = (t - s) - y
        s = t
    return s


xs = [0.1] * 1000 + [1e10, -1e10]
naive = 0.0
for x in xs:
    naive += x
print(kahan(xs), naive, sum(xs))


def rk4(f, y, t, h, n):
    for _ in range(n):
        k1 = f(t, y)
        k2 = f(t + h / 2, y + h * k1 / 2)
        k3 = f(t + h / 2, y + h * k2 / 2)
        k4 = f(t + h, y + h * k3)
        y += h * (k1 + 2 * k2 + 2 * k3 + k4) / 6
        t += h
    return y


print(rk4(lambda t, y: y, 1.0, 0.0, 0.01, 100), rk4(lambda t, y: t - y, 1, 0, 0.1, 20))


class Vec:
    __slots__ = ("x", "y", "z")
    def __init__(self, x, y, z): self.x, self.y, self.z = x, y, z
    def __add__(self, o): return Vec(self.x + o.x, self.y + o.y, self.z + o.z)
    def __mul__(self, k): return Vec(self.x * k, self.y * k, self.z * k)
    __rmul__ = __mul__
    def dot(self, o): return self.x * o.x + self.y * o.y + self.z * o.z
    def __repr__(self): return f"({self.x:.6g}, {self.y:.6g}, {self.z:.6g})"


p, v = Vec(0, 0, 0), Vec(1, 2.0, 0.5)
for i in range(200):
    p = p + v * 0.01
    v = v * 0.99 + 0.001 * Vec(i, -i, 1)
print(p, v, p.dot(v))
