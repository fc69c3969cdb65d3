"""Lists as stacks, queues, matrices, heaps and graphs; aliasing; nested updates."""
stack = []
for tok in "3 4 + 2 * 7 /".split():
    if tok in "+-*/":
        b, a = stack.pop(), stack.pop()
        stack.append({"+": a + b, "-": a - b, "*": a * b, "/": a / b if b else 0}[tok])
    else:
        stack.append(int(tok))
print(stack)


def matmul(a, b): return [[sum(x * y for x, y in zip(row, col)) for col in zip(*b)] for row in a]


m = [[1, 2], [3, 4]]
p = [[1, 0], [0, 1]]
for _ in range(10):
    p = matmul(p, m)
print(p, [list(r) for r in zip(*m)], [r[::-1] for r in m], sum(map(sum, m)))
graph = [[1, 2], [3], [3, 4], [5], [5], []]
seen, queue, order = [False] * 6, [0], []
seen[0] = True
while queue:
    v = queue.pop(0)
    order.append(v)
    for w in graph[v]:
        if not seen[w]:
            seen[w] = True
            queue.append(w)
print(order)
heap = []


def push(h, x):
    h.append(x)
    i = len(h) - 1
    while i and h[(i - 1) // 2] > h[i]:
        h[(i - 1) // 2], h[i] = h[i], h[(i - 1) // 2]
        i = (i - 1) // 2


def pop(h):
    last = h.pop()
    if not h:
        return last
    top, h[0] = h[0], last
    i = 0
    while True:
        c = 2 * i + 1
        if c >= len(h):
            return top
        if c + 1 < len(h) and h[c + 1] < h[c]:
            c += 1
        if h[i] <= h[c]:
            return top
        h[i], h[c] = h[c], h[i]
        i = c


for x in [5, 2, 8, 1, 9, 3, 7.5, -1]:
    push(heap, x)
print([pop(heap) for _ in range(8)], heap)
a = [1, 2, 3]
b = a
c = a[:]
b.append(4)
c[0] = 99
print(a, b, c, a is b)
nested = [[1], [2]]
shallow = nested[:]
shallow[0].append("shared")
shallow[1] = "own"
print(nested, shallow)
l = list(range(20))
for i in range(len(l) - 1, -1, -1):
    if l[i] % 3 == 0:
        del l[i]
print(l)
l = [1, 2, 3]
l.append(l)
print(l, l[3][3][0], len(l))
parent = list(range(10))


def find(x):
    while parent[x] != x:
        parent[x] = parent[parent[x]]
        x = parent[x]
    return x


for x, y in [(1, 2), (3, 4), (2, 3), (5, 6), (9, 1)]:
    parent[find(x)] = find(y)
print([find(i) == find(1) for i in range(10)])
tri = [[1]]
for _ in range(8):
    tri.append([1] + [a + b for a, b in zip(tri[-1], tri[-1][1:])] + [1])
print(tri[-1], sum(map(len, tri)))
spiral, grid = [], [list(range(r * 4, r * 4 + 4)) for r in range(3)]
while grid:
    spiral += grid.pop(0)
    grid = [list(r) for r in zip(*grid)][::-1]
print(spiral)
life = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
board = [[1 if (x, y) in life else 0 for x in range(6)] for y in range(6)]
for _ in range(4):
    board = [[1 if (n := sum(board[(y + dy) % 6][(x + dx) % 6] for dy in (-1, 0, 1) for dx in (-1, 0, 1)) - board[y][x]) == 3 or n == 2 and board[y][x] else 0 for x in range(6)] for y in range(6)]
print(*["".join(".#"[c] for c in r) for r in board], sep="\n")
total = 0
xs = [i % 10 for i in range(100)]
for i in range(-100, 100):
    total += xs[i] * (i + 1)
print(total, xs[-1], xs[-100])
