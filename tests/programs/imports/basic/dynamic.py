def __getattr__(name):
    if name.startswith("made"):
        return f"module getattr {name}"
    raise AttributeError(f"dynamic has no {name}")


def __dir__(): return ["b", "a"]
