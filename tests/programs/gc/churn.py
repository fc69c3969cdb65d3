"""Programs that allocate much of everything, keep some, and check that what is kept is intact."""


class P:
    __slots__ = ("a", "b")
    def __init__(self, a, b): self.a, self.b = a, b


kept = []
for i in range(3000):
    p = P([i], (i, str(i)))
    q = {"p": p, i: [p.a, p.b]}
    if i % 100 == 0:
        kept.append(q)
print(len(kept), all(q["p"].a == [k * 100] and q[k * 100][1] == (k * 100, str(k * 100)) for k, q in enumerate(kept)))
strings = []
s = ""
for i in range(1500):
    s = s[-30:] + chr(97 + i % 26)
    if i % 50 == 0:
        strings.append(s)
print(strings[3], strings[-1], len(set(strings)))
frames = [(lambda n: lambda: (n, [n] * 3))(i) for i in range(200)]
print(sum(f()[0] + f()[1][2] for f in frames))
gens = [(x * k for x in range(5)) for k in range(100)]
print(sum(next(g) + next(g) for g in gens), sum(sum(g) for g in gens))
window = []
for i in range(2000):
    window.append([i] * 3)
    if len(window) > 50:
        del window[:25]
print(len(window), window[0], window[-1])
d = {}
for i in range(2000):
    d[i] = [i, None]
    d[i][1] = d.get(i - 1)
    if i > 20:
        d.pop(i - 20)[1] = None
print(len(d), sorted(d)[0], d[1999][1][1][0])


def build(depth): return None if depth == 0 else (build(depth - 1), depth, build(depth - 1))
def total(t): return 0 if t is None else total(t[0]) + t[1] + total(t[2])


print([total(build(n)) for n in range(1, 10)])
excs = []
for i in range(100):
    try:
        raise ValueError([i])
    except ValueError as e:
        if i % 10 == 0:
            excs.append(e)
print([e.args[0][0] for e in excs])
nums = [2**61 + i for i in range(300)]
prod = 1
for n in nums[::10]:
    prod = prod * n % (2**127 - 1)
print(prod, sum(nums))
floats = []
for i in range(500):
    floats.append((i * 1e-200) * 1e100)
print(sum(floats), floats[499])
rows = [[str(r * c) for c in range(10)] for r in range(50)]
print(len("\n".join(",".join(r) for r in rows)), sum(int(x) for r in rows for x in r))
objs = []
for i in range(500):
    o = type("T", (), {})() if i % 100 == 0 else P(i, i)
    if i % 100 == 0:
        o.a = i
    objs.append(o)
print(sum(o.a for o in objs))
sets = [frozenset(range(i, i + 5)) for i in range(100)]
u = set()
for f in sets:
    u |= f
print(len(u), len({*sets, *[frozenset(range(i, i + 5)) for i in range(50)]}))
