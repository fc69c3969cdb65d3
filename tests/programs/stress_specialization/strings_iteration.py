"""Loops over strings of each width, bytes and lists at one site; character tests; building results."""


def classify(s):
    counts = {"alpha": 0, "digit": 0, "space": 0, "upper": 0, "other": 0}
    for c in s:
        if c.isalpha():
            counts["alpha"] += 1
            if c.isupper():
                counts["upper"] += 1
        elif c.isdigit():
            counts["digit"] += 1
        elif c.isspace():
            counts["space"] += 1
        else:
            counts["other"] += 1
    return tuple(counts.values())


for s in ["Hello World 123!", "Größe É 45", "日本語 テキスト 1", "😀 𝐀b 2", "", "a" * 100, ["A", "1", " "], ("x", "?")] * 3:
    r = classify(s)
    print(r, end=" ")
print()
try:
    classify([1])
except AttributeError as e:
    print(e)
try:
    classify(b"ab")
except AttributeError as e:
    print(e)


def count_char(s, ch):
    n = 0
    for i in range(len(s)):
        if s[i] == ch:
            n += 1
    return n


print([count_char(s, c) for s, c in [("banana", "a"), ("ééa", "é"), ("a€a€", "€"), ("😀x😀", "😀"), (b"abca", 97), ([1, 2, 1], 1), ("aaa", 97), ((1.0, True, 1), 1)] * 3][-8:])


def reverse(s):
    out = type(s)()
    for c in s:
        out = (c if isinstance(c, str) else type(s)([c])) + out
    return out


print([reverse(s) for s in ("abc", "é€😀", [1, 2], (1, 2), b"xy", "") * 3][-6:])


def caesar(s, k):
    out = []
    for c in s:
        if "a" <= c <= "z":
            out.append(chr((ord(c) - 97 + k) % 26 + 97))
        elif "A" <= c <= "Z":
            out.append(chr((ord(c) - 65 + k) % 26 + 65))
        else:
            out.append(c)
    return "".join(out)


print(caesar("Hello, World!", 3), caesar(caesar("Hello, é€😀", 11), -11), caesar("", 1), [caesar("xyz", k) for k in range(20)][-1])


def ords(s):
    t = 0
    for c in s:
        t = t * 31 + ord(c) & 0xffffffff
    return t


print([ords(s) for s in ("a", "abc" * 20, "é", "€", "😀", "aé€😀")])
words = {}
for i, w in enumerate(("one two é three two one " * 10).split(" ")):
    words.setdefault(w[:1] or "empty", []).append(i)
print({k: len(v) for k, v in words.items()})
s = ""
for i in range(120):
    s = s + "ab"[i % 2] if i % 7 else s + "é"
    if i % 40 == 39:
        print(len(s), s[-5:], s.count("é"), s.find("é", 5))
    if len(s) > 50:
        s = s[25:]
vowels = set("aeiou")
print(sum(c in vowels for c in "the quick brown fox"), sum(c in "aeiou" for c in "the quick"), [c for c in "hello" if c not in "l"], sorted({*"mississippi"}), list(zip("abc", "é€😀")), [a + b for a, b in zip("xy", "12")], max("hello"), "".join(sorted("hello", key=lambda c: -ord(c))), list(enumerate("é€"))[-1])
