"""An inner loop's iterator that exists in the outer loop's trace alone, and must be made where it stands when the trace is left."""


def truth(b):
    if b: return 1
    return 0


for b in [0, 0, 0, None, None, None, None]:
    row = []
    for c in (1, 2, 3, 4):
        truth(b)
        row.append(c)
    print(row)

items = ["a", "b", "c"]
for b in [0, 0, 0, "", "x", None, 2.5]:
    row = []
    for c in items:
        row.append((c, truth(b)))
    print(row)

# An inner loop that goes on for longer than when it was recorded: the other side of the branch moves its iterator.
for n in (2, 2, 2, 2, 4, 1, 0, 3):
    row = []
    for c in (1, 2, 3, 4)[:n]:
        row.append(c)
    for c in list("wxyz")[:n]:
        row.append(c)
    print(n, row)
