from math import pi, not_there
