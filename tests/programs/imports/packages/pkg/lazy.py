def deferred():
    from .sub import leaf
    from . import mod
    return leaf.where, mod.__name__
