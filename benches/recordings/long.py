# A loop body with a thousand micro-ops and more: arithmetic, attributes and items, unrolled by hand.
class Cell:
    def __init__(self, value):
        self.value = value
        self.weight = 1


def churn(cells, items, count):
    total = 0
    for i in range(count):
        a = cells[i & 7]
        b = cells[(i + 1) & 7]
        b.value = (a.value + b.weight + items[(i + 0) & 15]) & 4095
        items[(i + 0) & 15] = b.value - a.weight
        b = cells[(i + 2) & 7]
        b.value = (a.value + b.weight + items[(i + 1) & 15]) & 4095
        items[(i + 1) & 15] = b.value - a.weight
        b = cells[(i + 3) & 7]
        b.value = (a.value + b.weight + items[(i + 2) & 15]) & 4095
        items[(i + 2) & 15] = b.value - a.weight
        b = cells[(i + 4) & 7]
        b.value = (a.value + b.weight + items[(i + 3) & 15]) & 4095
        items[(i + 3) & 15] = b.value - a.weight
        b = cells[(i + 5) & 7]
        b.value = (a.value + b.weight + items[(i + 4) & 15]) & 4095
        items[(i + 4) & 15] = b.value - a.weight
        b = cells[(i + 6) & 7]
        b.value = (a.value + b.weight + items[(i + 5) & 15]) & 4095
        items[(i + 5) & 15] = b.value - a.weight
        if b.value & 1:
            total += b.value
        else:
            total -= 5
        b = cells[(i + 7) & 7]
        b.value = (a.value + b.weight + items[(i + 6) & 15]) & 4095
        items[(i + 6) & 15] = b.value - a.weight
        b = cells[(i + 8) & 7]
        b.value = (a.value + b.weight + items[(i + 7) & 15]) & 4095
        items[(i + 7) & 15] = b.value - a.weight
        b = cells[(i + 9) & 7]
        b.value = (a.value + b.weight + items[(i + 8) & 15]) & 4095
        items[(i + 8) & 15] = b.value - a.weight
        b = cells[(i + 10) & 7]
        b.value = (a.value + b.weight + items[(i + 9) & 15]) & 4095
        items[(i + 9) & 15] = b.value - a.weight
        b = cells[(i + 11) & 7]
        b.value = (a.value + b.weight + items[(i + 10) & 15]) & 4095
        items[(i + 10) & 15] = b.value - a.weight
        b = cells[(i + 12) & 7]
        b.value = (a.value + b.weight + items[(i + 11) & 15]) & 4095
        items[(i + 11) & 15] = b.value - a.weight
        if b.value & 1:
            total += b.value
        else:
            total -= 11
        b = cells[(i + 13) & 7]
        b.value = (a.value + b.weight + items[(i + 12) & 15]) & 4095
        items[(i + 12) & 15] = b.value - a.weight
        b = cells[(i + 14) & 7]
        b.value = (a.value + b.weight + items[(i + 13) & 15]) & 4095
        items[(i + 13) & 15] = b.value - a.weight
        b = cells[(i + 15) & 7]
        b.value = (a.value + b.weight + items[(i + 14) & 15]) & 4095
        items[(i + 14) & 15] = b.value - a.weight
        b = cells[(i + 16) & 7]
        b.value = (a.value + b.weight + items[(i + 15) & 15]) & 4095
        items[(i + 15) & 15] = b.value - a.weight
        b = cells[(i + 17) & 7]
        b.value = (a.value + b.weight + items[(i + 16) & 15]) & 4095
        items[(i + 16) & 15] = b.value - a.weight
        b = cells[(i + 18) & 7]
        b.value = (a.value + b.weight + items[(i + 17) & 15]) & 4095
        items[(i + 17) & 15] = b.value - a.weight
        if b.value & 1:
            total += b.value
        else:
            total -= 17
        b = cells[(i + 19) & 7]
        b.value = (a.value + b.weight + items[(i + 18) & 15]) & 4095
        items[(i + 18) & 15] = b.value - a.weight
        b = cells[(i + 20) & 7]
        b.value = (a.value + b.weight + items[(i + 19) & 15]) & 4095
        items[(i + 19) & 15] = b.value - a.weight
        b = cells[(i + 21) & 7]
        b.value = (a.value + b.weight + items[(i + 20) & 15]) & 4095
        items[(i + 20) & 15] = b.value - a.weight
        b = cells[(i + 22) & 7]
        b.value = (a.value + b.weight + items[(i + 21) & 15]) & 4095
        items[(i + 21) & 15] = b.value - a.weight
        b = cells[(i + 23) & 7]
        b.value = (a.value + b.weight + items[(i + 22) & 15]) & 4095
        items[(i + 22) & 15] = b.value - a.weight
        b = cells[(i + 24) & 7]
        b.value = (a.value + b.weight + items[(i + 23) & 15]) & 4095
        items[(i + 23) & 15] = b.value - a.weight
        if b.value & 1:
            total += b.value
        else:
            total -= 23
    return total


churn([Cell(i) for i in range(8)], list(range(16)), 1500)
