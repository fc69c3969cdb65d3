def run(n):
    total = 0
    for i in range(n):
        total += [0, 1, 2, 3][3]
    return total
