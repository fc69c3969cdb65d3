"""Literals of strings, bytes and numbers, with all escapes and prefixes."""
print("\a\b\f\v\0\x41\u00e9\U0001F600\N{GREEK SMALL LETTER ALPHA}\101\7".encode())
print(repr('it\'s'), repr("say \"hi\""), repr("both ' and \""), repr("tab\tnl\n\r\\"))
print(r"raw\n\x", R'\'', rb"\x00", Rb'\n', bR"\t", b"\x00\xff\n\101", u"unicode")
print("""triple
"quoted" ''' text""", '''and \
continued''')
print("con" "cat" 'en' """ated""", b"a" b"b", r"\a" "\\b", ("par"
      "en"))
print(ascii("é€𝄞\x7f"), repr("é€𝄞\x7f\x80\xa0\xad\u200b\ud800"))
print(0, 0x1F, 0b101, 0o17, 1_000, 0xdead_beef, 123456789012345678901234567890)
print(1.0, 1e10, 1E-5, 1.5e300, 1e309, 5e-324, 0.1, 123456789.123456789, 1e16, 1e15, 1e22, 1.0e23)
print(True, False, None, ..., Ellipsis, NotImplemented, __debug__)
print([], [1], [1, ], (), (1,), (1, 2), {}, {1: 2}, {1}, {1, })
print(b"bytes \\ ' \" \t", b'\'', b"'", b"'\"")
print(len("\N{LATIN SMALL LETTER E WITH ACUTE}"), len("é"), len("e\u0301"), len("😀"), "\
joined")
print("a" is "a", () is (), 1_0 == 10)
print(-0.0, 0.0 == -0.0, 1e0, 1.e5, .1e1)
print('\x00' in "a\0b", "\x7f".isprintable(), len('\r\n'))
print({**{}}, [*[]], (*(),), {*()})
print("%" "s" % 1, "é" 'ü', "\u00e9" == "é", "\xe9" == "é")
