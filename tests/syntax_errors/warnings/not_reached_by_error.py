x = 1 is 2
def f(a):
    global a
