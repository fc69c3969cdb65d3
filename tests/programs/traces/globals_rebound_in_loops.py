# Hot loops read globals and builtins that change while the loops run: the next read sees it, whoever makes the change.
import sys

SCALE = 1


def triple(x):
    return x * 3


def double(x):
    return x * 2


step = double
names = globals()
here = sys.modules[__name__]


# Functions that are called through a table are not constants of the trace.
def rebind_by_statement(i):
    global step, SCALE
    step = triple
    SCALE = i


def rebind_by_dict(i):
    names["step"] = triple
    names["SCALE"] = i


def rebind_by_update(i):
    names.update(step=triple, SCALE=i)


def rebind_by_module(i):
    here.step = triple
    setattr(here, "SCALE", i)


def rebind_by_vars(i):
    vars(here)["step"] = triple
    vars(here)["SCALE"] = i


def rebind_by_merge(i):
    global names
    names |= {"step": triple, "SCALE": i}


def nothing(i):
    pass


def run(change, at, n):
    total = 0
    changes = [nothing] * n
    changes[at] = change
    for i in range(n):
        total += step(i) * SCALE + len(changes)
        changes[i](i)
        total -= step(1)
    return total


for change in (
    rebind_by_statement,
    rebind_by_dict,
    rebind_by_update,
    rebind_by_module,
    rebind_by_vars,
    rebind_by_merge,
):
    for at in (700, 1400, 1499):
        step = double
        SCALE = 1
        print(change.__name__, at, run(change, at, 1500), step.__name__, SCALE)


# A builtin is hidden by a new global, and seen again.
def hide():
    global len
    len = lambda x: -1


def show():
    global len
    del len


def hidden(n):
    total = []
    actions = {500: hide, 900: show, 1200: hide, 1300: show}
    items = [1, 2, 3]
    for i in range(1500):
        if i in actions:
            actions[i]()
        total.append(len(items))
    return [(i, x) for i, x in enumerate(total) if i == 0 or total[i - 1] != x]


print(hidden(1500))


# A builtin itself changes.
import builtins

old = abs


def replaced():
    seen = []
    for i in range(1500):
        if i == 800:
            builtins.abs = lambda x: "mine"
        if i == 1100:
            builtins.abs = old
        if i == 1300:
            del builtins.abs
        try:
            seen.append(abs(-i))
        except NameError as error:
            seen.append(str(error))
        if i == 1400:
            vars(builtins)["abs"] = old
    return [seen[i] for i in (0, 799, 800, 1099, 1100, 1299, 1300, 1400, 1401, 1499)]


print(replaced())


# A global is deleted and comes back at another place of the dict.
def gone():
    global SCALE
    seen = []
    for i in range(1500):
        try:
            seen.append(SCALE)
        except NameError as error:
            seen.append(str(error))
        if i == 900:
            del SCALE
        if i == 1000:
            names["other name"] = 1
            SCALE = "back"
    return [seen[i] for i in (0, 900, 901, 1000, 1001, 1499)]


print(gone())


# All globals go and come back.
def cleared():
    seen = []
    all_names = names
    saved = dict(all_names)
    for i in range(1500):
        try:
            seen.append(step(1))
        except NameError as error:
            seen.append(str(error))
        if i == 800:
            all_names.clear()
        if i == 810:
            all_names.update(saved)
            all_names["step"] = saved["triple"]
    return [seen[i] for i in (0, 800, 801, 810, 811, 1499)]


step = double
print(cleared())
