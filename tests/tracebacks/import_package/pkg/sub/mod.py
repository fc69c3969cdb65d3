def run(f):
    return f()


def fail():
    raise NotImplementedError("in a package")
