"""`is`, `in` and their negations, over all containers."""
a = [1]
b = a
print(a is b, a is not b, a is [1], a == [1], None is None, True is True, ... is Ellipsis)
print((1 == 1) is True, type(1) is int, type(True) is int, isinstance(True, int), NotImplemented is NotImplemented)
print(1 in [1, 2], 3 not in [1, 2], 1.0 in [1], True in (1,), "a" in "abc", "" in "abc", "cb" in "abc", "é" in "né")
print(97 in b"abc", b"bc" in b"abc", "k" in {"k": 1}, 1 in {"k": 1}, 5 in range(0, 10, 5), 5 in range(0, 10, 3), 5.0 in range(9))
print(2 in {1, 2}, (1, 2) in {(1, 2)}, 3 in frozenset([3]), None in [None], "x" in {}.keys(), 1 in {2: 1}.values())
print((2, 1) in {2: 1}.items(), 4 in (x * 2 for x in range(3)), 5 in iter([1, 2]), -1 in range(0, -5, -1))
nan = float("nan")
print(nan in [nan], nan == nan, [nan] == [nan], nan in (float("nan"),), [nan].index(nan), [nan].count(nan))


class Contains:
    def __contains__(self, x):
        return [x] if x else []


class Iterates:
    def __iter__(self):
        return iter([1, 2, 3])


class Indexes:
    def __getitem__(self, i):
        print("get", i, end=" ")
        if i > 2:
            raise IndexError
        return i * 10


class Refuses(Iterates):
    __contains__ = None


print(1 in Contains(), 0 in Contains(), 0 not in Contains())
print(2 in Iterates(), 4 in Iterates(), 4 not in Iterates())
print(20 in Indexes())
print(15 in Indexes())


class Eq:
    def __eq__(self, other):
        print("eq", other, end=" ")
        return other == 2


print(Eq() in [1, 2, 3])
print(5 in [Eq(), Eq()])
for bad in [lambda: 1 in 5, lambda: 1 in "a", lambda: "a" in b"a", lambda: 300 in b"a", lambda: [] in {1}, lambda: [] in {},
            lambda: 1 in Refuses(), lambda: 1 in None, lambda: 1 in int, lambda: {} in frozenset()]:
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
print({1} in {frozenset({1})}, {1} in [{1}])
