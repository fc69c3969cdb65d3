"""A trace that is entered very often: each entry must give its native stack back."""

count = 0
for i in range(120_000):
    for j in (i, i + 1, i + 2): count += j & 1
print(count)
