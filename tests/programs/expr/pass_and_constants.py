"""Statements that do nothing, folded constants, unreachable code."""
pass
...
"docstring-like expression"
1; 2; 3
if 0:
    print("unreachable")
if 1:
    print("constant true")
elif undefined:
    print(undefined)
while 0:
    undefined
else:
    print("else")
if __debug__:
    print("debug")
assert True
assert 1, undefined


def f():
    """Doc."""
    return 1
    return undefined


def g():
    pass


def h(): "only a docstring"


def early():
    if True:
        return "early"
    x = 1
    return x


print(f(), f.__doc__, g(), g.__doc__, h(), h.__doc__, early())
print(2 ** 10, "ab" * 3, (1, 2) + (3,), -5 // 2, 1 << 70, 7 & 3 | 8, not None, -(-3))
print("a" "b" in ("ab",), 5 in (1, 2, 5), "x" in {"x", "y"}, (1, 2)[1], "abc"[1])
print(1 if "" else 2, 0 or "or", 1 and "and", (0, 1)[True])
try:
    1 // 0
except ZeroDivisionError as e:
    print(e)
try:
    "abc"[5]
except IndexError as e:
    print(e)
try:
    (1).missing
except AttributeError as e:
    print(e)
print(100000000000 * 100000000000 * 100000000000, 2 ** 100 % 7, -2 ** 63, 1e308 * 10)
for _ in (1, 2, 3): pass
print(_)
x = 1 if True else undefined
print(x)


class Empty: ...


print(Empty.__doc__, Empty().__class__.__name__)
