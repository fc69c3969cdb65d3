x = 5
if x > 3:
    for i in range(2):
        while True:
            y = x[i]
