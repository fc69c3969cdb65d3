"""`repr` and `ascii` of every kind of character; quotes."""
print([chr(i) for i in range(0, 33)], [chr(i) for i in range(126, 162)])
for s in ["", "'", '"', "'\"", "\\", "\\'", "a\nb\tc\rd", "\x00\x1b", "é", "\xad", "\u0378", "\u200b", "\u2028", "\ue000", "\ufeff", "\uffff", "\U0001f600", "\U000e0001", "\U0010ffff", "日本", "e\u0301", "\u0300", "\xa0", "\u3000", "ℵ"]:
    print(repr(s), ascii(s), len(repr(s)), [s], s.isprintable())
print(repr(b""), repr(b"'"), repr(b'"'), repr(b"'\""), repr(b"\x00\t\n\r\\\x7f\x80\xffabc"), str(b"x"), ascii(b"\xe9"))
print(repr("a'b"), repr('a"b'), repr("a'b\"c"), repr(["it's", 'say "x"', "both'\""]), {"k'": 'v"'}, ("\n",))
print("%r" % "a\nb", f"{'a\tb'!r}", "{!r}".format("\\"), str(["é"]), ascii(["é", b"\xff"]), repr(str), repr("x" * 5))
count = sum(len(repr(chr(i))) for i in range(0x3000))
print(count, sum(chr(i).isprintable() for i in range(0x3000)))
