"""Arithmetic of ints beyond a word."""


def run():
    value = 1
    for i in range(1, 400):
        value = value * 3 + i
    while value:
        value //= 10**18
