"""Minimax with alpha-beta, connect four, tic-tac-toe by bitboards, the 8-puzzle by A*, Monte Carlo with a seed."""
import random
LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]


def winner(b):
    for x, y, z in LINES:
        if b[x] != "." and b[x] == b[y] == b[z]:
            return b[x]
    return None if "." in b else "draw"


def minimax(b, me, memo):
    if b in memo:
        return memo[b]
    w = winner(b)
    if w:
        memo[b] = r = ((0 if w == "draw" else -1), None)
        return r
    best = (-2, None)
    other = "O" if me == "X" else "X"
    for i, c in enumerate(b):
        if c == ".":
            score = -minimax(b[:i] + me + b[i + 1:], other, memo)[0]
            if score > best[0]:
                best = (score, i)
    memo[b] = best
    return best


memo = {}
b, me = "." * 9, "X"
while not winner(b):
    score, move = minimax(b, me, memo)
    b = b[:move] + me + b[move + 1:]
    me = "O" if me == "X" else "X"
print(b[:3], b[3:6], b[6:], winner(b), len(memo), minimax("X.O.X...O", "X", {}), minimax("XX.OO....", "O", {}))


class Connect4:
    W, H = 5, 4

    def __init__(self): self.cols, self.moves = [[] for _ in range(self.W)], []
    def legal(self): return [c for c in range(self.W) if len(self.cols[c]) < self.H]
    def at(self, c, r): return self.cols[c][r] if 0 <= c < self.W and 0 <= r < len(self.cols[c]) else None

    def play(self, c):
        self.cols[c].append(len(self.moves) % 2)
        self.moves.append(c)

    def undo(self): self.cols[self.moves.pop()].pop()

    def won(self):
        if not self.moves:
            return False
        c = self.moves[-1]
        r = len(self.cols[c]) - 1
        p = self.cols[c][r]
        for dc, dr in ((1, 0), (0, 1), (1, 1), (1, -1)):
            n = 1
            for s in (1, -1):
                x, y = c + s * dc, r + s * dr
                while self.at(x, y) == p:
                    n += 1
                    x, y = x + s * dc, y + s * dr
            if n >= 4:
                return True
        return False

    def search(self, depth, alpha=-100, beta=100):
        self.nodes += 1
        if self.won():
            return -10 - depth, None
        moves = self.legal()
        if not moves or depth == 0:
            return 0, None
        best = None
        for c in sorted(moves, key=lambda c: abs(c - self.W // 2)):
            self.play(c)
            score = -self.search(depth - 1, -beta, -alpha)[0]
            self.undo()
            if score > alpha:
                alpha, best = score, c
                if alpha >= beta:
                    break
        return alpha, best

    def __str__(self): return "\n".join("".join(".XO"[0 if (v := self.at(c, r)) is None else v + 1] for c in range(self.W)) for r in reversed(range(self.H)))


g = Connect4()
total_nodes = 0
while not g.won() and g.legal():
    g.nodes = 0
    score, c = g.search(4 if len(g.moves) < 10 else 5)
    g.play(c if c is not None else g.legal()[0])
    total_nodes += g.nodes
print(g, g.moves, g.won(), total_nodes, sep="\n")


def astar(start, goal="12345678."):
    def h(s): return sum(abs(i % 3 - j % 3) + abs(i // 3 - j // 3) for i, c in enumerate(s) if c != "." for j in [goal.index(c)])

    buckets, best, prev, n = {h(start): [start]}, {start: 0}, {}, 0
    while buckets:
        k = min(buckets)
        s = buckets[k].pop()
        if not buckets[k]:
            del buckets[k]
        if s == goal:
            path = [s]
            while s in prev:
                s = prev[s]
                path.append(s)
            return path[::-1], n
        n += 1
        i = s.index(".")
        for d, ok in ((-3, i > 2), (3, i < 6), (-1, i % 3 > 0), (1, i % 3 < 2)):
            if ok:
                j = i + d
                a, b = min(i, j), max(i, j)
                t = s[:a] + s[b] + s[a + 1:b] + s[a] + s[b + 1:]
                cost = best[s] + 1
                if cost < best.get(t, 10 ** 9):
                    best[t] = cost
                    prev[t] = s
                    buckets.setdefault(cost + h(t), []).append(t)
    return None, n


def scramble(s, n, rng):
    for _ in range(n):
        i = s.index(".")
        j = rng.choice([j for j in (i - 3, i + 3, i - 1, i + 1) if 0 <= j < 9 and (abs(i - j) == 3 or i // 3 == j // 3)])
        t = list(s)
        t[i], t[j] = t[j], t[i]
        s = "".join(t)
    return s


for n in (0, 5, 20, 40):
    start = scramble("12345678.", n, random.Random(n))
    path, expanded = astar(start)
    print(start, len(path) - 1, path[:2], expanded)
print(astar("123456.78")[0][1:], len(astar("1234.5678")[0]))


def monte_carlo(board, me, rng, plays=60):
    scores = {}
    for move in [i for i, c in enumerate(board) if c == "."]:
        total = 0
        for _ in range(plays):
            b, turn, m = board, me, move
            while True:
                b = b[:m] + turn + b[m + 1:]
                w = winner(b)
                if w:
                    total += (w == me) - (w not in (me, "draw"))
                    break
                turn = "O" if turn == "X" else "X"
                m = rng.choice([i for i, c in enumerate(b) if c == "."])
        scores[move] = total
    return max(scores, key=scores.get), scores


print(monte_carlo("X.O.X....", "O", random.Random(1)), monte_carlo("XX.OO....", "X", random.Random(2), 20)[0])


def knight_paths(n):
    moves = [(1, 2), (2, 1), (-1, 2), (-2, 1), (1, -2), (2, -1), (-1, -2), (-2, -1)]
    dist, queue = {(0, 0): 0}, [(0, 0)]
    for x, y in queue:
        for dx, dy in moves:
            p = x + dx, y + dy
            if 0 <= p[0] < n and 0 <= p[1] < n and p not in dist:
                dist[p] = dist[x, y] + 1
                queue.append(p)
    return dist


d = knight_paths(8)
print(*["".join(str(d[x, y]) for x in range(8)) for y in range(8)], sep="\n")


def wolf_goat_cabbage():
    items = ("farmer", "wolf", "goat", "cabbage")
    start, goal = (0, 0, 0, 0), (1, 1, 1, 1)
    safe = lambda s: not (s[1] == s[2] != s[0]) and not (s[2] == s[3] != s[0])
    frontier, seen = [(start, ())], {start}
    while frontier:
        s, path = frontier.pop(0)
        if s == goal:
            return path
        for i in range(4):
            if s[i] == s[0]:
                t = tuple(1 - v if k in (0, i) else v for k, v in enumerate(s))
                if safe(t) and t not in seen:
                    seen.add(t)
                    frontier.append((t, path + (items[i],)))


print(wolf_goat_cabbage())


def nim_sum(piles):
    x = 0
    for p in piles:
        x ^= p
    return x


def play_nim(piles, log):
    turn = 0
    while any(piles):
        x = nim_sum(piles)
        if x:
            i = next(i for i, p in enumerate(piles) if p ^ x < p)
            piles[i] ^= x
        else:
            i = max(range(len(piles)), key=lambda k: piles[k])
            piles[i] -= 1
        log.append((turn, i, tuple(piles)))
        turn = 1 - turn
    return 1 - turn


log = []
print(play_nim([3, 4, 5], log), len(log), log[:3])
