"""Chained comparisons evaluate each operand once and stop at the first false link."""


def v(x):
    print("eval", x, end="; ")
    return x


print(v(1) < v(2) < v(3))
print(v(1) < v(0) < v(3))
print(v(3) > v(2) > v(2) > v(1))
print(v(1) == v(1) == v(1) != v(2))
print(v(1) in [v(1)] in [[1]])
print(v(None) is v(None) is not v(1))
print(not v(1) < v(2) < v(2))
if v(1) < v(2) < v(3):
    print("yes")
else:
    print("no")
if v(1) < v(5) < v(3):
    print("yes")
else:
    print("no")
n = 0
while 0 <= n < 3 < 10:
    n += 1
print(n)


class Cmp:
    def __init__(self, result):
        self.result = result

    def __lt__(self, other):
        return self.result

    def __repr__(self):
        return f"Cmp({self.result!r})"


print(Cmp([]) < Cmp(1) < 3)
print(Cmp("x") < Cmp("y") < 3)
print(Cmp(0) < Cmp(5) < 3)
print(1 < 2 < 3 and 3 > 2 > 1, 1 < 2 > 1, 1 < 3 > 2 < 5 == 5)
print([a for a in range(10) if 2 <= a < 7 != a - 1])
try:
    1 < "a" < 3
except TypeError as e:
    print(e)
try:
    3 < 2 < "a"
    print("short-circuit")
    1 < 2 < "a"
except TypeError as e:
    print(e)
f = lambda a, b, c: a < b <= c
print([f(a, b, c) for a in (1, 2) for b in (1, 2) for c in (1, 2)])
