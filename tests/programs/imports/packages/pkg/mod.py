print("pkg.mod runs")
from .sub import sibling_value as from_relative
from . import name as from_parent
from .sub.leaf import where
