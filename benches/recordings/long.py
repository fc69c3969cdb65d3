# A loop body with a thousand micro-ops and more: arithmetic, attributes and items, in calls that are inlined one after the other.
class Cell:
    def __init__(self, value):
        self.value = value
        self.weight = 1


def step(cells, items, i, k):
    a = cells[i & 7]
    b = cells[(i + k + 1) & 7]
    b.value = (a.value + b.weight + items[(i + k) & 15]) & 4095
    items[(i + k) & 15] = b.value - a.weight
    return b.value


def churn(cells, items, count):
    total = 0
    for i in range(count):
        total += step(cells, items, i, 0)
        total += step(cells, items, i, 1)
        total += step(cells, items, i, 2)
        total += step(cells, items, i, 3)
        total += step(cells, items, i, 4)
        total += step(cells, items, i, 5)
        total += step(cells, items, i, 6)
        total += step(cells, items, i, 7)
        total += step(cells, items, i, 8)
        total += step(cells, items, i, 9)
        total += step(cells, items, i, 10)
        total += step(cells, items, i, 11)
        total += step(cells, items, i, 12)
        total += step(cells, items, i, 13)
        total += step(cells, items, i, 14)
        total += step(cells, items, i, 15)
    return total


churn([Cell(i) for i in range(8)], list(range(16)), 1500)
