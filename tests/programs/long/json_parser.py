"""A JSON parser and printer, tested on round trips and malformed documents."""


class ParseError(ValueError):
    def __init__(self, message, pos):
        super().__init__(f"{message} at {pos}")
        self.pos = pos


class Parser:
    ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}

    def __init__(self, text): self.text, self.i = text, 0

    def parse(self):
        value = self.value()
        self.space()
        if self.i != len(self.text):
            raise ParseError("extra data", self.i)
        return value

    def space(self):
        while self.i < len(self.text) and self.text[self.i] in " \t\r\n":
            self.i += 1

    def peek(self): return self.text[self.i] if self.i < len(self.text) else ""

    def expect(self, c):
        if self.peek() != c:
            raise ParseError(f"expected {c!r}, got {self.peek()!r}", self.i)
        self.i += 1

    def value(self):
        self.space()
        c = self.peek()
        if c == "{":
            return self.object()
        if c == "[":
            return self.array()
        if c == '"':
            return self.string()
        if c == "-" or c.isdigit():
            return self.number()
        for word, v in (("true", True), ("false", False), ("null", None)):
            if self.text.startswith(word, self.i):
                self.i += len(word)
                return v
        raise ParseError(f"unexpected {c!r}", self.i)

    def object(self):
        self.expect("{")
        out = {}
        self.space()
        if self.peek() == "}":
            self.i += 1
            return out
        while True:
            self.space()
            key = self.string()
            self.space()
            self.expect(":")
            out[key] = self.value()
            self.space()
            if self.peek() == ",":
                self.i += 1
                continue
            self.expect("}")
            return out

    def array(self):
        self.expect("[")
        out = []
        self.space()
        if self.peek() == "]":
            self.i += 1
            return out
        while True:
            out.append(self.value())
            self.space()
            if self.peek() != ",":
                self.expect("]")
                return out
            self.i += 1

    def string(self):
        self.expect('"')
        parts = []
        while True:
            c = self.peek()
            if not c:
                raise ParseError("unterminated string", self.i)
            self.i += 1
            if c == '"':
                return "".join(parts)
            if c == "\\":
                e = self.peek()
                self.i += 1
                if e == "u":
                    code = self.text[self.i:self.i + 4]
                    try:
                        parts.append(chr(int(code, 16)))
                    except ValueError:
                        raise ParseError(f"bad escape {code!r}", self.i) from None
                    self.i += 4
                elif e in self.ESCAPES:
                    parts.append(self.ESCAPES[e])
                else:
                    raise ParseError(f"bad escape {e!r}", self.i)
            elif c < " ":
                raise ParseError("control character", self.i - 1)
            else:
                parts.append(c)

    def number(self):
        start = self.i
        if self.peek() == "-":
            self.i += 1
        if not self.peek().isdigit():
            raise ParseError("digit expected", self.i)
        is_float = False
        while (c := self.peek()) and c in "0123456789.eE+-":
            is_float |= c in ".eE"
            self.i += 1
        text = self.text[start:self.i]
        return float(text) if is_float else int(text)


def dump(v, indent=None, level=0):
    if v is None or v is True or v is False:
        return {None: "null", True: "true", False: "false"}[v]
    if isinstance(v, str):
        return '"' + "".join({'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}.get(c, c if " " <= c < "\x7f" else f"\\u{ord(c):04x}") for c in v) + '"'
    if isinstance(v, (int, float)):
        return repr(v)
    nl, pad, end = ("\n", " " * indent * (level + 1), " " * indent * level) if indent else ("", "", "")
    if isinstance(v, dict):
        items = [f"{pad}{dump(k)}: {dump(x, indent, level + 1)}" for k, x in v.items()]
        return "{" + nl + ("," + (nl or " ")).join(items) + nl + end + "}" if items else "{}"
    if isinstance(v, (list, tuple)):
        items = [pad + dump(x, indent, level + 1) for x in v]
        return "[" + nl + ("," + (nl or " ")).join(items) + nl + end + "]" if items else "[]"
    raise TypeError(f"{type(v).__name__} is not serializable")


docs = ['{"a": [1, 2.5, -3e10, {"b": null}], "c": "x\\n\\"\\u00e9", "d": {}, "e": []}', "[true, false, null]", "  123  ", '"str"', "-0.5", "1E3", '{"k":{"k":{"k":[[[[]]]]}}}', "12345678901234567890"]
for d in docs:
    v = Parser(d).parse()
    s = dump(v)
    print(v, s, Parser(s).parse() == v)
print(dump(Parser(docs[0]).parse(), indent=2))
for bad in ["", "{", "[1,", "[1 2]", '{"a" 1}', '{a: 1}', '"abc', "tru", "1 2", "[1,]", "-", '"\\x"', '"\\u12g4"', '"a\nb"', "{1: 2}", "nulll", "]", '{"a":1,}']:
    try:
        print(Parser(bad).parse())
    except ParseError as e:
        print(repr(bad), e, e.pos)
try:
    dump({"x": {1, 2}})
except TypeError as e:
    print(e)
big = {"rows": [{"id": i, "name": f"n{i}", "tags": ["t" * (i % 4)] * (i % 3), "score": i / 7, "ok": i % 2 == 0, "next": None} for i in range(150)]}
text = dump(big)
print(len(text), Parser(text).parse() == big, sum(r["id"] for r in Parser(dump(big, 1)).parse()["rows"]))
