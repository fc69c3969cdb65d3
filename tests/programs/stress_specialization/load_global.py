"""Globals and builtins read in hot functions while they are rebound, deleted and shadowed."""
import builtins
value = 1


def read(): return value


def read_len(x): return len(x)


def both(): return value, abs(-1)


out = []
for i in range(80):
    if i == 10: value = 2
    if i == 20: value = "str"
    if i == 30: value = 2.5
    if i == 40: del value
    if i == 45: builtins.value = "from builtins"
    if i == 55: value = "global again"
    if i == 65: globals()["value"] = "through globals()"
    if i == 75: del builtins.value
    try:
        out.append(read())
    except NameError as e:
        out.append(str(e))
print([out[i] for i in range(0, 80, 5)])
out = []
for i in range(60):
    if i == 10: len = lambda x: "global len"
    if i == 20: del len
    if i == 30: builtins.len, saved = (lambda x: "builtins len"), builtins.len
    if i == 40: builtins.len = saved
    if i == 50: globals()["len"] = 5
    try:
        out.append(read_len("abc"))
    except TypeError as e:
        out.append(str(e))
del len
print([out[i] for i in range(0, 60, 5)], read_len("ab"))


def setter(v):
    global value
    value = v


res = []
for i in range(40):
    setter(i if i % 4 else str(i))
    res.append(both()[0])
print(res[-6:])
counter = 0


def bump():
    global counter
    counter += 1
    if counter == 50:
        counter = 0.5
    return counter


print([bump() for _ in range(100)][-1])
counter = 2**61 - 3
print([bump() for _ in range(5)])


def f(): return "f1"


def call(): return f()


seq = [call() for _ in range(20)]
def f(): return "f2"
seq += [call() for _ in range(20)]
f = lambda: "lambda"
seq += [call() for _ in range(20)]
class f:
    def __repr__(self): return "instance of f"
seq += [call() for _ in range(3)]
f = str
seq += [repr(call())]
f = 5
try:
    call()
except TypeError as e:
    seq.append(str(e))
print(seq[::19], seq[-2:])
for n in range(300):
    globals()[f"g{n}"] = n
def read_many(): return g0 + g150 + g299
print(sum(read_many() for _ in range(50)), value)
g150 = 1000
print(read_many())
for n in range(0, 300, 2):
    del globals()[f"g{n}"]
try:
    read_many()
except NameError as e:
    print(e)
ns = {"v": 1}
ns_fn = lambda: v
try:
    ns_fn()
except NameError as e:
    print(e)
v = "defined later"
print(ns_fn())


def inner_globals():
    def g(): return value_set_by_inner
    global value_set_by_inner
    r = []
    for i in range(10):
        value_set_by_inner = i * 2
        r.append(g())
    return r


print(inner_globals())
def cond(flag): return defined_nowhere if flag else "not evaluated"
print([cond(False) for _ in range(20)][-1])
for _ in range(2):
    try:
        cond(True)
    except NameError as e:
        print(e)
print_ = print
print = lambda *a: print_("[", *a, "]")
print("shadowed")
del print
print("normal")
