# PYTHONPATH: lib_one:lib_two
"""Modules found through `PYTHONPATH`, in its order, after the script's folder."""
import only_one, only_two, both, shadowed
print(only_one.where, only_two.where, both.where, shadowed.where)
import sys
print([p.rsplit("/", 1)[-1] for p in sys.path[:3]])
sys.path.append("lib_three")
import only_three
print(only_three.where)
sys.path.insert(0, "lib_three")
import late_shadow
print(late_shadow.where)
import pkg_two.inner
print(pkg_two.inner.where)
