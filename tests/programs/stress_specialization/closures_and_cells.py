"""Cells whose values change type while functions that read and write them are hot."""


def make():
    n = 0

    def add(x):
        nonlocal n
        n = n + x
        return n

    def peek(): return n

    def put(v):
        nonlocal n
        n = v

    def drop():
        nonlocal n
        del n

    return add, peek, put, drop


add, peek, put, drop = make()
for i in range(40):
    add(i)
print(peek())
put(2**61 - 2)
print([add(1) for _ in range(4)])
put(0.5)
print([add(1) for _ in range(4)][-1])
put("s")
print([add("t") for _ in range(4)][-1])
put([1])
print(add([2]))
drop()
for f in (peek, lambda: add(1), drop):
    try:
        f()
    except NameError as e:
        print(e)
put(5)
print(peek())
many = [make() for _ in range(20)]
for i, (a, p, *_) in enumerate(many * 3):
    a(i if i % 2 else i / 2)
print([p() for _, p, *_ in many])


def counters(kind):
    c = kind(0)

    def tick():
        nonlocal c
        c += kind(1)
        return c

    return tick


ts = [counters(k) for k in (int, float, str, bool, int)]
for _ in range(15):
    last = [t() for t in ts]
print(last)


def fib_gen():
    a, b = 0, 1

    def step():
        nonlocal a, b
        a, b = b, a + b
        return a

    return step


s = fib_gen()
print([s() for _ in range(100)][-1])


def loop_closures(n):
    fs = []
    for i in range(n):
        def f(x, i=i): return x * i + j
        fs.append(f)
    j = 100
    r = [f(2) for f in fs]
    j = 0.5
    r += [f(2) for f in fs]
    j = "no"
    try:
        fs[1](2)
    except TypeError as e:
        r.append(str(e))
    return r


print(loop_closures(5))


def arg_cell(x):
    def get(): return x
    out = []
    for i in range(25):
        if i == 10: x = "str"
        if i == 20: x = [i]
        out.append(get())
    return out


print(arg_cell(1)[8:22])


def deep(n):
    v = n
    def level1():
        def level2():
            def level3():
                nonlocal v
                v += 1
                return v
            return level3()
        return level2()
    return [level1() for _ in range(n)]


print(deep(10), deep(3))


def compose_all(fs):
    def run(x):
        for f in fs:
            x = f(x)
        return x
    return run


inc, dbl, text = (lambda x: x + 1), (lambda x: x * 2), str
pipeline = [inc, dbl]
run = compose_all(pipeline)
print([run(i) for i in range(12)][-1])
pipeline.append(float)
print([run(i) for i in range(12)][-1])
pipeline.append(text)
print(run(1), compose_all([text, dbl, len])(12345))
class Counter:
    def __init__(self): self.hooks = []
    def on(self, f): self.hooks.append(f); return f
    def fire(self, *a): return [h(*a) for h in self.hooks]
c = Counter()
state = {"n": 0}
@c.on
def first(x): state["n"] += x; return state["n"]
@c.on
def second(x): return first(x) * 2
for v in (1, 2, 2.5, True, 2**61):
    print(c.fire(v), end=" ")
print()
