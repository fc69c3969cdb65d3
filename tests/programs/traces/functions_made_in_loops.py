# Functions that a loop makes: they exist in snapshots alone while nothing else wants them, and come to be as they were.
import sys


def called(n):
    total = 0
    for i in range(n):
        double = lambda x: 2 * x
        total += double(i)
    return total


def kept(n):
    functions = []
    for i in range(n):
        function = lambda x: x + 1
        if i % 5 == 4:
            functions.append(function)
    first, last = functions[0], functions[-1]
    return first is last, first == first, first.__code__ is last.__code__, last(1), last.__name__, last.__module__


def same(n):
    count = 0
    for i in range(n):
        one = lambda: 1
        two = one
        other = lambda: 1
        count += (one is two) + (one is other)
    return count


def changed(n):
    found = []
    for i in range(n):
        function = lambda x, y=3: x
        if i == n - 2:
            function.__defaults__ = (7,)
            function.mark = i
        if i >= n - 2:
            found.append((function(1), function.__defaults__, getattr(function, "mark", None)))
    return found


def given_code(n):
    total = 0
    for i in range(n):
        function = lambda: 1
        if i % 3 == 0:
            function.__code__ = (lambda: 100).__code__
        total += function()
    return total


def closing(n):
    total = 0
    for i in range(n):
        add = lambda x: x + i
        total += add(1)
    return total


def recursive(n):
    total = 0
    for i in range(n):
        fact = lambda self, k: 1 if k == 0 else k * self(self, k - 1)
        total += fact(fact, 4)
    return total


def failing(n):
    found = []
    for i in range(n):
        divide = lambda x: 1 // x
        try:
            divide(n - 2 - i)
        except ZeroDivisionError as error:
            entry = error.__traceback__
            while entry:
                found.append((entry.tb_frame.f_code.co_name, entry.tb_lineno))
                entry = entry.tb_next
    return found


def generating(n):
    total = 0
    for i in range(n):
        def pairs(k):
            yield k
            yield k + 1

        for x in pairs(i):
            total += x
    return total


def comprehended(n):
    total = 0
    for i in range(n):
        total += sum([f(i) for f in (lambda x: x, lambda x: -x, lambda x: x * x)])
    return total


def looking(n):
    same = 0
    for i in range(n):
        function = lambda: sys._getframe(1).f_locals["function"] is function
        same += function()
        plain = lambda: sys._getframe(1).f_locals["plain"]
        same += plain() is plain
    return same


for function in called, kept, same, changed, given_code, closing, recursive, failing, generating, comprehended, looking:
    print(function.__name__, *[function(n) for n in (5, 25, 60)])
