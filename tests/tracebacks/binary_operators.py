class Bad:
    def __add__(self, other):
        raise ValueError(f"cannot add {other}")


def run(a, b, c):
    return (a * b) + (c - 1) + undefined_value(a) if a else a + Bad()


try:
    run(0, 1, 2)
except TypeError as e:
    print(e)
total = 1 + 2 * 3 - "text" + 4
