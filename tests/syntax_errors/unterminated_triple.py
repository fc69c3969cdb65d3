def f():
    """doc
    never closed
