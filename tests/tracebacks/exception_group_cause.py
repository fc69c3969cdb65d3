try:
    1 / 0
except ZeroDivisionError as e:
    raise ExceptionGroup("with a cause", [ValueError(1), ValueError(2)]) from e
