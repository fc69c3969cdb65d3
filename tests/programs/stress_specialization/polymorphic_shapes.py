"""One attribute site over one, two, four and very many shapes, in changing proportions."""


def make(n):
    cls = type(f"C{n}", (), {})
    o = cls()
    for i in range(n % 5):
        setattr(o, f"pad{i}", i)
    o.x = n
    return o


def total(objs):
    t = 0
    for o in objs:
        t += o.x
        o.x = t % 1000
    return t


for shapes in (1, 2, 3, 4, 8, 30):
    objs = [make(i % shapes) for i in range(60)]
    print(shapes, total(objs), total(objs), total(objs[::-1]), sum(o.x for o in objs))
same = [make(1) for _ in range(20)]
odd = make(2)
print(total(same * 3), total(same + [odd] + same), total([odd] * 30 + same))


class Base:
    kind = "base"
    def name(self): return self.kind
    def twice(self): return self.name() * 2


classes = [type(f"K{i}", (Base,), {"kind": chr(97 + i)} if i % 2 else {"name": lambda self, i=i: str(i)}) for i in range(10)]
for group in (classes[:1], classes[:2], classes, classes[5:6]):
    print("".join(c().twice() for c in group * 6)[-12:])
Base.kind = "changed"
print(classes[0]().kind, classes[1]().kind, Base().twice())
grown = [Base() for _ in range(10)]
for step in range(5):
    for i, o in enumerate(grown):
        if i >= step * 2:
            setattr(o, f"f{step}", step)
    print([len(o.__dict__) for o in grown], sum(getattr(o, "f0", 100) for o in grown))
for o in grown:
    for k in list(o.__dict__)[::2]:
        delattr(o, k)
print([sorted(o.__dict__) for o in grown][::3])
