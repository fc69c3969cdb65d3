"""A getter that raises AttributeError hands over to `__getattr__`, in hot code too; any other exception goes through, and so does an
AttributeError where the class has no `__getattr__`."""


class Plain:
    def __init__(self, limit):
        self.limit = limit
        self.left = limit

    @property
    def value(self):
        self.left -= 1
        if self.left == 0:
            raise AttributeError("spent")
        if self.left < 0:
            raise KeyError("below")
        return self.left


class Fallback(Plain):
    def __getattr__(self, name):
        if name == "missing":
            raise AttributeError("no " + name)
        return "fallback " + name


class Deleted:
    def __init__(self):
        self.x = 1

    @property
    def p(self):
        return -self.x

    def __getattr__(self, name):
        raise AttributeError("no " + name)


def where(error):
    lines, entry = [], error.__traceback__
    while entry:
        lines.append((entry.tb_frame.f_code.co_name, entry.tb_lineno))
        entry = entry.tb_next
    return type(error).__name__, str(error), lines


def read(thing, n):
    last = None
    for _ in range(n):
        last = thing.value
    return last


def delete(n, at):
    thing, total = Deleted(), 0
    for i in range(n):
        if i == at:
            del thing.x
        total += thing.p
    return total


for kind in Plain, Fallback:
    for limit in 60, 200:
        for n in limit - 1, limit, limit + 1:
            try:
                print(kind.__name__, limit, n, read(kind(limit), n))
            except Exception as error:
                print(kind.__name__, limit, n, where(error))
for n in 60, 200:
    try:
        print(delete(n, n - 10))
    except AttributeError as error:
        print(where(error))


late = Plain(10**6)
print(read(late, 100))
Plain.__getattr__ = lambda self, name: "late " + name
late.left = 30
try:
    print(read(late, 30))
    print(read(late, 5))
except KeyError as error:
    print(where(error))
