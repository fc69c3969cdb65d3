"""Calls whose arguments are arranged before the frame is entered, functions with free variables, and generators, in loops."""


def defaults(a, b=10, *rest, c=3, **more): return a, b, rest, c, more
def some(a, b=7): return a + b


for i in range(5):
    print(defaults(i), defaults(i, 2), defaults(i, 2, 3, 4), some(i), some(i, 1))


class Methods:
    def method(self, a, b=5, *rest): return a, b, rest


m = Methods()
for i in range(5):
    print(m.method(i), m.method(i, 1), m.method(i, 1, 2))


def closure(k):
    total = 0
    def add(n):
        nonlocal total
        total += n * k
        return total
    return add


add = closure(3)
print([add(i) for i in range(8)])
adders = [closure(k) for k in range(4)]
for i in range(4):
    for f in adders: f(i)
print([f(0) for f in adders])


def numbers(n):
    for i in range(n): yield i


for i in range(5):
    print(list(numbers(i)), sum(numbers(i)), max(numbers(i + 1)))
