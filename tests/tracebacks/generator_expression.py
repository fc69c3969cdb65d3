data = [4, 2, 0, 1]
print(sum(8 // x for x in data))
