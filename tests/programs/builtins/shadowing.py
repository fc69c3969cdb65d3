"""Builtins shadowed by globals, locals and parameters, and restored."""
print(len([1, 2]))
len = lambda x: "shadowed"
print(len([1, 2]))
del len
print(len([1, 2]))


def use(): return max(1, 5)


print(use())
max = min
print(use())
del max
print(use())


def local():
    print = "not a function"
    list = [1]
    return print, list


print(local())


def param(str, int=5): return str, int


print(param(1))
import builtins
print(builtins.len is len, builtins.print is print)
builtins.my_builtin = lambda: "from builtins"
print(my_builtin())
saved = builtins.abs
builtins.abs = lambda x: ("patched", x)
print(abs(-1), [abs(v) for v in (1, -2)])
builtins.abs = saved
print(abs(-1))
del builtins.my_builtin
try:
    my_builtin()
except NameError as e:
    print(e)


def hot():
    out = []
    global len, range
    for i in [0, 1, 2, 3, 4, 5, 6, 7]:
        if i == 2:
            len = lambda x: "global len"
        if i == 4:
            builtins.len = lambda x: "builtin len"
        if i == 5:
            del len
        if i == 6:
            builtins.len = saved_len
        out.append(len("ab"))
    return out


saved_len = builtins.len
print(hot(), hot())
True_ = True
for name in ["int", "str", "sum", "print", "TypeError", "object", "__build_class__", "__import__", "NotImplemented", "Ellipsis"]:
    print(name, hasattr(builtins, name), end="; ")
print()
str = int
print(str("5") + 1)
del str


class C:
    len = 5
    def m(self): return len("abc")
    size = len + 1


print(C().m(), C.size)
sum = 0
for i in (1, 2, 3):
    sum += i
print(sum)
del sum
print(sum([1, 2, 3]))


def closure():
    sorted = lambda x: "enclosing"
    def inner(): return sorted([2, 1])
    return inner()


print(closure(), sorted([2, 1]))
builtins.print("via module")
