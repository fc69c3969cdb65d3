def outer(n):
    def inner(m):
        def innermost():
            return [n, m][2]
        return innermost()
    return inner(n + 1)


class Runner:
    def start(self):
        return self.run(outer)

    def run(self, f):
        return (lambda x: f(x))(3)


Runner().start()
