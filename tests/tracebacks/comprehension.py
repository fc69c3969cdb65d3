rows = [[1, 2], [3, "x"]]
doubled = [[cell * 2 - 1 for cell in row] for row in rows]
