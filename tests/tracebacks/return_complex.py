def compute(values, index):
    return values[index] + values[index + 1] * (values[index + 2] - 1) // values[0]


print(compute([1, 2, 3], 0))
compute([0, 2, 3], 0)
