for name, (first, *rest) in [("x", (1, 2)), ("y", ())]:
    print(name, first, rest)
