"""Packages: `__init__`, submodules, relative imports, namespaces, attributes set by import."""
import sys
import pkg
print(pkg.__name__, pkg.__package__, pkg.name, [p.rsplit("/", 1)[-1] for p in pkg.__path__], hasattr(pkg, "sub"))
import pkg.sub.leaf
print(pkg.sub.leaf.where, pkg.sub.leaf.up(), pkg.sub.sibling_value, pkg.sub.__package__, pkg.sub.leaf.__package__)
import pkg.sub.leaf as leaf
from pkg.sub import leaf as leaf2, other
from pkg.sub.other import *
from pkg import mod
print(leaf is leaf2, other.__name__, exported, mod.from_relative, mod.from_parent)
from pkg import sub as s, name as n
print(s is pkg.sub, n)
print(sorted(m for m in sys.modules if m.startswith("pkg")))
try:
    import pkg.nothing
except ModuleNotFoundError as e:
    print(e, e.name)
try:
    from pkg import nothing
except ImportError as e:
    print(type(e).__name__, str(e).split(" (")[0])
try:
    import pkg.mod.deeper
except ModuleNotFoundError as e:
    print(e)
try:
    from . import x
except ImportError as e:
    print(type(e).__name__, e)
try:
    from .pkg import mod
except ImportError as e:
    print(type(e).__name__, e)
try:
    from pkg.toofar import nope
except ImportError as e:
    print(type(e).__name__, e)
import namespace.inside
print(namespace.inside.v, namespace.__name__, hasattr(namespace, "__file__") and namespace.__file__)
from pkg.lazy import deferred
print(deferred())
from pkg import *
print(in_all, "name_not_in_all" in globals())
import pkg.sub
print(pkg.sub.leaf.where)


def f():
    import pkg.sub.other
    return pkg.sub.other.exported


print(f())
