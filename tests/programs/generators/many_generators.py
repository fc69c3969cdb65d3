"""Hot generator loops: types of the yielded values change, generators are mixed at one `for`."""


def ints(n):
    i = 0
    while i < n:
        yield i
        i += 1


def mixed():
    yield 1
    yield 2.5
    yield "s"
    yield None
    yield [1]
    yield 10**30


def sum_all(it):
    total = 0
    for x in it:
        total += x
    return total


print(sum_all(ints(1000)), sum_all(range(1000)), sum_all([1.5] * 100), sum_all(x * x for x in range(100)))
print(sum_all(ints(100)), sum_all({1: 2, 3: 4}), sum_all((True, False, True)), sum_all(iter([10**20] * 3)))
for rep in range(3):
    for x in mixed():
        print(type(x).__name__, end=" ")
print()


def compare(a, b):
    n = 0
    for x in a():
        for y in b():
            if x == y:
                n += 1
    return n


print(compare(mixed, mixed), compare(lambda: ints(20), lambda: range(20)), compare(mixed, lambda: ints(5)))
pool = [ints(5), iter("hello"), iter([1, 2]), (c for c in "gen"), iter({7: 8}), iter(range(2)), zip("ab", "cd"), reversed([5, 6])]
out = []
for it in pool:
    for v in it:
        out.append(v)
print(out)
gens = [ints(n) for n in range(20)]
alive, rounds = gens, 0
while alive:
    nxt = []
    for g in alive:
        for _ in g:
            nxt.append(g)
            break
    alive = nxt
    rounds += 1
print(rounds)


def deep(n):
    yield n
    if n:
        yield from deep(n - 1)


print(sum(deep(100)), len(list(deep(150))))


def collatz(n):
    while n != 1:
        yield n
        n = n // 2 if n % 2 == 0 else 3 * n + 1
    yield 1


print(max(range(1, 200), key=lambda n: sum(1 for _ in collatz(n))), list(collatz(7)))
acc = []
for i in range(50):
    g = ints(i)
    acc.append(sum(g) if i % 3 else next(g, -1))
print(acc)


def accumulate():
    total = 0
    while True:
        total += yield total


a = accumulate()
next(a)
print([a.send(v) for v in [1, 2, 3.5, 4, 2**61, 2**61, -(2**62)]])
