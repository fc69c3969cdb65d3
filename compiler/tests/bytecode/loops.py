def f(items, limit):
    total = 0
    for item in items:
        if item > limit or not item:
            continue
        total += item
    while total:
        total -= 1
        if total is None:
            break
    return [x * y for x, y in items if 1 < x <= limit]
