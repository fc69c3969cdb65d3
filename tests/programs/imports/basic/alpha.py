"""Alpha's doc."""
print("alpha runs as", __name__)
value = 42
counter = 0


def func(x): return x * value


def bump():
    global counter
    counter += 1
    return counter


def get_value(): return value


class Klass:
    def m(self): return __name__


if __name__ == "__main__":
    print("never")
