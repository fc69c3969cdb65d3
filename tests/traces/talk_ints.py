def f(a, b):
    for i in range(1000):
        a += b + b + b
    return a


print(f(1, 2))
