"""The tree of built-in exceptions, and their constructors and attributes."""
names = """BaseException BaseExceptionGroup GeneratorExit KeyboardInterrupt SystemExit Exception ArithmeticError FloatingPointError
OverflowError ZeroDivisionError AssertionError AttributeError BufferError EOFError ExceptionGroup ImportError ModuleNotFoundError
LookupError IndexError KeyError MemoryError NameError UnboundLocalError OSError BlockingIOError ChildProcessError ConnectionError
BrokenPipeError ConnectionAbortedError ConnectionRefusedError ConnectionResetError FileExistsError FileNotFoundError InterruptedError
IsADirectoryError NotADirectoryError PermissionError ProcessLookupError TimeoutError ReferenceError RuntimeError NotImplementedError
PythonFinalizationError RecursionError StopAsyncIteration StopIteration SyntaxError IndentationError TabError SystemError TypeError
ValueError UnicodeError UnicodeDecodeError UnicodeEncodeError UnicodeTranslateError Warning BytesWarning DeprecationWarning
EncodingWarning FutureWarning ImportWarning PendingDeprecationWarning ResourceWarning RuntimeWarning SyntaxWarning UnicodeWarning
UserWarning""".split()
import builtins
for n in names:
    cls = getattr(builtins, n)
    print(n, "<-", ", ".join(b.__name__ for b in cls.__bases__))
print(IOError is OSError, EnvironmentError is OSError)
for cls in (Exception, ValueError, KeyError, IndexError, RuntimeError, StopIteration, SystemExit, OSError, ImportError, AttributeError,
            NameError, AssertionError, KeyboardInterrupt):
    for args in [(), ("m",), ("m", 2), (1, 2, 3)]:
        e = cls(*args)
        print(repr(e), "|", str(e), "|", e.args)
print(repr(KeyError("a'b")), str(KeyError("k")), str(KeyError(1, 2)), str(KeyError()), str(KeyError(("t",))))
print(StopIteration(5).value, StopIteration().value, SystemExit(3).code, SystemExit().code, SystemExit(1, 2).code)
e = OSError(2, "No such", "file.txt")
print(e.errno, e.strerror, e.filename, e, e.args, type(e).__name__, OSError(2, "x", "a", None, "b"))
print(type(OSError(17, "x")).__name__, type(OSError(13, "x")).__name__, type(OSError(9999, "x")).__name__, OSError("just text").errno)
e = ImportError("msg", name="mod", path="p")
print(e, e.name, e.path, e.msg)
e = AttributeError("msg", name="n", obj=5)
print(e, e.name, e.obj, NameError("m", name="x").name)
e = SyntaxError("bad", ("f.py", 3, 5, "text here", 3, 9))
print(e, e.filename, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset, e.msg)
e = UnicodeDecodeError("utf-8", b"abc\xff", 3, 4, "why")
print(e, e.encoding, e.object, e.start, e.end, e.reason)
print(UnicodeEncodeError("ascii", "aé", 1, 2, "ordinal not in range(128)"), UnicodeTranslateError("xyz", 0, 2, "r"))
for thunk in [lambda: ValueError(x=1), lambda: ImportError(foo=1), lambda: UnicodeDecodeError("a"), lambda: ExceptionGroup("m", []),
              lambda: ExceptionGroup("m", [1]), lambda: ExceptionGroup(1, [ValueError()]), lambda: ExceptionGroup("m", [KeyboardInterrupt()]),
              lambda: AttributeError(foo=1), lambda: StopIteration(y=2)]:
    try:
        print(thunk())
    except (TypeError, ValueError) as err:
        print(type(err).__name__, err)


class Custom(ValueError, KeyError): pass


class WithAttrs(Exception):
    def __init__(self, code, msg="default"):
        super().__init__(msg)
        self.code = code


print(repr(Custom("c")), Custom("c"), issubclass(Custom, LookupError), WithAttrs(5), WithAttrs(5).code, repr(WithAttrs(1, "m")))
print(Exception("a") == Exception("a"), hash(Exception) is not None, [Exception(1)], {"k": ValueError("v")})
ex = Exception("attrs")
ex.custom = 1
print(ex.custom, ex.__dict__)
