"""Augmented assignment to names, attributes, subscripts, slices, with all operators."""
x = 10
x += 5; print(x)
x -= 3; print(x)
x *= 2; print(x)
x //= 5; print(x)
x **= 3; print(x)
x %= 50; print(x)
x <<= 4; print(x)
x >>= 2; print(x)
x |= 7; print(x)
x &= 0b1101; print(x)
x ^= 0xff; print(x)
x /= 4; print(x)
l = [1, 2]
m = l
l += [3]; l += "ab"; l += (4,); l *= 2
print(l, m is l)
t = (1,)
u = t
t += (2,); t *= 2
print(t, u, t is u)
s = {1, 2, 3}
s2 = s
s |= {4}; s &= {2, 3, 4, 9}; s -= {3}; s ^= {4, 5}
print(sorted(s), s is s2)
d = {"a": 1}
d |= {"b": 2}; d |= [("c", 3)]
d["a"] += 10; d["z"] = d.get("z", 0) + 1
print(d)
l[0] += 5; l[-1] = 0; l[1:3] += ["x"]
print(l)


class A:
    n = 1


a = A()
a.n += 1; A.n += 10
print(a.n, A.n, a.__dict__)


class In:
    def __init__(self, v): self.v = v
    def __iadd__(self, o): self.v = f"({self.v} iadd {o})"; return self
    def __sub__(self, o): return In(f"({self.v} sub {o})")
    def __rmul__(self, o): return In(f"({o} rmul {self.v})")
    def __imatmul__(self, o): return "imatmul"
    def __ifloordiv__(self, o): return NotImplemented
    def __floordiv__(self, o): return "floordiv"


i = j = In("v")
i += 1; print(i.v, i is j)
i -= 2; print(i.v, i is j)
k = 3
k *= i; print(k.v)
i @= 0; print(i)
j //= 0; print(j)
tup = ([],)
try:
    tup[0] += [1]
except TypeError as e:
    print(e, tup)
for code, start in [("+", []), ("-", "a"), ("*", None), ("<<", 1.0), ("@", 1)]:
    v = start
    try:
        if code == "+": v += 1
        if code == "-": v -= "a"
        if code == "*": v *= 2
        if code == "<<": v <<= 1
        if code == "@": v @= 1
    except TypeError as e:
        print(e)
