"""Circular imports: what is visible when, and the errors."""
import first
print(first.a, first.get_b(), first.second.get_a())
import third
print(third.done)
try:
    import bad_one
except ImportError as e:
    print(type(e).__name__, str(e).split(" (")[0])
try:
    import attr_one
except AttributeError as e:
    print(str(e).split(" (")[0])
import self_import
print(self_import.me is self_import)
