"""Aliases, shallow copies, default mutable values, multiplication of nested lists, mutation while iterating."""
a = [1, [2, 3], {"k": [4]}]
b, c, d, e, f = a, a[:], list(a), a.copy(), [*a]
b.append("b")
a[1].append("inner")
a[2]["k"].append("deep")
print(a, b is a, [x == a for x in (b, c, d, e, f)], c[1] is a[1], c, len(d))
m = [[0] * 3] * 3
m[0][0] = 1
n = [[0] * 3 for _ in range(3)]
n[0][0] = 1
print(m, n, m[0] is m[1], n[0] is n[1])
l = [1, 2, 3]
l2 = l
l += [4]
l = l + [5]
print(l, l2, l is l2)
t = ([],)
try:
    t[0] += [1]
except TypeError as err:
    print(err)
t[0].extend([2])
print(t)


def bad(x, acc=[]):
    acc.append(x)
    return acc


def good(x, acc=None):
    acc = [] if acc is None else acc
    acc.append(x)
    return acc


print(bad(1), bad(2), good(1), good(2), bad(3) is bad(4), bad.__defaults__)


class Shared:
    items = []
    def add(self, x): self.items.append(x); return self
    def own(self): self.items = list(self.items); return self


p, q = Shared(), Shared()
p.add(1)
q.add(2)
print(p.items, q.items is p.items, p.own().add(3).items, q.items, Shared.items)
xs = list(range(10))
for x in xs:
    if x % 2 == 0:
        xs.remove(x)
print(xs)
xs = list(range(10))
for x in xs[:]:
    if x % 3:
        xs.remove(x)
print(xs)
xs = [1, 2, 3]
for i, x in enumerate(xs):
    if i < 5:
        xs.append(x * 10)
print(xs)
xs = [3, 1, 2]
for x in sorted(xs):
    xs.append(x)
print(xs, [x for x in xs if xs.count(x) > 1])
for x in reversed(xs):
    if len(xs) < 9:
        xs.insert(0, x)
print(xs)
s = [1, 2, 3, 4]
s[1:3] = s[2:4]; print(s)
s[:] = s[::-1]; print(s)
s[len(s):] = s; print(s)
s[2:2] = s; print(s)
s[::2], s[1::2] = s[1::2], s[::2]; print(s)
r = [1]
r.append(r)
r2 = r[:]
print(r, r2, r[1] is r, r2[1] is r, r == r, len(str(r)))
u = v = []
u += [1]
v = v + [2]
print(u, v)
def mutate(l): l.append("m"); l = ["new"]; l.append("n"); return l
w = []
print(mutate(w), w)
z = [1, 2, 3]
y = z.__iadd__([4])
print(y is z, z.extend([5]), z, z.__imul__(2) is z, z)
def swap(l, i, j): l[i], l[j] = l[j], l[i]
swap(z, 0, -1)
print(z, list(zip(z, z[1:]))[:3], z[::-1] == list(reversed(z)))
nested = {"a": [1], "b": [1]}
nested["b"] = nested["a"]
nested["b"].append(2)
copy = {k: v[:] for k, v in nested.items()}
copy["a"].append(3)
print(nested, copy)
