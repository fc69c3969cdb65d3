"""Class methods and static methods, through classes, instances and subclasses."""


class A:
    registry = []

    @classmethod
    def make(cls, *args):
        cls.registry.append((cls.__name__, args))
        return cls()

    @staticmethod
    def util(x, y=1): return x + y

    @classmethod
    def name(cls): return cls.__name__

    def inst(self): return self.name(), self.util(1), type(self).name()


class B(A):
    registry = []

    @classmethod
    def make(cls, *args): return super().make("B", *args)

    @staticmethod
    def util(x, y=2): return A.util(x, y) * 10


print(type(A.make(1)).__name__, type(B.make(2)).__name__, A.registry, B.registry)
print(A.util(1), B.util(1), B().util(1, 1), B().inst(), A().inst(), B.name(), B().name())
print(A.__dict__["make"].__func__.__name__, A.__dict__["util"].__func__(1, 2), type(A.__dict__["make"]).__name__)
print(A.make.__self__ is A, B.name.__self__ is B, A.util is A().util, A.name == A.name, A.name != B.name)


class Callable:
    def __call__(self, *a): return len(a)


class C:
    direct = staticmethod(len)
    wrapped = classmethod(lambda cls, x: (cls.__name__, x))
    call_obj = staticmethod(Callable())
    cls_call = classmethod(Callable())
    plain_builtin = len


print(C.direct("abc"), C().direct("ab"), C.wrapped(1), C().wrapped(2), C.call_obj(1, 2), C.cls_call(1), C().plain_builtin("xy"))
s = staticmethod(lambda x: x * 2)
print(s(4), s.__get__(None, int)(5), s.__func__(1), s.__wrapped__(3))
try:
    classmethod(lambda c: c)()
except TypeError as e:
    print(e)
for thunk in [lambda: A.inst(), lambda: A.util(), lambda: A.make.missing, lambda: A().name(1)]:
    try:
        thunk()
    except (TypeError, AttributeError) as e:
        print(e)


class Meta(type):
    def meta_method(cls): return "meta", cls.__name__
    @property
    def meta_prop(cls): return "prop of " + cls.__name__


class M(metaclass=Meta):
    @classmethod
    def both(cls): return cls.meta_method(), cls.meta_prop


print(M.meta_method(), M.meta_prop, M.both(), M().both())
try:
    M().meta_method()
except AttributeError as e:
    print(e)


class Alt:
    def __init__(self, v): self.v = v
    @classmethod
    def parse(cls, text): return cls(int(text))
    @classmethod
    def zero(cls): return cls.parse("0")


class AltSub(Alt):
    def __init__(self, v): super().__init__(v + 1000)


print(Alt.parse("5").v, AltSub.parse("5").v, AltSub.zero().v)
A.added = classmethod(lambda cls: "added to " + cls.__name__)
A.stat = staticmethod(lambda: "stat")
print(B.added(), B().added(), B.stat(), A().stat())
print(sum(A.util(i) + B.util(i) for i in range(100)))
