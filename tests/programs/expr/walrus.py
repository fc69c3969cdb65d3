"""Assignment expressions, and which scope they bind in."""
print((a := 3), a)
if (n := len("hello")) > 3:
    print("long", n)
while (n := n - 1) > 2:
    print("n", n)
print([y := 1, y ** 2, y + 2], y)
print([last := x for x in range(5)], last)
print([(x, r) for x in range(10) if (r := x % 3) == 1], r)
print(any((hit := w).startswith("c") for w in ["a", "cb", "cc"]), hit)
print(all((miss := w) < 3 for w in [1, 2, 3, 4]), miss)


def f():
    total = 0
    values = [total := total + v for v in range(5)]
    return values, total


print(f())


def g():
    global made
    [made := i for i in range(3)]


g()
print(made)


def outer():
    z = 1

    def inner():
        nonlocal z
        return [z := z + i for i in range(3)]

    return inner(), z


print(outer())
print((p := 1, q := 2), p, q)
d = {(k := "key"): (v := "value")}
print(d, k, v)
print(f"{(w := 7)} {w:=5}", w)
print((lambda: (inside := 4) + inside)())


def kw(x, y=(dflt := 10)):
    return x + y


print(kw(x := 1), kw(1, (x := 5)), dflt, x)
s = "x"
print(s[(i := 0)], s[(i := 0):(j := 1)], i, j)
print(not (t := 0), t, (u := 1) and (u := 2), u)
print({c: (e := c * 2) for c in range(3)}, e)
print(sorted({(h := c + 1) for c in range(3)}), h)
