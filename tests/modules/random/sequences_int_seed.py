"""The sequences of `random` for integer seeds are those of CPython."""
import random
for seed in (0, 1, 42, -5, 2**32, 2**70, 12345678901234567890, True):
    random.seed(seed)
    print(seed, [random.random() for _ in range(3)], random.getrandbits(10), random.getrandbits(64), random.getrandbits(100), random.randrange(100))
r = random.Random(7)
print([r.randrange(10) for _ in range(20)], [r.randrange(5, 50, 5) for _ in range(10)], [r.randint(-3, 3) for _ in range(15)], r.randrange(2**70), r.randint(0, 10**30), r.randrange(1), r.randrange(10, 0, -3))
print([r.choice("abcdef") for _ in range(10)], r.choice([1, 2, 3]), r.choice((5,)), r.choice(range(100)), r.choice({1: "a", 0: "b"}))
l = list(range(12))
r.shuffle(l)
print(l)
print(r.sample(range(100), 5), r.sample("abcdefghij", 4), r.sample([1, 2, 3], 3), r.sample(range(10**6), 3), r.sample(["a", "b"], counts=[3, 2], k=4), r.sample(range(20), 15), r.sample([], 0))
print(r.choices("abc", k=8), r.choices([1, 2, 3], weights=[10, 1, 1], k=8), r.choices("xy", cum_weights=[1, 5], k=6), r.choices(range(5)), r.choices([0, 1], [0.1, 0.9], k=5))
print(r.uniform(1, 10), r.uniform(5, -5), r.triangular(), r.triangular(0, 10, 3), r.gauss(), r.gauss(10, 2), r.gauss(mu=0, sigma=1), r.normalvariate(0, 1), r.normalvariate(5, 0.1))
print(r.expovariate(1.5), r.expovariate(), r.betavariate(2, 3), r.gammavariate(2, 1), r.gammavariate(0.5, 1), r.gammavariate(1, 2), r.lognormvariate(0, 0.25), r.paretovariate(3), r.weibullvariate(1, 1.5), r.vonmisesvariate(0, 4), r.vonmisesvariate(0, 0))
print(r.randbytes(8), r.getrandbits(1), r.getrandbits(32), r.getrandbits(33), r.getrandbits(0), r.binomialvariate(10, 0.3), r.binomialvariate(), r.binomialvariate(100, 0.5))
random.seed(99)
a = [random.random() for _ in range(700)]
print(sum(a), a[623], a[624], a[699])
