"""strip, pad, centre, expand tabs, translate."""
print([" a b ".strip(), " a ".lstrip(), " a ".rstrip(), "xxaxx".strip("x"), "abcba".strip("ab"), "abc".strip(""), "\t\n x \u2003".strip(), "xyz".strip("xyz"), "aXa".lstrip("a"), "aXa".rstrip("a"), "éaé".strip("é"), "".strip()])
print(["a".center(5), "a".center(4), "ab".center(5), "ab".center(5, "*"), "abc".center(2), "a".ljust(3, "."), "a".rjust(3, "."), "abc".ljust(1), "é".center(5, "€"), "a".ljust(0), "x".rjust(4)])
print(["42".zfill(5), "-42".zfill(5), "+42".zfill(6), "abc".zfill(2), "".zfill(3), "--1".zfill(5), "é".zfill(3)])
print(["a\tb".expandtabs(), "a\tb".expandtabs(4), "\t\t".expandtabs(2), "abc\tde\tf".expandtabs(4), "a\tb\nc\td".expandtabs(4), "a\tb".expandtabs(0), "a\tb".expandtabs(-1), "x\r\ty".expandtabs(3)])
t = str.maketrans("abc", "xyz")
print(t, "aabbcc-d".translate(t), "hello".translate({108: None, 104: "HH"}), "abc".translate(str.maketrans("ab", "é😀", "c")), "abc".translate(str.maketrans({"a": "1", "b": None, 99: 100})))


class Table:
    def __getitem__(self, k):
        if k == 97:
            return "found"
        raise LookupError


print("abc".translate(Table()), "ab".translate([None] * 98))
for bad in [lambda: "a".center(), lambda: "a".center("x"), lambda: "a".center(3, "ab"), lambda: "a".ljust(3, ""), lambda: "a".rjust(3, 5), lambda: "a".strip(5), lambda: "a".zfill("x"), lambda: "a".expandtabs("x"),
            lambda: str.maketrans("ab", "c"), lambda: str.maketrans({"ab": 1}), lambda: str.maketrans(5), lambda: "a".translate(5), lambda: "a".translate({97: 0x110000}), lambda: "a".translate({97: 1.5}), lambda: str.maketrans("a", 5), lambda: str.maketrans({1.5: 1})]:
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
rows = [("name", "qty", "price"), ("apple", 3, 1.25), ("kiwi", 12, 0.5), ("watermelon", 1, 15)]
for r in rows:
    print(str(r[0]).ljust(12, ".") + str(r[1]).rjust(5) + str(r[2]).center(9, "~") + "|")
text = "The quick brown fox jumps over the lazy dog and runs away from the very angry bear"


def wrap(text, width):
    line, out = "", []
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            out.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    out.append(line)
    return out


def justify(line, width):
    words = line.split()
    if len(words) == 1:
        return line.ljust(width)
    gaps, spaces = len(words) - 1, width - sum(map(len, words))
    return "".join(w + " " * (spaces // gaps + (i < spaces % gaps)) if i < gaps else w for i, w in enumerate(words))


for line in wrap(text, 22):
    print(f"|{justify(line, 22)}|{line:^22}|{line:>22}|")


def rot13(s): return s.translate(str.maketrans("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "nopqrstuvwxyzabcdefghijklmNOPQRSTUVWXYZABCDEFGHIJKLM"))


print(rot13(text), rot13(rot13(text)) == text)
