def demand(n):
    def apply(fn):
        raise TypeError(f"refused {fn.__name__}")
    return apply


@demand(
    5
)
def victim():
    pass
