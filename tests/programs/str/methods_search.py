"""Searching strings: find, index, count, startswith, endswith, replace, split, partition."""
s = "hello world, hello"
print(s.find("hello"), s.find("hello", 1), s.find("x"), s.find(""), s.find("", 5), s.find("", 100), s.find("o", 5, 8), s.find("hello", -5), s.find("l", None, 3))
print(s.rfind("hello"), s.rfind("o"), s.rfind(""), s.rfind("z"), s.rfind("l", 0, 5), s.index("w"), s.rindex("l"))
print(s.count("l"), s.count("hello"), s.count(""), s.count("ll", 3), s.count("x"), "aaaa".count("aa"), "".count(""), "abc".count("", 1), "abc".count("", 9))
for bad in [lambda: s.index("zz"), lambda: s.rindex("zz"), lambda: s.index("h", 1, 3), lambda: s.find(5), lambda: s.count(None), lambda: s.find(), lambda: s.startswith(5), lambda: s.startswith(["a"]),
            lambda: s.endswith(("a", 1)), lambda: s.replace("a"), lambda: s.replace(1, "a"), lambda: s.split(1), lambda: s.split(""), lambda: s.partition(""), lambda: s.partition(5), lambda: s.rpartition(""),
            lambda: s.join([1]), lambda: s.join(5), lambda: s.join(["a", None]), lambda: s.find("a", "b"), lambda: s.rsplit(""), lambda: s.split(sep=1), lambda: s.split(maxsplit="a")]:
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
print(s.startswith("hell"), s.startswith("ello", 1), s.startswith(("x", "he")), s.startswith(""), s.startswith("hello", 0, 3), s.startswith(()), s.endswith("llo"), s.endswith(("x", "lo")), s.endswith("world", 0, 11), s.endswith(""), "".startswith("", 1))
print(s.replace("hello", "bye"), s.replace("hello", "bye", 1), s.replace("l", ""), "abc".replace("", "-"), "abc".replace("", "-", 2), "aaa".replace("aa", "b"), s.replace("zz", "q") == s, "abc".replace("b", "é€"), s.replace("o", "0", count=1), "".replace("", "x"))
print("a b  c ".split(), "a b  c ".split(" "), " a b c ".split(None, 1), "a,b,,c".split(","), "a,b,c".split(",", 1), "".split(), "".split(","), "abc".split("abc"), "a--b--c".split("--"), "a b c".split(maxsplit=0), " x ".split(maxsplit=0), "1\t2\n3\r4\x0b5\x1c6\u20037".split())
print("a b  c ".rsplit(), " a b c ".rsplit(None, 1), "a,b,c".rsplit(",", 1), "a,b,c".rsplit(","), "aXbXc".rsplit("X", maxsplit=5), "  a  b ".rsplit(None, 0))
print("a=b=c".partition("="), "a=b=c".rpartition("="), "abc".partition("="), "abc".rpartition("="), "=a".partition("="), "aéb".partition("é"))
print("a\nb\r\nc\rd\n".splitlines(), "a\nb\r\n".splitlines(True), "".splitlines(), "\n".splitlines(), "a\x0bb\x0cc\x1cd\x85e\u2028f".splitlines(keepends=False), "no newline".splitlines())
print(",".join(["a", "b"]), "".join(()), "-".join("abc"), ", ".join(str(i) for i in range(4)), "é".join(["x", "y"]), "x".join(["one"]), ",".join({"k": 1}))
print("prefix-body".removeprefix("prefix-"), "body.suffix".removesuffix(".suffix"), "abc".removeprefix("x"), "abc".removesuffix(""), "aa".removeprefix("a"), "abc".removesuffix("abc"))
print("né à côté".find("à"), "日本語テキスト".index("テ"), "😀a😀".count("😀"), "😀a😀b".split("😀"), "x😀y".replace("😀", ":)"), "aé😀".rfind("é"), "tést".startswith("té"), "naïve".partition("ï"))
long = "ab" * 500 + "needle" + "ab" * 500
print(long.find("needle"), long.rfind("needle"), long.count("ab"), long.index("ba"), "needle" in long, len(long.split("needle")), long.replace("ab", "").strip())
words = "the quick brown fox jumps over the lazy dog the end".split()
print(len(words), words.count("the"), sorted(set(words)), max(words, key=len), " ".join(w[::-1] for w in words))
