def inner():
    raise ValueError("original")


def outer():
    try:
        inner()
    except ValueError:
        print("handling")
        raise


outer()
