"""Classes that behave like numbers, sequences and functions at once."""


class Frac:
    __slots__ = ("n", "d")

    def __init__(self, n, d=1):
        if d == 0:
            raise ZeroDivisionError(f"Frac({n}, 0)")
        if d < 0:
            n, d = -n, -d
        a, b = abs(n), d
        while b:
            a, b = b, a % b
        self.n, self.d = n // (a or 1), d // (a or 1)

    @staticmethod
    def of(x): return x if isinstance(x, Frac) else Frac(x) if isinstance(x, int) else NotImplemented

    def _op(f):
        def method(self, other):
            other = Frac.of(other)
            return NotImplemented if other is NotImplemented else f(self, other)
        return method

    __add__ = _op(lambda a, b: Frac(a.n * b.d + b.n * a.d, a.d * b.d))
    __radd__ = __add__
    __sub__ = _op(lambda a, b: Frac(a.n * b.d - b.n * a.d, a.d * b.d))
    __rsub__ = _op(lambda a, b: Frac(b.n * a.d - a.n * b.d, a.d * b.d))
    __mul__ = _op(lambda a, b: Frac(a.n * b.n, a.d * b.d))
    __rmul__ = __mul__
    __truediv__ = _op(lambda a, b: Frac(a.n * b.d, a.d * b.n))
    __rtruediv__ = _op(lambda a, b: Frac(b.n * a.d, b.d * a.n))
    __floordiv__ = _op(lambda a, b: a.n * b.d // (a.d * b.n))
    __mod__ = _op(lambda a, b: a - b * (a // b))
    __lt__ = _op(lambda a, b: a.n * b.d < b.n * a.d)
    __le__ = _op(lambda a, b: a.n * b.d <= b.n * a.d)
    __gt__ = _op(lambda a, b: a.n * b.d > b.n * a.d)
    __eq__ = _op(lambda a, b: (a.n, a.d) == (b.n, b.d))
    del _op

    def __hash__(self): return hash(self.n) if self.d == 1 else hash((self.n, self.d))
    def __neg__(self): return Frac(-self.n, self.d)
    def __abs__(self): return Frac(abs(self.n), self.d)
    def __bool__(self): return self.n != 0
    def __float__(self): return self.n / self.d
    def __int__(self): return self.n // self.d
    def __pow__(self, k): return Frac(self.n ** k, self.d ** k) if k >= 0 else Frac(self.d ** -k, self.n ** -k)
    def __repr__(self): return f"{self.n}/{self.d}" if self.d != 1 else str(self.n)
    def __format__(self, spec): return format(float(self), spec) if spec else repr(self)
    def __round__(self, n=None): return round(float(self), n)


h, t = Frac(1, 2), Frac(1, 3)
print(h + t, h - t, h * t, h / t, h + 1, 1 + h, 2 - h, 3 * t, 1 / t, 7 / h, -h, abs(-t), h ** 3, h ** -2, h // t, Frac(7, 3) % 1, 5 - Frac(5))
print(h < t, t < h, h <= h, h > t, h <= 1, h == Frac(2, 4), h != t, Frac(4, 2) == 2, 2 == Frac(4, 2), hash(Frac(4, 2)) == hash(2), {Frac(2): "two"}[2], sorted([h, t, Frac(0), Frac(-3, 4), 1]), sum([h, t, Frac(1, 6)]), max(h, t, 0))
print(f"{h} {h:.3f} {t!r} {t:>8.2f}", float(t), int(Frac(7, 2)), bool(Frac(0)), not h, round(t, 2), Frac(-4, -6), Frac(3, -9), [Frac(i, 6) for i in range(7)])
for bad in [lambda: h + 1.5, lambda: "a" * h, lambda: h >= "x", lambda: h / 0, lambda: Frac(1, 0), lambda: h ** "a", lambda: h & 1, lambda: Frac(0) ** -1, lambda: 1.5 - h, lambda: h == "x", lambda: [1][h]]:
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
harmonic = Frac(0)
for i in range(1, 40):
    harmonic += Frac(1, i)
print(harmonic, f"{harmonic:.10f}")


def cf(f):
    out = []
    while True:
        q = f // 1
        out.append(q)
        f -= q
        if not f:
            return out
        f = 1 / f


print(cf(Frac(415, 93)), cf(Frac(649, 200)), cf(harmonic)[:6])


class Grid:
    def __init__(self, w, h): self.w, self.h, self.cells = w, h, {}
    def _check(self, k):
        x, y = k
        if not (0 <= x < self.w and 0 <= y < self.h):
            raise IndexError(f"({x}, {y}) is outside")
        return x, y
    def __getitem__(self, k):
        if isinstance(k, int):
            return [self[x, k] for x in range(self.w)]
        if any(isinstance(p, slice) for p in k):
            xs = range(self.w)[k[0]] if isinstance(k[0], slice) else [k[0]]
            ys = range(self.h)[k[1]] if isinstance(k[1], slice) else [k[1]]
            return [[self[x, y] for x in xs] for y in ys]
        return self.cells.get(self._check(k), ".")
    def __setitem__(self, k, v): self.cells[self._check(k)] = v
    def __delitem__(self, k): del self.cells[self._check(k)]
    def __contains__(self, v): return v in self.cells.values()
    def __len__(self): return self.w * self.h
    def __iter__(self): return ((x, y) for y in range(self.h) for x in range(self.w))
    def __invert__(self):
        g = Grid(self.h, self.w)
        for x, y in self.cells:
            g[y, x] = self.cells[x, y]
        return g
    def __or__(self, other):
        g = Grid(self.w, self.h)
        g.cells = {**self.cells, **other.cells}
        return g
    def __call__(self, f): return [f(x, y, self[x, y]) for x, y in self]
    def __str__(self): return "\n".join("".join(map(str, self[y])) for y in range(self.h))


g = Grid(4, 3)
g[0, 0], g[3, 2] = "A", "Z"
g[1, 1] = g[0, 0]
g[2, 0] = "x"
g[2, 0] += "y"
print(g, ~g, g[1:3, 0], g[:, 2], g[::-1, 0:1], len(g), "A" in g, "q" in g, sum(g(lambda x, y, c: c == ".")), sep="\n")
del g[0, 0]
for bad in [lambda: g[9, 9], lambda: g[1], lambda: g.__setitem__((5, 0), 1), lambda: g.__delitem__((0, 0)), lambda: g["ab"], lambda: g[1, 2, 3]]:
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
