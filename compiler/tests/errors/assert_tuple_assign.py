assert (a = 1)
