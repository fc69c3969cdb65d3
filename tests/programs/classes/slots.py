"""`__slots__`: access, errors, inheritance, with and without `__dict__`."""


class P:
    __slots__ = ("x", "y")
    def __init__(self, x, y=None):
        self.x = x
        if y is not None:
            self.y = y


p = P(1)
print(p.x, hasattr(p, "y"), hasattr(p, "__dict__"), P.__slots__, type(P.x).__name__, P.x.__name__)
p.y = 5
p.x += 10
print(p.x, p.y, P.x.__get__(p), P.x.__get__(None, P) is P.x)
del p.x


def setz(): p.z = 1
def getx(): return p.x
def delx(): del p.x
def wrong(): return P.x.__get__(5)
def wrong2(): return P.y.__set__(5, 1)
def getz(): return p.z


for f in setz, getx, delx, wrong, wrong2, getz:
    try:
        print(f())
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)


class Q(P):
    __slots__ = ["z"]


class WithDict(P): pass


class DictSlot:
    __slots__ = ("a", "__dict__")


q = Q(1, 2)
q.z = 3
print(q.x, q.y, q.z, hasattr(q, "__dict__"))
w = WithDict(1)
w.extra = "dynamic"
print(w.x, w.__dict__)
d = DictSlot()
d.a, d.b = 1, 2
print(d.a, d.b, d.__dict__)


class Single:
    __slots__ = "only"


s = Single()
s.only = 1
print(s.only, Single.__slots__)
for thunk in [lambda: type("A", (), {"__slots__": ("a", "a")}) and "dup ok", lambda: type("A", (), {"__slots__": ("a",), "a": 1}),
              lambda: type("A", (), {"__slots__": (1,)}), lambda: type("A", (), {"__slots__": ("a b",)}),
              lambda: type("A", (int,), {"__slots__": ("a",)}) and "int ok", lambda: type("A", (P, Single), {"__slots__": ()}),
              lambda: type("A", (tuple,), {"__slots__": ("a",)}), lambda: type("A", (tuple,), {"__slots__": ()}) and "tuple ok"]:
    try:
        print(thunk())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)


class Private:
    __slots__ = ("__hidden", "_one")
    def __init__(self): self.__hidden, self._one = 1, 2
    def get(self): return self.__hidden


print(Private().get(), Private()._Private__hidden, Private.__slots__)


class Defaults:
    __slots__ = {"a": "doc of a", "b": None}
    c = "class attr"


o = Defaults()
o.a = 1
print(o.a, o.c, sorted(Defaults.__slots__))
try:
    o.c = 2
except AttributeError as e:
    print(e)


class Node:
    __slots__ = "value", "next"
    def __init__(self, value, next=None): self.value, self.next = value, next
    def __iter__(self):
        n = self
        while n is not None:
            yield n.value
            n = n.next


head = None
for i in range(5):
    head = Node(i, head)
print(list(head), sum(n for n in head))
total = 0
for i in range(200):
    p.x = i
    total += p.x + q.z
print(total)
