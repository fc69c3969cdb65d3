# A hot loop reads globals of its module and attributes of another one; the other module changes both.
import math
import other


def step(x):
    return x + 1


def run(n):
    seen = []
    for i in range(n):
        found = (step(0), other.factor, other.apply(0), math.floor(2.5))
        if not seen or seen[-1][1:] != found:
            seen.append((i, *found))
        other.act(i)
    return seen


for row in run(3000):
    print(row)

# A module that is replaced as a whole.
def replaced(n):
    global other
    seen = set()
    for i in range(n):
        if i == 700:
            other = math
        seen.add((i >= 700, hasattr(other, "factor"), other.__name__))
    return sorted(seen)


print(replaced(1500))
