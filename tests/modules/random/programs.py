"""Small programs that use `random` with a seed."""
import random
from random import Random, randint, shuffle, seed
seed(2024)
print([randint(1, 6) for _ in range(30)])
deck = [f"{r}{s}" for s in "SHDC" for r in "23456789TJQKA"]
shuffle(deck)
print(" ".join(deck[:13]))
inside = 0
for _ in range(3000):
    x, y = random.random(), random.random()
    inside += x * x + y * y < 1
print(4 * inside / 3000)
counts = [0] * 10
for _ in range(2000):
    counts[random.randrange(10)] += 1
print(counts)
walk = [0]
for _ in range(200):
    walk.append(walk[-1] + random.choice((-1, 1)))
print(max(walk), min(walk), walk[-1])
rng = Random(5)
values = [rng.gauss(100, 15) for _ in range(500)]
mean = sum(values) / len(values)
print(mean, (sum((v - mean) ** 2 for v in values) / 499) ** 0.5)


def quickselect(xs, k, rng):
    while True:
        p = rng.choice(xs)
        lo = [x for x in xs if x < p]
        eq = [x for x in xs if x == p]
        if k < len(lo):
            xs = lo
        elif k < len(lo) + len(eq):
            return p
        else:
            k -= len(lo) + len(eq)
            xs = [x for x in xs if x > p]


data = [rng.randint(0, 10**6) for _ in range(400)]
print([quickselect(data, k, rng) == sorted(data)[k] for k in (0, 10, 200, 399)])


def maze(w, h, rng):
    walls = {(x, y) for x in range(2 * w + 1) for y in range(2 * h + 1)}
    stack = [(1, 1)]
    walls.discard((1, 1))
    while stack:
        x, y = stack[-1]
        opts = [(dx, dy) for dx, dy in ((2, 0), (-2, 0), (0, 2), (0, -2)) if 0 < x + dx < 2 * w and 0 < y + dy < 2 * h and (x + dx, y + dy) in walls]
        if not opts:
            stack.pop()
            continue
        dx, dy = rng.choice(opts)
        walls -= {(x + dx, y + dy), (x + dx // 2, y + dy // 2)}
        stack.append((x + dx, y + dy))
    return walls


m = maze(8, 4, Random(3))
for y in range(9):
    print("".join("#" if (x, y) in m else "." for x in range(17)))
markov = {}
text = "the cat sat on the mat the cat ate the rat on the mat".split()
for a, b in zip(text, text[1:]):
    markov.setdefault(a, []).append(b)
w, out = "the", ["the"]
for _ in range(15):
    w = rng.choice(markov.get(w, ["the"]))
    out.append(w)
print(" ".join(out))
skip = Random(0)
levels = [0] * 8
for _ in range(500):
    lv = 0
    while lv < 7 and skip.random() < 0.5:
        lv += 1
    levels[lv] += 1
print(levels, skip.sample(range(50), 6), "".join(skip.choices("ACGT", k=40)))
