import sys
print("one")
sys.stderr.write("to stderr\n")
print("two", file=sys.stderr)
print("three")
raise RuntimeError("end")
