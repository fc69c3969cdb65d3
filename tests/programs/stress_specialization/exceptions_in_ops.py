"""Every kind of instruction raises in some iteration of a hot loop, and the loop goes on."""


class R:
    def __init__(self, bad): self.bad = bad
    def _op(self, *a):
        if self.bad:
            raise ValueError("op")
        return 1
    __add__ = __radd__ = __sub__ = __mul__ = __getitem__ = __call__ = __neg__ = __len__ = __lt__ = __eq__ = __contains__ = _op
    def __iter__(self):
        yield 1
        if self.bad:
            raise ValueError("iter")
        yield 2
    def __enter__(self): return self._op()
    def __exit__(self, *a): return False
    def __setitem__(self, k, v): self._op()
    def __delitem__(self, k): self._op()
    def __bool__(self): return bool(self._op())
    def __hash__(self): return self._op()
    def __str__(self): return str(self._op())
    def __format__(self, s): return str(self._op())
    @property
    def attr(self): return self._op()
    @attr.setter
    def attr(self, v): self._op()
    def m(self): return self._op()


def setitem(r): r[0] = 1
def delitem(r): del r[0]
def setattr_(r): r.attr = 1
def with_(r):
    with r as x:
        return x
def unpack(r):
    a, b = r
    return b
def loop(r):
    for x in r:
        last = x
    return last
def yf(r): return list((lambda: (yield from r))())
def raises(r):
    if r.bad:
        raise ValueError("direct")
    return 0
def asserts(r):
    assert not r.bad, "asserted"
    return 0


ops = {
    "add": lambda r: r + 1, "radd": lambda r: 1 + r, "sub": lambda r: r - 1, "mul": lambda r: r * 2, "item": lambda r: r[0], "call": lambda r: r(), "neg": lambda r: -r, "len": lambda r: len(r), "lt": lambda r: r < 1, "eq": lambda r: r == 1, "in": lambda r: 1 in r,
    "attr": lambda r: r.attr, "method": lambda r: r.m(), "bool": lambda r: 1 if r else 2, "not": lambda r: not r, "and": lambda r: r and 5, "hash": lambda r: {r: 1} and 1, "str": lambda r: f"{r!s}", "format": lambda r: f"{r}", "list": lambda r: [*r], "star call": lambda r: max(*r), "comp": lambda r: [x for x in r], "set": lambda r: {*r} and 1, "dict": lambda r: {x: 1 for x in r},
    "setitem": setitem, "delitem": delitem, "setattr": setattr_, "with": with_, "unpack": unpack, "for": loop, "yield from": yf, "raise": raises, "assert": asserts, "sorted": lambda r: len(sorted([r, r])), "max": lambda r: max(r, r) is r, "map": lambda r: list(map(lambda x: r + x, [1])), "join": lambda r: ",".join(map(str, [r])), "sum": lambda r: sum([r]), "while": lambda r: [0 for _ in range(2) if r],
}
good, bad = R(False), R(True)
for name, op in ops.items():
    out = []
    for i in range(24):
        try:
            out.append(op(bad if i in (7, 15, 16) else good))
        except (ValueError, AssertionError) as e:
            out.append(f"!{e}")
    print(name, out[6], out[7], out[15], out[17], out[23])


def nested(n):
    try:
        try:
            return [10, 5][n] // (n - 1)
        except ZeroDivisionError:
            return {0: "zero"}[n]
        finally:
            log.append(n)
    except KeyError as e:
        return f"key {e}"
    except IndexError:
        return "index"


log = []
print([nested(i % 4) for i in range(24)][-8:], len(log))


def int_errors(a, b):
    out = []
    for f in (lambda: a + b, lambda: a // b, lambda: a % b, lambda: a[b], lambda: a.b, lambda: a(b), lambda: a << b, lambda: a in b):
        try:
            out.append(f())
        except Exception as e:
            out.append(type(e).__name__[:5])
    return out


for a, b in [(7, 2), (7, 0), ([1, 2, 3], 1), ([1], 5), ("ab", 1), (2.5, 0.0), (None, None), (1, -1), (len, "abc"), (2**70, 3), (1, [1])] * 2:
    r = int_errors(a, b)
    print(r, end=" ")
print()
