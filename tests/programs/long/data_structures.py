"""LRU cache, linked list, AVL tree, trie, graph algorithms, disjoint sets, ring buffer, matrix class, bloom filter."""


class LRU:
    class Node:
        __slots__ = ("key", "value", "prev", "next")
        def __init__(self, key=None, value=None): self.key, self.value, self.prev, self.next = key, value, None, None

    def __init__(self, size):
        self.size, self.map, self.hits, self.misses = size, {}, 0, 0
        self.head, self.tail = LRU.Node(), LRU.Node()
        self.head.next, self.tail.prev = self.tail, self.head

    def _unlink(self, n): n.prev.next, n.next.prev = n.next, n.prev

    def _front(self, n):
        n.prev, n.next = self.head, self.head.next
        self.head.next.prev = n
        self.head.next = n

    def get(self, key, default=None):
        n = self.map.get(key)
        if n is None:
            self.misses += 1
            return default
        self.hits += 1
        self._unlink(n)
        self._front(n)
        return n.value

    def put(self, key, value):
        if key in self.map:
            self._unlink(self.map[key])
        elif len(self.map) >= self.size:
            old = self.tail.prev
            self._unlink(old)
            del self.map[old.key]
        n = self.map[key] = LRU.Node(key, value)
        self._front(n)

    def __iter__(self):
        n = self.head.next
        while n is not self.tail:
            yield n.key
            n = n.next


c = LRU(4)
for i in range(200):
    k = i * i % 11
    if c.get(k) is None:
        c.put(k, i)
print(list(c), c.hits, c.misses, c.get(99, "none"))


class AVL:
    class Node:
        def __init__(self, k): self.k, self.l, self.r, self.h = k, None, None, 1

    def __init__(self, xs=()):
        self.root = None
        for x in xs:
            self.add(x)

    @staticmethod
    def h(n): return n.h if n else 0
    def fix(self, n): n.h = 1 + max(self.h(n.l), self.h(n.r))

    def rot_r(self, y):
        x = y.l
        y.l, x.r = x.r, y
        self.fix(y); self.fix(x)
        return x

    def rot_l(self, x):
        y = x.r
        x.r, y.l = y.l, x
        self.fix(x); self.fix(y)
        return y

    def add(self, k): self.root = self._add(self.root, k)

    def _add(self, n, k):
        if n is None:
            return AVL.Node(k)
        if k == n.k:
            return n
        if k < n.k:
            n.l = self._add(n.l, k)
        else:
            n.r = self._add(n.r, k)
        self.fix(n)
        b = self.h(n.l) - self.h(n.r)
        if b > 1:
            if k > n.l.k:
                n.l = self.rot_l(n.l)
            return self.rot_r(n)
        if b < -1:
            if k < n.r.k:
                n.r = self.rot_r(n.r)
            return self.rot_l(n)
        return n

    def __iter__(self):
        def walk(n):
            if n:
                yield from walk(n.l)
                yield n.k
                yield from walk(n.r)
        return walk(self.root)

    def __contains__(self, k):
        n = self.root
        while n:
            if k == n.k:
                return True
            n = n.l if k < n.k else n.r
        return False


t = AVL(range(200))
print(t.root.h, sum(t), 77 in t, 777 in t, list(AVL("hello world")), list(AVL([5, 2.5, True, 9, 2**70])))


class Graph:
    def __init__(self): self.adj = {}

    def edge(self, a, b, w=1, both=True):
        self.adj.setdefault(a, {})[b] = w
        self.adj.setdefault(b, {})
        if both:
            self.adj[b][a] = w
        return self

    def dijkstra(self, s):
        dist, todo, prev = {s: 0}, {s}, {}
        done = set()
        while todo:
            u = min(todo, key=lambda n: (dist[n], n))
            todo.remove(u)
            done.add(u)
            for v, w in self.adj[u].items():
                if v not in done and dist[u] + w < dist.get(v, float("inf")):
                    dist[v] = dist[u] + w
                    prev[v] = u
                    todo.add(v)
        return dist, prev

    def path(self, s, t):
        _, prev = self.dijkstra(s)
        out = [t]
        while out[-1] != s:
            if out[-1] not in prev:
                return None
            out.append(prev[out[-1]])
        return out[::-1]

    def topo(self):
        seen, out = {}, []

        def visit(n):
            if seen.get(n) == 1:
                raise ValueError(f"cycle at {n}")
            if n not in seen:
                seen[n] = 1
                for m in sorted(self.adj[n]):
                    visit(m)
                seen[n] = 2
                out.append(n)

        for n in sorted(self.adj):
            visit(n)
        return out[::-1]

    def mst(self):
        edges = sorted((w, a, b) for a in self.adj for b, w in self.adj[a].items() if a < b)
        parent = {n: n for n in self.adj}

        def find(x):
            while parent[x] != x:
                parent[x] = x = parent[parent[x]]
            return x

        total, used = 0, []
        for w, a, b in edges:
            ra, rb = find(a), find(b)
            if ra != rb:
                parent[ra] = rb
                total += w
                used.append(a + b)
        return total, used


