import builtins, sys
real_abs, real_len = builtins.abs, builtins.len
left = 120
rest = 0
def show(*values, sum=sum, map=map, ord=ord, str=str):
    global left, rest
    if left > 0:
        left -= 1
        print(*values)
    else:
        rest = (rest * 31 + sum(map(ord, str(values)))) % 999983
def tell(e):
    places = []
    step = e.__traceback__
    while step is not None:
        places.append((step.tb_lineno, step.tb_frame.f_code.co_name))
        step = step.tb_next
    show(type(e).__name__, e, places, type(e.__cause__).__name__, type(e.__context__).__name__)
def handled(exception=sys.exception, type=type):
    return type(exception()).__name__
def clip(x, len=len):
    if type(x) is int and not -(1 << 70) < x < 1 << 70:
        return x % 8191
    if (type(x) is str or type(x) is list or type(x) is tuple) and len(x) > 24:
        return x[-9:]
    return x
