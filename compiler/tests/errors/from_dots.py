from . x
