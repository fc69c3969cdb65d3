def a():
    b()


def b():
    raise ValueError("in b")


try:
    a()
except ValueError as e:
    trimmed = e.with_traceback(e.__traceback__.tb_next.tb_next)
    raise trimmed
