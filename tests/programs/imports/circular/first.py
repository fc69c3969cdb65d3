print("first starts")
import second
a = "a of first"


def get_b(): return second.b


print("first ends")
