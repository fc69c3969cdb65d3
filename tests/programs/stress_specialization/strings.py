"""String operations at one site over widths, types and lengths."""


def concat(a, b): return a + b
def fmt(x): return f"<{x}|{x!r:>4}>"
def at(s, i): return s[i]
def length(s): return len(s)
def has(c, s): return c in s
def eq(a, b): return a == b
def joined(xs): return "-".join(xs)
def rep(s, n): return s * n


class S(str):
    def __len__(self): return 99
    def __eq__(self, o): return "S.eq"
    def __getitem__(self, i): return "S.item"
    def __contains__(self, c): return True
    def __format__(self, spec): return "S.format"
    def __mul__(self, n): return "S.mul"
    __hash__ = str.__hash__


words = ["a", "bc", "é", "€x", "😀", "", "hello world" * 3]
for _ in range(3):
    for a in words:
        for b in words:
            r = concat(a, b), eq(a, b), has(a, b), at(a + b + "!", 0), at(a + b + "!", -1), length(a + b), joined([a, b])
print(r, len(concat("x" * 50, "y")))
for _ in range(3):
    out = [length("abc"), length([1]), length(S("abc")), length({}), length(b"xy"), at("abc", 1), at(S("abc"), 1), at([7, 8], 1), has("a", "cat"), has("a", ["a"]), has("a", {"b": 1}), has("z", S("q")), eq("a", "a"), eq(S("a"), "a"), eq("a", S("a")), eq("a", 1), rep("ab", 2), rep(S("ab"), 2), rep([1], 2), rep(2, 3)]
print(out)
for v in [1, 2, 3] * 6 + [1.5, "s", None, [1], S("x"), 2**70, True, b"b", "é'"] * 2:
    last = fmt(v)
    if type(v) is not int:
        print(last, end=" ")
print()
for f, args in [(concat, ("a", 1)), (concat, ("a", b"b")), (joined, ([1],)), (joined, (5,)), (at, ("abc", 5)), (at, ("abc", "1")), (length, (5,)), (has, (1, "abc")), (rep, ("a", "b")), (rep, ("a", 1.5)), (has, ("a", 5))] * 2:
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)
s, hist = "", {}
for i in range(200):
    s += "abcdé€😀"[i % 7 if i > 50 else i % 4]
    hist[s[-1]] = hist.get(s[-1], 0) + 1
    if i == 100:
        keep = s
        s += "!"
print(len(s), hist, len(keep), s.count("a"), keep == s[:len(keep)])


def tokens(src):
    i, out = 0, []
    while i < len(src):
        c = src[i]
        if c.isspace():
            i += 1
        elif c.isdigit():
            j = i
            while j < len(src) and src[j].isdigit():
                j += 1
            out.append(int(src[i:j]))
            i = j
        elif c.isalpha() or c == "_":
            j = i
            while j < len(src) and (src[j].isalnum() or src[j] == "_"):
                j += 1
            out.append(src[i:j])
            i = j
        else:
            out.append(c)
            i += 1
    return out


print(tokens("foo_1 = (12+ bar)*é3 // 99"), len(tokens("x = 1; " * 50)))


def chained(x): return x.strip().lower().replace("a", "b").split(",")


class Fake:
    def strip(self): return self
    def lower(self): return self
    def replace(self, a, b): return f"fake {a},{b}"


print([chained(v) for v in [" A,B "] * 10 + [Fake()] * 2 + ["É,a"]][-4:])
try:
    chained(b" A,B ")
except TypeError as e:
    print(e)
print("%s %d" % ("a", 1), [("%s" % v) for v in [1, "s", None, 2.5] * 4][-4:], [str(v) for v in [1, "s", None, 2.5, S("k")] * 4][-5:], [repr(v) for v in ["a", 1] * 5][-2:])
