def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def run(n):
    total = 0
    for x in count(n):
        total += x
    return total
