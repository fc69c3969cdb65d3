"""Programs with sets: graph search, subsets, games, words, relations."""
edges = [("a", "b"), ("b", "c"), ("c", "a"), ("d", "e"), ("e", "f"), ("g", "g")]
adj = {}
for a, b in edges:
    adj.setdefault(a, set()).add(b)
    adj.setdefault(b, set()).add(a)


def components(adj):
    left, out = set(adj), []
    while left:
        todo, comp = {min(left)}, set()
        while todo:
            n = todo.pop()
            comp.add(n)
            todo |= adj[n] - comp
        left -= comp
        out.append(comp)
    return sorted(map(sorted, out))


print(components(adj))


def closure(pairs):
    r = set(pairs)
    while True:
        new = {(a, d) for a, b in r for c, d in r if b == c} - r
        if not new:
            return r
        r |= new


r = closure([(1, 2), (2, 3), (3, 4), (5, 5)])
print(sorted(r), all((a, d) in r for a, b in r for c, d in r if b == c))


def powerset(s):
    out = [frozenset()]
    for x in sorted(s):
        out += [p | {x} for p in out]
    return out


ps = powerset("abcd")
print(len(ps), len(set(ps)), sorted("".join(sorted(p)) for p in ps)[:6], frozenset("ba") in ps, sum(len(p) for p in ps), sum(a < b for a in ps for b in ps), sum(a.isdisjoint(b) for a in ps for b in ps))
cells = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for gen in range(12):
    counts = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    counts[x + dx, y + dy] = counts.get((x + dx, y + dy), 0) + 1
    cells = {c for c, n in counts.items() if n == 3 or n == 2 and c in cells}
print(sorted(cells), len(cells))
words = "stale least slate tales apple papel silent listen enlist pale leap plea".split()
anagrams = {frozenset(w): [v for v in words if sorted(v) == sorted(w)] for w in words}
print(sorted(map(sorted, {frozenset(v) for v in anagrams.values()})))
letters = set("python")
print([w for w in ("typhoon", "pony", "thy", "not", "pylon") if set(w) <= letters], "".join(sorted(set("abracadabra"))), {len(w) for w in words} == {4, 5, 6}, sorted(set.intersection(*map(set, ("stale", "least", "tales"))) - set("t")))
universe = set(range(1, 41))
subsets = [set(range(i, 41, i)) for i in range(2, 8)] + [{1}, {p for p in universe if p > 1 and all(p % d for d in range(2, p))}]
cover, left = [], set(universe)
while left:
    best = max(range(len(subsets)), key=lambda i: (len(subsets[i] & left), -i))
    if not subsets[best] & left:
        break
    cover.append(best)
    left -= subsets[best]
print(cover, sorted(left))
seen, n, steps = set(), 19, 0
while n not in seen:
    seen.add(n)
    n = sum(int(d) ** 2 for d in str(n))
print(n, len(seen))


def nim(pos, memo={}):
    if pos not in memo:
        reach = {nim(tuple(sorted(pos[:i] + (h - k,) + pos[i + 1:]))) for i, h in enumerate(pos) for k in range(1, h + 1)}
        memo[pos] = min(set(range(len(reach) + 1)) - reach)
    return memo[pos]


print([nim(p) for p in ((0,), (3,), (1, 2, 3), (2, 5), (1, 1, 4))])
ops = 0
a, b = set(range(0, 300, 2)), set(range(0, 300, 3))
for _ in range(20):
    a ^= b
    b -= {min(b)}
    a |= {len(b)}
    ops += len(a & b) - len(a - b) + len(a | b)
print(ops, len(a), len(b), a >= {200}, sum(a))
fs = {frozenset([1, 2]): "x", frozenset(): "e"}
print(fs[frozenset([2, 1])], fs[frozenset({})], {frozenset([1])} | {frozenset([1]), frozenset([2])} == {frozenset([2]), frozenset([1])})
