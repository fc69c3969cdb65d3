"""Branches on bool, None, numbers, strings and containers at one site, both ways."""


def pick(c): return "yes" if c else "no"
def loop_while(x):
    n = 0
    while x:
        x = x[1:] if hasattr(x, "__getitem__") and not isinstance(x, dict) else x - 1 if isinstance(x, (int, float)) else None
        n += 1
        if n > 20:
            break
    return n
def both(a, b): return (a and b, a or b, not a, a is None, a is not None, bool(a) == bool(b))
def first(*xs):
    for x in xs:
        if x is not None:
            return x
    return "all none"
def flags(i):
    r = 0
    if i & 1: r += 1
    if not i & 2: r += 10
    if i & 4 and i & 1: r += 100
    if i & 8 or i == 0: r += 1000
    return r


class T:
    def __init__(self, v): self.v = v
    def __bool__(self): return self.v
    def __repr__(self): return f"T{self.v}"
class E:
    def __bool__(self): raise ValueError("no truth value")


vals = [True, False, 0, 1, -1, None, "", "a", [], [1], {}, {1: 2}, 0.0, 0.5, T(True), T(False), 2**70, (), range(0), b"", b"a", ...]
for warm in ([True] * 20, [None] * 20, [0, 1] * 10, ["", "x"] * 10, [[], [1]] * 10, [T(True), T(False)] * 10, vals * 2):
    print("".join(pick(v)[0] for v in warm)[-len(vals):], end=" ")
print()
print([loop_while(v) for v in (3, 2.0, "abc", [1, 2], (1,), b"xyz", range(4), None, 0, True, {1: 1})])
for a in (True, None, 0, "x", [], T(False)):
    print([both(a, b) for b in (False, 1)])
print([first(*xs) for xs in [(None, 1), (0, 1), (None, None), (False,), (), (None, "", 2)] * 5][-6:], [flags(i) for i in range(16)])
for f in (pick, lambda x: not x, lambda x: x and 1, lambda x: 1 if not x else 2, bool, lambda x: [1 for _ in "a" if x], lambda x: any([0, x]), lambda x: 0 or x or 1):
    for v in [1, 0] * 6 + [E(), 1]:
        try:
            r = f(v)
        except ValueError as e:
            print(e, end="; ")
    print(r)
n = 0
for i in range(200):
    a, b, c = i % 2 == 0, i % 3 == 0, i % 5 == 0
    if a and b and c: n += 1
    elif a and b or c: n += 10
    elif not a and (b or c): n += 100
    elif not (a or b or c): n += 1000
    n += (a and 1 or 2) + (b if c else a) - (not b) + (a == b != c)
print(n)
state = None
trail = []
for i in range(25):
    if state is None: state = 0
    elif state is False: state = "s"
    elif state == 3: state = False
    elif isinstance(state, str): state = None if len(state) > 3 else state + "s"
    else: state += 1
    trail.append(state)
print(trail)
print(None is None, None == 0, None == False, [None] == [None], None in [None], {None: 1}[None], True is not False, not None)
