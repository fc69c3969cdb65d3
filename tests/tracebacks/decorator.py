def logged(fn):
    def wrapper(*args):
        print("calling")
        return fn(*args)
    return wrapper


@logged
@logged
def work(n):
    return [1, 2, 3][n]


work(7)
