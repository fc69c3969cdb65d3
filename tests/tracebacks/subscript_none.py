table = {"row": None}
first = table["row"][0] + 1
