total = 0
for x in total:
    total += x
