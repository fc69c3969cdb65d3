# Classes, instances and functions change while hot loops rely on them: the next use sees it.
class Base:
    def value(self):
        return 1


class Derived(Base):
    factor = 2

    def area(self, x):
        return self.value() * self.factor + x

    def __add__(self, other):
        return "added"


def at(n, changes, body):
    # Runs of equal results, where they start.
    seen = []
    for i in range(n):
        if i in changes:
            changes[i]()
        result = body(i)
        if not seen or seen[-1][1] != result:
            seen.append((i, result))
    return seen


def replace_base():
    Base.value = lambda self: 10


def override():
    Derived.value = lambda self: 100


def uncover():
    del Derived.value


def factor():
    Derived.factor = 3


def set_through_setattr():
    setattr(Base, "value", lambda self: 1000)


it = Derived()
print(at(2500, {600: replace_base, 900: override, 1300: uncover, 1700: factor, 2100: set_through_setattr}, lambda i: it.area(0)))


# An attribute of the instance hides a method.
def hide():
    it.area = lambda x: "hidden"


def show():
    del it.area


print(at(2000, {700: hide, 1400: show}, lambda i: it.area(1)))


# The class of the instance changes.
class Other:
    def area(self, x):
        return "other"


def change_class():
    it.__class__ = Other


def change_back():
    it.__class__ = Derived


print(at(2000, {700: change_class, 1400: change_back}, lambda i: it.area(2)))


# An operator is defined later.
def replace_add():
    Derived.__add__ = lambda self, other: "replaced"


def delete_add():
    del Derived.__add__


def add(i):
    try:
        return it + 1
    except TypeError as error:
        return str(error)


print(at(2000, {700: replace_add, 1400: delete_add}, add))


# Constructors.
class Made:
    def __init__(self, x):
        self.x = x


def replace_init():
    def __init__(self, x):
        self.x = -x

    Made.__init__ = __init__


def default_init():
    Made.__init__.__defaults__ = ("default",)


def make(i):
    return Made(5).x


print(at(2000, {700: replace_init, 1400: default_init}, make))


# The bases change.
class Left:
    def name(self):
        return "left"


class Right:
    def name(self):
        return "right"


class Middle(Left):
    pass


def rebase():
    Middle.__bases__ = (Right,)


middle = Middle()
print(at(1500, {800: rebase}, lambda i: middle.name()))
