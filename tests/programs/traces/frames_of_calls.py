def outer(k):
    def add(x, y=3, *, z=5):
        return x + y + k + z
    t = 0
    for i in range(50):
        t += add(i)
        t += add(i, 1)
        t += add(i, z=2)
    return t
print(outer(3), outer(4))
class P:
    def __init__(self, x, y=2):
        self.x = x; self.y = y
    def m(self, a=1, *rest, **kw):
        return self.x + a + len(rest) + len(kw)
def run():
    t = 0
    for i in range(60):
        p = P(i)
        t += p.m() + p.m(2) + p.m(3, 4, 5) + p.y
    return t
print(run())
def fact(n):
    return (lambda f: f(f, n))(lambda f, n: 1 if n < 2 else n * f(f, n - 1))
print([fact(i) for i in range(20)])
def deep(n, acc=[]):
    if n == 0: return len(acc)
    return deep(n-1) + 1
print([deep(i) for i in range(30)])
try:
    for i in range(30):
        (lambda a, b=1: a + b)(i if i < 25 else "x")
except TypeError as e: print(e)
