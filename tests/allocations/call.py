def inner(x): return x + 1
def outer(x): return inner(x) * 2


def run(n):
    total = 0
    for i in range(n):
        total = outer(i)
    return total
