"""What each operator says about operands it does not take."""
values = [1, 1.5, "s", [1], {1: 1}, None, b"b", (1,), {1}]
ops = {
    "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b,
    "//": lambda a, b: a // b, "%": lambda a, b: a % b, "**": lambda a, b: a ** b, "@": lambda a, b: a @ b,
    "<<": lambda a, b: a << b, "&": lambda a, b: a & b, "|": lambda a, b: a | b, "^": lambda a, b: a ^ b,
    "<": lambda a, b: a < b, ">=": lambda a, b: a >= b,
}
for name, op in ops.items():
    for a in values[:6]:
        for b in values[:6]:
            if type(a) is type(b):
                continue
            if name == "%" and isinstance(a, (str, bytes)):
                continue
            try:
                op(a, b)
            except TypeError as e:
                print(name, e)
            except Exception as e:
                print(name, type(e).__name__, e)
for op in (lambda v: -v, lambda v: +v, lambda v: ~v):
    for v in values:
        try:
            print(op(v))
        except TypeError as e:
            print(e)
for v in values:
    try:
        v()
    except TypeError as e:
        print(e)
for v in values[:9]:
    try:
        v.missing
    except AttributeError as e:
        print(e)
    try:
        v.missing = 1
    except AttributeError as e:
        print(e)
    try:
        del v.missing
    except AttributeError as e:
        print(e)
