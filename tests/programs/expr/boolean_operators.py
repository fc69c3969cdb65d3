"""`and`, `or`, `not` return operands, short-circuit, and ask `__bool__` or `__len__`."""


class B:
    def __init__(self, name, truth):
        self.name, self.truth = name, truth

    def __bool__(self):
        print(f"bool({self.name})", end=" ")
        return self.truth

    def __repr__(self):
        return self.name


class L:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        print("len", end=" ")
        return self.n

    def __repr__(self):
        return f"L{self.n}"


t, f = B("t", True), B("f", False)
print(t and f, "|", t or f, "|", f and t, "|", f or t)
print(t and t and f, "|", f or f or t, "|", t and f or t, "|", (f or t) and t)
print(not t, not f, not not t)
print(L(0) or "empty", L(2) or "empty", L(0) and 1, not L(0), bool(L(3)))
for value in [0, 1, -1, 0.0, 0.1, "", "a", b"", b"a", [], [0], (), (0,), {}, {1: 1}, set(), {1}, None, ...,
              range(0), range(1), NotImplemented.__class__, frozenset(), 10**30, -0.0, float("nan")]:
    print(bool(value), not value, value and 1 or 2, end=" / ")
print()
if t and not f:
    print("branch 1")
if f or not t:
    print("branch 2")
elif not (f and t):
    print("branch 3")
while f or not f:
    print("loop")
    break
print([x for x in range(20) if x % 2 and x % 3 or x == 6])


class Bad:
    def __bool__(self):
        return 1


class BadLen:
    def __len__(self):
        return -1


class Raises:
    def __bool__(self):
        raise ValueError("no truth")


for bad in Bad(), BadLen(), Raises():
    try:
        if bad:
            print("?")
    except Exception as e:
        print(type(e).__name__, e)
try:
    bool(NotImplemented)
except TypeError as e:
    print(e)
print(1 and [] and 1, 0 or "" or {} or None, 1 and 2 and 3, None or 0)
x = None
print(x is not None and x.missing, x is None or x.missing)
