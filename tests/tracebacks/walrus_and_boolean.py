def get(n):
    return [1, 2][n]


if (a := get(0)) and (b := get(1)) and (c := get(2)):
    print(a, b, c)
