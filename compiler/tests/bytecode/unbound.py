def f(flag):
    if flag:
        x = 1
    print(x, x)
    del x
    return x, [(yield_ := y) for y in flag], [lambda: z for z in flag]
