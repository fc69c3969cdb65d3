def key(x):
    return 10 / x


print(sorted([3, 1, 2], key=key))
print(max(map(key, [5, 0, 2])))
