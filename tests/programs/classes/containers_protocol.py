"""`__len__`, `__getitem__`, `__contains__`, `__iter__`, `__reversed__`, `__missing__`, `__length_hint__`, `__index__`."""


class Seq:
    def __init__(self, *xs): self.xs = list(xs)
    def __len__(self): return len(self.xs)
    def __getitem__(self, i):
        if isinstance(i, slice):
            return Seq(*self.xs[i])
        return self.xs[i]
    def __setitem__(self, i, v): self.xs[i] = v
    def __delitem__(self, i): del self.xs[i]
    def __repr__(self): return f"Seq{tuple(self.xs)}"


s = Seq(3, 1, 2)
print(len(s), s[0], s[-1], s[1:], s[::-1], list(s), 1 in s, 9 in s, list(reversed(s)), sorted(s), bool(s), bool(Seq()))
s[0] = 10
del s[1]
s[1:] = [7, 8]
print(s, max(s), sum(s), tuple(s), [*s], dict(enumerate(s)), ",".join(map(str, s)), list(zip(s, s)))
a, b, c = s
print(a, b, c)


class Full:
    def __iter__(self): yield from (1, 2)
    def __contains__(self, x): return x == "magic"
    def __reversed__(self): return "reversed!"
    def __length_hint__(self): return 10


f = Full()
print(list(f), "magic" in f, 1 in f, reversed(f))


class Bad:
    def __len__(self): return "x"
    def __iter__(self): return 5
    def __index__(self): return "i"
    def __contains__(self, x): raise KeyError("contains")
    def __length_hint__(self): return -5


class BigLen:
    def __len__(self): return 2**100


class NegLen:
    def __len__(self): return -1


class FloatLen:
    def __len__(self): return 1.5


class NoneIter:
    __iter__ = None
    __reversed__ = None
    def __getitem__(self, i): return i
    def __len__(self): return 1


bad = Bad()
for thunk in [lambda: len(bad), lambda: iter(bad), lambda: [1][bad], lambda: 1 in bad, lambda: len(BigLen()), lambda: len(NegLen()),
              lambda: len(FloatLen()), lambda: bool(NegLen()), lambda: iter(NoneIter()), lambda: reversed(NoneIter()), lambda: len(5),
              lambda: list(bad), lambda: range(bad), lambda: hex(bad), lambda: "a" * bad, lambda: [0] * bad]:
    try:
        print(thunk())
    except Exception as e:
        print(type(e).__name__, e)


class Default(dict):
    def __missing__(self, k):
        self[k] = v = k * 2
        return v


d = Default(a=1)
print(d["a"], d["zz"], d, d.get("nope"), "x" in d)


class Wrapper:
    def __init__(self, n): self.n = n
    def __index__(self): return self.n


w = Wrapper(3)
print([0, 1, 2, 3][w], "ab" * w, [0] * w, hex(w), bin(w), oct(w), list(range(w)), "abcdef"[w:], chr(Wrapper(65)), int(w), float(w),
      bytes(w), (1, 2) * w, "hello"[:w], [1, 2, 3, 4].pop(w), round(2.34567, w), "%d" % w, divmod(7, 2), 1 << 3)


class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration
        return self.n


it = It()
print(next(it), list(it), list(it), next(it, "default"), 2 in It(), [*It()], max(It()))
