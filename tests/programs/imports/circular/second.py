print("second starts")
import first
print("first has a:", hasattr(first, "a"))
b = "b of second"


def get_a(): return first.a


print("second ends")
