"""A discrete event simulation of a bank, an elevator state machine, and a game of cards, with classes."""
import random


class Event:
    __slots__ = ("time", "order", "action")
    counter = 0
    def __init__(self, time, action):
        Event.counter += 1
        self.time, self.order, self.action = time, Event.counter, action
    def __lt__(self, other): return (self.time, self.order) < (other.time, other.order)


class Heap:
    def __init__(self): self.items = []
    def __len__(self): return len(self.items)

    def push(self, x):
        h = self.items
        h.append(x)
        i = len(h) - 1
        while i > 0 and h[i] < h[(i - 1) >> 1]:
            h[i], h[(i - 1) >> 1] = h[(i - 1) >> 1], h[i]
            i = (i - 1) >> 1

    def pop(self):
        h = self.items
        top, last = h[0], h.pop()
        if h:
            h[0] = last
            i = 0
            while (c := 2 * i + 1) < len(h):
                if c + 1 < len(h) and h[c + 1] < h[c]:
                    c += 1
                if not h[c] < h[i]:
                    break
                h[i], h[c] = h[c], h[i]
                i = c
        return top


class Simulator:
    def __init__(self): self.now, self.events = 0.0, Heap()
    def at(self, delay, action): self.events.push(Event(self.now + delay, action))

    def run(self, until):
        n = 0
        while self.events and self.events.items[0].time <= until:
            e = self.events.pop()
            self.now = e.time
            e.action()
            n += 1
        return n


class Bank:
    def __init__(self, sim, tellers, rng):
        self.sim, self.free, self.queue, self.rng = sim, tellers, [], rng
        self.served, self.waited, self.longest = 0, 0.0, 0

    def arrive(self):
        self.queue.append(self.sim.now)
        self.longest = max(self.longest, len(self.queue))
        self.start()
        self.sim.at(self.rng.expovariate(1.0), self.arrive)

    def start(self):
        if self.free and self.queue:
            self.free -= 1
            self.waited += self.sim.now - self.queue.pop(0)
            self.sim.at(self.rng.uniform(0.5, 2.5), self.leave)

    def leave(self):
        self.free += 1
        self.served += 1
        self.start()


for tellers in (1, 2, 3):
    sim = Simulator()
    bank = Bank(sim, tellers, random.Random(tellers))
    sim.at(0, bank.arrive)
    n = sim.run(200)
    print(tellers, n, bank.served, round(bank.waited, 6), bank.longest, round(sim.now, 6))


class Elevator:
    def __init__(self, floors): self.floors, self.at, self.dir, self.calls, self.log = floors, 0, 0, set(), []

    def press(self, floor):
        if not 0 <= floor < self.floors:
            raise ValueError(f"no floor {floor}")
        self.calls.add(floor)

    def step(self):
        if not self.calls:
            self.dir = 0
            return "idle"
        if self.at in self.calls:
            self.calls.discard(self.at)
            self.log.append(self.at)
            return f"open {self.at}"
        ahead = [c for c in self.calls if (c - self.at) * self.dir > 0]
        if not ahead:
            self.dir = 1 if min(self.calls, key=lambda c: (abs(c - self.at), c)) > self.at else -1
        self.at += self.dir
        return "up" if self.dir > 0 else "down"


e = Elevator(10)
trace = []
presses = {0: [3, 7], 2: [1], 5: [9, 0], 20: [4], 21: [4, 5]}
for t in range(40):
    for f in presses.get(t, []):
        e.press(f)
    trace.append(e.step())
print(" ".join(trace), e.log)
try:
    e.press(10)
except ValueError as err:
    print(err)


class Card:
    ranks = "23456789TJQKA"
    def __init__(self, i): self.rank, self.suit = i % 13, "CDHS"[i // 13]
    def __repr__(self): return self.ranks[self.rank] + self.suit
    def __eq__(self, o): return self.rank == o.rank
    def __gt__(self, o): return self.rank > o.rank
    def __hash__(self): return hash((self.rank, self.suit))


def war(seed, limit=3000):
    deck = [Card(i) for i in range(52)]
    random.Random(seed).shuffle(deck)
    a, b, rounds, wars = deck[:26], deck[26:], 0, 0
    while a and b and rounds < limit:
        rounds += 1
        pile = []
        while True:
            if not a or not b:
                break
            x, y = a.pop(0), b.pop(0)
            pile += [x, y]
            if x == y:
                wars += 1
                for hand in (a, b):
                    pile += [hand.pop(0) for _ in range(min(3, max(0, len(hand) - 1)))]
                continue
            (a if x > y else b).extend(sorted(pile, key=lambda c: (-c.rank, c.suit)))
            pile = []
            break
        if pile:
            (a or b).extend(pile)
    return rounds, wars, len(a), len(b)


def hand_rank(cards):
    counts = {}
    for c in cards:
        counts[c.rank] = counts.get(c.rank, 0) + 1
    shape = sorted(counts.values(), reverse=True)
    flush = len({c.suit for c in cards}) == 1
    ranks = sorted(counts)
    straight = len(counts) == 5 and (ranks[-1] - ranks[0] == 4 or ranks == [0, 1, 2, 3, 12])
    if straight and flush: return "straight flush"
    if shape[0] == 4: return "four"
    if shape == [3, 2]: return "full house"
    if flush: return "flush"
    if straight: return "straight"
    return {3: "three", 2: "two pair" if shape.count(2) == 2 else "pair", 1: "high"}[shape[0]]


print([war(s, 600) for s in range(3)])
rng, tally = random.Random(11), {}
deck = [Card(i) for i in range(52)]
for _ in range(400):
    k = hand_rank(rng.sample(deck, 5))
    tally[k] = tally.get(k, 0) + 1
print(sorted(tally.items(), key=lambda kv: -kv[1]), rng.sample(deck, 5))


class Robot:
    moves = {"N": (0, 1), "E": (1, 0), "S": (0, -1), "W": (-1, 0)}
    order = "NESW"
    def __init__(self): self.pos, self.face, self.seen = (0, 0), "N", {(0, 0)}

    def do(self, program):
        for op in program:
            match_ = {"L": self.left, "R": self.right, "F": self.forward}.get(op)
            if match_ is None:
                raise KeyError(op)
            match_()
        return self

    def left(self): self.face = self.order[(self.order.index(self.face) - 1) % 4]
    def right(self): self.face = self.order[(self.order.index(self.face) + 1) % 4]

    def forward(self):
        dx, dy = self.moves[self.face]
        self.pos = self.pos[0] + dx, self.pos[1] + dy
        self.seen.add(self.pos)


r = Robot().do("FFRFFLFRRFFF" * 20)
print(r.pos, r.face, len(r.seen))
