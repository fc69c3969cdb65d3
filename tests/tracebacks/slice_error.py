data = list(range(10))
part = data[1:5][0:"x"]
