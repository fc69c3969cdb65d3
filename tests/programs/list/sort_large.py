"""Sorting of runs, of random data, of mixed numbers, stability, and errors in comparisons."""


def lcg(seed, n, mod):
    out = []
    for _ in range(n):
        seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
        out.append((seed >> 33) % mod)
    return out


def is_sorted(xs): return all(a <= b for a, b in zip(xs, xs[1:]))


for data in [lcg(1, 1000, 10**6), lcg(2, 1000, 10), list(range(500)), list(range(500, 0, -1)), list(range(200)) + list(range(200)), [1] * 300, lcg(3, 64, 100), lcg(4, 65, 100), lcg(5, 2, 5), [], [1],
             list(range(100)) + [50] + list(range(100, 200)), [x * 2**58 for x in lcg(6, 200, 100)], [x / 7 for x in lcg(7, 300, 1000)], [str(x) for x in lcg(8, 300, 1000)], [(x % 10, x) for x in lcg(9, 300, 1000)]]:
    s = sorted(data)
    print(len(s), is_sorted(s), s[:3], s[-2:], sorted(data, reverse=True) == s[::-1] or "ties", sorted(s) == s)
mixed = [3, 1.5, True, 2**70, -1, 0.0, -2**65, 7, False, 1e30]
print(sorted(mixed), sorted(mixed, reverse=True), max(mixed), min(mixed))
data = [(x % 7, i) for i, x in enumerate(lcg(10, 400, 1000))]
by = sorted(data, key=lambda t: t[0])
print(all(a[0] < b[0] or a[1] < b[1] for a, b in zip(by, by[1:])), by[:5])
by = sorted(data, key=lambda t: t[0], reverse=True)
print(all(a[0] > b[0] or a[1] < b[1] for a, b in zip(by, by[1:])), by[:5])


class Cmp:
    count = 0
    def __init__(self, v): self.v = v
    def __lt__(self, other):
        Cmp.count += 1
        if other.v == 13 and self.v == 7:
            raise ValueError("unlucky")
        return self.v < other.v


objs = [Cmp(v) for v in lcg(11, 100, 6)]
print([o.v for o in sorted(objs)][::10], Cmp.count > 99)
try:
    sorted([Cmp(13), Cmp(7)])
    sorted([Cmp(7), Cmp(13)])
except ValueError as e:
    print(e)
half = [5, 4, "x", 3]
try:
    half.sort()
except TypeError as e:
    print(e, sorted(map(str, half)))


def quick(xs):
    if len(xs) < 2:
        return xs
    p = xs[len(xs) // 2]
    return quick([x for x in xs if x < p]) + [x for x in xs if x == p] + quick([x for x in xs if x > p])


def merge_sort(xs):
    if len(xs) < 2:
        return xs
    m = len(xs) // 2
    a, b, out = merge_sort(xs[:m]), merge_sort(xs[m:]), []
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] <= b[j]:
            out.append(a[i]); i += 1
        else:
            out.append(b[j]); j += 1
    return out + a[i:] + b[j:]


def heap_sort(xs):
    xs = xs[:]

    def sift(i, n):
        while (c := 2 * i + 1) < n:
            if c + 1 < n and xs[c] < xs[c + 1]:
                c += 1
            if xs[i] >= xs[c]:
                return
            xs[i], xs[c] = xs[c], xs[i]
            i = c

    for i in range(len(xs) // 2 - 1, -1, -1):
        sift(i, len(xs))
    for n in range(len(xs) - 1, 0, -1):
        xs[0], xs[n] = xs[n], xs[0]
        sift(0, n)
    return xs


def insertion(xs):
    xs = list(xs)
    for i in range(1, len(xs)):
        v, j = xs[i], i
        while j and xs[j - 1] > v:
            xs[j] = xs[j - 1]
            j -= 1
        xs[j] = v
    return xs


for data in [lcg(12, 200, 1000), [x / 3 for x in lcg(13, 100, 50)], [str(x) for x in lcg(14, 100, 500)], [[x % 5, x] for x in lcg(15, 80, 100)]]:
    s = sorted(data)
    print(quick(data) == s, merge_sort(data) == s, heap_sort(data) == s, insertion(data) == s, s[::40])
