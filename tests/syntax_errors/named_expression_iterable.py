[x for x in (y := [1])]
class A:
    z = [(w := 1) for _ in x]
