x = (import math)
