def f(a, b):
    return a / b


def g(x):
    y = f(x, x - 1)
    return y


print("before")
g(1)
print("never")
