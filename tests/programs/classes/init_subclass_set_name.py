"""`__init_subclass__`, `__set_name__`, `__class_getitem__`, `__mro_entries__`."""


class Base:
    subs = []
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.tag = tag
        Base.subs.append((cls.__name__, tag))


class A(Base, tag="a"): pass
class B(A): pass
class C(B, tag=3): pass


print(Base.subs, A.tag, B.tag, C.tag, hasattr(Base, "tag"))
try:
    class D(Base, unknown=1): pass
except TypeError as e:
    print(e)
try:
    type("E", (), {}, x=1)
except TypeError as e:
    print(e)
print(type("F", (Base,), {}, tag="dynamic").tag)


class Named:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name
    def __get__(self, obj, cls): return f"{cls.__name__}.{self.name}"


class Uses:
    one = Named()
    two = Named()
    alias = one


print(Uses.one, Uses().two, Uses.alias)
late = Named()
Uses.late = late
try:
    Uses.late
except AttributeError as e:
    print(e)


class BadName:
    def __set_name__(self, owner, name): raise ValueError("bad name")


try:
    class G: x = BadName()
except ValueError as e:
    print(e, e.__notes__)


class Generic:
    def __class_getitem__(cls, item): return f"{cls.__name__}[{item}]"


print(Generic[int], Generic[1, 2])
try:
    Generic()[0]
except TypeError as e:
    print(e)
try:
    A[int]
except TypeError as e:
    print(e)
print(list[int], dict[str, int], tuple[int, ...], type[A].__origin__, list[int]([1, 2]), set[int].__args__)


class Entry:
    def __mro_entries__(self, bases):
        print("mro_entries", len(bases))
        return (A,)


class FromEntry(Entry(), tag="e"): pass


print(FromEntry.__bases__[0].__name__, FromEntry.__orig_bases__[0].__class__.__name__)


class Order:
    def __set_name__(self, owner, name): print("set_name first", name)


class Parent:
    def __init_subclass__(cls): print("then init_subclass", cls.__name__, sorted(k for k in vars(cls) if k[0] != "_"))


class Child(Parent):
    f = Order()
    def m(self): pass


class Validator:
    def __init__(self, kind): self.kind = kind
    def __set_name__(self, owner, name): self.key = "_" + name
    def __get__(self, obj, cls): return self if obj is None else getattr(obj, self.key)
    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.key[1:]} must be {self.kind.__name__}, not {type(value).__name__}")
        setattr(obj, self.key, value)


class Person:
    name = Validator(str)
    age = Validator(int)
    def __init__(self, name, age): self.name, self.age = name, age


p = Person("Ann", 5)
print(p.name, p.age, p.__dict__)
try:
    p.age = "six"
except TypeError as e:
    print(e)
