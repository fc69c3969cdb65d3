"""Backtracking: n queens in three styles, sudoku with constraint propagation, subset sums."""


def queens(n):
    cols, diag1, diag2, board = set(), set(), set(), []

    def place(row):
        if row == n:
            yield list(board)
            return
        for col in range(n):
            if col in cols or row + col in diag1 or row - col in diag2:
                continue
            cols.add(col); diag1.add(row + col); diag2.add(row - col); board.append(col)
            yield from place(row + 1)
            cols.remove(col); diag1.remove(row + col); diag2.remove(row - col); board.pop()

    return place(0)


def queens_bits(n):
    full = (1 << n) - 1

    def go(cols, d1, d2):
        if cols == full:
            return 1
        count, free = 0, full & ~(cols | d1 | d2)
        while free:
            bit = free & -free
            free ^= bit
            count += go(cols | bit, (d1 | bit) << 1 & full, (d2 | bit) >> 1)
        return count

    return go(0, 0, 0)


def queens_lists(n, rows=()):
    if len(rows) == n:
        return 1
    return sum(queens_lists(n, rows + (c,)) for c in range(n)
               if all(c != r and abs(c - r) != len(rows) - i for i, r in enumerate(rows)))


print([sum(1 for _ in queens(n)) for n in range(1, 8)], [queens_bits(n) for n in range(1, 10)], queens_lists(6))
first = next(queens(8))
for row in first:
    print("." * row + "Q" + "." * (7 - row))


class Sudoku:
    digits = "123456789"
    rows = "ABCDEFGHI"

    @classmethod
    def prepare(cls):
        r, c = cls.rows, cls.digits
        cls.squares = [a + b for a in r for b in c]
        cls.unitlist = [[a + b for a in r] for b in c] + [[a + b for b in c] for a in r]
        cls.unitlist += [[a + b for a in rs for b in cs] for rs in ("ABC", "DEF", "GHI") for cs in ("123", "456", "789")]
        cls.units = {s: [u for u in cls.unitlist if s in u] for s in cls.squares}
        cls.peers = {s: {p for u in cls.units[s] for p in u} - {s} for s in cls.squares}

    def __init__(self, grid):
        self.values = {s: self.digits for s in self.squares}
        self.guesses = 0
        for s, d in zip(self.squares, grid):
            if d in self.digits and not self.assign(self.values, s, d):
                raise ValueError("contradiction")

    def assign(self, values, s, d):
        return all(self.eliminate(values, s, d2) for d2 in values[s].replace(d, ""))

    def eliminate(self, values, s, d):
        if d not in values[s]:
            return True
        values[s] = values[s].replace(d, "")
        if not values[s]:
            return False
        if len(values[s]) == 1 and not all(self.eliminate(values, p, values[s]) for p in self.peers[s]):
            return False
        for u in self.units[s]:
            places = [q for q in u if d in values[q]]
            if not places or len(places) == 1 and not self.assign(values, places[0], d):
                return False
        return True

    def solve(self):
        return self.search(self.values)

    def search(self, values):
        if values is False or all(len(values[s]) == 1 for s in self.squares):
            return values
        n, s = min((len(values[s]), s) for s in self.squares if len(values[s]) > 1)
        for d in values[s]:
            self.guesses += 1
            copy = dict(values)
            if self.assign(copy, s, d) and (found := self.search(copy)):
                return found
        return False


Sudoku.prepare()
for grid in ["..3.2.6..9..3.5..1..18.64....81.29..7.......8..67.82....26.95..8..2.3..9..5.1.3..",
             "4.....8.5.3..........7......2.....6.....8.4......1.......6.3.7.5..2.....1.4......"]:
    s = Sudoku(grid)
    done = s.solve()
    print("".join(done[q] for q in s.squares), s.guesses)
    assert all(len({done[q] for q in u}) == 9 for u in s.unitlist)
try:
    Sudoku("11" + "." * 79)
except ValueError as e:
    print(e)


def subset_sum(xs, target):
    best = {0: []}
    for x in xs:
        for t, picked in list(best.items()):
            if t + x <= target and t + x not in best:
                best[t + x] = picked + [x]
    return best.get(target)


def knights(n, start):
    moves = [(1, 2), (2, 1), (2, -1), (1, -2), (-1, -2), (-2, -1), (-2, 1), (-1, 2)]
    board = {start: 1}
    pos = start

    def options(p): return [q for dx, dy in moves if 0 <= (q := (p[0] + dx, p[1] + dy))[0] < n and 0 <= q[1] < n and q not in board]

    for step in range(2, n * n + 1):
        opts = options(pos)
        if not opts:
            return board
        pos = min(opts, key=lambda q: (len(options(q)), q))
        board[pos] = step
    return board


print(subset_sum([3, 34, 4, 12, 5, 2], 9), subset_sum(list(range(7, 60, 7)), 100), subset_sum([5, 10], 7))
tour = knights(6, (0, 0))
print(len(tour))
for x in range(6):
    print(" ".join(f"{tour.get((x, y), 0):2}" for y in range(6)))
