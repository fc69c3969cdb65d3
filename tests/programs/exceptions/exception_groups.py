"""`except*` and `ExceptionGroup`: splitting, nesting, re-raising."""


def show(e, depth=0):
    pad = "  " * depth
    if isinstance(e, BaseExceptionGroup):
        print(pad + type(e).__name__, str(e))
        for sub in e.exceptions:
            show(sub, depth + 1)
    else:
        print(pad + repr(e))


eg = ExceptionGroup("top", [ValueError(1), ExceptionGroup("nested", [TypeError(2), ValueError(3)]), KeyError("k")])
show(eg)
print(eg.message, len(eg.exceptions), repr(ExceptionGroup("r", [ValueError(1)])), str(eg))
match, rest = eg.split(ValueError)
show(match)
show(rest)
print(eg.split(OSError)[0], eg.subgroup(OSError), eg.subgroup((TypeError, KeyError)).exceptions, eg.subgroup(lambda e: e.args == (3,)))
show(eg.derive([ValueError("derived")]))


def handle(exc):
    try:
        raise exc
    except* ValueError as e:
        print("values", [x.args for x in e.exceptions], type(e).__name__)
    except* (TypeError, KeyError) as e:
        print("type or key", e.exceptions)
    else:
        print("else")
    finally:
        print("finally")


handle(eg)
handle(ValueError("naked"))
try:
    handle(ExceptionGroup("partly", [OSError("o"), ValueError("v")]))
except ExceptionGroup as e:
    show(e)
try:
    handle(OSError("plain, unmatched"))
except OSError as e:
    print(repr(e))


def raising():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2), OSError(3)])
    except* ValueError:
        raise RuntimeError("from handler")
    except* TypeError as e:
        raise


try:
    raising()
except ExceptionGroup as e:
    show(e)
    show(e.exceptions[0].__context__) if e.exceptions[0].__context__ else None


def no_exc():
    try:
        pass
    except* Exception:
        print("no")
    else:
        print("else ran")


no_exc()
try:
    try:
        raise ValueError
    except* ExceptionGroup:
        pass
except TypeError as e:
    print(e)
try:
    try:
        raise ValueError("x")
    except* 5:
        pass
except TypeError as e:
    print(e)


class MyGroup(ExceptionGroup):
    def __new__(cls, msg, excs, code=0):
        self = super().__new__(cls, msg, excs)
        self.code = code
        return self
    def derive(self, excs): return MyGroup(self.message, excs, self.code)


try:
    try:
        raise MyGroup("mine", [ValueError(1), KeyError(2)], 42)
    except* ValueError as e:
        print(type(e).__name__, e.code)
except MyGroup as e:
    print("left", e.code, e.exceptions)
bg = BaseExceptionGroup("base", [KeyboardInterrupt()])
print(type(bg).__name__, type(BaseExceptionGroup("all exc", [ValueError()])).__name__, isinstance(bg, Exception))
for i in range(3):
    try:
        raise ExceptionGroup("loop", [ValueError(i), TypeError(i)][: i + 1 if i < 2 else 2])
    except* ValueError as e:
        print(i, e.exceptions)
    except* TypeError as e:
        print(i, "t", e.exceptions)
deep = ExceptionGroup("1", [ExceptionGroup("2", [ExceptionGroup("3", [ValueError("deep")])])])
try:
    raise deep
except* ValueError as e:
    show(e)
eg.add_note("a note")
print(eg.__notes__, eg.subgroup(ValueError).__notes__)
