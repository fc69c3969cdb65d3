value = 1
result = value + value + value + value + value + value + value + value + value + value + value + value + value + None + value + value + value + value
