"""`str.format`, `format_map` and the `format` builtin."""
print("{} {} {}".format(1, "a", None), "{0} {1} {0}".format("x", "y"), "{a} {b}".format(a=1, b=2), "{0} {k}".format(5, k=6), "{{}} {{{}}}".format(1), "no fields".format(1, 2))
print("{:>5}|{:<5}|{:^5}|{:05d}|{:+}|{:.2f}|{:x}|{!r}|{!s:>4}|{!a}".format("a", "b", "c", 42, 7, 3.14159, 255, "q", "s", "é"))


class P:
    x, y = 3, 4
    d = {"key": "value", "5": "five", 5: "int five"}
    l = [10, [20, 30]]
    def __getattr__(self, n): return "attr " + n


p = P()
print("{0.x} {0.y} {p.l[0]} {p.l[1][1]} {p.d[key]} {p.d[5]} {p.unknown} {0.__class__.__name__}".format(p, p=p), "{[0]} {[k]} {.x}".format([1], {"k": 2}, p), "{0[a b]} {0[-1]}".format({"a b": 1, "-1": 2}))
print("{:{}}|{:{w}.{p}}|".format("a", 5, 3.14159, w=8, p=3), "{0:{1}}|{0:{fill}>{1}}".format("a", 5, fill="*"), "{:{:}}".format(1, "3"))
print("{a}".format_map({"a": 1}), "{x[0]} {y.x}".format_map({"x": [9], "y": p}))


class D(dict):
    def __missing__(self, k): return "{" + k + "}"


print("{a} {b}".format_map(D(a=1)), "{a}".format(**D(a=2)))
for fmt, args, kw in [("{}", (), {}), ("{1}", (0,), {}), ("{a}", (), {}), ("{} {0}", (1,), {}), ("{0} {}", (1,), {}), ("{", (), {}), ("}", (), {}), ("{0", (1,), {}), ("{0!x}", (1,), {}), ("{0!}", (1,), {}), ("{0.}", (1,), {}), ("{0[}", (1,), {}),
                      ("{0[]}", ([1],), {}), ("{0[a]}", ([1],), {}), ("{0.nope}", (1,), {}), ("{:d}", ("a",), {}), ("{:z}", (1,), {}), ("{!r:q}", (1,), {}), ("{0!rr}", (1,), {}), ("{:{}}", (1,), {}), ("{:{:{}}}", (1, 2, 3), {}), ("{a.b}", (), {"a": {}}),
                      ("{0[5]}", ([1],), {}), ("{ }", (), {}), ("{0 }", (1,), {}), ("{-1}", (1,), {}), ("{0[x]y}", ({"x": 1},), {}), ("{:5", (1,), {}), ("{!", (1,), {}), ("{a!r", (), {"a": 1}), ("}{", (), {})]:
    try:
        print(repr(fmt), fmt.format(*args, **kw))
    except Exception as e:
        print(repr(fmt), type(e).__name__, e)
print(format(5), format("a", "5") + "|", format(3.5, ".2f"), format(255, "#x"), format(True), format(None), format([1]), format(10**10, ","), format(-5, "=+8"), format("x", "*^5"), format(65, "c"), format(P) == str(P))
for v, spec in [("a", "d"), (1, "s"), (1.5, "d"), ([], "5"), (None, ">5"), (1, ".2"), ("a", "+"), ("a", "0=5"), ("a", "=5"), (5, ",,"), (5, "_,"), (5, ",b"), (5, "_b"), (5, "999999999999999999999"), ("a", "5d"), ("a", ","), (5, "#c"), (5, "z"), (True, "s"), (1, "é"), ("a", "é>3"), ("a", "05"), (5, "<05"), (5, "+c")]:
    try:
        print(repr(v), repr(spec), format(v, spec))
    except Exception as e:
        print(repr(v), repr(spec), type(e).__name__, e)
for n in (0, 5, -5, 1234567, -1234567, 2**70):
    print(*[format(n, f) for f in ("d", "10d", "<10", "^10", "=+10", "010", ",", "_", "b", "#b", "o", "x", "#X", "_x", "e", ".2f", "%", "+,", " d", "020,", "-^+20,d")], sep="|")
