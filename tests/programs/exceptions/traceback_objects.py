"""`__traceback__`, frames and line numbers as objects."""
import sys


def lines(e):
    out, tb = [], e.__traceback__
    while tb is not None:
        out.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    return out


def a(x):
    return b(x) + 1


def b(x):
    if x:
        return 1 / (x - 1)
    raise ValueError(x)


for v in (0, 1):
    try:
        a(v)
    except Exception as e:
        print(type(e).__name__, lines(e))


def rethrow():
    try:
        a(0)
    except ValueError as e:
        first = lines(e)
        try:
            raise
        except ValueError as e2:
            return e is e2, first, lines(e2)


print(rethrow())


def from_generator():
    def g():
        yield 1
        b(0)
    for _ in g():
        pass


try:
    from_generator()
except ValueError as e:
    print(lines(e))
saved = []
for i in range(3):
    try:
        b(0)
    except ValueError as e:
        saved.append(e)
print([len(lines(e)) for e in saved], saved[0] is not saved[1])
e = saved[0]
for _ in range(3):
    try:
        raise e
    except ValueError:
        pass
print(len(lines(e)))
try:
    raise e.with_traceback(None)
except ValueError:
    print(lines(e))
tb = saved[1].__traceback__
print(tb.tb_next.tb_next, tb.tb_frame.f_lineno > 0, tb.tb_frame.f_globals is globals())
class Lazy:
    @property
    def p(self): return self.q
    def __getattr__(self, n): raise AttributeError(n)
try:
    Lazy().p
except AttributeError as err:
    print(lines(err))
try:
    [x / (x - 2) for x in range(5)]
except ZeroDivisionError as err:
    print(lines(err))
try:
    sorted([1, 0], key=lambda k: 1 / k)
except ZeroDivisionError as err:
    print(lines(err))
f = sys._getframe()
print(f.f_code.co_name, f.f_back, sys._getframe().f_lineno, "lines" in f.f_globals, f.f_locals is not None)


def depth():
    n, fr = 0, sys._getframe()
    while fr:
        n += 1
        fr = fr.f_back
    return n


def nest(k): return depth() if k == 0 else nest(k - 1)


print(depth(), nest(5), (lambda: nest(1))())
