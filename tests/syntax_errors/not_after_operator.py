print(3 + not 3)
