# Generators that a loop makes: they exist in snapshots alone while nothing else wants them, and come to be as they were.
import sys


def two(a, b):
    yield a
    yield b
    return "end"


def counted(n):
    for i in range(n):
        yield i


def consumed(n):
    total = 0
    for i in range(n):
        for x in two(i, 2 * i):
            total += x
    return total


def dropped(n):
    total = 0
    for i in range(n):
        for x in counted(i + 3):
            if x == 2:
                break
            total += x
    return total


def kept(n):
    suspended = []
    for i in range(n):
        generator = two(i, -i)
        total = 0
        for x in generator:
            total += x
            if i % 7 == 3:
                suspended.append((total, generator))
                break
    return [(total, list(generator), list(generator)) for total, generator in suspended]


def passed_on(n):
    total = 0
    for i in range(n):
        generator = two([i], i)
        first = next(generator)
        first.append(i)
        total += sum(first) + sum(generator)
    return total


def fails(a, when):
    yield a
    if a == when:
        raise ValueError(a)
    yield -a


def failing(n):
    caught = []
    for i in range(n):
        try:
            for x in fails(i, n - 2):
                pass
        except ValueError as error:
            frames = error.__traceback__
            lines = []
            while frames:
                lines.append((frames.tb_frame.f_code.co_name, frames.tb_lineno))
                frames = frames.tb_next
            caught.append((error.args, lines))
    return caught


def delegating(a):
    got = yield from two(a, a + 1)
    yield got


def delegated(n):
    found = []
    for i in range(n):
        for x in delegating(i):
            found.append(x)
    return found[-6:]


def states(n):
    found = []
    for i in range(n):
        generator = two(i, i)
        fresh = generator.gi_frame is not None, generator.gi_running, generator.gi_code.co_name
        for x in generator:
            if i == n - 1:
                found.append((fresh, generator.gi_running, generator.gi_frame.f_lineno, x))
        if i == n - 1:
            found.append((generator.gi_frame, generator.gi_running))
    return found


def itself(box):
    yield box[0].gi_running
    yield box


def running(n):
    total = 0
    for i in range(n):
        box = []
        box.append(itself(box))
        for x in box[0]:
            total += x is True or x is box
    return total


def one(a, b):
    yield a + b


def other(a, b):
    yield a * b
    yield b


def with_other_code(n):
    old = one.__code__
    found = []
    for i in range(n):
        generator = one(i, 10)
        if i == n - 3:
            one.__code__ = other.__code__
        for x in generator:
            found.append(x)
    one.__code__ = old
    return found[-6:]


def look(generator):
    return generator.gi_code.co_name


def looked_at(n):
    old = one.__code__
    found = []
    for i in range(n):
        generator = one(i, 10)
        if i >= n - 3:
            one.__code__ = other.__code__
            found.append(look(generator))
            found.append(list(generator))
            one.__code__ = old
    return found


def thrown_into(n):
    found = []
    for i in range(n):
        generator = two(i, i)
        for x in generator:
            if i > n - 3:
                try:
                    generator.throw(KeyError(x))
                except KeyError as error:
                    found.append(error.args)
            break
        generator.close()
        found.append(next(generator, "closed")) if i > n - 3 else None
    return found


def handled(n):
    found = []
    for i in range(n):
        try:
            raise IndexError(i)
        except IndexError:
            for x in two(i, sys.exception().args):
                if i == n - 1:
                    found.append((x, sys.exception().args))
    return found


for function in (
    consumed,
    dropped,
    kept,
    passed_on,
    failing,
    delegated,
    states,
    running,
    with_other_code,
    looked_at,
    thrown_into,
    handled,
):
    print(function.__name__, *[function(n) for n in (3, 20, 60)], sep="\n    ")
