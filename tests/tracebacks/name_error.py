def f():
    count = 1
    return coumt


f()
