"""Slicing of sequences with every kind of bound."""
seq = list(range(10))
bounds = [None, 0, 3, -3, 12, -12]
for start in bounds:
    print(start, [seq[start:stop] for stop in bounds])
for step in (1, 2, 3, -1, -2, -4, 20, -20):
    print(step, seq[::step], seq[2:8:step], seq[8:2:step], seq[-2::step], seq[:-5:step])
text = "abcdefghij"
print(text[2:5], text[:-1], text[::-1], text[5:2], text[5:2:-1], text[-3:], text[100:], text[:100])
print("ÄÖÜßé€𝄞x"[1:], "ÄÖÜßé€𝄞x"[::-1], "ÄÖÜßé€𝄞x"[-2:], "ÄÖÜßé€𝄞x"[::2])
tup = tuple(seq)
print(tup[3:6], tup[::-3], tup[:], tup[10:], tup[:] is tup)
print(b"abcdef"[1:-1], b"abcdef"[::-2], range(20)[5:15:3], range(20)[::-1], range(0, 30, 3)[2:5][1])
print(slice(1, 2), slice(5), slice(None, None, -1), slice(1, 10, 2).indices(5), slice(None, None, -1).indices(4))
s = slice(1, 8, 3)
print(s.start, s.stop, s.step, seq[s], text[s], s == slice(1, 8, 3), s != slice(1), slice(1, 2) < slice(1, 3))
print(hash(slice(1, 2)) == hash(slice(1, 2)), {slice(1): "ok"}[slice(1)])


class I:
    def __index__(self):
        return 2


print(seq[I():], seq[:I()], seq[::I()], seq[True:4])
big = 10**30
print(seq[-big:big], seq[big:], seq[:-big], seq[::big], seq[::-big], text[-big:2])
for bad in [lambda: seq["a":], lambda: seq[:1.5], lambda: seq[::0], lambda: text[::0], lambda: tup[:"x"],
            lambda: slice(), lambda: slice(1, 2, 3, 4), lambda: slice(0, 5, 0).indices(3), lambda: slice(1).indices(-1),
            lambda: {}[1:2], lambda: 5[1:2], lambda: range(5)[::0], lambda: b"x"[::0]]:
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
