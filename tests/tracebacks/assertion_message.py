limit = 3
values = [1, 2, 5]
assert all(v <= limit for v in values), f"{max(values)} is over {limit}"
