"""The iterator protocol by hand, and all built-in iterators."""
for obj in [[1], (1,), "a", b"a", {1: 2}, {1: 2}.values(), {1: 2}.items(), {1}, range(1), zip(), map(abs, []), filter(None, []),
            enumerate([]), reversed([1]), reversed({}), iter(int, 0), (x for x in [])]:
    it = iter(obj)
    print(type(obj).__name__, type(it).__name__, iter(it) is it, next(it, "empty"))


class Up:
    def __init__(self, n): self.n = n
    def __iter__(self): return UpIter(self.n)


class UpIter:
    def __init__(self, n): self.i, self.n = 0, n
    def __iter__(self): return self
    def __next__(self):
        if self.i == self.n:
            raise StopIteration
        self.i += 1
        return self.i


class Get:
    def __getitem__(self, i):
        if i == 3:
            raise IndexError("end")
        return i * i


class GetStop:
    def __getitem__(self, i):
        if i == 2:
            raise StopIteration
        return i


class GetErr:
    def __getitem__(self, i): raise KeyError(i)


class NextOnly:
    def __next__(self): return 1


class IterNotIter:
    def __iter__(self): return [1]


class IterGen:
    def __iter__(self): yield from "gen"


print(list(Up(3)), [*Up(2)], tuple(Get()), list(GetStop()), list(IterGen()), sum(Up(4)), max(Up(5)), 2 in Up(3), list(zip(Up(2), Get())))
for thunk in [lambda: list(GetErr()), lambda: iter(NextOnly()), lambda: iter(IterNotIter()), lambda: next([]), lambda: next(Up(1)),
              lambda: iter(5), lambda: [a for a, b in Up(2)], lambda: next(NextOnly())]:
    try:
        print(thunk())
    except Exception as e:
        print(type(e).__name__, e)
data = iter([1, 2, 3, 0, 4])
print(list(iter(lambda: next(data), 0)), list(data))
counter = iter(lambda: state.append(1) or len(state), 4)
state = []
print(list(counter), next(counter, "exhausted"))
it = iter([1, 2, 3, 4, 5])
for x in it:
    print(x, next(it, None), end="; ")
print()
l = [1, 2, 3]
it = iter(l)
next(it)
l.append(4)
print(list(it))
l.append(5)
print(list(it), it.__length_hint__())
l = [1, 2, 3, 4]
for x in l:
    if x % 2:
        l.remove(x)
print(l)
r = reversed([1, 2, 3])
print(next(r), list(r), list(reversed("abc")), list(reversed(range(0, 10, 3))), list(reversed((1, 2))), list(reversed({"a": 1, "b": 2})),
      list(reversed({"a": 1}.items())), list(reversed({"a": 1}.values())))
it = iter("ab")
print(next(it), next(it), next(it, None), next(it, None))
for mutate in [lambda d: d.update(new=1), lambda d: d.pop("a"), lambda d: d.clear(), lambda d: d.update(a=9)]:
    d = {"a": 1, "b": 2}
    try:
        for k in d:
            mutate(d)
        print("fine", d)
    except RuntimeError as e:
        print(e)
s = {1, 2}
try:
    for x in s:
        s.add(x + 10)
except RuntimeError as e:
    print(e)
a, b = iter([1, 2])
(c, d), e = iter([iter("xy"), "z"])
print(a, b, c, d, e)
print(range(3).__iter__().__next__(), [].__iter__().__length_hint__(), iter(range(10)).__length_hint__())
