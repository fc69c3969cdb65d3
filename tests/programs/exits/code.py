"""Methods that instructions enter without a lookup get other code, which takes other arguments."""


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


class Made:
    def __init__(self, value):
        self.value = value

    def __add__(self, other):
        return ("add", other)

    def __lt__(self, other):
        return ("lt", other)

    def __getitem__(self, key):
        return ("get", key)

    def __setitem__(self, key, value):
        self.value = (key, value)

    def __iter__(self):
        yield 1
        yield 2

    @property
    def twice(self):
        return ("twice", 2)


def add(one):
    return one + 1


def less(one):
    return one < 1


def get(one):
    return one[1]


def store(one):
    one[1] = 2
    return one.value


def loop(one):
    return [item for item in one]


def walk(one):
    items = []
    for item in one:
        items.append(item)
    return items


def twice(one):
    return one.twice


def make(one):
    return Made(1).value


class Space:
    pass


space = Space()
space.Made = Made


def make_in(one):
    return space.Made(1).value


def show(when):
    one = Made(3)
    print(when, [attempt(function, one) for function in FUNCTIONS])


FUNCTIONS = [add, less, get, store, loop, walk, twice, make, make_in]
for function in FUNCTIONS:
    for _ in range(60):
        function(Made(3))
show("as defined")
Made.__iter__.__defaults__ = (None,)
Made.__add__.__defaults__ = (None,)
show("with defaults")


def wider(self, other=7, third=8, *rest):
    return ("wider", other, third, rest)


def wider_store(self, key, value, third=8):
    self.value = ("wider", key, value, third)


def wider_init(self, value, third=8):
    self.value = ("wider", value, third)


def other_iter(self):
    yield "other"


METHODS = [
    (Made.__add__, wider),
    (Made.__lt__, wider),
    (Made.__getitem__, wider),
    (Made.__dict__["twice"].fget, wider),
    (Made.__setitem__, wider_store),
    (Made.__init__, wider_init),
    (Made.__iter__, other_iter),
]
for method, source in METHODS:
    method.__code__ = source.__code__
    method.__defaults__ = source.__defaults__
show("with other code")


def too_many(self, a, b, c, d):
    return "never"


for method, _ in METHODS:
    method.__code__ = too_many.__code__
    method.__defaults__ = None
print([attempt(Made, 1)])
Made.__init__ = lambda self, value: None
show("with code for more arguments")
