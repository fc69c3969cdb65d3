"""Descriptors in use: caching, validation, units, delegation, counting, read-only fields, methods by mixin."""


class cached:
    def __init__(self, f): self.f, self.__doc__ = f, f.__doc__
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        obj.__dict__[self.name] = v = self.f(obj)
        return v


class Field:
    def __init__(self, *checks, default=None): self.checks, self.default = checks, default
    def __set_name__(self, owner, name):
        self.name = name
        owner.__dict__.get("fields", []).append(name)
    def __get__(self, obj, owner): return self if obj is None else obj.__dict__.get("_" + self.name, self.default)
    def __set__(self, obj, v):
        for check in self.checks:
            v = check(self.name, v)
        obj.__dict__["_" + self.name] = v
    def __delete__(self, obj):
        if "_" + self.name not in obj.__dict__:
            raise AttributeError(f"{self.name} is unset")
        del obj.__dict__["_" + self.name]


def kind(*ts):
    def check(name, v):
        if not isinstance(v, ts):
            raise TypeError(f"{name}: {type(v).__name__}")
        return v
    return check


def between(lo, hi):
    def check(name, v):
        if not lo <= v <= hi:
            raise ValueError(f"{name}: {v} not in {lo}..{hi}")
        return v
    return check


class Person:
    fields = []
    name = Field(kind(str), lambda n, v: v.strip().title(), default="nobody")
    age = Field(kind(int), between(0, 150), default=0)
    def __init__(self, name, age): self.name, self.age = name, age
    @cached
    def expensive(self):
        """Computed once."""
        calls.append(self.name)
        return self.age * 1000


calls = []
p = Person("  ann lee ", 30)
print(p.name, p.age, p.expensive, p.expensive, calls, Person.fields, Person.expensive.__doc__, Person.name.default, sorted(p.__dict__))
for f in (lambda: setattr(p, "age", -1), lambda: setattr(p, "age", "x"), lambda: setattr(p, "name", 5), lambda: delattr(p, "age") or p.age, lambda: delattr(p, "age")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
del p.expensive
print(p.expensive, calls)


class Unit:
    def __init__(self, factor): self.factor = factor
    def __get__(self, obj, owner): return obj.meters / self.factor
    def __set__(self, obj, v): obj.meters = v * self.factor


class Length:
    km, cm, m = Unit(1000), Unit(0.01), Unit(1)
    def __init__(self, meters=0): self.meters = meters


d = Length(1500)
print(d.km, d.cm, d.m)
d.km = 2
d.cm += 50
print(d.meters)


class Delegate:
    def __init__(self, target): self.target = target
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, owner): return getattr(getattr(obj, self.target), self.name)


class Wrapper:
    append, pop, count = Delegate("inner"), Delegate("inner"), Delegate("inner")
    def __init__(self): self.inner = []


w = Wrapper()
w.append(1); w.append(2); w.append(1)
print(w.pop(), w.count(1), w.inner)


class Counter:
    def __init__(self): self.n = 0
    def __get__(self, obj, owner):
        self.n += 1
        return self.n


class UsesCounter: c = Counter()


u = UsesCounter()
print([u.c for _ in range(30)][-1], UsesCounter.c, UsesCounter.__dict__["c"].n)


class classproperty:
    def __init__(self, f): self.f = f
    def __get__(self, obj, owner): return self.f(owner)


class Base:
    @classproperty
    def label(cls): return cls.__name__.lower()


class Derived(Base): pass


print(Base.label, Derived.label, Derived().label)


class multimethod:
    def __init__(self): self.table = {}
    def register(self, *types):
        def add(f):
            self.table[types] = f
            return self
        return add
    def __get__(self, obj, owner):
        def call(*args):
            for types, f in self.table.items():
                if len(types) == len(args) and all(map(isinstance, args, types)):
                    return f(obj, *args)
            raise TypeError(f"no match for {[type(a).__name__ for a in args]}")
        return call


class M:
    go = multimethod()
    @go.register(int)
    def go_int(self, x): return f"int {x}"
    @go.register(str, int)
    def go_si(self, s, i): return s * i


print(M().go(5), M().go("ab", 2))
try:
    M().go(1.5)
except TypeError as e:
    print(e)
