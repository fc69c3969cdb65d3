# Methods of several classes, a few calls deep, and attributes that change: an operating system in small.
class Packet:
    def __init__(self, link, ident, kind):
        self.link = link
        self.ident = ident
        self.kind = kind
        self.datum = 0


class State:
    def __init__(self):
        self.pending = True
        self.waiting = False
        self.holding = False

    def is_holding(self):
        return self.holding or (not self.pending and self.waiting)

    def run(self):
        self.pending = False
        self.waiting = False
        return self


class Task(State):
    def __init__(self, ident, work):
        State.__init__(self)
        self.ident = ident
        self.work = work
        self.count = 0

    def add(self, packet):
        packet.ident = self.ident
        self.work = packet
        self.count += 1
        return self

    def step(self, amount):
        if self.is_holding():
            return self
        self.run()
        return self.worked(amount)

    def worked(self, amount):
        packet = self.work
        packet.datum = (packet.datum + amount) & 1023
        self.pending = not self.pending
        return self.add(packet)


def schedule(tasks, count):
    current = tasks[0]
    total = 0
    for i in range(count):
        current = current.step(i)
        total += current.count
        if current.is_holding():
            current.holding = False
    return total


TASKS = [Task(i, Packet(None, i, 1)) for i in range(3)]
schedule(TASKS, 2000)
