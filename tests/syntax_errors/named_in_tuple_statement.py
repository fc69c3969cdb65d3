a, b c = g
