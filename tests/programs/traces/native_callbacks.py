"""Bytecode that native code calls in a loop: it is no part of what is recorded, and it may look at the frames."""
import sys


def key(pair):
    a, b = pair
    return -a if b else a


def by_sorted(rows):
    out = []
    for row in rows:
        out.append(sorted(row, key=key))
    return out


print(by_sorted([[(1, 0), (2, 1), (3, 0)]] * 3 + [[(5, 1), (4, 0)]] * 3))


class Shown:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"<{self.n + 1}>"


def show(x): return repr(x)


print([show(Shown(i)) for i in range(6)])
print([show(x) for x in (1, "a", Shown(2), None, 2.5, Shown(3))])


def caller():
    frame = sys._getframe(1)
    return frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno


def middle(depth):
    if depth: return middle(depth - 1)
    return caller()


def outer():
    names = []
    for i in range(6):
        names.append(middle(i % 3))
    return names


print(outer())


class Named:
    def __init__(self, name): self.name = name
    def __get__(self, instance, owner): return caller()


class Holder:
    attribute = Named("a")


def read(holder): return holder.attribute


holder = Holder()
found = []
for i in range(6): found.append(read(holder))
print(found)
