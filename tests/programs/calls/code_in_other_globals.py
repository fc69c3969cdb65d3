"""One code object with several namespaces: functions made of it, and functions that are given it. Each
sees its own globals, however hot the code has run with others."""
alpha = 1


def read(): return alpha


def count():
    for _ in range(3):
        yield alpha


F = type(read)
spaces = {"alpha": "x"}, {"alpha": [2]}
f = g = None


def both():
    global f, g
    for _ in range(20):
        read()
    f = F(read.__code__, spaces[0])
    g = F(read.__code__, spaces[1])
    return f(), g(), read(), f(), f.__code__ is read.__code__, g.__code__ == f.__code__


for _ in range(5):
    print(both())


def hot(function, n):
    out = []
    for _ in range(n):
        out.append(function())
    return out[-1]


def swapped():
    def other(): return 0
    for function in (f, read, g, f):
        print(hot(function, 30))
    other.__code__ = f.__code__
    print(hot(other, 30), other.__code__ is read.__code__)


swapped()
print([list(F(count.__code__, space)()) for space in spaces * 3], list(count()))
