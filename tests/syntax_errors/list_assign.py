print([z = 3])
