"""Deep nests of `if`, boolean operators and conditional expressions, checked over all inputs."""


def by_if(a, b, c):
    if a:
        if b:
            if c:
                return 7
            else:
                return 6
        elif c:
            return 5
        else:
            return 4
    else:
        if not b:
            if c: return 1
            return 0
        return 3 if c else 2


def by_expr(a, b, c): return (7 if c else 6) if a and b else (5 if c else 4) if a else (3 if c else 2) if b else 1 if c else 0
def by_sum(a, b, c): return 4 * bool(a) + 2 * bool(b) + (1 if c else 0)


values = [0, 1, "", "x", None, [], [0], 0.0, 2.5]
for a in values:
    row = ""
    for b in values:
        for c in (0, "t"):
            r = by_if(a, b, c)
            assert r == by_expr(a, b, c) == by_sum(a, b, c)
            row += str(r)
    print(row)


def classify(n):
    if n < 0: kind = "negative"
    elif n == 0: kind = "zero"
    elif n < 10 and n % 2: kind = "small odd"
    elif n < 10 or n == 100: kind = "small even or hundred"
    elif not (n % 3 or n % 5): kind = "fizzbuzz"
    elif n % 3 == 0 != n % 5: kind = "fizz"
    elif n % 5 == 0: kind = "buzz"
    else: kind = "other"
    return kind


print({classify(n): n for n in (-5, 0, 3, 4, 15, 30, 12, 20, 11, 100, 99)})


def table(f): return "".join("TF"[not f(p, q)] for p in (0, 1) for q in (0, 1))


print([table(f) for f in (lambda p, q: p and q, lambda p, q: p or q, lambda p, q: not p, lambda p, q: not (p and q), lambda p, q: p != q, lambda p, q: (p and not q) or (q and not p), lambda p, q: p <= q, lambda p, q: p and q or not p and not q, lambda p, q: not p or q, lambda p, q: p if q else not p)])


def short(log, *bits):
    def bit(i):
        log.append(i)
        return bits[i]
    return (bit(0) and bit(1) or bit(2)) and not (bit(3) or bit(4)) or bit(5)


for k in range(0, 64, 5):
    log = []
    print(k, short(log, *[k >> i & 1 for i in range(6)]), log, end="; ")
print()
