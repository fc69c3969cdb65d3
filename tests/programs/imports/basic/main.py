"""Imports of modules beside the script: forms, caching, attributes."""
import sys
print("main starts")
import alpha
import alpha
import alpha as al
from alpha import value, func as fn, Klass
from alpha import (
    value as v2,
    counter,
)
print(alpha.value, value, v2, fn(2), Klass().m(), al is alpha, alpha.__name__, alpha.__doc__)
print(counter, alpha.bump(), alpha.counter, counter)
alpha.value = "changed"
print(alpha.value, value, alpha.get_value())
from beta import *
print(public, also_public, "_private" in globals(), "sys_in_beta" in globals())
from gamma import *
print(listed, "unlisted" in globals(), _underscore_listed)
print("alpha" in sys.modules, sys.modules["alpha"] is alpha, type(alpha).__name__, repr(alpha).split(" from ")[0])
try:
    from alpha import missing
except ImportError as e:
    print(type(e).__name__, str(e).split(" (")[0], e.name)
try:
    import no_such_module
except ModuleNotFoundError as e:
    print(e, e.name)
try:
    import alpha.sub
except ModuleNotFoundError as e:
    print(e)
try:
    import failing
except ZeroDivisionError as e:
    print(e, "failing" in sys.modules)
try:
    import failing
except ZeroDivisionError as e:
    print("again", e)


def local_import():
    import delta
    from delta import x as y
    return delta.x + y


print(local_import(), "delta" in globals(), "delta" in sys.modules)


class C:
    import delta as d
    from delta import x


print(C.d.x, C.x)
sys.modules["fake"] = alpha
import fake
print(fake is alpha)
sys.modules["blocked"] = None
try:
    import blocked
except ModuleNotFoundError as e:
    print(e)
del sys.modules["delta"]
import delta
print(hasattr(alpha, "__file__"), alpha.__file__.endswith("alpha.py"), alpha.__spec__.name, alpha.__package__ == "", __import__("alpha") is alpha)
try:
    from gamma import nope
except ImportError as e:
    print(e.name, e.msg.split(" (")[0])
if __name__ == "__main__":
    print("is main")
print(dyn.made_up if (dyn := __import__("dynamic")) else None)
try:
    dyn.really_missing
except AttributeError as e:
    print(e)
print(dir(dyn))
