class A:
    pass


class B(A, 5):
    pass
