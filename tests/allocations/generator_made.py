def some(a, b):
    yield a
    yield b
    return a


def run(n):
    total = 0
    for i in range(n):
        for x in some(i, 2):
            total += x
    return total
