"""`except A, B:` without parentheses (PEP 758), and `except*` likewise."""


def kind(e):
    try:
        raise e
    except ValueError, KeyError:
        return "value or key"
    except (TypeError, OSError) as err:
        return f"type or os {err}"
    except ArithmeticError, LookupError, AttributeError:
        return "three of them"


for e in [ValueError(1), KeyError(2), TypeError(3), OSError(4), ZeroDivisionError(), IndexError(), AttributeError()]:
    print(type(e).__name__, kind(e))
try:
    kind(RuntimeError("not matched"))
except RuntimeError as e:
    print(e)
try:
    raise ExceptionGroup("g", [ValueError(1), TypeError(2), OSError(3)])
except* ValueError, TypeError:
    print("first")
except* OSError:
    print("second")
