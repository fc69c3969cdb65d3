"""Word counts, indexes, CSV, templates, Markdown, diff, soundex, a regular expression matcher, Huffman codes."""
TEXT = """It was the best of times, it was the worst of times, it was the age of wisdom,
it was the age of foolishness, it was the epoch of belief, it was the epoch of incredulity,
it was the season of Light, it was the season of Darkness, it was the spring of hope,
it was the winter of despair, we had everything before us, we had nothing before us."""
words = []
for raw in TEXT.lower().split():
    w = raw.strip(".,")
    if w:
        words.append(w)
counts = {}
for w in words:
    counts[w] = counts.get(w, 0) + 1
print(len(words), len(counts), sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:6])
index = {}
for n, line in enumerate(TEXT.splitlines(), 1):
    for w in line.split():
        index.setdefault(w.strip(".,").lower(), set()).add(n)
print({w: sorted(index[w]) for w in ("it", "epoch", "us", "light")})
bigrams = {}
for a, b in zip(words, words[1:]):
    bigrams[a, b] = bigrams.get((a, b), 0) + 1
print(max(bigrams.items(), key=lambda kv: (kv[1], kv[0])), sum(bigrams.values()))


def parse_csv(text):
    rows, row, cell, quoted, i = [], [], "", False, 0
    while i < len(text):
        c = text[i]
        if quoted:
            if c == '"' and text[i + 1:i + 2] == '"':
                cell += '"'
                i += 1
            elif c == '"':
                quoted = False
            else:
                cell += c
        elif c == '"':
            quoted = True
        elif c == ",":
            row.append(cell)
            cell = ""
        elif c == "\n":
            rows.append(row + [cell])
            row, cell = [], ""
        else:
            cell += c
        i += 1
    if cell or row:
        rows.append(row + [cell])
    return rows


print(parse_csv('a,b,c\n1,"x, y","say ""hi"""\n,,\nlast,"multi\nline",z'))


def template(src, env):
    out, i = [], 0
    while True:
        j = src.find("{{", i)
        if j < 0:
            out.append(src[i:])
            return "".join(out)
        k = src.index("}}", j)
        out.append(src[i:j])
        name, *filters = [p.strip() for p in src[j + 2:k].split("|")]
        v = env
        for part in name.split("."):
            v = v[int(part)] if part.isdigit() else v[part] if isinstance(v, dict) else getattr(v, part)
        for f in filters:
            v = {"upper": str.upper, "len": len, "rev": lambda s: s[::-1], "title": str.title}[f](v)
        out.append(str(v))
        i = k + 2


print(template("Hello {{ user.name | title }}, {{items.1}} of {{items|len}}: {{ user.name|rev|upper }}!", {"user": {"name": "ann lee"}, "items": [10, 20]}))


def markdown(text):
    out, in_list = [], False

    def inline(s):
        for mark, tag in (("**", "b"), ("*", "i"), ("`", "code")):
            parts = s.split(mark)
            s = "".join(p if n % 2 == 0 else f"<{tag}>{p}</{tag}>" for n, p in enumerate(parts)) if len(parts) % 2 else s
        return s

    for line in text.splitlines():
        if in_list and not line.startswith("- "):
            out.append("</ul>")
            in_list = False
        if line.startswith("#"):
            level = len(line) - len(line.lstrip("#"))
            out.append(f"<h{level}>{inline(line[level:].strip())}</h{level}>")
        elif line.startswith("- "):
            if not in_list:
                out.append("<ul>")
                in_list = True
            out.append(f"<li>{inline(line[2:])}</li>")
        elif line.strip():
            out.append(f"<p>{inline(line)}</p>")
    return out + ["</ul>"] if in_list else out


print(markdown("# Title *x*\n\nSome **bold** and `code`\n- one\n- two *i*\n## Sub\n- last"))


def diff(a, b):
    n, m = len(a), len(b)
    t = [[0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            t[i][j] = t[i + 1][j + 1] + 1 if a[i] == b[j] else max(t[i + 1][j], t[i][j + 1])
    i = j = 0
    while i < n or j < m:
        if i < n and j < m and a[i] == b[j]:
            yield "  " + a[i]
            i, j = i + 1, j + 1
        elif j == m or i < n and t[i + 1][j] >= t[i][j + 1]:
            yield "- " + a[i]
            i += 1
        else:
            yield "+ " + b[j]
            j += 1


print(list(diff("the quick brown fox jumps".split(), "the slow brown cat jumps high".split())))


def soundex(name):
    codes = {c: d for d, cs in {"1": "BFPV", "2": "CGJKQSXZ", "3": "DT", "4": "L", "5": "MN", "6": "R"}.items() for c in cs}
    name = name.upper()
    out, last = name[0], codes.get(name[0], "")
    for c in name[1:]:
        d = codes.get(c, "")
        if d and d != last:
            out += d
        if c not in "HW":
            last = d
    return (out + "000")[:4]


print([soundex(n) for n in ("Robert", "Rupert", "Rubin", "Ashcraft", "Tymczak", "Pfister", "Honeyman")])


def matches(pattern, text):
    def here(p, t):
        if not p:
            return True
        if len(p) > 1 and p[1] == "*":
            i = 0
            while True:
                if here(p[2:], t[i:]):
                    return True
                if i < len(t) and p[0] in (t[i], "."):
                    i += 1
                else:
                    return False
        if p == "$":
            return not t
        return bool(t) and p[0] in (t[0], ".") and here(p[1:], t[1:])

    if pattern.startswith("^"):
        return here(pattern[1:], text)
    return any(here(pattern, text[i:]) for i in range(len(text) + 1))


print([matches(p, t) for p, t in [("abc", "xabcx"), ("^a.c$", "abc"), ("a*b", "aaab"), ("^a*$", "aaba"), ("x.*y", "axbcyd"), ("", ""), ("^$", "a"), ("b*$", "abbb"), ("z", "abc")]])


def huffman(text):
    freq = {}
    for c in text:
        freq[c] = freq.get(c, 0) + 1
    nodes = sorted((n, c, None, None) for c, n in freq.items())
    nodes = [(n, i, c, None, None) for i, (n, c, *_) in enumerate(nodes)]
    serial = len(nodes)
    while len(nodes) > 1:
        a, b = nodes.pop(0), nodes.pop(0)
        nodes.append((a[0] + b[0], serial, None, a, b))
        serial += 1
        nodes.sort(key=lambda n: n[:2])
    codes = {}

    def walk(node, prefix):
        if node[2] is not None:
            codes[node[2]] = prefix or "0"
        else:
            walk(node[3], prefix + "0")
            walk(node[4], prefix + "1")

    walk(nodes[0], "")
    return codes


codes = huffman(TEXT)
bits = "".join(codes[c] for c in TEXT)
back, cur, inverse = [], "", {v: k for k, v in codes.items()}
for b in bits:
    cur += b
    if cur in inverse:
        back.append(inverse[cur])
        cur = ""
print(len(bits), "".join(back) == TEXT, sorted(codes.items(), key=lambda kv: (len(kv[1]), kv[0]))[:5])
trie = {}
for w in counts:
    node = trie
    for c in w:
        node = node.setdefault(c, {})
    node["$"] = counts[w]


def complete(prefix):
    node = trie
    for c in prefix:
        if c not in node:
            return []
        node = node[c]
    out, todo = [], [(prefix, node)]
    while todo:
        p, n = todo.pop()
        for k, v in n.items():
            if k == "$":
                out.append((p, v))
            else:
                todo.append((p + k, v))
    return sorted(out)


print(complete("we"), complete("s"), complete("zz"), complete("be"))
