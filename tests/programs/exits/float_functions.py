# Functions of one float, called by their name and as attributes of their module, with what is no float, where they raise, and where they
# have no bounds.
import math
from math import exp, log, sin, sqrt

VALUES = [4.0, -1.0, 9, True, 0.0, -0.0, 1e308, 710.0, math.inf, -math.inf, math.nan, "4", None, 2**70, [], 2.25]


class Real:
    def __float__(self):
        return 6.25


VALUES.append(Real())


def told(function, value):
    try:
        return repr(function(value))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def by_name(value):
    total = 0.0
    for i in range(40):
        total += sqrt(i * 0.25)
    return round(total, 9), told(sqrt, value)


def root(x):
    return sqrt(x)


def exponential(x):
    return exp(x)


def logarithm(x):
    return log(x)


def sine(x):
    return sin(x)


def as_attribute(x):
    return math.sqrt(x)


def absolute(x):
    return math.fabs(x)


def any_of(function, x):
    return function(x)


for function in root, exponential, logarithm, sine, as_attribute, absolute:
    for value in VALUES:
        for i in range(20):
            function(1.5)
        print(function.__name__, repr(value)[:20] if not isinstance(value, Real) else "Real", told(function, value))

print(by_name(2.0))
for i in range(40):
    any_of(math.sqrt, 2.0)
print(any_of(math.cos, 0.0), any_of(len, "abc"), any_of(math.floor, 2.5), any_of(root, 16.0))


class Module:
    def sqrt(self, x):
        return "mine", x


def of(module):
    return module.sqrt(2.25)


for i in range(40):
    of(math)
print(of(math), of(Module()), of(math))
for i in range(40):
    of(math)
    found = math.sqrt
    if i == 30:
        math.sqrt = math.exp
    if i == 35:
        math.sqrt = found = lambda x: ("other", x)
    if i > 28:
        print(of(math))
