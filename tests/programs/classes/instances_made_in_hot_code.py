"""Places that make instances: of classes that change, that learn how many attributes their instances have, with and without `__init__`."""


class Empty:
    pass


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


class Slotted:
    __slots__ = ("a", "b")


class Derived(Point):
    pass


def make_empty(class_):
    return class_()


def make_point(class_, x, y):
    return class_(x, y)


def make_by_attribute(holder, x, y):
    return holder.Point(x, y)


class Holder:
    pass


for n in range(60):
    empty = make_empty(Empty)
    empty.n = n
    point = make_point(Point, n, -n)
holder = Holder()
holder.Point = Point
for n in range(60):
    point = make_by_attribute(holder, n, n + 1)
print(empty.__dict__, point.__dict__)

# Other classes at the same place.
for class_ in [Empty, Slotted, Holder, object, list, int, Empty]:
    made = make_empty(class_)
    print(type(made).__name__, hasattr(made, "__dict__"))
for class_ in [Point, Derived, slice, Point]:
    print(type(make_point(class_, 1, 2)).__name__)
try:
    make_empty(Point)
except TypeError as error:
    print(error)


# A class whose instances turn out to have many attributes.
class Growing:
    pass


def grow(count):
    made = Growing()
    for index in range(count):
        setattr(made, f"attribute{index}", index)
    return made


for count in [1] * 50 + [3, 9, 20, 40, 70] + [5] * 50:
    made = grow(count)
    assert len(vars(made)) == count, (count, vars(made))
print(sum(vars(made).values()))


# A class that changes: `__init__` comes, is replaced, and goes.
class Changing:
    pass


def make_changing(*args):
    return Changing()


def describe():
    return vars(make_changing())


for _ in range(40):
    describe()
print(describe())
Changing.__init__ = lambda self: setattr(self, "set", 1)
for _ in range(40):
    describe()
print(describe())


def init(self):
    self.other = 2


Changing.__init__ = init
for _ in range(40):
    describe()
print(describe())
init.__code__ = (lambda self: self.__dict__.update(third=3)).__code__
print(describe())
del Changing.__init__
print(describe())
Changing.__new__ = lambda class_: "made by __new__"
print(make_changing())
del Changing.__new__
print(describe())


# Attributes of instances that exist only for a moment, while the class gets a property of the same name.
class Hidden:
    def __init__(self, value):
        self.value = value


def look(change):
    seen = []
    for index in range(60):
        hidden = Hidden(index)
        if index == 50:
            change()
        seen.append(hidden.value)
    return seen[-12:]


print(look(lambda: None))
print(look(lambda: setattr(Hidden, "value", property(lambda self: "hidden", lambda self, value: None))))


def dot(n):
    total = 0
    for index in range(n):
        point = Point(index, 2)
        total += point.x * point.y
    return total


print(dot(500))


def exchanged(n):
    a, b = 1, 2
    for _ in range(n):
        pair = [a, b, 3, 4]
        b, a = pair[0], pair[1]
        a += [0, 1, 2, 3][3]
    return a, b, [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 130, 140, 150, 160, 170][n % 17]


print(exchanged(500))
