"""Conditional expressions evaluate only the branch that is chosen."""
log = []


def note(x):
    log.append(x)
    return x


print(note("a") if note(1) else note("b"), log)
log.clear()
print(note("a") if note(0) else note("b"), log)
grade = lambda s: "A" if s >= 90 else "B" if s >= 80 else "C" if s >= 70 else "F"
print([grade(s) for s in (95, 85, 75, 65)])
print((1, 2) if True else 3, [1 if c else 0 for c in "" or "abc"])
print({True: "t", False: "f"}[1 if 0 else 0 == 0])
x = 5
print("big" if x > 3 and x < 10 else "small", "neg" if not x else "pos")
y = (x if x < 0 else -x) if x else 0
print(y)
print(f"{'even' if x % 2 == 0 else 'odd'} {x if x else 'zero':>4}")
print(*([1, 2] if x else []), sep="-")


def default(a=1 if x else 2, *, b="s" if not x else "t"):
    return a, b


print(default(), default(*(0,) if x else (1,)))
print((lambda: "then")() if x else (lambda: "else")())
print([(a if a > b else b) for a in range(3) for b in range(3)])
z = 0 if x is None else x.bit_length() if isinstance(x, int) else len(x)
print(z)
assert (True if x else False), "unreachable"
while (x if x > 2 else 0):
    x -= 1
print(x)
