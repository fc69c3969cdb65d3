class A:
    x: '\d' = 1
    def f(a: 1 is 2) -> '\q': pass
