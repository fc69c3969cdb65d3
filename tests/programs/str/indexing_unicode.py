"""Strings of one, two and four byte characters: indexing, slicing, comparing, iterating, encoding."""
strings = ["ascii", "latin é ÿ", "bmp €日本", "astral 😀𝄞x", "", "mix aé€😀"]
for s in strings:
    print(len(s), [s[i] for i in range(len(s))], s[::-1], s[1:4], s[-2:], list(s)[-1:], s * 2, [ord(c) for c in s][-3:], s.encode(), s.encode("utf-8").decode("utf-8") == s)
for a in strings:
    print([int(a < b) for b in strings], [int(a == b) for b in strings], [int(a in b) for b in strings], sorted([a, "é", "z", "€"]))
print([a + b for a in ("a", "é", "€", "😀") for b in ("b", "ü", "日", "𝄞")])
print("aé€😀"[2] is not None, "é" == "\xe9" == chr(233), "😀" == "\U0001f600" == chr(0x1f600), "e\u0301" == "é", max("aé€😀"), min("aé€😀"), sorted("😀€éa"), "".join(reversed("aé€😀")), [*zip("é€", "😀a")])
for enc in ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "latin-1", "ascii", "UTF8", "iso-8859-1", "utf_8"]:
    for s in strings[:4]:
        try:
            b = s.encode(enc)
            print(enc, b, b.decode(enc) == s)
        except UnicodeEncodeError as e:
            print(enc, e)
for err in ["ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace", "surrogateescape", "strict", "nope"]:
    try:
        print(err, "aé€😀b".encode("ascii", err))
    except (UnicodeEncodeError, LookupError) as e:
        print(err, type(e).__name__, e)
for err in ["ignore", "replace", "backslashreplace", "surrogateescape", "strict"]:
    for b in [b"ab\xffcd", b"\xe2\x82", b"\xf0\x9f\x98", b"\xc0\x80", b"\xed\xa0\x80", b"ok \x80\x81"]:
        try:
            print(err, ascii(b.decode("utf-8", err)))
        except UnicodeDecodeError as e:
            print(err, e)
print(b"\xe9".decode("latin-1"), b"abc".decode("ascii"), str(b"\xc3\xa9", "utf-8"), str(b"x\xff", errors="replace"), str(b"raw"))
for bad in [lambda: b"\xe9".decode("ascii"), lambda: "\ud800".encode(), lambda: b"a".decode("nope"), lambda: "a".encode(5), lambda: b"\xff\xfe\x00".decode("utf-16"), lambda: str("a", "utf-8"), lambda: str(5, "utf-8"), lambda: ord("é€"), lambda: chr(2**40)]:
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
print(ascii("\ud800"), "\ud800" == "\ud800", len("\ud800\udc00"), [hex(ord(c)) for c in "\ud83d\ude00"], ascii(chr(0xdfff)))
h = {s: i for i, s in enumerate(strings)}
print([h[s] for s in strings], h["".join(["lat", "in é ÿ"])], "é" in h, hash("abc") == hash("a" + "bc"), hash("é€") == hash("".join(["é", "€"])))
out = ""
for i in range(300):
    out += chr(i * 37 % 400 + 33)
print(len(out), sum(map(ord, out)), out[150:160].encode(), out.count(out[7]), len(set(out)))
