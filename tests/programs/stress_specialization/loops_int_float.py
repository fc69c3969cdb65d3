"""The same numeric loops with int, float, bool, large int and user-defined operands."""


class N:
    def __init__(self, v): self.v = v
    def _v(self, o): return o.v if isinstance(o, N) else o
    def __add__(self, o): return N(self.v + self._v(o))
    def __sub__(self, o): return N(self.v - self._v(o))
    def __rsub__(self, o): return N(o - self.v)
    def __mul__(self, o): return N(self.v * self._v(o))
    __radd__, __rmul__ = __add__, __mul__
    def __lt__(self, o): return self.v < self._v(o)
    def __gt__(self, o): return self.v > self._v(o)
    def __mod__(self, o): return N(self.v % self._v(o))
    def __eq__(self, o): return self.v == self._v(o)
    def __hash__(self): return hash(self.v)
    def __repr__(self): return f"N({self.v})"


def poly(x, n):
    r = x
    for i in range(n):
        r = r * x - i + 1
        if r > 1000:
            r = r % 1000
    return r


def gcd_sub(a, b):
    while not a == b:
        if a > b:
            a = a - b
        else:
            b = b - a
    return a


def bubble(xs):
    xs = list(xs)
    for i in range(len(xs)):
        for j in range(len(xs) - 1 - i):
            if xs[j] > xs[j + 1]:
                xs[j], xs[j + 1] = xs[j + 1], xs[j]
    return xs


def prefix(xs):
    out, acc = [], xs[0] * 0
    for x in xs:
        acc = acc + x
        out.append(acc)
    return out


kinds = {"int": lambda i: i, "float": lambda i: i / 2, "bool": lambda i: i % 2 == 0, "big": lambda i: 2**61 + i, "user": N, "mixed": lambda i: [i, i / 4, N(i), True, 2**62 + i][i % 5]}
for name, k in kinds.items():
    data = [k(i * 7 % 11) for i in range(12)]
    print(name, poly(k(3), 30), gcd_sub(k(48), k(36)) if name in ("int", "user") else gcd_sub(48.0, 36.5), prefix(data)[-1], bubble(data)[:3] if name != "mixed" else len(bubble([d if not isinstance(d, N) else d.v for d in data])))
for name in ["int"] * 3 + ["float", "int", "big", "int"]:
    r = poly(kinds[name](2), 50), prefix([kinds[name](i) for i in range(20)])[-1]
print(r)


def switch(n):
    x = 0
    hist = []
    for i in range(n):
        x = x + 1
        if i == 20: x = x / 2
        if i == 30: x = int(x) + 2**61
        if i == 40: x = x - 2**61
        if i == 50: x = N(x)
        if i == 60: x = x.v > 5
        hist.append(x)
    return hist[19:23] + hist[29:33] + hist[39:42] + hist[49:52] + hist[59:62] + hist[-1:]


print(switch(80))
