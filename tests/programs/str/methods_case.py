"""Case, character classes and their Unicode corner cases."""
samples = ["", "hello", "HELLO", "Hello World", "hello world", "123", "abc123", "abc 123", " ", "\t\n", "ß", "ÀÉ", "éà", "ǆ", "ǅ", "Ǆ", "ŉ", "ﬁ", "İ", "ı", "Σ", "ΑΣ", "ΑΣΑ", "ς", "²", "½", "٣", "Ⅷ", "一", "日本", "a_b", "_x1", "1x", "class",
           "\x00", "\x7f", "é", "e\u0301", "😀", "\u200b", "\xa0", "\u2028", "they're", "x-ray", "UPPER lower", "Ab1 Cd2"]
for s in samples:
    print(ascii(s), ascii(s.upper()), ascii(s.lower()), ascii(s.title()), ascii(s.capitalize()), ascii(s.swapcase()), ascii(s.casefold()))
for name in ["isalpha", "isdigit", "isdecimal", "isnumeric", "isalnum", "isspace", "isupper", "islower", "istitle", "isidentifier", "isprintable", "isascii"]:
    print(name, "".join("01"[getattr(s, name)()] for s in samples))
print("STRASSE".casefold() == "straße".casefold(), "straße".upper(), "ΌΣΟΣ".lower(), "İ".lower() == "i̇", len("ŉ".upper()), "ﬀ".title(), "ǆ".title(), "o'neil mc-donald 3rd".title())
for bad in [lambda: "a".upper(1), lambda: "a".isalpha(1), lambda: "a".title(x=1), lambda: str.upper(5), lambda: str.lower()]:
    try:
        print(bad())
    except TypeError as e:
        print(e)
print([c for c in map(chr, range(256)) if c.isalpha() and ord(c) > 127][:10], sum(chr(i).isupper() for i in range(0x500)), sum(chr(i).islower() for i in range(0x500)), sum(chr(i).isdigit() for i in range(0x1000)),
      sum(chr(i).isspace() for i in range(0x3100)), sum(chr(i).isnumeric() for i in range(0x3000)), sum(chr(i).isidentifier() for i in range(0x300)), sum(not chr(i).isprintable() for i in range(0x300)))
