a, b, c = 1, 0, 2
value = (
    a
    + c
    + a / b
    + 3
)
