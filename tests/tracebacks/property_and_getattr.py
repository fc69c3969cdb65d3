class Lazy:
    @property
    def value(self):
        return self.compute(3)

    def __getattr__(self, name):
        raise AttributeError(f"no {name} here")


print(Lazy().value)
