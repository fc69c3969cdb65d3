print("beta runs")
public = 1
also_public = [2]
_private = 3
