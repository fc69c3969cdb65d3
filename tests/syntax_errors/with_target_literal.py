with a as 5:
    pass
