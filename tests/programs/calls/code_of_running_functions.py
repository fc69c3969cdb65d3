# A function gets other code while it runs, while it is suspended, or while somebody else runs: what runs keeps its code.
import gc


def new(x=0):
    return -x


def running(x):
    if x % 5 == 3:
        running.__code__ = new.__code__
        gc.collect()
    parts = ["p%d" % x, "text", 2.5, (1, x), {"k": 12345678901}]
    return parts, len(parts), running(1) if x == 3 else "end"


for i in range(6):
    print(running(i))


def wrong(x):
    wrong.__code__ = new.__code__
    return "text", undefined_name


try:
    wrong(1)
except NameError as error:
    print(error, error.__traceback__.tb_next.tb_lineno)
print(wrong(1))


# Several frames of it, and of one that it calls.
def deep(n):
    if n == 0:
        change(deep)
        return ["bottom"]
    below = deep(n - 1)
    return [*below, "level", n, deep(7)]


def change(function):
    function.__code__ = new.__code__
    gc.collect()


print(deep(4), deep(3))


def generates(n, label="label"):
    for i in range(n):
        yield label, i, "constant", 2.5
        if i == 2:
            change_generator()


def other(n, label="label"):
    yield "other", n, label


def change_generator():
    generates.__code__ = other.__code__
    gc.collect()


first = generates(4)
second = generates(2)
next(second)
print(list(first), list(second), list(generates(3)))


# A closure keeps its cells.
def outer():
    value = "cell"

    def inner(n):
        if n == 2:
            inner.__code__ = twin.__code__
        return value, inner, n, "text"

    def twin(n):
        return inner, twin, value, -n

    return inner


inner = outer()
for i in range(4):
    found = inner(i)
    print([x for x in found if not callable(x)])


class A:
    def m(self):
        return "A"


class B(A):
    def m(self, change=False):
        if change:
            B.m.__code__ = B.other.__code__
        return super().m() + "B"

    def other(self, change=False):
        return super().m() + "other"


for change_it in (False, True, False):
    print(B().m(change_it))


# Hot loops that have inlined it: the frame that is left belongs to the old code.
def hot(x):
    y = x * 2
    if x == limit:
        hot.__code__ = (lambda x: -x).__code__
    return y + 1000000007


def loop(n):
    return [hot(x) for x in range(n)]


limit = 900
found = loop(1500)
print(found[898:903], found[-1])


def changes_at(i):
    if i == 700:
        called.__code__ = (lambda i: ("new", -i)).__code__


def called(i):
    (changes_at if i >= 700 else abs)(i)
    return "old", i + 1000000007


found = [called(i) for i in range(1500)]
print(found[698:703], found[-1])
