"""`sys`: constants, limits, standard streams, exit machinery."""
import sys
print(sys.version_info[:2] >= (3, 14), sys.version_info.major, sys.version_info >= (3, 0), isinstance(sys.version, str), sys.maxsize, sys.byteorder, sys.maxunicode, isinstance(sys.platform, str), isinstance(sys.executable, str))
print(sys.float_info.max, sys.float_info.min, sys.float_info.epsilon, sys.float_info.dig, sys.float_info.mant_dig, sys.float_info.radix, sys.int_info.bits_per_digit > 0, sys.hash_info.modulus, sys.hash_info.width, sys.hash_info.inf, sys.hash_info.nan)
print(type(sys.argv).__name__, type(sys.path).__name__, type(sys.modules).__name__, sys.argv[0].endswith("basics.py"), "sys" in sys.modules, sys.modules["sys"] is sys, "__main__" in sys.modules, "math" in sys.builtin_module_names or True)
print(sys.getrecursionlimit(), sys.getdefaultencoding(), sys.getfilesystemencoding(), sys.intern("abc") == "abc", sys.intern("x" * 3) is sys.intern("xxx"), sys.get_int_max_str_digits(), sys.implementation.name != "", sys.hexversion > 0x30e0000)
sys.stdout.write("written\n")
print(sys.stdout.write("five\n"), sys.stdout.flush(), sys.stdout.isatty() in (True, False))
sys.stdout.writelines(["a", "b\n"])
for bad in [lambda: sys.stdout.write(5), lambda: sys.stdout.write(), lambda: sys.intern(5), lambda: sys.nope, lambda: sys.setrecursionlimit("a"), lambda: sys.exit(1, 2), lambda: sys.getrecursionlimit(1), lambda: sys.set_int_max_str_digits(5), lambda: sys.getsizeof()]:
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
sys.set_int_max_str_digits(0)
print(len(str(10**5000)), int("1" * 5000) % 1000)
sys.set_int_max_str_digits(700)
try:
    str(10**800)
except ValueError as e:
    print(e)
sys.set_int_max_str_digits(4300)
for args in [(), (0,), (3,), ("text",), (None,), ([1, 2],), (True,), (2.5,)]:
    try:
        sys.exit(*args)
    except SystemExit as e:
        print(type(e).__name__, repr(e.code), e.args)
try:
    1 / 0
except ZeroDivisionError:
    t, v, tb = sys.exc_info()
    print(t.__name__, v, tb.tb_lineno > 0, sys.exception() is v)
print(sys.exc_info(), sys.exception())


def frame_name(): return sys._getframe().f_code.co_name


def caller(): return sys._getframe(1).f_code.co_name


def outer(): return caller()


print(frame_name(), outer(), sys._getframe().f_lineno > 0, sys._getframe().f_code.co_name)
print(sys.getsizeof([]) > 0, sys.getrefcount([]) >= 1 if hasattr(sys, "getrefcount") else True, callable(sys.excepthook), sys.flags.optimize, sys.dont_write_bytecode in (True, False), sys.ps1 if hasattr(sys, "ps1") else "no ps1")
sys.custom = 5
print(sys.custom, hasattr(sys, "custom"), sys.__name__, repr(sys)[:12])
