def outer(*args, **kwargs):
    return inner(args,
                 kwargs)


def inner(a, k): return a[0](
    k["x"]
)


outer(len, x=5)
