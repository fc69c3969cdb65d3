# Changes what the main module relies on, and itself.
import math
import sys

factor = 1
main = sys.modules["__main__"]


def apply(x):
    return x * factor + 1


def new_apply(x):
    return "new"


def act(i):
    global factor, apply
    if i == 600:
        main.step = lambda x: x + 100
    if i == 1100:
        factor = 2
    if i == 1500:
        apply = new_apply
    if i == 1900:
        math.floor = lambda x: "flat"
    if i == 2300:
        del main.step
        main.step = lambda x: "last"
    if i == 2600:
        del globals()["factor"]
        globals()["factor"] = "another entry"
