def between(a, b, c, d):
    return a < b < c < d


between(1, 2, 3, None)
