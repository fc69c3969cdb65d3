"""Functions that specialized instructions enter get another `__code__` with other parameters."""


class Thing:
    def __init__(self, value):
        self.value = value

    def __add__(self, other):
        return self.value + other

    def __eq__(self, other):
        return self.value == other

    def __getitem__(self, key):
        return self.value * key

    def __setitem__(self, key, value):
        self.value = key + value

    def __iter__(self):
        yield self.value
        yield self.value + 1

    @property
    def twice(self):
        return self.value * 2


def use(thing):
    thing[1] = 2
    out = [thing + 1, thing == 3, thing[4], thing.twice, Thing(7).value]
    for item in thing:
        out.append(item)
    return out


def use_from(thing):
    def inner():
        yield from thing
    return list(inner())


def attempt(action, *arguments):
    try:
        return action(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def nothing(self):
    return "nothing"


def one(self, a=10):
    return ("one", a)


def many(self, a, b, c=30):
    return ("many", a, b, c)


def plain(self):
    return [1, 2, 3]


def other(self):
    yield "other"


def takes_more(self, more):
    yield more


def start():
    thing = Thing(1)
    for _ in range(60):
        use(thing)
        use_from(thing)
    return thing


for name in ("__init__", "__add__", "__eq__", "__getitem__", "__setitem__"):
    function = Thing.__dict__[name]
    original = function.__code__
    for replacement in (nothing, one, many, plain):
        thing = start()
        function.__code__ = replacement.__code__
        print(name, replacement.__name__, attempt(use, thing), attempt(use_from, thing))
        function.__code__ = original
        print(attempt(use, start()))

getter = Thing.__dict__["twice"].fget
for replacement in (nothing, one, many):
    thing = start()
    original = getter.__code__
    getter.__code__ = replacement.__code__
    print("twice", replacement.__name__, attempt(use, thing))
    getter.__code__ = original

iterate = Thing.__dict__["__iter__"]
for replacement in (other, takes_more):
    thing = start()
    original = iterate.__code__
    iterate.__code__ = replacement.__code__
    print("__iter__", replacement.__name__, attempt(use, thing), attempt(use_from, thing))
    iterate.__code__ = original
