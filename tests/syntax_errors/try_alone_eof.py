try:
    x = 34
