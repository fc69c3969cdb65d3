def run(n):
    total = 0
    for i in range(n):
        for x in (1, 2, 3):
            total += x
    return total
