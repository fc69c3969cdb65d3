"""Tables and reports: alignment, fill, signs, widths from variables, in f-strings, `format` and `%`."""
rows = [("apple", 3, 1.5, True), ("fig", 1200, 0.25, False), ("dragon fruit", -7, 12345.678, None), ("é€", 0, -0.0, ...)]
for name, n, x, b in rows:
    print(f"|{name:<14}|{n:>8,}|{x:10.2f}|{b!s:^8}|")
    print("|{:>14}|{:<+8}|{:^10.1e}|{!r:*>8}|".format(name, n, x, b))
    print("|%-14s|%8d|%10.3f|%8s|" % (name, n, x, b))
for w in (1, 5, 9):
    for fill in ".é ":
        print(f"{'ab':{fill}<{w}}|{'ab':{fill}>{w}}|{'ab':{fill}^{w}}|{42:{fill}>{w}}|{42:{fill}=+{w}}|{1.5:{fill}^{w}}")
for p in (0, 1, 3, 10):
    print(f"{3.14159:.{p}f} {2.5:.{p}e} {1234.5678:.{max(p, 1)}g} {'truncate':.{p}} {0.5:.{p}%} {1e20:.{p}f}")
for n in (0, 7, -7, 255, 65535, 2**31, -2**63, 10**20):
    print(f"{n:d}|{n:b}|{n:o}|{n:x}|{n:X}|{n:#x}|{n:#b}|{n:,}|{n:_}|{n:_x}|{n:+}|{n: }|{n:08}|{n:<8}|{n:^8}|{n:e}|{n:.1f}|{n:g}|{n:%}|{n:n}")
print(f"{True:5}|{True:<5}|{False:d}|{None!s:5}|{'x':5}|{b'x'!r:8}|{[1]!s:>6}|{(1,)!r:<6}|{ {1: 2}!s:^10}|{'é':=^5}|{'':3}|{'':-^3}|{1:c>3}|{65:c}")
widths = [max(len(str(r[i])) for r in rows) for i in range(4)]
print("+".join("-" * (w + 2) for w in widths))
for r in rows:
    print("|".join(f" {str(c):{'<' if isinstance(c, str) else '>'}{w}} " for c, w in zip(r, widths)))
chart = {"a": 5, "bb": 12, "ccc": 1}
for k, v in chart.items():
    print(f"{k:>4} {'#' * v:<12} {v:>3} {v / 12:>7.1%}")
print(*(f"{i * j:4}" for i in range(1, 4) for j in range(1, 4)), sep="")
print("\n".join(" ".join(f"{i ** j:>{len(str(5 ** j))}}" for j in range(1, 5)) for i in range(1, 6)))
print(f"{'left':<10}{'center':^10}{'right':>10}", f"{'nested ' + f'{1 + 1:>{2 + 1}}':_^20}", f"{12.0:g} {12.5:g} {1e6:g} {1e5:g} {1e-5:g} {123456789.0:g} {0.0001:g}", f"{1e15:,.1f} {-1234.5:,} {1234567.891:_.2f}")
template = "{name:{pad}<{width}}[{value:{spec}}]"
for kw in ({"name": "a", "pad": ".", "width": 6, "value": 3, "spec": "03d"}, {"name": "bb", "pad": "é", "width": 4, "value": 2.5, "spec": ".3f"}, {"name": "c", "pad": " ", "width": 2, "value": "s", "spec": ">4"}):
    print(template.format(**kw), template.format_map(kw))
