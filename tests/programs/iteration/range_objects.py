"""`range`: attributes, arithmetic on bounds, equality, containment, huge values."""
for r in [range(5), range(2, 8), range(0, 10, 3), range(10, 0, -3), range(0), range(5, 2), range(-3, 3), range(0, -5, -1)]:
    print(r, list(r), len(r), r.start, r.stop, r.step, bool(r), list(reversed(r)))
print(range(5) == range(0, 5, 1), range(0, 3, 2) == range(0, 4, 2), range(0) == range(2, 1), range(3) == [0, 1, 2], hash(range(0, 3, 2)) == hash(range(0, 4, 2)))
print(range(10)[3], range(10)[-1], range(10)[2:5], range(10)[::-2], range(1, 100, 7)[5:10:2], range(10)[20:], range(0, 10, 2)[1:][1:])
print(5 in range(10), 10 in range(10), 4 in range(0, 10, 3), 2.0 in range(5), 2.5 in range(5), "a" in range(5), True in range(2), -1 in range(0, -5, -2))
print(range(10).index(4), range(0, 20, 5).index(15), range(10).count(3), range(10).count(99), range(5).count("a"))
big = range(10**20, 10**20 + 5, 2)
print(list(big), big[1], len(big), 10**20 + 2 in big, 10**20 + 1 in big, big.index(10**20 + 4), big[-1])
huge = range(0, 10**30, 10**10)
print(huge[5], huge[-1], 10**20 in huge, huge[10**19:10**19 + 3][0])
try:
    len(huge)
except OverflowError as e:
    print(e)
for i in range(2**61 - 2, 2**61 + 3):
    print(i, end=" ")
print()
for i in range(2**63 - 2, 2**63 + 2):
    print(i, end=" ")
print()
for i in range(-(2**61) + 2, -(2**61) - 3, -2):
    print(i, end=" ")
print()


class I:
    def __index__(self): return 4


print(list(range(I())), list(range(True)), range(I(), 10, I()))
for thunk in [lambda: range(), lambda: range(1.0), lambda: range("5"), lambda: range(1, 2, 0), lambda: range(5)[10], lambda: range(5)[-6],
              lambda: range(5).index(7), lambda: range(5).index("a"), lambda: range(5)["a"], lambda: range(5) + range(3), lambda: range(5) < range(6),
              lambda: range(5).start.x, lambda: setattr(range(5), "start", 1), lambda: range(5).__setitem__(0, 1), lambda: range(1, 2, 3, 4), lambda: range(None)]:
    try:
        print(thunk())
    except Exception as e:
        print(type(e).__name__, e)
it = iter(range(3))
print(next(it), list(it), next(it, "end"))
total = 0
for i in range(100):
    for j in range(i % 5):
        for k in range(j, -1, -1):
            total += i * j - k
print(total)
r = range(3)
for i in r:
    for j in r:
        print(i * j, end=" ")
print(i, j)
n = 5
for i in range(n):
    n = 100
    i += 50
print(i, n)
print(sum(range(10**6, 10**6 + 100)), max(range(5)), min(range(5, 0, -1)), sorted(range(5, 0, -1)), tuple(range(3)), set(range(3)) == {0, 1, 2})
print([*range(3), *range(3)], dict(zip(range(3), range(3, 6))), "".join(map(str, range(10))), list(zip(range(3), reversed(range(3)))))
print(list(range(3).__reversed__()), range(1, 10, 2).__contains__(3), range(4).__len__(), repr(range(1, 2)), str(range(1, 2, 1)), f"{range(3)}")
