"""`return`, `break` and `continue` in `finally`, and what becomes of the exception."""


def returns_over_exception():
    try:
        raise ValueError("lost")
    finally:
        return "finally wins"


def returns_over_return():
    try:
        return "try"
    finally:
        return "finally"


def breaks():
    out = []
    for i in range(5):
        try:
            out.append(i)
            if i == 1:
                raise KeyError("swallowed by break")
        finally:
            if i == 1:
                break
    return out


def continues():
    out = []
    for i in range(4):
        try:
            if i % 2:
                raise KeyError("swallowed by continue")
            out.append(i)
        finally:
            if i % 2:
                continue
        out.append("after")
    return out


def nested_returns():
    for a in range(3):
        try:
            for b in range(3):
                try:
                    if b == 1:
                        return a, b
                finally:
                    trail.append(("inner", a, b))
        finally:
            trail.append(("outer", a))


def value_then_change():
    x = [1]
    try:
        return x
    finally:
        x.append(2)


def value_rebound():
    x = 1
    try:
        return x
    finally:
        x = 2


def raises_in_finally():
    try:
        return 1
    finally:
        raise ValueError("from finally")


def with_else(n):
    try:
        if n == 0:
            raise ValueError
        if n == 1:
            return "early"
    except ValueError:
        return "except"
    else:
        return "else"
    finally:
        trail.append(n)


def deep():
    try:
        try:
            try:
                raise ValueError("deep")
            finally:
                trail.append(1)
        finally:
            trail.append(2)
    except ValueError as e:
        trail.append(str(e))
        return "caught"
    finally:
        trail.append(3)


def while_true():
    n = 0
    while True:
        try:
            n += 1
            if n < 5:
                continue
            if n == 7:
                return n
        finally:
            if n == 6:
                n += 0
    return "never"


def generator():
    try:
        yield 1
        return "gen result"
    finally:
        trail.append("gen finally")


trail = []
print(returns_over_exception(), returns_over_return(), breaks(), continues(), nested_returns(), trail)
trail = []
print(value_then_change(), value_rebound(), [with_else(n) for n in range(3)], trail)
try:
    raises_in_finally()
except ValueError as e:
    print(e, e.__context__)
trail = []
print(deep(), trail, while_true(), list(generator()), trail[-1])
for f in [returns_over_exception, breaks, continues, value_rebound] * 10:
    last = f()
print(last)
