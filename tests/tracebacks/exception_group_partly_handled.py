try:
    raise ExceptionGroup("eg", [ValueError("v"), OSError("o"), TypeError("t")])
except* ValueError as e:
    print("handled", e.exceptions)
