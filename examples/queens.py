"""Counts the ways to place N queens on an N by N board, and shows the first.

    trefoil examples/queens.py [N]

Solutions come from a recursive generator, so this also shows frames that are suspended and resumed.
"""

import sys


def solutions(size, row=0, columns=0, rising=0, falling=0):
    """Yields the columns of the queens, from row `row` on. The sets of attacked places are bit masks."""
    if row == size:
        yield ()
        return
    free = ~(columns | rising | falling) & ((1 << size) - 1)
    while free:
        place = free & -free
        free ^= place
        below = solutions(
            size, row + 1, columns | place, (rising | place) << 1, (falling | place) >> 1
        )
        for rest in below:
            yield (place.bit_length() - 1, *rest)


def show(solution):
    for queen in solution:
        print(" ".join("Q" if column == queen else "." for column in range(len(solution))))


def main(arguments):
    size = int(arguments[0]) if arguments else 8
    found = solutions(size)
    first = next(found, None)
    if first is None:
        print(f"no way to place {size} queens")
        return
    show(first)
    print(f"{1 + sum(1 for _ in found)} ways to place {size} queens")


main(sys.argv[1:])
