"""Slicing at one site over sequences, bounds, steps, user-defined `__getitem__`, slice assignment and deletion."""


def cut(s, a, b): return s[a:b]
def step(s, a, b, c): return s[a:b:c]
def put(s, a, b, v): s[a:b] = v
def rm(s, a, b): del s[a:b]


class I:
    def __init__(self, v): self.v = v
    def __index__(self): return self.v
    def __repr__(self): return f"I({self.v})"
class S:
    def __getitem__(self, k): return k
    def __setitem__(self, k, v): self.last = (k, v)
    def __delitem__(self, k): self.last = ("del", k)


seqs = [list(range(8)), tuple(range(8)), "abcdéfgh", b"abcdefgh", range(0, 80, 10), S(), "ascii---"]
for s in seqs:
    out = None
    for a in (None, 0, 2, -3, 99, -99, I(1)):
        for b in (None, 5, -1, 0, 99, I(4)):
            out = cut(s, a, b)
    print(out, cut(s, 1, 3), cut(s, -3, None), step(s, None, None, -2), step(s, 6, 1, -2))
for s in seqs * 4:
    r = cut(s, 2, 4)
print(r)
for bad in [("abc", "x", None), ([1], 1.5, 2), ((1,), None, "y"), (5, 0, 1), ({}, 0, 1), ({1}, 0, 1), (None, 0, 1)] * 2:
    try:
        print(cut(*bad))
    except (TypeError, KeyError) as e:
        print(type(e).__name__, e)
    assert cut([1, 2, 3], 1, 2) == [2]
l = list(range(10))
for i in range(15):
    put(l, i % 4, i % 4 + 2, [i] * (i % 5))
    if i % 3 == 0:
        rm(l, 0, 1)
print(l)
for v in ("ab", (1, 2), range(2), {5: 6}, iter([7]), {8}, b"x"):
    put(l, 0, 1, v)
print(l)
o = S()
put(o, 1, 2, "v"); print(o.last); rm(o, None, 3); print(o.last)
for f in (lambda: put((1, 2), 0, 1, []), lambda: put("abc", 0, 1, "x"), lambda: put(l, 0, 1, 5), lambda: rm("abc", 0, 1), lambda: put(l, 0, "a", []), lambda: rm((1,), 0, 1), lambda: put({}, 0, 1, 2)):
    try:
        f()
        print("ok")
    except TypeError as e:
        print(e)


def rotate(s, k): return s[k:] + s[:k]
def halves(s): return s if len(s) < 2 else halves(s[len(s) // 2:]) + halves(s[:len(s) // 2])
def windows(s, n): return [s[i:i + n] for i in range(len(s) - n + 1)]


print([rotate(s, 3) for s in ("abcdef", [1, 2, 3, 4], (1, 2, 3, 4), b"abcdef", "é€x😀") * 3][-5:], halves("abcdefgh"), halves(list(range(9))), windows("abcde", 3), windows((1, 2, 3), 2), windows(range(4), 2))
text = "the quick brown fox"
words, i = [], 0
while i < len(text):
    j = text.find(" ", i)
    j = len(text) if j < 0 else j
    words.append(text[i:j])
    i = j + 1
print(words, [w[::-1] for w in words], [w[:1].upper() + w[1:] for w in words], text[-3:], text[:3], text[4:-4:3])
