"""Module globals written in hot loops: counters, accumulators, flags, containers; read from several functions."""
counter, total, flag, items, table, last = 0, 0.0, False, [], {}, None


def tick(i):
    global counter, total, flag, last
    counter += 1
    total = total + i / 2
    flag = not flag
    last = i if flag else str(i)
    items.append(i)
    table[i % 4] = counter


def report(): return counter, total, flag, len(items), table, last


for i in range(50):
    tick(i)
print(report())
counter = 2**61 - 3
for i in range(5):
    tick(i)
print(report())
counter, total = 0.5, 10
for i in range(5):
    tick(i)
print(report())
counter = "s"
try:
    tick(1)
except TypeError as e:
    print(e)
counter = True
tick(1)
print(counter)
items = ()
try:
    tick(2)
except AttributeError as e:
    print(e)
items = type("L", (), {"append": lambda s, x: None, "__len__": lambda s: 42})()
tick(3)
print(report())
del table
try:
    tick(4)
except NameError as e:
    print(e)
table = {}
CONST = 10


def use_const(n):
    t = 0
    for _ in range(n):
        t += CONST
    return t


seen = []
for CONST in (10, 2.5, 10, 2**61, True, "x", 3):
    try:
        seen.append(use_const(12))
    except TypeError as e:
        seen.append(str(e))
print(seen)


def change_inside(n):
    global CONST
    out = []
    CONST = 1
    for i in range(n):
        if i == n // 2:
            CONST = "half"
        out.append(CONST)
    return out[n // 2 - 1:n // 2 + 1], out.count(1)


print(change_inside(40))


def helper(): return "first"


def loop():
    global helper
    out = []
    for i in range(30):
        out.append(helper())
        if i == 10:
            def helper(): return "second"
        if i == 20:
            helper = str
    return out[10], out[11], out[21], len(set(out))


print(loop())
for name in ("alpha", "beta"):
    globals()[name] = name.upper()
def read(): return alpha + beta
print([read() for _ in range(12)][-1])
globals().update(alpha=1, beta=2)
print([read() for _ in range(12)][-1])
exec_ns = {"__name__": "ns"}
def fn_with(ns): return type(read)(read.__code__, ns)()
print(fn_with({"alpha": "x", "beta": "y"}), fn_with({"alpha": [1], "beta": [2]}), read())
try:
    fn_with({"alpha": 1})
except NameError as e:
    print(e)
