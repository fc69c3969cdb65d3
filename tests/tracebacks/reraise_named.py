def inner():
    raise ValueError("original")


saved = None
try:
    inner()
except ValueError as e:
    saved = e


def later():
    raise saved


later()
