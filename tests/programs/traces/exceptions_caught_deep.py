"""Exceptions that leave inlined frames and generators, and are raised again: their tracebacks name each frame once."""
def f(n):
    total = 0
    for i in range(n):
        try:
            if i % 2:
                raise ValueError(i)
            total += 1
        except ValueError as e:
            total += e.args[0]
    return total

def g(d, n):
    miss = 0
    for i in range(n):
        try:
            miss += d[i & 7]
        except KeyError:
            miss += 100
    return miss

def inner(x):
    if x % 3 == 0:
        raise KeyError(x)
    return x

def middle(x):
    return inner(x) + 1

def h(n):
    s = 0
    for i in range(n):
        try:
            s += middle(i)
        except KeyError as e:
            s -= e.args[0]
        finally:
            s += 1
    return s

def gen(n):
    for i in range(n):
        try:
            yield inner(i)
        except KeyError:
            yield -1

def k(n):
    s = 0
    for v in gen(n):
        s += v
    return s

def gen2(n):
    yield 1
    yield 2
    raise LookupError(n)

def m(n):
    s = 0
    for i in range(n):
        try:
            for v in gen2(i):
                s += v
        except LookupError as e:
            s += e.args[0]
    return s

def re(n):
    s = 0
    for i in range(n):
        try:
            try:
                middle(i)
            except KeyError:
                s += 1
                raise
        except LookupError as e:
            s += 10
            t = e.__traceback__
            while t:
                s += t.tb_lineno
                t = t.tb_next
    return s
for _ in range(3):
    print(f(2000), g({i: i for i in range(0, 8, 2)}, 2000), h(2000), k(2000), m(2000), re(2000))
