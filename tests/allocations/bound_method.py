class Counter:
    def next(self, x): return x + 1


def run(n):
    counter, total = Counter(), 0
    for i in range(n):
        bound = counter.next
        total = bound(total)
    return total
