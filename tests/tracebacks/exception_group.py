def fail(kind, message):
    try:
        raise kind(message)
    except kind as e:
        return e


raise ExceptionGroup("several", [fail(ValueError, "one"), TypeError("two"), ExceptionGroup("nested", [fail(KeyError, "three")])])
