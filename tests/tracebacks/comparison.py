values = [1, 2, "three"]
limit = 10
ok = 0 < values[1] < limit and values[0] <= values[2] < limit
