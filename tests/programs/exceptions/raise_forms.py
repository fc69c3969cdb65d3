"""Every form of `raise`, and what can be raised."""


class E(Exception):
    def __init__(self, *a): super().__init__(*a); self.made = True


def show(f):
    try:
        f()
    except BaseException as e:
        print(type(e).__name__, e.args, repr(e.__cause__), repr(e.__context__), e.__suppress_context__)


def r_class(): raise E
def r_instance(): raise E(1, "two")
def r_none_from(): raise E("x") from None
def r_from_class(): raise E("y") from ValueError
def r_from_inst(): raise E("z") from KeyError("cause")
def r_int(): raise 5
def r_str(): raise "string"
def r_none(): raise None
def r_type(): raise int
def r_bare(): raise
def r_bad_cause(): raise E from 5
def r_bad_cause2(): raise E from int
def r_self_cause():
    e = E("self")
    raise e from e
def r_reraise():
    try:
        raise E("first")
    except E:
        raise
def r_context():
    try:
        raise ValueError("ctx")
    except ValueError:
        raise E("during")
def r_in_finally():
    try:
        raise ValueError("a")
    finally:
        raise E("b")
def r_named():
    try:
        raise E("n")
    except E as e:
        raise e
def r_init_fails():
    class Bad(Exception):
        def __init__(self): raise RuntimeError("init failed")
    raise Bad
def r_new_not_exc():
    class Weird(Exception):
        def __new__(cls): return 5
    raise Weird
def r_needs_args():
    class Needs(Exception):
        def __init__(self, a): pass
    raise Needs
def r_nested_bare():
    def inner(): raise
    try:
        raise E("outer handled")
    except E:
        inner()
def r_from_in_except():
    try:
        raise ValueError("orig")
    except ValueError as v:
        raise E("new") from v


for f in [r_class, r_instance, r_none_from, r_from_class, r_from_inst, r_int, r_str, r_none, r_type, r_bare, r_bad_cause, r_bad_cause2,
          r_self_cause, r_reraise, r_context, r_in_finally, r_named, r_init_fails, r_new_not_exc, r_needs_args, r_nested_bare,
          r_from_in_except]:
    print(f.__name__, end=": ")
    show(f)
e = E("t")
print(e.made, e.with_traceback(None) is e, e.__traceback__)
e.__cause__ = ValueError("set")
print(e.__cause__, e.__suppress_context__)
e.__cause__ = None
e.__context__ = KeyError("c")
print(repr(e.__context__))
for name, value in [("__cause__", 5), ("__context__", "x"), ("__traceback__", 1), ("args", 5)]:
    try:
        setattr(e, name, value)
    except TypeError as err:
        print(err)
e.args = [1, 2]
print(e.args, str(e), repr(e))
try:
    raise E("tb")
except E as err:
    tb = err.__traceback__
    print(type(tb).__name__, tb.tb_lineno > 0, tb.tb_next, tb.tb_frame.f_code.co_name)
