"""Loads and stores of attributes: in slots, of classes, properties, modules."""
import math


class Point:
    kind = 1

    def __init__(self):
        self.x = self.y = 0

    @property
    def both(self):
        return self.x


def run():
    point = Point()
    for i in range(3000):
        point.x = i
        point.y = point.x
        point.kind
        Point.kind
        point.both
        math.pi
