"""Closures share cells; loops rebind them; nonlocal writes through."""


def counter(start=0):
    n = start

    def inc(by=1):
        nonlocal n
        n += by
        return n

    def get(): return n

    def reset():
        nonlocal n
        n = start

    return inc, get, reset


inc, get, reset = counter(10)
print(inc(), inc(5), get(), reset(), get())
other = counter()
print(other[0](), get())


def loops():
    fs = []
    for i in range(3):
        fs.append(lambda: i)
    i = 99
    return [f() for f in fs]


print(loops())


def per_iteration():
    fs = []
    for i in range(3):
        def make(j):
            return lambda: (i, j)
        fs.append(make(i))
    return [f() for f in fs]


print(per_iteration())


def deep():
    a = 1

    def l1():
        b = a + 1

        def l2():
            nonlocal a, b
            a += 10
            b += 10

            def l3():
                nonlocal a
                a += 100
                return a, b

            return l3()

        return l2(), b

    return l1(), a


print(deep())


def args_are_cells(a, *b, c=3, **d):
    def show(): return a, b, c, d

    a += 1
    c = "changed"
    d["x"] = 1
    return show()


print(args_are_cells(1, 2, c=4, e=5))


def unset():
    def read(): return value

    try:
        read()
    except NameError as e:
        print(e)
    value = 1
    return read()


print(unset())


def recursive():
    def walk(n): return [n] + walk(n - 1) if n else []

    return walk(4)


print(recursive())


def shared():
    v = 0
    return (lambda: v), [lambda x, i=i: (x, i, v) for i in range(2)], {k: (lambda: (k, v)) for k in "ab"}


a, b, c = shared()
print(a(), [f(1) for f in b], [f() for f in c.values()])
cell = counter(7)[1].__closure__[0]
print(cell.cell_contents)
cell.cell_contents = 8
print(cell.cell_contents, type(cell).__name__)
f = counter()[0]
print(sum(f() for _ in range(100)), f.__code__.co_freevars)
