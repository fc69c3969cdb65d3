"""Calls of `range` in one place, with numbers that are and are not small ints, and loops over ranges of any kind."""


def stop_only(stop):
    return range(stop)


def start_and_stop(start, stop):
    return range(start, stop)


def with_step(start, stop, step):
    return range(start, stop, step)


def first_items(numbers):
    items = []
    for number in numbers:
        items.append(number)
        if len(items) == 3:
            break
    return items


class Index:
    def __init__(self, number):
        self.number = number

    def __index__(self):
        return self.number


SMALL = 2**61 - 1
CASES = [3, 0, -4, True, SMALL, SMALL + 1, -SMALL - 1, 2**70, Index(2), 2.0, "x"]


def attempt(function, *args):
    try:
        made = function(*args)
        print(repr(made), first_items(made), made.start, made.stop, made.step, len(made))
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)


def warm(function, *args):
    for _ in range(40):
        first_items(function(*args))


warm(stop_only, 3)
for stop in CASES:
    attempt(stop_only, stop)
warm(start_and_stop, 1, 3)
for start in CASES:
    for stop in CASES:
        attempt(start_and_stop, start, stop)
warm(with_step, 1, 9, 2)
for step in [1, 2, -1, -3, 0, SMALL, -SMALL - 1, 2**70, Index(5), None]:
    for start, stop in [(0, 7), (7, 0), (-SMALL, SMALL), (SMALL, -SMALL), (SMALL - 2, SMALL), (2**60, -(2**60)), ("a", 1), (1, "a")]:
        attempt(with_step, start, stop, step)


# Places that have called `range` so far call something else, or with a step of any kind.
def call_with_two(callable, a, b):
    return callable(a, b)


def call_with_three(callable, a, b, c):
    return callable(a, b, c)


for n in range(40):
    call_with_two(range, n, 50)
    call_with_three(range, n, 50, 2)
print(call_with_two(max, 3, 4), call_with_two(range, 3, 4))
print(call_with_three(max, 3, 4, 5), call_with_three(range, 3, 9, 2**70), call_with_three(range, 3, 9, 2))


# One place that iterates ranges of step 1, then others: each way out of what the place has become.
ODD = [
    range(2**70, 2**70 + 5),
    range(3, SMALL + 1),
    range(0, 1, 2**70),
    range(-SMALL - 1, SMALL),
    range(0, 9, 4),
    range(-SMALL - 1, SMALL, 3),
    range(SMALL - 2, SMALL, 5),
    range(5, 1),
    range(5, 1, -2),
    [1, 2],
    "text",
]
for odd in ODD:

    def counts(numbers):
        count = 0
        for _ in numbers:
            count += 1
            if count == 5:
                break
        return count

    for _ in range(40):
        counts(range(3))
    print(odd, [counts(odd) for _ in range(3)], counts(range(2, 4)))

    def counts_by_two(numbers):
        count = 0
        for _ in numbers:
            count += 1
            if count == 5:
                break
        return count

    for _ in range(40):
        counts_by_two(range(0, 6, 2))
    print(odd, [counts_by_two(odd) for _ in range(3)], counts_by_two(range(2, 4)))


# The name may be bound to something else.
def total(n):
    result = 0
    for i in range(n):
        result += i
    return result


print([total(n) for n in range(40)])
range = lambda n: [n, n]
print(total(7))
del range
print(total(7))
