def f():
    try:
        pass
    finally:
        if 1:
            return 1
        try:
            return 2
        finally:
            return 3
        with x:
            return 4
        for x in y:
            return 5
        else:
            return 6
        lambda: (yield)
    try:
        return 7
    except E:
        return 8
    else:
        return 9
