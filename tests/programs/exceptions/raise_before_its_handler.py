# The handler of a `with` begins directly behind its body. When the last thing there raises, control comes to the instruction that
# follows without having fallen through to it.


class Swallows:
    def __init__(self, kind=ValueError):
        self.kind = kind

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        return kind is self.kind


def always(n):
    total = 0
    for i in range(n):
        with Swallows():
            total += i
            raise ValueError(i)
    return total


def nested(n):
    found = []
    for i in range(n):
        for j in [0, 1.5, "a", i]:
            with Swallows() as it:
                found.append((i, j))
                raise ValueError(it)
        found.append(len(found))
    return found[-6:]


def sometimes(n):
    found = []
    for i in range(n):
        try:
            with Swallows():
                raise ValueError(i) if i % 3 else KeyError(i)
        except KeyError as e:
            found.append(e.args)
    return found


def reraised(n):
    found = 0
    for i in range(n):
        try:
            try:
                raise IndexError(i)
            finally:
                found += 1
        except IndexError as e:
            found += e.args[0]
    return found


print(always(40), nested(12), sometimes(20), reraised(30))
try:
    raise ValueError
except Exception as e:
    pass
for x in [0]:
    for y in enumerate([0, 0, 0.0, 0]):
        with Swallows(KeyError):
            raise KeyError
print("end")
