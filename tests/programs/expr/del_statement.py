"""`del` of names in each scope, of cells, attributes, items and slices."""
g = 1
del g
print("g" in globals())
l = list(range(10))
del l[0], l[-1], l[2:4], l[::3]
print(l)
d = dict(a=1, b=2, c=3)
del d["a"], (d["b"])
print(d)


def closure():
    cell = 1

    def read():
        return cell

    def remove():
        nonlocal cell
        del cell

    print(read())
    remove()
    try:
        read()
    except NameError as e:
        print(type(e).__name__, e)
    try:
        cell
    except NameError as e:
        print(type(e).__name__, e)
    cell = 2
    print(read())


closure()


def global_del():
    global temp
    temp = 5
    print(temp)
    del temp
    try:
        temp
    except NameError as e:
        print(type(e).__name__, e)


global_del()


class C:
    attr = 1
    gone = 2
    del gone
    print("gone" in locals(), "attr" in locals())

    def __delattr__(self, name):
        print("delattr", name)
        super().__delattr__(name)

    def __delitem__(self, key):
        print("delitem", key)


c = C()
c.x = 1
del c.x, c[1], c[1:2], c[..., 1]
del C.attr
print(hasattr(C, "attr"), c.__dict__)
for i in range(3):
    v = i
    del v
del i
try:
    del i
except NameError as e:
    print(e)
for bad in [1, (1, 2), "s", None]:
    try:
        del bad[0]
    except TypeError as e:
        print(e)
try:
    try:
        raise ValueError("x")
    except ValueError as e:
        pass
    e
except NameError as err:
    print(err)
