"""Long chains of operators, deep parentheses, large displays and many arguments."""
print(1 + 2 - 3 * 4 + 5 - 6 * 7 + 8 - 9 * 10 + 11 - 12 * 13 + 14 - 15 * 16 + 17 - 18 * 19 + 20)
print(((((((((((((((((((1 - 3) + 1) * 2 - 3) + 1) * 2 - 3) + 1) * 2 - 3) + 1) * 2 - 3) + 1) * 2 - 3) + 1) * 2 - 3) + 1) * 2 - 3) + 1) * 2 - 3) + 1) * 2)
print([[[[[[[[[[1]]]]]]]]]][0][0][0][0][0][0][0][0][0][0], {"a": {"b": {"c": {"d": [1, (2, {3: "x"})]}}}}["a"]["b"]["c"]["d"][1][1][3])
big = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40]
print(sum(big), len(big), (lambda *a: len(a))(*big, *big, 1, 2, 3), max(*big, key=lambda v: -v))
def many(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z): return a + b * 2 + z * 3 + m
print(many(*range(26)), many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, z=26), many(**{c: ord(c) for c in "abcdefghijklmnopqrstuvwxyz"}))
d = {"k0": 0, "k1": 1, "k2": 2, "k3": 3, "k4": 4, "k5": 5, "k6": 6, "k7": 7, "k8": 8, "k9": 9, "k10": 10, "k11": 11, "k12": 12, "k13": 13, "k14": 14, "k15": 15, "k16": 16, "k17": 17, "k18": 18, "k19": 19}
print(len(d), sum(d.values()), {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17} == set(range(18)))
a0 = a1 = a2 = a3 = a4 = a5 = a6 = a7 = a8 = a9 = 1
print(a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9, a0 < 2 < 3 < 4 < 5 < 6 < 7 < 8 < 9 < 10, a0 and a1 and a2 and a3 and a4 and 0 or a5 or a6)
print("a" + "b" + "c" + "d" + "e" + "f" + str(1) + str(2) + "g" * 3 + "h".upper() + "i"[0] + ("j" if a0 else "k") + f"{a0}{a1}" + "%d" % 5 + "l".join("mn"))
print(not not not not not a0, - - - -5, ~~~~7, +-+-3, 2 ** 3 ** 0 ** 5, 1 if 0 else 2 if 0 else 3 if 0 else 4 if 0 else 5 if 0 else 6)
def locals_many():
    v0 = 0; v1 = 1; v2 = 2; v3 = 3; v4 = 4; v5 = 5; v6 = 6; v7 = 7; v8 = 8; v9 = 9; v10 = 10; v11 = 11; v12 = 12; v13 = 13; v14 = 14; v15 = 15; v16 = 16; v17 = 17; v18 = 18; v19 = 19
    return v0 + v1 + v2 + v3 + v4 + v5 + v6 + v7 + v8 + v9 + v10 + v11 + v12 + v13 + v14 + v15 + v16 + v17 + v18 + v19
print(locals_many(), (lambda: (lambda: (lambda: (lambda: (lambda: 42)())())())())(), [x for x in [y for y in [z for z in [w for w in range(5)]]]])
code = 0
for i in range(3):
    for j in range(3):
        for k in range(3):
            if i == j:
                if j == k:
                    while True:
                        try:
                            with_ = [i, j, k]
                            code += sum(with_)
                        finally:
                            code += 100
                        break
                else:
                    code += 1
            else:
                continue
print(code)