g = Graph()
for e in "ab4 ac2 bc1 bd5 cd8 ce10 de2 df6 ef3".split():
    g.edge(e[0], e[1], int(e[2:]))
print(g.dijkstra("a")[0], g.path("a", "f"), g.mst(), g.edge("x", "y").path("a", "x"))
d = Graph()
for pair in ("shirt tie", "tie jacket", "trousers shoes", "trousers belt", "belt jacket", "socks shoes"):
    d.edge(*pair.split(), both=False)
print(d.topo())
try:
    d.edge("jacket", "shirt", both=False).topo()
except ValueError as e:
    print(e)


class Matrix:
    def __init__(self, rows): self.rows = [list(r) for r in rows]
    @classmethod
    def identity(cls, n): return cls([[int(i == j) for j in range(n)] for i in range(n)])
    def __getitem__(self, ij): return self.rows[ij[0]][ij[1]]
    def __setitem__(self, ij, v): self.rows[ij[0]][ij[1]] = v
    def __add__(self, o): return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, o.rows)])
    def __mul__(self, k): return Matrix([[a * k for a in r] for r in self.rows])
    __rmul__ = __mul__
    def __matmul__(self, o): return Matrix([[sum(a * b for a, b in zip(r, c)) for c in zip(*o.rows)] for r in self.rows])
    def __eq__(self, o): return isinstance(o, Matrix) and self.rows == o.rows
    def __repr__(self): return "; ".join(" ".join(map(str, r)) for r in self.rows)

    def __pow__(self, n):
        out, base = Matrix.identity(len(self.rows)), self
        while n:
            if n & 1:
                out = out @ base
            base = base @ base
            n >>= 1
        return out

    @property
    def T(self): return Matrix(zip(*self.rows))


f = Matrix([[1, 1], [1, 0]])
print(f ** 90, (f ** 5) @ f.T, 2 * f + f * 0.5, f == Matrix([[1, 1], [1, 0]]), f ** 200)
f[0, 1] = 2.5
print(f[0, 1], f, f ** 3)


class Ring:
    def __init__(self, n): self.buf, self.start, self.len = [None] * n, 0, 0

    def push(self, x):
        i = (self.start + self.len) % len(self.buf)
        self.buf[i] = x
        if self.len < len(self.buf):
            self.len += 1
        else:
            self.start = (self.start + 1) % len(self.buf)

    def pop(self):
        if not self.len:
            raise IndexError("empty ring")
        x, self.buf[self.start] = self.buf[self.start], None
        self.start = (self.start + 1) % len(self.buf)
        self.len -= 1
        return x

    def __len__(self): return self.len
    def __iter__(self): return (self.buf[(self.start + i) % len(self.buf)] for i in range(self.len))


r = Ring(5)
for i in range(23):
    r.push(i)
    if i % 4 == 0:
        r.pop()
print(list(r), len(r), bool(r))
try:
    while True:
        r.pop()
except IndexError as e:
    print(e)


class Poly:
    def __init__(self, *cs):
        cs = list(cs)
        while cs and cs[-1] == 0:
            cs.pop()
        self.cs = tuple(cs)
    def __call__(self, x):
        out = 0
        for c in reversed(self.cs):
            out = out * x + c
        return out
    def __add__(self, o):
        n = max(len(self.cs), len(o.cs))
        return Poly(*[(self.cs[i] if i < len(self.cs) else 0) + (o.cs[i] if i < len(o.cs) else 0) for i in range(n)])
    def __neg__(self): return Poly(*[-c for c in self.cs])
    def __sub__(self, o): return self + -o
    def __mul__(self, o):
        out = [0] * (len(self.cs) + len(o.cs))
        for i, a in enumerate(self.cs):
            for j, b in enumerate(o.cs):
                out[i + j] += a * b
        return Poly(*out)
    def __eq__(self, o): return self.cs == o.cs
    def __hash__(self): return hash(self.cs)
    def derive(self): return Poly(*[i * c for i, c in enumerate(self.cs)][1:])
    def __str__(self): return " + ".join(f"{c}x^{i}" if i else str(c) for i, c in enumerate(self.cs) if c) or "0"


p = Poly(1, 2, 1)
q = p
for _ in range(6):
    q = q * p
print(q, q(3), q(2.5), q - q == Poly(), q.derive()(1), len({p, Poly(1, 2, 1), q}), Poly(0, 0), -p)


class SkipBits:
    def __init__(self, n): self.bits, self.n = 0, n
    def _hashes(self, s):
        h = 5381
        for ch in s:
            h = (h * 33 + ord(ch)) & 0xffffffff
        return [(h * k + k * k) % self.n for k in (3, 7, 31)]
    def add(self, s):
        for h in self._hashes(s):
            self.bits |= 1 << h
    def __contains__(self, s): return all(self.bits >> h & 1 for h in self._hashes(s))


b = SkipBits(512)
for i in range(40):
    b.add(f"key{i}")
print(all(f"key{i}" in b for i in range(40)), sum(f"other{i}" in b for i in range(200)), b.bits.bit_count())
