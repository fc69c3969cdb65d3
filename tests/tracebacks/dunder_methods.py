class Vec:
    def __init__(self, *xs):
        self.xs = xs

    def __getitem__(self, i):
        return self.xs[i]

    def __eq__(self, other):
        return all(a == b for a, b in zip(self, other, strict=True))

    def __iter__(self):
        return iter(self.xs)


print(Vec(1, 2)[1], Vec(1, 2) == Vec(1, 2))
print(Vec(1, 2) == Vec(1, 2, 3))
