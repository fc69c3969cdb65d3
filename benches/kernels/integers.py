"""Arithmetic and comparison of small ints."""


def run():
    total = 0
    for i in range(10000):
        total = (total + i * 7) % 10007
        if total & 1 and total > 5000:
            total -= i // 3
