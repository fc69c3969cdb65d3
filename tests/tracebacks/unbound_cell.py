def outer():
    def inner():
        return later * 2
    result = inner()
    later = 1
    return result


outer()
