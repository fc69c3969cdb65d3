class A:
    class B:
        @staticmethod
        def deep(a):
                    return (a +
                            None)


A.B.deep(1)
