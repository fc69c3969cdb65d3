"""Slices of lists, tuples and strings, and tuples taken apart."""


def run():
    items, text = list(range(50)), "abcdefghij" * 5
    for i in range(1500):
        items[i % 40 :]
        items[:10]
        text[3:9]
        a, b = i, text
        a, b = b, a
