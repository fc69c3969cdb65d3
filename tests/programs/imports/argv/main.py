# argv: one -flag --long=3 é
"""`sys.argv` and what a script sees of itself."""
import sys
print(sys.argv, len(sys.argv), __name__, __file__.rsplit("/", 1)[-1], __doc__)
for i, a in enumerate(sys.argv[1:], 1):
    print(i, a)
print(sys.modules["__main__"].__name__, sys.modules["__main__"].i, sys.path[0].rsplit("/", 1)[-1])
sys.argv.append("x")
print(sys.argv[-1], __package__, __spec__)
import __main__
print(__main__.a, __main__.__dict__ is globals())
