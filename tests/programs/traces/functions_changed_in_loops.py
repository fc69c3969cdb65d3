# Code, defaults and closures of functions that hot loops have inlined change: the next call sees it.
def f(x):
    return x + 1


def g(x):
    return x - 1


def two(x, y=5):
    return x + y


def three(x, *, z=7):
    return x + z


def changes_of(changes, n):
    seen = []
    for i in range(n):
        if i in changes:
            changes[i]()
        result = (f(0), two(0), three(0))
        if not seen or seen[-1][1] != result:
            seen.append((i, result))
    return seen


old = f.__code__


def new_code():
    f.__code__ = g.__code__


def old_code():
    f.__code__ = old


def new_defaults():
    two.__defaults__ = (50,)


def new_keyword_defaults():
    three.__kwdefaults__ = {"z": 70}


def written_keyword_defaults():
    three.__kwdefaults__["z"] = 700


def more_code():
    f.__code__ = (lambda x, y: x + y).__code__
    f.__defaults__ = (1000,)


print(
    changes_of(
        {
            500: new_code,
            800: old_code,
            1100: new_defaults,
            1400: new_keyword_defaults,
            1700: written_keyword_defaults,
            2000: more_code,
        },
        2500,
    )
)


# The code changes by an argument of the call, and by a helper that the trace calls.
def h(x):
    return x * 2


def k(x):
    return -x


class Changer:
    def __index__(self):
        h.__code__ = k.__code__
        return 0


def inner(n):
    changer = Changer()
    zeros = [0] * n
    zeros[900] = changer
    one = [0]
    return [h(x + one[zeros[x]]) for x in range(n)]


found = inner(1500)
print(found[898:904], found[-1])


class Method:
    def m(self, x):
        return x


def method_code(n):
    it = Method()
    seen = []
    for i in range(n):
        seen.append(it.m(i))
        if i == 800:
            Method.m.__code__ = (lambda self, x: -x).__code__
    return seen


found = method_code(1500)
print(found[798:804], found[-1])


# Code that keeps changing.
def keeps_changing(n):
    total = 0
    codes = [(lambda x: x * 2).__code__, (lambda x: x * 3).__code__]

    def changing(x):
        return x

    for i in range(n):
        if i % 250 == 249:
            changing.__code__ = codes[i // 250 % 2]
        total += changing(i)
    return total


print(keeps_changing(5000))
