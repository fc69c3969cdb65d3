"""Comparing and sorting strings; interning must not be visible; strings as keys."""
words = ["banana", "apple", "Cherry", "apple pie", "", "éclair", "zebra", "Zebra", "10", "9", "a", "A", "ab", "aB", "€", "😀", "z" * 5]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, reverse=True)[:5], sorted(words, key=lambda w: (len(w), w)))
print("a" < "b", "a" < "B", "abc" < "abd", "ab" < "abc", "" < "a", "Z" < "a", "é" > "z", "😀" > "€", "a" <= "a", "b" >= "a", "10" < "9", not "a" < "a")
a, b = "".join(["x", "y"]), "xy"
print(a == b, hash(a) == hash(b), {a: 1}[b], a in [b], [b].index(a), (a,) == (b,), a != "xz", a == "xyz"[:2], a == "XY".lower())
for x, y in [("a", 1), ("a", b"a"), ("a", None), ("1", 1), ("a", ["a"])]:
    print(x == y, x != y, end=" ")
    try:
        x < y
    except TypeError as e:
        print(e)
d = {}
for i in range(200):
    d["key" + str(i % 37)] = d.get("key" + str(i % 37), 0) + i
print(len(d), d["key5"], sum(d.values()), sorted(d)[:4], max(d, key=lambda k: d[k]))


class S(str):
    def __eq__(self, o): return "S eq"
    def __lt__(self, o): return "S lt"
    __hash__ = str.__hash__


print(S("a") == "a", "a" == S("a"), S("a") < "b", "b" > S("a"), S("k") in {"k": 1}, S("a").upper(), type(S("a")[0:]).__name__, type(S("a") + "b").__name__)


def binary_search(xs, x):
    lo, hi = 0, len(xs)
    while lo < hi:
        mid = (lo + hi) // 2
        if xs[mid] < x:
            lo = mid + 1
        else:
            hi = mid
    return lo


srt = sorted(words)
print([binary_search(srt, w) for w in words], [binary_search(srt, w) for w in ("m", "", "~~")])


def levenshtein(a, b):
    prev = list(range(len(b) + 1))
    for i, ca in enumerate(a, 1):
        cur = [i]
        for j, cb in enumerate(b, 1):
            cur.append(min(prev[j] + 1, cur[-1] + 1, prev[j - 1] + (ca != cb)))
        prev = cur
    return prev[-1]


print([levenshtein(a, b) for a in ("kitten", "", "flaw") for b in ("sitting", "lawn", "abc")])


def lcs(a, b):
    t = [[""] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a)):
        for j in range(len(b)):
            t[i + 1][j + 1] = t[i][j] + a[i] if a[i] == b[j] else max(t[i][j + 1], t[i + 1][j], key=len)
    return t[-1][-1]


print(lcs("AGGTAB", "GXTXAYB"), lcs("programming", "gaming"), lcs("abc", "xyz") == "")
anagrams = {}
for w in "listen silent enlist google elgoog abc cab bca xyz".split():
    anagrams.setdefault("".join(sorted(w)), []).append(w)
print(anagrams)
eq = 0
for i in range(100):
    x = "abc" if i % 2 else "ab" + "c" * (i % 3)
    if x == "abc":
        eq += 1
    if x != "abd" and x > "abb" and not x > "abcc":
        eq += 100
print(eq)
