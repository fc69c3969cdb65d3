"""Everything that can be called: functions, methods, classes, instances, bound builtins."""


class Adder:
    def __init__(self, n): self.n = n
    def __call__(self, x, *rest, scale=1): return (x + self.n + sum(rest)) * scale


class Meta(type):
    def __call__(cls, *args):
        print("meta call", cls.__name__, args)
        return super().__call__(*args)


class Made(metaclass=Meta):
    def __new__(cls, *args):
        print("new", args)
        return super().__new__(cls)

    def __init__(self, *args): print("init", args)


a = Adder(10)
print(a(1), a(1, 2, 3), a(1, scale=2), a.__call__(5), Adder.__call__(a, 6), callable(a))
Made(1, 2)
up = "abc".upper
app = (lst := []).append
print(up(), app(1), app(2), lst, str.upper("x"), list.append(lst, 3), lst)
print([f(-3) for f in (abs, str, float, lambda x: x, int.__neg__, a, a.__call__, type, bool)])
print(int.__add__(1, 2), (1).__add__(2), (1).__add__("a"), "a".__add__("b"), [1].__getitem__(0), {}.__len__())
m = {"k": 1}.get
print(m("k"), m("z"), m("z", 0), list(map({"a": 1, "b": 2}.get, "abc")))


class Prop:
    @property
    def fn(self): return lambda x: x * 2
    callme = Adder(100)


p = Prop()
p.inst = lambda x: -x
print(p.fn(4), p.callme(1), p.inst(3), Prop.callme(2))


class Dyn: pass


d = Dyn()
d.__call__ = lambda: "instance call"
try:
    d()
except TypeError as e:
    print(e)
Dyn.__call__ = lambda self: "class call"
print(d())
Dyn.__call__ = Adder(1)
print(d(5))
del Dyn.__call__
try:
    d()
except TypeError as e:
    print(e)


class Chain:
    def __init__(self): self.log = []
    def add(self, x):
        self.log.append(x)
        return self


print(Chain().add(1).add(2).add(3).log)
total = 0
for f in [a, abs, lambda x: x, Adder(1), int, a, abs] * 5:
    total += f(7)
print(total)
