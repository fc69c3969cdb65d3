"""`while`, `for`, `break`, `continue`, `else`, in all nestings."""
for i in range(5):
    if i == 3:
        break
    print(i, end=" ")
else:
    print("no break")
print("|", i)
for i in range(3):
    continue
else:
    print("else after", i)
for x in []:
    pass
else:
    print("else of empty")
n = 5
while n:
    n -= 1
    if n == 3:
        continue
    if n == 1:
        break
    print(n, end=" ")
else:
    print("never")
print()
while False:
    pass
else:
    print("while else")
for i in range(3):
    for j in range(3):
        if j == 1:
            continue
        if i == 1:
            break
        print((i, j), end=" ")
    else:
        print("inner else", i)
        continue
    print("inner broke", i)


def find(rows, wanted):
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value == wanted:
                return r, c
    else:
        return None


print(find([[1, 2], [3, 4]], 4), find([[1]], 9))
l = [1, 2, 3]
for x in l:
    if x < 3:
        l.append(x + 10)
print(l)
for x in (it := iter(range(6))):
    print(x, next(it), end=" ")
print()
k = 0
while True:
    k += 1
    try:
        if k < 3:
            continue
        if k == 5:
            break
    finally:
        print("finally", k, end=" ")
print()
for i in range(2):
    try:
        break
    finally:
        print("out", i)
for a, (b, c) in [(1, (2, 3))]:
    print(a, b, c)
for i in range(3):
    i = i * 10
    print(i, end=" ")
print(i)
d = {"a": 1, "b": 2}
try:
    for k in d:
        d[k + "x"] = 1
except RuntimeError as e:
    print(e)
for bad in (5, None, 1.5, len):
    try:
        for _ in bad:
            pass
    except TypeError as e:
        print(e)
i = 10
while (i := i - 3) > 0: print(i, end=";")
print()
