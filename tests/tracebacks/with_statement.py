class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        print("exit", exc[0].__name__)
        return False


with Manager() as m:
    m.value = 1
    m.other.value = 2
