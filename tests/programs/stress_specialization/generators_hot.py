"""Generators under `for`, `next`, `send`, unpacking, at one site with other iterators."""


def up(n):
    i = 0
    while i < n:
        yield i
        i += 1


def typed(n):
    for i in range(n):
        yield [i, i / 2, str(i), None, 2**61 + i][i % 5]


def consume(it):
    n = 0
    for x in it:
        n += 1 if x is None else len(x) if isinstance(x, str) else 2 if isinstance(x, float) else x % 7
    return n


for it in [up(50), typed(50), range(50), [1, 2.5, "s", None], iter("abc"), (x for x in range(10)), up(0), map(abs, [-1, -2]), {1: 2}, up(2**3), typed(3), zip()]:
    print(consume(it), end=" ")
print()


def send_loop():
    total = 0
    while True:
        x = yield total
        if x is None:
            continue
        if x == "raise":
            raise ValueError("told to")
        total = total + x


def drive(values):
    g = send_loop()
    next(g)
    out = []
    for v in values:
        try:
            out.append(g.send(v))
        except TypeError as e:
            out.append("T")
            g = send_loop()
            next(g)
        except (ValueError, StopIteration) as e:
            out.append(type(e).__name__[0])
    return out


print(drive(range(20))[-1], drive([1, 2.5, None, 2**61, True]), drive([1, "a", 2, 3]), drive([0.5] * 10)[-1])


def next_all(g):
    out = []
    while (x := next(g, "END")) != "END":
        out.append(x)
    return out


print(next_all(up(5)), next_all(iter([1, 2])), next_all(typed(6)), next_all(iter({})), next_all(x * 2 for x in "ab"))


def unpack3(g):
    a, b, c = g
    return c, b, a


for g in [up(3)] + [(1, 2, 3), up(3), [4, 5, 6], up(3), "xyz", typed(3)] * 3:
    try:
        last = unpack3(g)
    except ValueError as e:
        last = str(e)
print(last)
for g in (up(2), up(4)):
    try:
        unpack3(g)
    except ValueError as e:
        print(e)


def delegating(n, make):
    r = yield from make(n)
    yield ("done", r)


def with_result(n):
    for i in range(n):
        yield i
    return n * 10


for make in (up, range, with_result, lambda n: [n] * 2, lambda n: "ab", lambda n: (x for x in range(n))):
    print(list(delegating(3, make)), end=" ")
print()
inter = [up(3), typed(4), iter("ab"), up(5)]
order = []
while inter:
    for g in list(inter):
        try:
            order.append(next(g))
        except StopIteration:
            inter.remove(g)
print(order)


def early(n, stop):
    for x in up(n):
        if x == stop:
            return x
    return "none"


print([early(20, s) for s in (0, 5, 19, 25)] * 2)


def infinite():
    a = 0
    while True:
        a += 1
        try:
            got = yield a
            if got:
                a = got
        except ValueError:
            a = -1
        except GeneratorExit:
            closed.append(a)
            raise


closed = []
for k in range(10):
    g = infinite()
    vals = [next(g) for _ in range(k + 1)]
    vals.append(g.send(100 if k % 2 else 2**61 - 1))
    vals.append(g.throw(ValueError))
    g.close()
print(vals, closed)
print(sum(sum(up(i)) for i in range(30)), max(up(9)), sorted(typed(1)), list(zip(up(3), typed(3))), dict(zip("abc", up(9))), [*up(2), *typed(2)], set(up(3)) == {0, 1, 2}, tuple(up(3)), "".join(str(x) for x in up(5)), any(x > 3 for x in up(9)), all(up(3)), list(enumerate(up(2))), 3 in up(10), list(map(lambda a, b: a + b, up(3), up(3))))
