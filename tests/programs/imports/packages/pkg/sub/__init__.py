print("pkg.sub init")
from .sibling import sibling_value
