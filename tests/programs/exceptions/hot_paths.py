"""Exceptions raised and caught in hot loops, through several frames, of changing types."""


def level(n, what):
    if n == 0:
        if what == 0:
            raise ValueError("zero")
        if what == 1:
            return [][1]
        if what == 2:
            return {}["k"]
        if what == 3:
            return 1 // 0
        if what == 4:
            return None.attr
        if what == 5:
            return undefined_global
        if what == 6:
            return 1 + "a"
        return what
    return level(n - 1, what)


counts = {}
for i in range(400):
    try:
        r = level(i % 4, i % 9)
    except (ValueError, ArithmeticError) as e:
        key = type(e).__name__
    except LookupError as e:
        key = "lookup " + type(e).__name__
    except Exception as e:
        key = "other " + type(e).__name__
    else:
        key = f"result {r}"
    counts[key] = counts.get(key, 0) + 1
print(sorted(counts.items()))


def search(d, keys):
    found = missing = 0
    for k in keys:
        try:
            found += d[k]
        except KeyError:
            missing += 1
    return found, missing


print(search({i: i for i in range(0, 300, 2)}, range(300)))


def stop_loop(it):
    n = 0
    while True:
        try:
            n += next(it)
        except StopIteration:
            return n


print(stop_loop(iter(range(500))), stop_loop(x for x in range(100)))


def eafp(values):
    out = []
    for v in values:
        try:
            out.append(int(v))
        except ValueError:
            try:
                out.append(float(v))
            except ValueError:
                out.append(None)
        except TypeError:
            out.append("type")
    return out


print(eafp(["1", "2.5", "x", None, "3", [], "1e5", " 7 "] * 3))


def finally_loop(n):
    opened = closed = 0
    for i in range(n):
        opened += 1
        try:
            if i % 5 == 0:
                continue
            if i % 7 == 0:
                raise KeyError(i)
            if i == 90:
                break
        except KeyError:
            opened += 1000
        finally:
            closed += 1
    return opened, closed


print(finally_loop(100))


class Stop(Exception):
    def __init__(self, v): self.v = v


def deep_exit(n):
    if n == 0:
        raise Stop("bottom")
    try:
        deep_exit(n - 1)
    finally:
        trail.append(n)


for depth in (1, 5, 50):
    trail = []
    try:
        deep_exit(depth)
    except Stop as s:
        print(s.v, len(trail), trail[:3])


def assertion(n):
    bad = 0
    for i in range(n):
        try:
            assert i % 2 == 0, f"odd {i}"
        except AssertionError as e:
            bad += len(str(e))
    return bad


print(assertion(100))
