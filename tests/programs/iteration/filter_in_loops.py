# Loops over `filter` objects: as if their functions were called by native code, which nobody sees.
import sys


def odd(x):
    return x % 2


def over(make, function=odd):
    found = []
    for x in filter(function, make()):
        found.append(x)
    return found


class Iterator:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        print("iter", end=" ")
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


class Own(filter):
    pass


def numbers(n):
    for i in range(n):
        yield i


def stops_at(limit):
    def keep(x):
        if x == limit:
            raise StopIteration("enough")
        return True

    return keep


def fails_at(limit):
    def keep(x):
        if x == limit:
            raise ValueError(x)
        return True

    return keep


def frames_of(error):
    entry = error.__traceback__
    names = []
    while entry is not None:
        names.append((entry.tb_frame.f_code.co_name, entry.tb_lineno))
        entry = entry.tb_next
    return names


def failing(limit):
    try:
        for x in filter(fails_at(limit), [1, 2, 3, 4]):
            pass
    except ValueError as error:
        return frames_of(error), error.__context__
    return "nothing"


def looks(x):
    names = []
    frame = sys._getframe()
    while frame is not None and len(names) < 3:
        names.append(frame.f_code.co_name)
        frame = frame.f_back
    seen.append((names, sys._getframe(1).f_code.co_name))
    return x


def looking():
    for x in filter(looks, (1, 2)):
        pass


def shared():
    found = []
    kept = filter(odd, [1, 2, 3, 5, 7, 9, 11])
    for x in kept:
        found.append(x)
        if x == 3:
            found.append(("next", next(kept)))
        if x == 7:
            break
    found.append(("rest", list(kept)))
    return found


def changing():
    items = [1, 2, 3]
    found = []
    for x in filter(odd, items):
        found.append(x)
        if len(items) < 12:
            items.append(x + 4)
    return found


def nested():
    return [
        (x, y)
        for x in filter(lambda x: x > 1, filter(odd, [1, 2, 3, 4, 5]))
        for y in filter(lambda y: y < x, (1, 2, 3, 4))
    ]


def delegating():
    yield from filter(odd, [1, 2, 3])
    yield "end"


def handling():
    found = []
    try:
        raise KeyError("outer")
    except KeyError:
        for x in filter(lambda x: sys.exception().args == ("outer",), [1, 2]):
            found.append((x, sys.exception().args))
        try:
            for x in filter(fails_at(2), [1, 2]):
                pass
        except ValueError as error:
            found.append((repr(error.__context__), frames_of(error)))
    return found


def deep(n):
    for x in filter(lambda x: True, [n]):
        return deep(n - 1) if n else "bottom"


seen = []
for turn in range(30):
    results = [
        over(lambda: [1, 2, 3, 4, 5]),
        over(lambda: (1, 2, 3)),
        over(lambda: range(6)),
        over(lambda: numbers(6)),
        over(lambda: "abc", str.isalpha),
        over(lambda: [0, 1, "", "x", None], None),
        over(lambda: [True, 2.5, 3], lambda x: type(x) is not int),
        over(lambda: [1, 2, 3, 4], stops_at(3)),
        over(lambda: {1: 2, 3: 4}),
        list(Own(odd, [1, 2, 3])),
        [x for x in Own(odd, [1, 2, 3])],
        failing(3),
        failing(9),
        shared(),
        changing(),
        nested(),
        list(delegating()),
        handling(),
        deep(20),
    ]
    looking()
    if turn in (0, 10, 29):
        print(turn, *results, sep="\n    ")
        print(over(lambda: Iterator(5)))
print(len(seen), seen[0], seen[-1])


def made(callable, items):
    return callable(odd, items)


def made_of_tuple(callable, items):
    return callable(odd, items)


for i in range(40):
    made(filter, [1, 2, 3])
    made_of_tuple(filter, (1, 2, 3))
print(list(made(map, [1, 2, 3])), list(made(filter, {1: 2})), made(lambda f, items: f(items[0]), [5]))
print(list(made_of_tuple(map, (1, 2))), list(made_of_tuple(filter, "")), made_of_tuple(isinstance, (int, str)))
for arguments in ((odd,), (odd, 5), (odd, [1], 2)):
    try:
        for x in filter(*arguments):
            pass
    except TypeError as error:
        print(error)
try:
    for x in filter(odd, ["text", 1]):
        print(x)
except TypeError as error:
    print(error, frames_of(error))


def each(items):
    return [x for x in items]


for i in range(40):
    each(filter(odd, [1, 2, 3]))
print(each(filter(odd, [4, 5])), each([1, 2]), each(filter(None, [0, 1])), each(map(odd, [1])))
