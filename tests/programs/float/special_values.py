"""Infinities, NaN, signed zeros and subnormals through every operation, comparison and container."""
inf, nan, tiny, huge = float("inf"), float("nan"), 5e-324, 1.7976931348623157e308
vals = [0.0, -0.0, 1.0, -1.0, inf, -inf, nan, tiny, -tiny, huge, 0.5, 2]
names = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b, "//": lambda a, b: a // b, "%": lambda a, b: a % b, "**": lambda a, b: a ** b, "divmod": divmod}
for op, f in names.items():
    for a in vals:
        row = []
        for b in vals:
            if op == "**" and a < 0 and a != -inf and abs(b) < inf and b % 1:
                continue  # complex numbers
            try:
                row.append(repr(f(a, b)))
            except (ZeroDivisionError, OverflowError) as e:
                row.append(type(e).__name__[:4])
        print(op, a, *row)
for a in vals:
    print(a, [int(a < b) for b in vals], [int(a == b) for b in vals], [int(a >= b) for b in vals], min(a, 1.0), max(a, 1.0), bool(a), -a, abs(a), str(a), f"{a:.2f}", f"{a:+08.1e}")
print([nan] == [nan], nan in [nan], [nan].index(nan), {nan: 1}.get(nan), (nan,) == (nan,), [float("nan")] == [float("nan")], sorted([2.0, inf, -inf, 1.0]), sum([inf, -inf]), sum([0.1] * 3), max(inf, huge), huge + huge, -huge - huge, huge * 10, tiny / 2, tiny * 0.6, 0.1 + 0.7)
for f in (int, round, lambda x: divmod(x, 1), lambda x: x.as_integer_ratio(), lambda x: x.hex(), lambda x: x.is_integer(), lambda x: hash(x) == hash(x), lambda x: round(x, 1), lambda x: x // 1, lambda x: "%d" % x, lambda x: "%.1f" % x, lambda x: repr(x)):
    row = []
    for a in vals[4:7] + [0.0, -0.0, tiny, 1e16]:
        try:
            row.append(f(a))
        except (OverflowError, ValueError) as e:
            row.append(f"{type(e).__name__}: {e}")
    print(row)
def mean(xs): return sum(xs) / len(xs)
print(mean([1, inf]), mean([nan, 1]), [x for x in vals if x == x], [x for x in vals if x != x], len({x for x in [0.0, -0.0, 0, False]}), inf > 10**1000, -inf < -10**1000, inf == 10**1000, 1e308 * 10 == inf, 2.0**1023 * 1.9999999999999998 == huge, 2.0**-1074 == tiny)
