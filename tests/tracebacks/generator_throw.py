def worker():
    while True:
        try:
            yield
        except ValueError as e:
            raise RuntimeError("worker failed") from e


w = worker()
next(w)
w.throw(ValueError("injected"))
