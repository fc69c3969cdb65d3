print(- not 3)
