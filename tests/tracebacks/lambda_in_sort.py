items = [3, "a", 1]
items.sort(key=lambda item: item + 0)
