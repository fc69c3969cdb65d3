def f(self, *args, **kwargs):
    self.method(1)
    self.method(1, key=2)
    print(f(*args, 1, **kwargs, b=2))
    class C:
        def m(self):
            super().m()
            return super().x, lambda: self
