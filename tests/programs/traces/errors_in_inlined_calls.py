"""Exceptions that are raised in calls of a trace: the tracebacks and handlers are those of the frames."""


def frames(error):
    found, entry = [], error.__traceback__
    while entry:
        code = entry.tb_frame.f_code
        found.append((code.co_name, entry.tb_lineno - code.co_firstlineno))
        entry = entry.tb_next
    return found


def divide(a, b): return a // b
def ask(rows, i): return rows[i]["k"]


def run(values):
    out = []
    for v in values:
        try:
            out.append(divide(12, v))
        except ZeroDivisionError as error:
            out.append(frames(error))
    return out


print(run([1, 2, 3, 4, 0, 5, 0, 6]))


def look(rows):
    found = []
    i = 0
    while i < 8:
        try: found.append(ask(rows, i))
        except (KeyError, IndexError) as error:
            found.append(type(error).__name__)
            found.append(frames(error))
        i += 1
    return found


print(look([{"k": 1}, {"k": 2}, {"k": 3}, {}, {"k": 5}, {"j": 0}]))


def unbound(flag):
    if flag: x = 1
    return x


def tries(flags):
    out = []
    for f in flags:
        try: out.append(unbound(f))
        except UnboundLocalError as error: out.append(str(error))
    return out


print(tries([1, 1, 1, 1, 0, 1, 0]))
