"""Building strings in loops: concatenation, join, repetition, conversion."""
s = ""
for i in range(500):
    s += str(i)
print(len(s), s[:20], s[-10:])
t = s
t += "!"
print(len(s), len(t))
parts = []
for i in range(200):
    parts.append(f"{i}:{i * i}")
    if i % 50 == 0:
        parts.append("\n")
print(len("".join(parts)), ",".join(parts[:8]))


class B:
    def __init__(self): self.text = ""
    def add(self, x):
        self.text += x
        return self


b = B()
for i in range(100):
    b.add("ab" if i % 2 else "é")
print(len(b.text), b.text[:6])
d = {"k": "", "l": []}
for c in "hello":
    d["k"] += c
    d["l"] += c
print(d)
x = "a"
for _ in range(12):
    x = x + x
print(len(x), x * 0 == "", ("ab" * 3 + "c") * 2, 3 * "-=" + "-", "" + "", "a" * -5)
print("".join(chr(97 + i) for i in range(26)), "".join(map(str, range(20))), "".join(reversed("abc")), "".join(sorted("hello world")).strip(), "".join([]))


def caesar(s, k): return "".join(chr((ord(c) - 97 + k) % 26 + 97) if c.isalpha() else c for c in s.lower())


def rle(s):
    out, i = "", 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]:
            j += 1
        out += s[i] + (str(j - i) if j - i > 1 else "")
        i = j
    return out


def is_palin(s):
    s = "".join(c for c in s.lower() if c.isalnum())
    return s == s[::-1]


def to_roman(n):
    r = ""
    for v, sym in zip([1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1], "M CM D CD C XC L XL X IX V IV I".split()):
        while n >= v:
            r += sym
            n -= v
    return r


print(caesar("Hello, World!", 3), caesar(caesar("abcxyz", 5), -5), rle("aaabbbccd"), rle("x" * 30), is_palin("A man, a plan, a canal: Panama"), is_palin("nope"))
print([to_roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999)])
lines = []
for y in range(5):
    line = ""
    for x in range(10):
        line += "#" if (x + y) % 3 == 0 else "." if x > y else " "
    lines.append(line)
print("\n".join(lines))
a = "x"
for n in range(50):
    a += "y" if n % 2 else "é" if n % 3 else "😀"
print(a, len(a))
try:
    z = "a"
    z += 5
except TypeError as e:
    print(e)
z = 5
try:
    z += "a"
except TypeError as e:
    print(e)
count = {}
for ch in "mississippi river":
    count[ch] = count.get(ch, "") + ch
print(count)
print("%s-%s" % ("a", "b") + "c" * 2 + f"{1}{'x'!r}" + "d".join("123") + str([1, "a"]) + repr("q"))
