def make(n):
    class Made:
        class Inner:
            value = 1 // n
    return Made


make(0)
