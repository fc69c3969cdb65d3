value = None
result = 5 + (-value)
