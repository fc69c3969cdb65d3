try:
    raise ExceptionGroup("eg", [ValueError("v"), TypeError("t")])
except* ValueError:
    raise RuntimeError("from handler")
except* TypeError as e:
    raise LookupError("another") from e
