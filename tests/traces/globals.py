# A hot loop that reads a function, a number and a builtin, and then the number changes. Another one counts in a global, and one reads
# what another module has.
import math

SCALE = 3
count = 0


def double(x):
    return x + x


def f(items):
    total = 0
    for x in items:
        total += double(x) * SCALE + len(items)
    return total


def calls(n):
    return [f(list(range(50))) for _ in range(n)]


def counts(n):
    global count
    for _ in range(n):
        count += 1


def pies(n):
    total = 0.0
    for _ in range(n):
        total += math.pi
    return total


calls(40)
SCALE = 4
calls(40)
counts(2000)
pies(2000)
