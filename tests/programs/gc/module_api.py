"""The functions of `gc` and its switches."""
import gc
print(gc.isenabled())
gc.disable()
print(gc.isenabled())
gc.enable()
print(gc.isenabled(), type(gc.collect()).__name__, type(gc.collect(0)).__name__, gc.collect(1) >= 0, gc.collect(generation=2) >= 0)
for bad in [lambda: gc.collect(5), lambda: gc.collect(-1), lambda: gc.collect("a"), lambda: gc.enable(1)]:
    try:
        print(bad())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
print(len(gc.get_threshold()), len(gc.get_count()), all(isinstance(n, int) for n in gc.get_count() + gc.get_threshold()))
old = gc.get_threshold()
gc.set_threshold(500, 5, 5)
print(gc.get_threshold()[0])
gc.set_threshold(*old)
data = [[i, {i: (i,)}] for i in range(500)]
gc.collect()
print(sum(x[0] + x[1][x[0]][0] for x in data))
acc = 0
for i in range(2000):
    tmp = [i, [i + 1], {"k": i}]
    acc += tmp[1][0] - tmp[2]["k"]
print(acc)
s = ""
for i in range(1000):
    s = (s + "x" * (i % 50))[-200:]
print(len(s))
big = [2**100 + i for i in range(200)]
gc.collect()
print(sum(big) % 1000007, big[7] - big[3])
flt = [i / 7 for i in range(200)]
gc.collect()
print(sum(flt))


def chain(n):
    local = [n] * 10
    if n:
        r = chain(n - 1)
        if n % 10 == 0:
            gc.collect()
        return r + local[n % 10]
    return 0


print(chain(60))


def gen():
    data = [1, 2, 3]
    for x in data:
        gc.collect()
        yield [x]


print([x for x in gen()], {k: v for k, v in zip("ab", gen())})


class A:
    def __eq__(self, o):
        gc.collect()
        return self.v == o.v
    def __hash__(self):
        gc.collect()
        return 1
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        gc.collect()
        return self.v < o.v
    def __repr__(self): return str(self.v)
    def __str__(self):
        gc.collect()
        return f"A{self.v}"


print({A(1): "x", A(2): "y", A(1): "z"}, sorted([A(3), A(1), A(2)]), max([A(1), A(9)]), [A(1)] == [A(1)], f"{A(5)} {A(6)!s}", " ".join(map(str, [A(1), A(2)])), A(3) in [A(1), A(3)])
