"""Chains of generators over generators, shared sources, interleaving."""
log = []


def source(n):
    for i in range(n):
        log.append(f"src{i}")
        yield i


def double(xs):
    for x in xs:
        log.append(f"dbl{x}")
        yield x * 2


def keep(pred, xs): return (x for x in xs if pred(x))


def window(n, xs):
    buf = []
    for x in xs:
        buf.append(x)
        if len(buf) == n:
            yield tuple(buf)
            del buf[0]


def chunks(n, xs):
    it = iter(xs)
    while True:
        c = []
        for x in it:
            c.append(x)
            if len(c) == n:
                break
        if not c:
            return
        yield c


def roundrobin(*its):
    active = [iter(i) for i in its]
    while active:
        for it in active[:]:
            try:
                yield next(it)
            except StopIteration:
                active.remove(it)


def tee(xs):
    left, right = [], []

    def make(mine, other):
        while True:
            if not mine:
                try:
                    v = next(xs)
                except StopIteration:
                    return
                mine.append(v)
                other.append(v)
            yield mine.pop(0)

    xs = iter(xs)
    return make(left, right), make(right, left)


p = keep(lambda x: x % 4, double(source(4)))
print(log)
print(next(p), log)
print(list(p), len(log))
print(list(window(3, range(6))), list(chunks(4, range(10))), "".join(roundrobin("abc", "d", "ef")))
a, b = tee(range(5))
print(next(a), next(a), next(b), list(a), list(b))


def group(xs, key):
    it = iter(xs)
    try:
        cur = next(it)
    except StopIteration:
        return
    bucket = [cur]
    for x in it:
        if key(x) == key(bucket[0]):
            bucket.append(x)
        else:
            yield key(bucket[0]), bucket
            bucket = [x]
    yield key(bucket[0]), bucket


print(list(group([1, 1, 2, 3, 3, 3], lambda v: v)), list(group([], lambda v: v)), list(group("aAbBc", str.lower)))


def primes():
    def sieve(xs):
        p = next(xs)
        yield p
        yield from sieve(x for x in xs if x % p)

    def naturals(n):
        while True:
            yield n
            n += 1

    return sieve(naturals(2))


ps = primes()
print([next(ps) for _ in range(25)])


def coroutine(fn):
    def start(*a):
        g = fn(*a)
        next(g)
        return g

    return start


@coroutine
def sink(out):
    while True:
        out.append((yield))


@coroutine
def mapper(f, target):
    while True:
        target.send(f((yield)))


@coroutine
def broadcast(*targets):
    while True:
        v = yield
        for t in targets:
            t.send(v)


o1, o2 = [], []
head = broadcast(mapper(lambda v: v * v, sink(o1)), mapper(str, sink(o2)))
for i in range(5):
    head.send(i)
print(o1, o2)


def scheduler(tasks):
    queue = list(tasks)
    while queue:
        t = queue.pop(0)
        try:
            yield next(t)
            queue.append(t)
        except StopIteration as e:
            yield ("done", e.value)


def task(name, n):
    for i in range(n):
        yield f"{name}{i}"
    return name


print(list(scheduler([task("a", 2), task("b", 1), task("c", 3)])))
