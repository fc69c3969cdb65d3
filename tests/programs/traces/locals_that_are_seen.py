# Objects that exist in snapshots alone come to be before something looks at the locals of frames.
import sys


class Point:
    def __init__(self, x):
        self.x = x


def by_locals(n):
    same = 0
    for i in range(n):
        point = Point(i)
        seen = locals()["point"]
        seen.x = i + 1
        same += seen is point and point.x == i + 1
    return same


def by_vars(n):
    same = 0
    for i in range(n):
        items = [i, i + 1]
        seen = vars()["items"]
        seen.append(i)
        same += len(items) == 3 and items is seen
    return same


def by_dir(n):
    count = 0
    for i in range(n):
        unused = Point(i)
        count += "unused" in dir()
    return count


def by_frame(n):
    same = 0
    for i in range(n):
        pair = (i, Point(i))
        seen = sys._getframe().f_locals["pair"]
        seen[1].x = -i
        same += seen is pair and pair[1].x == -i
    return same


def caller():
    return sys._getframe(1).f_locals["point"]


def by_frame_of_caller(n):
    same = 0
    for i in range(n):
        point = Point(i)
        same += caller() is point
    return same


def by_keywords(n, look=sys._getframe):
    same = 0
    for i in range(n):
        point = Point(i)
        arguments = ()
        same += look(*arguments).f_locals["point"] is point
    return same


class Base:
    def which(self):
        return self.name


class Derived(Base):
    def __init__(self, name):
        self.name = name

    def which(self):
        parent = super()
        self.name += 1
        return parent.which()


def by_super(n):
    total = 0
    for i in range(n):
        total += Derived(i).which()
    return total


def of_outer(n):
    same = 0
    for i in range(n):
        point = Point(i)

        def get():
            return point

        point.x += 1
        same += get() is point and get().x == i + 1
        point = [i]
        same += get() is point
    return same


def of_nested(n):
    same = 0
    for i in range(n):
        inner = Point(i)
        outer = [Point(inner)]
        locals()["outer"][0].x.x = 7
        same += inner.x
    return same


for function in by_locals, by_vars, by_dir, by_frame, by_frame_of_caller, by_keywords, by_super, of_outer, of_nested:
    print(function.__name__, [function(n) for n in (1, 10, 50)])
