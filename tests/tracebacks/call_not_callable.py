registry = {"f": 5}
result = registry["f"](1, 2) + 3
