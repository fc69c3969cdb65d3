"""Values that are computed from each other many times over: work must not double with each."""


def doubled(x):
    for _ in range(4):
        x = x + x; x = x + x; x = x + x; x = x + x; x = x + x; x = x + x; x = x + x; x = x + x
        x = x + x; x = x + x; x = x + x; x = x + x; x = x + x; x = x + x; x = x + x; x = x + x
        x = x - x // 2 * 2 + x // 65536 % 1000003
    return x


print([doubled(i) for i in range(6)])


def mixed(x):
    for _ in range(6):
        x = x * 1.5 + x * x - x; x = x * 0.5 - x * x + x; x = x * x - x + x * 0.25; x = x * x + x - x * 0.75
        x = x * x - x + x * 0.25; x = x * x + x - x * 0.75; x = x * x - x + x * 0.25; x = x * x + x - x * 0.75
    return x


print([mixed(i / 10) for i in range(6)])
