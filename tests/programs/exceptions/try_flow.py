"""Control flow through `try`, `except`, `else` and `finally` in all combinations."""


def flow(kind):
    out = []
    try:
        out.append("try")
        if kind == "raise":
            raise ValueError("v")
        if kind == "other":
            raise KeyError("k")
        if kind == "return":
            return out
    except ValueError as e:
        out.append(f"except {e}")
    else:
        out.append("else")
    finally:
        out.append("finally")
        print(kind, out)
    out.append("end")
    return out


for k in "none", "raise", "return":
    print(flow(k))
try:
    flow("other")
except KeyError as e:
    print("propagated", e)


def override():
    try:
        return "try"
    finally:
        return "finally"


def swallow():
    try:
        raise ValueError
    finally:
        return "swallowed"


def loops():
    out = []
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            out.append(i)
        finally:
            out.append(f"f{i}")
    return out


def break_in_finally():
    for i in range(3):
        try:
            1 / 0
        finally:
            break
    return i


def nested():
    out = []
    try:
        try:
            raise ValueError("inner")
        finally:
            out.append("f1")
    except ValueError:
        try:
            raise KeyError("second")
        except KeyError as e:
            out.append(repr(e.__context__))
        finally:
            out.append("f2")
    return out


def else_raises():
    try:
        pass
    except ValueError:
        return "not here"
    else:
        raise ValueError("from else")


def value_saved():
    x = 1
    try:
        return x
    finally:
        x = 2


def gets_exc(*types):
    try:
        raise types[0]("msg")
    except types[1:] as e:
        return type(e).__name__


print(override(), swallow(), loops(), break_in_finally(), nested(), value_saved())
try:
    else_raises()
except ValueError as e:
    print(e)
print(gets_exc(KeyError, LookupError), gets_exc(KeyError, ValueError, OSError, KeyError), gets_exc(OSError, IOError))
for clause in [5, "s", (ValueError, 5), int, None]:
    try:
        try:
            raise KeyError("x")
        except clause:
            print("matched")
    except TypeError as e:
        print(e)


def order():
    try:
        raise IndexError("i")
    except KeyError:
        return "key"
    except (ValueError, LookupError):
        return "lookup"
    except Exception:
        return "exception"


print(order())


def bare():
    try:
        raise BaseException("base")
    except Exception:
        return "no"
    except:
        return "bare"


print(bare())


def lazy_clause():
    def types():
        print("evaluated")
        return ValueError

    try:
        pass
    except types():
        pass
    try:
        raise ValueError
    except KeyError:
        pass
    except types():
        return "ok"


print(lazy_clause())


def e_deleted():
    e = "before"
    try:
        raise ValueError
    except ValueError as e:
        pass
    try:
        return e
    except UnboundLocalError as err:
        return str(err)


print(e_deleted())
hits = 0
for i in range(300):
    try:
        if i % 3 == 0:
            raise ValueError(i)
        if i % 3 == 1:
            {}[i]
        [][i]
    except ValueError as e:
        hits += e.args[0]
    except KeyError as e:
        hits += 1
    except IndexError:
        hits -= 1
    finally:
        hits += 1000
print(hits)
