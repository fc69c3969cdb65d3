"""Methods of lists and their errors."""
l = [3, 1, 2]
l.append(5); l.extend([6, 7]); l.extend("ab"); l.extend(x for x in range(2)); l.extend({9: 1}); l.extend(())
print(l, len(l))
l.insert(0, "first"); l.insert(-1, "before last"); l.insert(100, "end"); l.insert(-100, "start")
print(l)
print(l.pop(), l.pop(0), l.pop(-2), l.pop(3), l)
l.remove("a"); l.remove(1)
print(l, l.index(l[2]), l.index(0, 3), l.count(0), l.count("zz"))
l.reverse(); print(l)
c = l.copy(); c.append("copy"); print(len(l), len(c), c is l, l[:] == l)
l.clear(); print(l, bool(l))
nums = [5, 3, 9, 1, 3]
nums.sort(); print(nums)
nums.sort(reverse=True); print(nums)
nums.sort(key=lambda x: (x % 3, -x)); print(nums)
words = ["bb", "a", "ccc", "dd"]
words.sort(key=len); print(words)
words.sort(key=len, reverse=True); print(words)
print(nums.sort(), nums.append(1), nums.reverse(), nums.extend([]), nums.insert(0, 0))
for bad in [lambda: [].pop(), lambda: [1].pop(5), lambda: [1].pop("a"), lambda: [1].remove(2), lambda: [1].index(2), lambda: [1, 2].index(1, 1), lambda: [].extend(5), lambda: [].append(), lambda: [].insert(1), lambda: [].insert("a", 1), lambda: [1, "a"].sort(),
            lambda: [1].sort(key=5), lambda: [1].sort(lambda: 0), lambda: [1, 2].sort(reverse="x"), lambda: [].count(), lambda: [].foo(), lambda: list(1), lambda: list(1, 2), lambda: list(x=1), lambda: [None, 1].sort(), lambda: [[], {}].sort(), lambda: hash([])]:
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
print([1] + [2], [1] * 3, 2 * [0], [1, 2] == [1, 2], [1, 2] < [1, 3], [1] < [1, 0], [] < [1], [2] > [1, 9], [1, 2] != [1], [1, [2]] == [1, [2]], [1, 2] <= [1, 2], [[1], [2]] > [[1], [1]])
a = [1]
a += (2,); a *= 2
b = a
b += [9]
print(a, a is b, [0] * -1, [[]] * 2, [[0] * 2 for _ in range(2)])
grid = [[0] * 3] * 2
grid[0][0] = 1
print(grid)
m = [1, 2, 3, 4, 5, 6]
m[1:3] = ["x"]; print(m)
m[2:2] = [7, 8]; print(m)
m[:] = m[::-1]; print(m)
m[::2] = [0] * len(m[::2]); print(m)
m[-1:] = []; m[0:0] = "ab"; print(m)
del m[::3]; print(m)
del m[1:]; print(m)
m[5:1] = [1, 2]; print(m)
m[:0] = m; print(m)
for bad in [lambda: m.__setitem__(slice(None, None, 2), [1]), lambda: m.__setitem__(slice(0, 1), 5), lambda: m.__setitem__(99, 1), lambda: m.__delitem__(99), lambda: m.__setitem__("a", 1), lambda: m.__setitem__(slice(0, 2, 0), []), lambda: m.__getitem__(slice("a"))]:
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
calls = []


class K:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v > o.v
    def __repr__(self): return f"K{self.v}"


print(sorted([K(1), K(3), K(2)]), min(K(1), K(2)), [K(2)] < [K(1)])
e = [3, 1, 2]
try:
    e.sort(key=lambda x: e.append(x) or x)
except ValueError as err:
    print(err, len(e))
try:
    e.sort(key=lambda x: 1 // (x - x))
except ZeroDivisionError as err:
    print(err)
stable = [(i % 3, i) for i in range(12)]
stable.sort(key=lambda t: t[0])
print(stable)
stable.sort(key=lambda t: t[0], reverse=True)
print(stable)
print(list("abc"), list(range(3)), list({"a": 1}), list((1, 2)), list([1]), list(), [*range(2), *"x"], list(map(abs, [-1])), list(zip([1], [2])))
