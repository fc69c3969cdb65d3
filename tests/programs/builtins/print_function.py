"""`print` with all its arguments."""
import sys
print()
print("a", 1, None, [1], sep="")
print("a", "b", sep="-", end="!\n")
print(1, 2, sep=None, end=None)
print("no newline", end="")
print()
print("flush", flush=True)
print(*range(5), sep=", ")
print("é€😀", "\t tab", "multi\nline")
print("to stdout", file=sys.stdout)
print("to none", file=None)
print(sep="x")
print(end="only end\n")


class Out:
    def __init__(self): self.text = []
    def write(self, s): self.text.append(s)
    def flush(self): self.text.append("<flush>")


o = Out()
print("a", 5, sep="|", file=o)
print("b", file=o, flush=True, end="")
print(o.text)


class S:
    def __str__(self): return "S!"


print(S(), [S.__name__], S(), sep=" ~ ")


class Fails:
    def __str__(self): raise ValueError("str failed")


try:
    print("before", Fails(), "after")
except ValueError as e:
    print("|", e)


class NoWrite: pass


class BadWrite:
    def write(self, s): raise OSError("disk full")


for bad in [lambda: print(1, sep=5), lambda: print(1, end=b""), lambda: print(1, file=NoWrite()), lambda: print(1, foo=2), lambda: print(1, file=BadWrite()), lambda: print(1, file=5)]:
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
old = sys.stdout
sys.stdout = o = Out()
print("captured")
sys.stdout = old
print(o.text)
p = print
p("alias", end=" ")
list(map(p, [1, 2]))
print(print("inner"))
sys.stdout.write("direct write\n")
print(sys.stdout.write("12345\n"))
sys.stderr.write("")
for i in range(3):
    print(i, end=" " if i < 2 else "\n")
try:
    sys.stdout = None
    print("nowhere")
finally:
    sys.stdout = old
print("end")
