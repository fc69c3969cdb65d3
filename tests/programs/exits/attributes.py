"""Attributes that have specialized meet other objects, and attributes that have gone."""
import math


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def exercise(function, usual, *others):
    """Runs a function until it has specialized, then with operands that it has not specialized for."""
    for _ in range(60):
        attempt(function, *usual)
    for other in others:
        print(function.__name__, attempt(function, *other), attempt(function, *usual))


class Slots:
    __slots__ = ("x", "y")

    def __init__(self):
        self.x = 1


class ManySlots:
    __slots__ = tuple(f"slot{number}" for number in range(50))

    def __init__(self):
        self.slot49 = 49


class Point:
    kind = "point"

    def __init__(self):
        self.x = 1

    def name(self):
        return "name"


class Many:
    def __init__(self):
        for number in range(40):
            setattr(self, f"a{number}", number)
        self.last = "last"


class Empty:
    pass


def get_x(owner):
    return owner.x


def get_slot(owner):
    return owner.slot49


def get_last(owner):
    return owner.last


def get_kind(owner):
    return owner.kind


def get_pi(owner):
    return owner.pi


def set_x(owner):
    owner.x = 2
    return owner.x


def holds(value):
    return "yes" if value else "no"


def lacks(value):
    return "no" if not value else "yes"


def function():
    pass


unset = Slots()
del unset.x
exercise(get_x, (Slots(),), (unset,), (Point(),), (function,))
gone = ManySlots()
del gone.slot49
exercise(get_slot, (ManySlots(),), (gone,), (Point(),))
without = Many()
del without.last
exercise(get_last, (Many(),), (without,), (Many(),))


class ManyMembers(Many):
    __slots__ = tuple(f"member{number}" for number in range(50))


class Members:
    __slots__ = tuple(f"a{number}" for number in range(80)) + ("last",)

    def __init__(self):
        for number in range(80):
            setattr(self, f"a{number}", number)
        self.last = "last"


def get_last_member(owner):
    return owner.last


members = Members()
del members.last
exercise(get_last_member, (Members(),), (members,), (ManyMembers(),))
exercise(get_kind, (Point,), (Point(),), (Empty,), (function,))
exercise(get_pi, (math,), (function,), (Point(),))
exercise(set_x, (Point(),), (function,), (Empty(),), (1,))
exercise(holds, (Point(),), (Empty(),), (0,), (None,), ("",))
exercise(lacks, (Point(),), (Empty(),), (0,), (None,), ([],))
exercise(holds, (None,), (Point(),), (1.5,))


class Base:
    def tell(self):
        return "base"


class Other:
    def tell(self):
        return "other"


class Derived(Base, Other):
    def tell(self):
        return super().tell() + "!"


class Explicit(Base, Other):
    pass


def explicit(start, receiver):
    return super(start, receiver).tell()


def tell(receiver):
    return receiver.tell()


exercise(explicit, (Explicit, Explicit()), (Base, Explicit()), (Derived, Derived()), (Explicit, Base()))
exercise(tell, (Derived(),))
def other_super(*arguments):
    return Other()


# Not as an assignment: the compiler would see that the module has a `super` of its own.
globals()["super"] = other_super
exercise(explicit, (Explicit, Explicit()), (Base, Explicit()))
exercise(tell, (Derived(),))
del globals()["super"]
exercise(tell, (Derived(),), (Base(),), (Other(),))
Derived.added = 1
exercise(tell, (Derived(),), (Base(),))
