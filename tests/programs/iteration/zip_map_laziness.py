"""Laziness of `zip`, `map`, `filter`, `enumerate` and generator expressions: when the sources are advanced."""


class Src:
    def __init__(self, name, n): self.name, self.n, self.i = name, n, 0
    def __iter__(self): return self
    def __next__(self):
        if self.i >= self.n:
            log.append(f"{self.name}!")
            raise StopIteration
        self.i += 1
        log.append(f"{self.name}{self.i}")
        return self.i


log = []


def show(label, v):
    print(label, v, log)
    log.clear()


z = zip(Src("a", 3), Src("b", 2))
show("made", 0)
show("next", next(z))
show("rest", list(z))
show("again", list(z))
show("three", list(zip(Src("x", 1), Src("y", 3), Src("z", 3))))
show("strict", "")
try:
    list(zip(Src("p", 1), Src("q", 2), strict=True))
except ValueError as e:
    show("error", e)
m = map(lambda v: log.append(f"f{v}") or v * 10, Src("m", 3))
show("made", 0)
show("next", next(m))
show("rest", list(m))
f = filter(lambda v: v % 2 == 0, Src("f", 5))
show("next", next(f))
show("next", next(f))
show("end", next(f, "none"))
e = enumerate(Src("e", 2), 10)
show("next", next(e))
show("list", list(e))
g = (v * 2 for v in Src("g", 3) if v != 2)
show("made", 0)
show("next", next(g))
show("list", list(g))
show("any", any(v > 1 for v in Src("n", 5)))
show("all", all(v < 3 for v in Src("n", 5)))
show("in", 2 in Src("c", 5))
show("min", min(Src("k", 3)))
s = Src("s", 6)
a, b, *c = s
show("unpack", (a, b, c))
s = Src("s", 4)
try:
    a, b = s
except ValueError as err:
    show("too many", err)
s = Src("t", 6)
show("pairs", list(zip(s, s)))
show("chunks", list(zip(*[iter(range(7))] * 3)))
it = iter(Src("u", 5))
for v in it:
    if v == 2:
        break
show("broke", list(it))
show("sorted", sorted(Src("o", 3), reverse=True))
show("dict", dict(zip("ab", Src("d", 9))))
show("star", [*Src("w", 2), *Src("v", 1)])
show("nested", [x + y for x in Src("i", 2) for y in Src("j", 2)])
show("join", ",".join(map(str, Src("h", 2))))
show("sum", sum(Src("r", 4)))
show("reversed", list(reversed(list(Src("l", 2)))))
def gen():
    log.append("start")
    yield 1
    log.append("end")
show("gen", list(zip(gen(), range(5))))
show("gen second", list(zip(range(1), gen())))
show("map two", list(map(lambda a, b: a + b, Src("a", 2), Src("b", 1))))
show("chain", sum(map(lambda v: v, filter(None, (v for v in Src("z", 3))))))
