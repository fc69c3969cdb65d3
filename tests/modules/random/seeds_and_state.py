"""Seeding with other types, state, subclasses, independence, errors."""
import random
for seed in ["hello", "", "é", b"bytes", b"", 1.5, 0.0, -2.25, 1e300]:
    r = random.Random(seed)
    print(repr(seed), r.random(), r.randrange(1000), r.getrandbits(20))
r = random.Random()
r.seed("text", version=2)
print(r.random())
r.seed("text", version=1)
print(r.random())
r.seed(a=5)
state = r.getstate()
first = [r.random() for _ in range(3)]
r.setstate(state)
print(first == [r.random() for _ in range(3)], len(state), state[0], len(state[1]), state[1][-1], state[2])
r.gauss()
print(r.getstate()[2] is not None)
a, b = random.Random(1), random.Random(1)
print([a.random() for _ in range(2)] == [b.random() for _ in range(2)], a.random() == b.random(), random.Random(2).random() != random.Random(3).random())
random.seed(10)
x = random.random()
random.seed(10)
print(x == random.random(), x, random.seed(1), 0 <= random.Random().random() < 1)


class Mine(random.Random):
    def random(self): return 0.5


m = Mine(3)
print(m.random(), m.uniform(0, 10), m.choice([1, 2, 3, 4]), m.randrange(10), m.shuffle([1]), isinstance(m, random.Random))
r = random.Random(5)
cases = [
    lambda: r.randrange(0), lambda: r.randrange(5, 5), lambda: r.randrange(5, 1), lambda: r.randrange(1, 2, 0), lambda: r.randrange(1.5), lambda: r.randrange("a"), lambda: r.randint(5, 1), lambda: r.randint(1), lambda: r.choice([]), lambda: r.choice(5), lambda: r.choice({}), lambda: r.shuffle((1, 2)),
    lambda: r.sample([1], 5), lambda: r.sample([1], -1), lambda: r.sample({1}, 1), lambda: r.sample(5, 1), lambda: r.choices([], k=1), lambda: r.choices([1], weights=[1, 2]), lambda: r.choices([1], [1], cum_weights=[1]), lambda: r.choices([1, 2], weights=[0, 0]), lambda: r.uniform(1), lambda: r.uniform("a", 1),
    lambda: r.getrandbits(-1), lambda: r.getrandbits(1.5), lambda: r.seed([]), lambda: r.seed(None) or "ok", lambda: r.setstate(5), lambda: r.setstate((9, (), None)), lambda: r.random(1), lambda: r.gauss("a", 1), lambda: r.expovariate(0), lambda: r.betavariate(0, 1), lambda: r.gammavariate(-1, 1), lambda: r.sample([1, 2], k=1, counts=[1]),
    lambda: r.choice(None), lambda: r.binomialvariate(-1, 0.5), lambda: r.binomialvariate(5, 2), lambda: r.choices([1], weights=[float("inf")]), lambda: random.Random([]), lambda: r.nope,
]
for i, c in enumerate(cases):
    try:
        print(i, c())
    except Exception as e:
        print(i, type(e).__name__, e)
