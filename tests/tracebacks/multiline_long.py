def f(*args):
    return args[0] / args[1]


f(
    1,
    0,
    2,
    3,
    4,
    5,
    6,
    7,
)
