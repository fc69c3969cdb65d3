"""Operators that classes written in Python define."""


class Vector:
    def __init__(self, x):
        self.x = x

    def __add__(self, other):
        return Vector(self.x + other.x)

    def __lt__(self, other):
        return self.x < other.x

    def __getitem__(self, key):
        return self.x

    def __len__(self):
        return 1


def run():
    one = total = Vector(1)
    for i in range(2000):
        total = total + one
        one < total
        total[i]
        len(total)
