def run(n):
    total = 0
    for i in range(n):
        double = lambda x: 2 * x
        total += double(i)
    return total
