"""`yield from`: delegation of values, sends, throws, close and results."""


def inner(tag, n=2):
    try:
        for i in range(n):
            got = yield f"{tag}{i}"
            print("inner got", got)
    except ValueError as e:
        print("inner caught", e)
        yield "recovered"
    finally:
        print("inner finally")
    return f"{tag} result"


def outer():
    r = yield from inner("a")
    print("outer got", r)
    r = yield from inner("b", 1)
    yield r
    return "outer result"


g = outer()
print(next(g), g.send(1), g.send(2), g.send(3), list(g))
g = outer()
next(g)
print(g.throw(ValueError("v")), next(g))
g.close()
g = outer()
print(next(g), g.gi_yieldfrom.__name__)
try:
    g.throw(KeyError("k"))
except KeyError as e:
    print("escaped", e)


def over(*its):
    for it in its:
        got = yield from it
        print("sub result", got)


print(list(over([1, 2], "ab", range(2), {}, (x for x in "z"), iter([9]))))
for bad in 5, None:
    try:
        list(over(bad))
    except TypeError as e:
        print(e)
g = over([1, 2, 3])
next(g)
try:
    g.send("x")
except AttributeError as e:
    print(e)
g = over([1, 2])
next(g)
try:
    g.throw(ValueError("to list iterator"))
except ValueError as e:
    print(e)


class Custom:
    def __iter__(self): return self
    def __init__(self): self.n = 0
    def __next__(self):
        self.n += 1
        if self.n > 3:
            e = StopIteration("custom result")
            raise e
        return self.n
    def send(self, v): print("send", v); return v
    def throw(self, e): print("throw", repr(e)); return "thrown"
    def close(self): print("closed")


def use():
    r = yield from Custom()
    yield ("result", r)


g = use()
print(next(g), g.send("s"), g.throw(ValueError("x")), next(g), next(g), next(g))
g = use()
next(g)
g.close()


def chain(n):
    if n == 0:
        x = yield "bottom"
        return x
    return (yield from chain(n - 1)) + 1


g = chain(30)
print(next(g))
try:
    g.send(100)
except StopIteration as e:
    print(e.value)


def flatten(x):
    if isinstance(x, list):
        for y in x:
            yield from flatten(y)
    else:
        yield x


print(list(flatten([1, [2, [3, [], [4]], 5], [[6]]])))


def permutations(xs):
    if not xs:
        yield []
    for i, x in enumerate(xs):
        yield from ([x] + rest for rest in permutations(xs[:i] + xs[i + 1:]))


print(len(list(permutations([1, 2, 3, 4]))), list(permutations("ab".split("a"))))


def early():
    return (yield from ()) , (yield from [])


print(list(early()))


def result_in_expr():
    total = (yield from inner("x", 1)) + "!" + (yield from inner("y", 0))
    yield total


print(list(result_in_expr()))
