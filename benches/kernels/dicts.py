"""Dicts by strings, ints and tuples, and sets."""


def run():
    names, numbers, pairs, seen = {}, {}, {}, set()
    for i in range(2000):
        names["key" if i & 1 else "other"] = i
        numbers[i % 100] = numbers.get(i % 100, 0) + 1
        pairs[i % 50, i % 7] = i
        seen.add(i % 64)
    sum(numbers.values())
    for name, value in names.items():
        name in names
