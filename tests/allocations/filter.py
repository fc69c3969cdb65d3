def run(n):
    total = 0
    for i in range(n):
        for x in filter(lambda x: x % 2, [1, 2, 3, 4, 5]):
            total += x
    return total
