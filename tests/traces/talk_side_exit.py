def f(a, b, c):
    for _ in range(128):
        (a + b) * c


for _ in range(20):
    f(1, 1, 1)
for _ in range(20):
    f(1, 1, 1.0)
