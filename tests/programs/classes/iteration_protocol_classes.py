"""Linked lists, trees, lazily computed sequences: classes with `__iter__`, `__next__`, `__getitem__`, `__reversed__`."""


class Linked:
    class Node:
        __slots__ = ("v", "next")
        def __init__(self, v, next): self.v, self.next = v, next

    def __init__(self, it=()):
        self.head, self.n = None, 0
        for x in reversed(list(it)):
            self.push(x)

    def push(self, v):
        self.head = Linked.Node(v, self.head)
        self.n += 1
        return self

    def __iter__(self):
        n = self.head
        while n:
            yield n.v
            n = n.next

    def __len__(self): return self.n
    def __bool__(self): return self.head is not None
    def __repr__(self): return "->".join(map(repr, self)) or "nil"
    def __add__(self, o): return Linked([*self, *o])
    def __eq__(self, o): return isinstance(o, Linked) and len(self) == len(o) and all(a == b for a, b in zip(self, o))
    def __contains__(self, x): return any(x == y for y in self)

    def __getitem__(self, i):
        if isinstance(i, slice):
            return Linked(list(self)[i])
        if i < 0:
            i += self.n
        for k, v in enumerate(self):
            if k == i:
                return v
        raise IndexError(i)

    def __reversed__(self):
        prev = None
        for v in self:
            prev = Linked.Node(v, prev)
        while prev:
            yield prev.v
            prev = prev.next


l = Linked([1, "two", 3.0])
print(l, len(l), l[0], l[-1], l[1:], list(reversed(l)), 3 in l, "x" in l, l + l, l == Linked([1, "two", 3.0]), l == [1], bool(Linked()), Linked(), [*l], dict(enumerate(l)), max(Linked([3, 9, 2])), sorted(Linked("hello")), sum(Linked(range(5))), l.push(0))
a, *b = l
print(a, b, list(zip(l, l)), [x for x in l for y in l][:5], ",".join(map(str, l)))
for bad in (lambda: l[9], lambda: l[-9], lambda: l["a"], lambda: hash(l), lambda: l + 5, lambda: next(l)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)


class Countdown:
    def __init__(self, n): self.n = n
    def __iter__(self): return CountdownIter(self.n)
    def __reversed__(self): return iter(range(1, self.n + 1))


class CountdownIter:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1


c = Countdown(4)
print(list(c), list(c), list(reversed(c)), [(x, y) for x in c for y in Countdown(x)][:5])
it = iter(c)
print(next(it), list(it), list(it), next(it, "over"))


class Lazy:
    def __init__(self, f): self.f, self.cache = f, []
    def __getitem__(self, i):
        while len(self.cache) <= i:
            self.cache.append(self.f(self, len(self.cache)))
        return self.cache[i]


fibs = Lazy(lambda s, i: i if i < 2 else s[i - 1] + s[i - 2])
print(fibs[50], len(fibs.cache), fibs[10])
squares = Lazy(lambda s, i: i * i if i < 6 else (_ for _ in ()).throw(IndexError))
print(list(squares), 25 in squares, 26 in squares)


class Tree:
    def __init__(self): self.root = None
    def add(self, *ks):
        for k in ks:
            self.root = self._add(self.root, k)
        return self
    def _add(self, n, k):
        if n is None:
            return [None, k, None]
        if k < n[1]:
            n[0] = self._add(n[0], k)
        elif k > n[1]:
            n[2] = self._add(n[2], k)
        return n
    def __iter__(self):
        stack, n = [], self.root
        while stack or n:
            while n:
                stack.append(n)
                n = n[0]
            n = stack.pop()
            yield n[1]
            n = n[2]
    def levels(self):
        row = [self.root] if self.root else []
        while row:
            yield [n[1] for n in row]
            row = [c for n in row for c in (n[0], n[2]) if c]


t = Tree().add(5, 2, 8, 1, 9, 3, 5, 2)
print(list(t), list(t.levels()), 8 in t, list(Tree()), "".join(Tree().add(*"recursive")))
