"""Arithmetic and comparison of floats."""


def run():
    x, y = 0.1, 0.2
    for i in range(10000):
        x, y = x * 0.5 + y, y * 0.25 - x
        if x < y:
            x = y + 0.125
