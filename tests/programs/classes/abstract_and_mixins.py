"""Cooperative mixins, abstract methods by hand, class registries, comparison mixins, cloning."""


class Abstract(type):
    def __new__(mcs, name, bases, ns, **kw):
        cls = super().__new__(mcs, name, bases, ns)
        todo = {n for b in bases for n in getattr(b, "_todo", ())}
        todo |= {n for n, v in ns.items() if getattr(v, "abstract", False)}
        cls._todo = frozenset(n for n in todo if getattr(getattr(cls, n), "abstract", False))
        return cls

    def __call__(cls, *a, **k):
        if cls._todo:
            raise TypeError(f"{cls.__name__} lacks {', '.join(sorted(cls._todo))}")
        return super().__call__(*a, **k)


def abstract(f):
    f.abstract = True
    return f


class Shape(metaclass=Abstract):
    @abstract
    def area(self): ...
    @abstract
    def name(self): ...
    def describe(self): return f"{self.name()} of {self.area():.2f}"


class Named:
    def name(self): return type(self).__name__.lower()


class Square(Named, Shape):
    def __init__(self, s): self.s = s
    def area(self): return self.s * self.s


class Half(Shape):
    def area(self): return 0


print(Square(3).describe(), sorted(Shape._todo), sorted(Half._todo), Square._todo)
for cls in Shape, Half:
    try:
        cls()
    except TypeError as e:
        print(e)


class Ordered:
    def __lt__(self, o): return self.key() < o.key()
    def __le__(self, o): return self.key() <= o.key()
    def __gt__(self, o): return self.key() > o.key()
    def __ge__(self, o): return self.key() >= o.key()
    def __eq__(self, o): return type(o) is type(self) and self.key() == o.key()
    def __hash__(self): return hash(self.key())


class Repr:
    def __repr__(self): return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in vars(self).items())})"


class Clone:
    def clone(self, **changes):
        new = type(self).__new__(type(self))
        new.__dict__.update(self.__dict__, **changes)
        return new


class Version(Ordered, Repr, Clone):
    def __init__(self, text): self.parts = tuple(map(int, text.split(".")))
    def key(self): return self.parts


vs = [Version(t) for t in "1.10 1.2 0.9.1 1.2.0 2 1.10".split()]
print(sorted(vs), max(vs), len(set(vs)), vs[0] == vs[-1], vs[0].clone(parts=(9,)), vs[0] >= vs[1])


class Log:
    def __init__(self, **kw):
        super().__init__(**kw)
        self.log = ["Log"]
class Timed:
    def __init__(self, start=0, **kw):
        super().__init__(**kw)
        self.start = start
        getattr(self, "log", []).append("Timed")
class Job(Timed, Log):
    def __init__(self, name, **kw):
        super().__init__(**kw)
        self.log.append(name)


print(Job("j", start=5).log, Job("k").start, [c.__name__ for c in Job.__mro__])
try:
    Job("x", bogus=1)
except TypeError as e:
    print(e)


class Plugin:
    registry = {}
    def __init_subclass__(cls, key=None, **kw):
        super().__init_subclass__(**kw)
        Plugin.registry[key or cls.__name__.lower()] = cls
    @classmethod
    def make(cls, key, *a): return cls.registry[key](*a)


class Csv(Plugin):
    def render(self, rows): return "\n".join(",".join(map(str, r)) for r in rows)
class Table(Plugin, key="tab"):
    def render(self, rows):
        w = [max(len(str(r[i])) for r in rows) for i in range(len(rows[0]))]
        return "\n".join(" | ".join(str(c).ljust(n) for c, n in zip(r, w)) for r in rows)


for key in sorted(Plugin.registry):
    print(key, Plugin.make(key).render([("a", 1), ("bbb", 22)]), sep="\n")


class Visitor:
    def visit(self, node):
        for c in type(node).__mro__:
            m = getattr(self, "visit_" + c.__name__, None)
            if m:
                return m(node)
        raise LookupError(type(node).__name__)


class Size(Visitor):
    def visit_int(self, n): return 1
    def visit_list(self, n): return 1 + sum(self.visit(x) for x in n)
    def visit_dict(self, n): return 1 + sum(self.visit(v) for v in n.values())
    def visit_object(self, n): return 100


print(Size().visit([1, True, [2, {"k": 3}], "s"]), Size().visit(Version("1")))
class Strict(Size):
    visit_object = None
try:
    Strict().visit("text")
except LookupError as e:
    print(type(e).__name__, e)
