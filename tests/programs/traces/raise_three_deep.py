"""Calls that are inlined three deep raise at the innermost level, each in its own way, after the loop has got hot: tracebacks show
every frame with its line, and the frames around go on with what they had."""


def divide(a, b):
    local = a + 1
    return (local - 1) // b


def item(values, i):
    return values[
        i
    ]


def attribute(value, i): return value.missing if i > 0 else i


def overflow(a, i):
    return a.__class__(a) << i


def level3(kind, x, i):
    if kind == 0:
        return divide(x, i)
    elif kind == 1:
        return item([1, 2, 3], i)
    elif kind == 2:
        return attribute(x, i)
    return overflow(x, i)


def level2(kind, x, i):
    y = x * 2
    return level3(kind, y, i) + y


def level1(kind, x, i):
    total = 1
    total += level2(kind, x + total, i)
    return total


def run(kind, bad, n):
    total = 0
    for k in range(n):
        total += level1(kind, k, bad if k == n - 1 else (1, 0, 0, 3)[kind])
    return total


def caught(kind, bad, n):
    try:
        return run(kind, bad, n)
    except Exception as error:
        lines = []
        entry = error.__traceback__
        while entry is not None:
            frame = entry.tb_frame
            lines.append((frame.f_code.co_name, entry.tb_lineno))
            entry = entry.tb_next
        return type(error).__name__, str(error), lines


for kind, bad in (0, 0), (1, 3), (2, 1), (3, -1):
    for n in 40, 41, 200:
        print(kind, n, caught(kind, bad, n))
print(run(0, 1, 100), run(1, 2, 100))
run(1, 7, 100)
