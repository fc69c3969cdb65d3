class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


def run(n):
    total = 0
    for i in range(n):
        p = Point(i, total)
        total = p.x + 1
    return total
