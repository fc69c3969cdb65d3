pairs = [("a", 1), ("b", 2), ("c",)]
table = {key: value + 1 for key, value in pairs}
