"""Metaclasses: `__new__`, `__prepare__`, `__call__`, `__init__`, keywords, conflicts."""


class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", name, [b.__name__ for b in bases], kw)
        return {"injected": 1}

    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, sorted(k for k in ns if not k.startswith("__")), kw)
        return super().__new__(mcs, name, bases, ns)

    def __init__(cls, name, bases, ns, **kw):
        print("init", name, kw)
        super().__init__(name, bases, ns)

    def __call__(cls, *args):
        print("call", cls.__name__, args)
        return super().__call__(*args)

    def __instancecheck__(cls, obj): return obj == "magic" or super().__instancecheck__(obj)
    def __subclasscheck__(cls, sub): return sub is int or super().__subclasscheck__(sub)
    def __len__(cls): return 42
    def __getitem__(cls, k): return f"{cls.__name__}[{k}]"
    def __iter__(cls): return iter("meta")
    def __contains__(cls, x): return x == 1
    def __repr__(cls): return f"<{cls.__name__}!>"
    def __add__(cls, o): return "added"
    def __eq__(cls, o): return cls is o
    def __hash__(cls): return 5
    def __bool__(cls): return False
    def __dir__(cls): return ["custom"]


class A(metaclass=Meta, opt=True):
    def __init__(self, *a): print("instance init", a)
    attr = 5


class B(A): pass


A(1, 2)
print(A.injected, B.attr, type(B) is Meta, isinstance("magic", A), isinstance(5, A), issubclass(int, A), issubclass(str, A))
print(len(A), A["k"], list(A), 1 in A, A, B, A + 1, A == A, hash(A), bool(A), dir(A), type(A).__name__)


class M2(type): pass
class X(metaclass=M2): pass


try:
    class Conflict(A, X): pass
except TypeError as e:
    print(e)


class M3(Meta, M2): pass


class Joined(A, X, metaclass=M3): pass


print(type(Joined).__name__)


def func_meta(name, bases, ns, **kw): return (name, bases, sorted(k for k in ns if k[0] != "_"), kw)


class F(metaclass=func_meta, k=1):
    x = 1


print(F)
try:
    class Bad(key=1): pass
except TypeError as e:
    print(e)
T = Meta("T", (), {"z": 9})
print(T.z, T.__name__, T.__bases__, T.__module__)
print(type(type) is type, type(object) is type, isinstance(type, object), issubclass(type, object), type.__mro__, type.__base__)


class Registry(type):
    classes = {}
    def __new__(mcs, name, bases, ns):
        cls = super().__new__(mcs, name, bases, ns)
        mcs.classes[name.lower()] = cls
        return cls


class Plugin(metaclass=Registry): pass
class One(Plugin): n = 1
class Two(Plugin): n = 2


print({k: getattr(c, "n", None) for k, c in Registry.classes.items()})


class Singleton(type):
    _inst = {}
    def __call__(cls, *a):
        if cls not in cls._inst:
            cls._inst[cls] = super().__call__(*a)
        return cls._inst[cls]


class S(metaclass=Singleton): pass


print(S() is S())


class OrderedNS(type):
    @classmethod
    def __prepare__(mcs, n, b): return {"__order__": []}


class BadPrepare(type):
    @classmethod
    def __prepare__(mcs, n, b): return 5


try:
    class BP(metaclass=BadPrepare): pass
except TypeError as e:
    print(e)
