"""Draws the Mandelbrot set in characters.

    trefoil examples/mandelbrot.py [WIDTH [ITERATIONS]]
"""

import sys

SHADES = " .:-=+*#%@"


def escape_time(cx, cy, limit):
    """After how many steps of z -> z^2 + c the orbit of 0 leaves the circle of radius 2."""
    x = y = 0.0
    for step in range(limit):
        xx, yy = x * x, y * y
        if xx + yy > 4.0:
            return step
        y = 2.0 * x * y + cy
        x = xx - yy + cx
    return limit


def rows(width, limit):
    """The picture, line by line."""
    height = width * 2 // 5
    for row in range(height):
        cy = 2.4 * row / (height - 1) - 1.2
        times = [escape_time(3.2 * column / (width - 1) - 2.3, cy, limit) for column in range(width)]
        yield "".join(SHADES[time * (len(SHADES) - 1) // limit] for time in times).rstrip()


def main(arguments):
    width = int(arguments[0]) if arguments else 78
    limit = int(arguments[1]) if len(arguments) > 1 else 200
    for line in rows(width, limit):
        print(line)


main(sys.argv[1:])
