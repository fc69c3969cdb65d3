"""Lists: items, append, comprehension, sorting."""


def run():
    items = []
    for i in range(3000):
        items.append(i ^ 1365)
    for i in range(1, len(items)):
        items[i] += items[i - 1]
    squares = [item * 2 for item in items if item % 3]
    squares.sort()
    items.pop()
