x = 1if 1else 2
print(x, [0x1for x in (1,)], 1.5and 2, 0b1or 2, 3in [3])
