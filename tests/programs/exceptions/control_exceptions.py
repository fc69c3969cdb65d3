"""`StopIteration`, `GeneratorExit`, `KeyboardInterrupt`, `SystemExit` caught in programs."""


def classify(f):
    try:
        return f()
    except Exception as e:
        return "Exception " + type(e).__name__
    except BaseException as e:
        return "BaseException " + type(e).__name__ + " " + repr(e.args)
    finally:
        log.append("f")


def raiser(e):
    def r(): raise e
    return r


log = []
for e in (StopIteration(1), GeneratorExit("g"), KeyboardInterrupt(), SystemExit(2), SystemExit, KeyboardInterrupt("k"), ValueError("v"), StopAsyncIteration(), BaseException("b"), MemoryError(), RecursionError("r")):
    print(classify(raiser(e)))
print(len(log))


def bare():
    out = []
    for e in (ValueError, KeyboardInterrupt, SystemExit):
        try:
            raise e
        except ValueError:
            out.append("value")
        except:
            out.append("bare")
    return out


print(bare())


class It:
    def __init__(self, e): self.e = e
    def __iter__(self): return self
    def __next__(self): raise self.e


for e in (StopIteration("x"), IndexError("i"), KeyboardInterrupt("k"), GeneratorExit(), StopAsyncIteration()):
    for use in (list, lambda it: [x for x in it], sum, lambda it: next(it, "default"), lambda it: 1 in it, lambda it: dict(it), lambda it: [*it]):
        try:
            r = use(It(e))
        except BaseException as err:
            r = type(err).__name__
        print(r, end=" ")
    print()


class Getitem:
    def __init__(self, e): self.e = e
    def __getitem__(self, i):
        if i == 2:
            raise self.e
        return i


for e in (IndexError(), StopIteration(), KeyError("k"), ValueError("v")):
    try:
        print(list(Getitem(e)), 5 in Getitem(e))
    except Exception as err:
        print(type(err).__name__, err)


class Attr:
    def __init__(self, e): self.e = e
    def __getattr__(self, n): raise self.e


for e in (AttributeError("a"), ValueError("v"), KeyboardInterrupt("k")):
    for use in (lambda o: hasattr(o, "x"), lambda o: getattr(o, "x", "default"), lambda o: o.x):
        try:
            print(use(Attr(e)), end=" ")
        except BaseException as err:
            print(type(err).__name__, end=" ")
print()
d = {}
class Key:
    def __hash__(self): raise KeyError("in hash")
for use in (lambda: d[Key()], lambda: d.get(Key(), "default"), lambda: Key() in d, lambda: d.pop(Key(), 1)):
    try:
        print(use())
    except KeyError as err:
        print("KeyError", err)
with_log = []
class CM:
    def __init__(self, swallow): self.swallow = swallow
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        with_log.append(t.__name__)
        return self.swallow
for e in (SystemExit(1), KeyboardInterrupt(), GeneratorExit(), ValueError()):
    with CM(True):
        raise e
print(with_log)
try:
    try:
        raise SystemExit("text")
    finally:
        with_log.append("finally")
except SystemExit as e:
    print(e.code, with_log[-1])
import sys
for code in (0, None, "s", 3, (1,)):
    try:
        exit_ = sys.exit
        exit_(code)
    except SystemExit as e:
        print(e.code, end=" ")
print()
