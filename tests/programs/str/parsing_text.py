"""Hand-written parsers: INI, URLs, dates, command lines, CSV lines, roman numerals, escapes, versions."""


def ini(text):
    out, section = {}, None
    for n, line in enumerate(text.splitlines(), 1):
        line = line.split(";")[0].strip()
        if not line:
            continue
        if line[0] == "[" and line[-1] == "]":
            section = out.setdefault(line[1:-1].strip(), {})
        elif "=" in line and section is not None:
            k, _, v = line.partition("=")
            section[k.strip()] = v.strip().strip("\"'")
        else:
            raise ValueError(f"line {n}: {line!r}")
    return out


print(ini("[a]\nx = 1 ; comment\ny= 'two words'\n\n[ b ]\nz=\n"))
for bad in ("x=1", "[a]\nnonsense"):
    try:
        ini(bad)
    except ValueError as e:
        print(e)


def url(s):
    scheme, sep, rest = s.partition("://")
    if not sep:
        scheme, rest = "", s
    rest, _, frag = rest.partition("#")
    rest, _, query = rest.partition("?")
    host, slash, path = rest.partition("/")
    host, _, port = host.partition(":")
    q = [tuple(p.split("=", 1)) if "=" in p else (p, "") for p in query.split("&") if p]
    return scheme, host, int(port) if port else None, slash + path, q, frag


print(url("http://example.com:8080/a/b?x=1&y=a=b&z#top"), url("host/path"), url("https://h"))


def split_args(s):
    out, cur, quote, esc, started = [], "", "", False, False
    for c in s:
        if esc:
            cur += c
            esc = False
        elif c == "\\" and quote != "'":
            esc = started = True
        elif quote:
            if c == quote:
                quote = ""
            else:
                cur += c
        elif c in "'\"":
            quote, started = c, True
        elif c.isspace():
            if started or cur:
                out.append(cur)
            cur, started = "", False
        else:
            cur += c
    if quote or esc:
        raise ValueError("unbalanced")
    return out + [cur] if started or cur else out


print(split_args("""cp -r "my file" 'it''s' a\\ b "" x"y"z"""))
try:
    split_args("'open")
except ValueError as e:
    print(e)


def date(s):
    y, m, d = map(int, s.split("-"))
    days = [31, 29 if y % 4 == 0 and (y % 100 or y % 400 == 0) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    if not 1 <= m <= 12 or not 1 <= d <= days[m - 1]:
        raise ValueError(s)
    n = sum(days[:m - 1]) + d
    k = (d + 13 * ((m - 3) % 12 + 1 + 2) // 5 * 0 + [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][m - 1] + (y - (m < 3)) + (y - (m < 3)) // 4 - (y - (m < 3)) // 100 + (y - (m < 3)) // 400) % 7
    return n, "Sun Mon Tue Wed Thu Fri Sat".split()[k]


for s in ("2024-02-29", "2000-12-31", "1900-01-01", "2023-02-29", "2024-13-01", "abc"):
    try:
        print(s, date(s))
    except ValueError as e:
        print("bad", e)


def roman(s):
    vals = dict(zip("IVXLCDM", (1, 5, 10, 50, 100, 500, 1000)))
    return sum(-vals[a] if vals[a] < vals.get(b, 0) else vals[a] for a, b in zip(s, s[1:] + " "))


def unescape(s):
    out, i = [], 0
    while i < len(s):
        if s[i] == "%" and len(s[i + 1:i + 3]) == 2:
            out.append(int(s[i + 1:i + 3], 16))
            i += 3
        else:
            out.extend(s[i].encode())
            i += 1
    return bytes(out).decode("utf-8", "replace")


def glob(p, s):
    if not p:
        return not s
    if p[0] == "*":
        return any(glob(p[1:], s[i:]) for i in range(len(s) + 1))
    return bool(s) and p[0] in ("?", s[0]) and glob(p[1:], s[1:])


print([roman(r) for r in ("XIV", "MCMXCIV", "IX", "")], unescape("a%20b%C3%A9+%zz"[:-3]), unescape("%ff"), [glob(p, s) for p, s in (("*.py", "a.py"), ("a?c*", "abcd"), ("*", ""), ("a*b*c", "axxbyyc"), ("?", ""), ("*b", "a"))])


def calc(s):
    pos = 0
    def peek(): return s[pos] if pos < len(s) else ""
    def take():
        nonlocal pos
        pos += 1
        return s[pos - 1]
    def factor():
        if peek() == "(":
            take()
            v = expr()
            if peek() != ")":
                raise SyntaxError(f"expected ) at {pos}")
            take()
            return v
        if peek() == "-":
            take()
            return -factor()
        start = pos
        while peek().isdigit() or peek() == ".":
            take()
        if start == pos:
            raise SyntaxError(f"unexpected {peek()!r} at {pos}")
        return float(s[start:pos]) if "." in s[start:pos] else int(s[start:pos])
    def term():
        v = factor()
        while peek() and peek() in "*/":
            v = v * factor() if take() == "*" else v / factor()
        return v
    def expr():
        v = term()
        while peek() and peek() in "+-":
            v = v + term() if take() == "+" else v - term()
        return v
    s = s.replace(" ", "")
    v = expr()
    if pos != len(s):
        raise SyntaxError(f"extra {s[pos:]!r}")
    return v


for s in ("1 + 2 * 3", "(1+2)*3-4/2", "-(2.5*2)", "2*(3+(4-1)*2)", "1+", "(1", "1 2", "x", "1/0", "9" * 25 + "+1"):
    try:
        print(s, "=", calc(s))
    except (SyntaxError, ZeroDivisionError) as e:
        print(s, "!", e)
print(sorted("1.10 1.9 1.2.3 2.0 1.10.1".split(), key=lambda v: tuple(map(int, v.split(".")))), {k: v for k, _, v in (p.partition(":") for p in "a:1,b:2,c".split(","))})
