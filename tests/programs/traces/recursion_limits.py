"""Traces with inlined calls near the limit of recursion."""
import sys


def leaf(i): return i + 1
def inner(i): return leaf(i) + 1


def loop(n):
    total = 0
    for i in range(n): total += inner(i)
    return total


def down(depth):
    if depth == 0: return loop(5)
    return down(depth - 1)


print(loop(20), down(10))
old = sys.getrecursionlimit()
sys.setrecursionlimit(200)
reached = 0
for depth in range(150, 230):
    try:
        down(depth)
        reached = max(reached, depth)
    except RecursionError as error:
        last = str(error)
print(100 < reached < 200, last)
sys.setrecursionlimit(old)
