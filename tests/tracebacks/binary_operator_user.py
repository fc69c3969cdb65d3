class Bad:
    def __add__(self, other):
        raise ValueError(f"cannot add {other}")

    def __lt__(self, other):
        return self.missing < other


def add(x, y):
    return 5 + (x + y) * 2


add(Bad(), 7)
