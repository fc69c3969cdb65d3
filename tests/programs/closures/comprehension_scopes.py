"""Scopes of comprehensions and generator expressions; nesting and conditions."""
i = "outer"
print([i for i in range(3)], i)
print({i: i for i in range(2)}, {i for i in [1]}, list(i for i in "ab"), i)
print([(x, y) for x in range(3) for y in range(x)], [x for row in [[1, 2], [3]] for x in row])
print([x for x in range(30) if x % 2 if x % 3 if x % 5])
print([[c * r for c in range(3)] for r in range(3)], [[y for y in range(x)] for x in range(3)])
print({k: [v for v in vs if v] for k, vs in {"a": [0, 1], "b": [2]}.items()})
print([x + y for x, y in zip([1, 2], [3, 4])], [a for a, *_ in ["xyz", "pq"]], [x for x, in [(1,), (2,)]])
fs = [lambda: x for x in range(3)]
print([f() for f in fs])


def capture():
    base = 10
    return [base + x for x in range(2)], [(lambda: base + x)() for x in range(2)], [lambda: base + x for x in range(2)][0]()


print(capture())


def gen_lazy():
    n = 1
    g = (n * x for x in range(3))
    n = 100
    return list(g)


print(gen_lazy())
order = []


def note(v):
    order.append(v)
    return v


g = (note("body") for _ in note([1]))
print(order)
next(g)
print(order)
try:
    (x for x in 5)
except TypeError as e:
    print(e)
g = (1 // x for x in [1, 0, 2])
print(next(g))
try:
    next(g)
except ZeroDivisionError as e:
    print(e)
print(list(g))


class K:
    vals = [1, 2]
    doubled = [v * 2 for v in vals]
    pairs = [(v, w) for v in vals for w in (3, 4)]


print(K.doubled, K.pairs)
print([y for x in [1, 2, 3] if (y := x * x) > 2], y)
print(sum(x for x in range(10)), max((x % 4, x) for x in range(10)), dict((k, v) for k, v in zip("ab", (1, 2))))
print([*(x for x in range(2)), *[x for x in range(2)]], [x if x else "zero" for x in range(2)])
print([[x for x in range(x)] for x in range(3)], [x for x in [x for x in [1, 2]]])
print({x: y for x, y in [(1, 2), (1, 3)]}, {**{x: 1 for x in "a"}}, [not x for x in (0, 1)])
try:
    [x for x in range(3) if undefined_name]
except NameError as e:
    print(e)
try:
    {[]: 1 for _ in range(1)}
except TypeError as e:
    print(e)
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[c] for row in matrix] for c in range(3)], [*map(list, zip(*matrix))])


def nested_closure():
    return [[(lambda a: a + x + y)(1) for y in range(2)] for x in range(2)]


print(nested_closure())
