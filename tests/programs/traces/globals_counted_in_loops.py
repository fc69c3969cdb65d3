# Globals that the loop itself writes, at the level of the module and in functions, are read and not taken for granted.
count = 0
limit = 10
total = 0

for i in range(2000):
    count += 1
    total += count * limit
    if count % 700 == 0:
        limit += 1
print(i, count, limit, total)


def bump():
    global count
    count += 1
    return count


def work(n):
    global total
    for i in range(n):
        total += bump() - count
        if bump() != count:
            print("stale", i)
    return total


print(work(2000), count)


# One global is written rarely, by another branch of the same loop.
state = "a"


def rare(n):
    global state
    seen = {}
    for i in range(n):
        seen[state] = seen.get(state, 0) + 1
        if i % 300 == 299:
            state = state + "b"
        if i % 5 == 0:
            seen[state] += 1
    return seen


print(rare(3000))

# Many globals that change in turn.
g0 = g1 = g2 = g3 = g4 = 0


def turns(n):
    total = 0
    for i in range(n):
        if i % 100 == 50:
            globals()[f"g{i // 100 % 5}"] += 1
        total += g0 + g1 * 2 + g2 * 3 + g3 * 5 + g4 * 7
    return total


print(turns(5000))
