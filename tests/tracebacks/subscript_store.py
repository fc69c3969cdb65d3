def store(target, index, value):
    target[index] = value


store((1, 2), 0, "x")
