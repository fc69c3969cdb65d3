def positive(x):
    if x < 0:
        raise ValueError(x)
    return x


def f(n):
    refused = 0
    for i in range(n):
        try:
            positive(-1 - i)
        except ValueError:
            refused += 1
    return refused


print(f(2000))
