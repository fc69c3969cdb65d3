"""`array.array`: all type codes, list-like methods, errors."""
from array import array, typecodes
import array as array_module
print(typecodes, array_module.array is array, array("i"), array("i", [1, 2, 3]), array("d", (1.5, 2)), array("w", "h€😀"))
for code in "bBhHiIlLqQ":
    a = array(code, [0, 1, 127])
    print(code, a.itemsize, a.typecode, a, a.tolist(), a[2])
    for v in (-1, 255, 2**15, 2**16, 2**31, 2**32, 2**63, 2**64):
        try:
            a[0] = v
            print(a[0], end=" ")
        except OverflowError as e:
            print(e, end="; ")
    print()
for code in "fd":
    a = array(code, [1, 2.5, 0.1, 1e300 if code == "d" else 1e30])
    print(code, a, a[2], sum(a), a.itemsize)
a = array("i", range(5))
a.append(9); a.extend([7, 8]); a.extend(array("i", [1])); a.insert(0, -1); a.insert(100, 5)
print(a, len(a), a[1:4], a[::-1], a[-1], a.pop(), a.pop(0), a.index(9), a.count(1), 7 in a, a.remove(7), a)
a[0] = 100; a[1:3] = array("i", [50]); del a[0]; del a[::2]
a += array("i", [3]); a *= 2
print(a, a + array("i", [4]), a * 2, 2 * a == a * 2, a == array("i", a), a != array("i"), array("i", [1]) == array("d", [1.0]), array("i", [1, 2]) < array("i", [1, 3]), a.copy if hasattr(a, "copy") else "no copy")
a.reverse(); print(a, list(reversed(a)), sorted(a), max(a), list(a), tuple(a), [x * 2 for x in a], bool(a), bool(array("b")))
print(array("b", b"abc"), array("B", b"\xff\x00").tobytes(), array("h", [1, -2]).tobytes(), bytes(array("B", [1, 2])))
b = array("H")
b.frombytes(b"\x01\x00\x02\x00"); b.fromlist([5, 6])
print(b, b.tolist())
b.byteswap(); print(b)
for bad in [lambda: array(), lambda: array("x"), lambda: array("ii"), lambda: array(5), lambda: array("i", ["a"]), lambda: array("i", [1.5]), lambda: array("i", 5), lambda: array("d", ["a"]), lambda: a[100], lambda: a["x"], lambda: a.pop(100), lambda: a.index(12345), lambda: a.remove(12345), lambda: a.append("s"), lambda: a.append(1.5), lambda: a.append(2**40),
            lambda: a + [1], lambda: a + array("d"), lambda: a.extend([1, "a"]), lambda: a.extend(array("d", [1.0])), lambda: hash(a), lambda: array("i").pop(), lambda: a.foo, lambda: b.frombytes(b"abc"), lambda: a.__setitem__(100, 1), lambda: a.__setitem__(slice(0, 1), [1]), lambda: a * "x", lambda: a < 5, lambda: a.fromlist((1,)), lambda: a.insert("a", 1), lambda: array("b", [300])]:
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
it = iter(array("i", [1, 2]))
print(next(it), list(it), *array("d", [0.5]), [*array("b", [1])], array("i", (x for x in range(3))), array("i", {1: 2}), isinstance(a, array), type(a).__name__, repr(array("w", "ab")), array("f", [0.1])[0])
sieve = array("b", [1]) * 100
for p in range(2, 10):
    if sieve[p]:
        for q in range(p * p, 100, p):
            sieve[q] = 0
print([i for i in range(2, 100) if sieve[i]])
total = 0
for arr in [array("d", [1, 2, 3]), array("i", [4, 5]), array("q", [2**62]), array("B", [255])] * 5:
    for i in range(len(arr)):
        arr[i] += 1 if arr.typecode != "B" else -1
        total += arr[i]
print(total)
m = [array("d", [r * c for c in range(4)]) for r in range(4)]
print(sum(m[i][i] for i in range(4)), [list(map(int, row)) for row in m])
