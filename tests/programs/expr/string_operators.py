"""Operators over strings and bytes in expressions, with precedence and errors."""
a, b, n = "ab", "cd", 3
print(a + b * n, (a + b) * n, a * n + b, n * a + n * b, a in b + a, a not in b, not a in b, a < b <= b, a == b or a, a and b and n)
print(a[0] + b[-1] * 2, (a + b)[1:3], a[::-1] + b, "%s-%s" % (a, b) + "!", "x" "y" * 2, -n * a == "", a * True, a * False + b)
print(b"x" + b"y" * 2, b"ab"[0], b"ab"[0:1], b"a" < b"b", b"%d" % 5 + b"!", 97 in b"a", b"" or "empty bytes")
print(len(a) + n, len(a + b) * n, str(n) + a, a + str(n) * 2, ord(a[0]) + n, chr(ord("a") + n), int("1" + "2") + n, float("1." + "5") * 2)
print(a if len(a) > len(b) else b, max(a, b), min(a, b), sorted(a + b, reverse=True), [c + "!" for c in a + b], {c: ord(c) for c in a}, tuple(a) + tuple(b))
print(a is a, a == "a" + "b", "a" "b" == a, a.upper() + b.upper().lower(), a.join(b), b.join(a * 2), a.replace("a", b).replace("c", a), (a + b).find(b), (a * 3).count(a))
x = "start"
x += "1"; x *= 2; x = x[2:] + x[:2]; x += "é" + x[0]
print(x, len(x))
for f in [lambda: a + n, lambda: n + a, lambda: a - b, lambda: a * b, lambda: a / n, lambda: -a, lambda: a < n, lambda: a[b], lambda: a + None, lambda: b"a" + a, lambda: a % b, lambda: n in a, lambda: a @ b, lambda: a ** 2, lambda: a & b, lambda: ~a, lambda: a[n], lambda: a.x, lambda: a(), lambda: a[1.0], lambda: b"a" + 1, lambda: b"a" % 1]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
