print(a <> b)
