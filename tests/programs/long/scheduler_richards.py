"""An operating system kernel in the style of the Richards benchmark: tasks, queues, packets, states; class hierarchies."""
IDLE, WORKER, HANDLER_A, HANDLER_B, DEVICE_A, DEVICE_B = range(6)
BUFSIZE = 4
DEV, WORK = 1000, 1001


class Packet:
    def __init__(self, link, ident, kind): self.link, self.ident, self.kind, self.datum, self.data = link, ident, kind, 0, [0] * BUFSIZE

    def append_to(self, lst):
        self.link = None
        if lst is None:
            return self
        p = lst
        while p.link is not None:
            p = p.link
        p.link = self
        return lst


class TaskRec: pass


class DeviceRec(TaskRec):
    def __init__(self): self.pending = None


class IdleRec(TaskRec):
    def __init__(self): self.control, self.count = 1, 2000


class HandlerRec(TaskRec):
    def __init__(self): self.work_in = self.device_in = None


class WorkerRec(TaskRec):
    def __init__(self): self.destination, self.count = HANDLER_A, 0


class State:
    def __init__(self): self.packet_pending, self.waiting, self.holding = True, False, False
    def pending(self):
        self.packet_pending, self.waiting, self.holding = True, False, False
        return self
    def wait(self):
        self.packet_pending, self.waiting, self.holding = False, True, False
        return self
    def run(self):
        self.packet_pending = self.waiting = self.holding = False
        return self
    def wait_with_packet(self):
        self.packet_pending, self.waiting, self.holding = True, True, False
        return self
    @property
    def held_or_waiting(self): return self.holding or (not self.packet_pending and self.waiting)
    @property
    def waiting_with_packet(self): return self.packet_pending and self.waiting and not self.holding


class Kernel:
    def __init__(self): self.tasks, self.table, self.current, self.queued, self.held, self.trace = None, {}, None, 0, 0, []

    def schedule(self):
        t = self.tasks
        while t is not None:
            if t.state.held_or_waiting:
                t = t.link
            else:
                self.trace.append(t.ident)
                self.current = t
                t = t.run_task()


class Task:
    def __init__(self, kernel, ident, priority, queue, state, rec):
        self.kernel, self.ident, self.priority, self.queue, self.state, self.rec = kernel, ident, priority, queue, state, rec
        self.link = kernel.tasks
        kernel.tasks = self
        kernel.table[ident] = self

    def run(self, packet): raise NotImplementedError

    def run_task(self):
        packet = None
        if self.state.waiting_with_packet:
            packet = self.queue
            self.queue = packet.link
            if self.queue is None:
                self.state.run()
            else:
                self.state.pending()
        return self.run(packet)

    def add_packet(self, p, old):
        if self.queue is None:
            self.queue = p
            self.state.packet_pending = True
            if self.priority > old.priority:
                return self
        else:
            p.append_to(self.queue)
        return old

    def wait(self):
        self.state.waiting = True
        return self

    def hold(self):
        self.kernel.held += 1
        self.state.holding = True
        return self.link

    def release(self, ident):
        t = self.kernel.table[ident]
        t.state.holding = False
        return t if t.priority > self.priority else self

    def qpkt(self, p):
        t = self.kernel.table[p.ident]
        self.kernel.queued += 1
        p.link = None
        p.ident = self.ident
        return t.add_packet(p, self)


class DeviceTask(Task):
    def run(self, packet):
        r = self.rec
        if packet is None:
            packet = r.pending
            if packet is None:
                return self.wait()
            r.pending = None
            return self.qpkt(packet)
        r.pending = packet
        return self.hold()


class HandlerTask(Task):
    def run(self, packet):
        r = self.rec
        if packet is not None:
            if packet.kind == WORK:
                r.work_in = packet.append_to(r.work_in)
            else:
                r.device_in = packet.append_to(r.device_in)
        work = r.work_in
        if work is None:
            return self.wait()
        count = work.datum
        if count >= BUFSIZE:
            r.work_in = work.link
            return self.qpkt(work)
        dev = r.device_in
        if dev is None:
            return self.wait()
        r.device_in = dev.link
        dev.datum = work.data[count]
        work.datum = count + 1
        return self.qpkt(dev)


class IdleTask(Task):
    def run(self, packet):
        r = self.rec
        r.count -= 1
        if r.count == 0:
            return self.hold()
        if r.control & 1 == 0:
            r.control //= 2
            return self.release(DEVICE_A)
        r.control = r.control // 2 ^ 0xd008
        return self.release(DEVICE_B)


class WorkerTask(Task):
    def run(self, packet):
        if packet is None:
            return self.wait()
        r = self.rec
        r.destination = HANDLER_B if r.destination == HANDLER_A else HANDLER_A
        packet.ident = r.destination
        packet.datum = 0
        for i in range(BUFSIZE):
            r.count = r.count % 26 + 1
            packet.data[i] = ord("A") + r.count - 1
        return self.qpkt(packet)


def build(idle_count):
    k = Kernel()
    rec = IdleRec()
    rec.count = idle_count
    IdleTask(k, IDLE, 1, None, State().run(), rec)
    WorkerTask(k, WORKER, 1000, Packet(Packet(None, 0, WORK), 0, WORK), State().wait_with_packet(), WorkerRec())
    for handler, device, prio in ((HANDLER_A, DEVICE_A, 2000), (HANDLER_B, DEVICE_B, 3000)):
        q = None
        for _ in range(3):
            q = Packet(q, device, DEV)
        HandlerTask(k, handler, prio, q, State().wait_with_packet(), HandlerRec())
    DeviceTask(k, DEVICE_A, 4000, None, State().wait(), DeviceRec())
    DeviceTask(k, DEVICE_B, 5000, None, State().wait(), DeviceRec())
    return k


for count in (10, 100, 800):
    k = build(count)
    k.schedule()
    print(count, k.queued, k.held, len(k.trace), {i: k.trace.count(i) for i in sorted(k.table)}, k.trace[:20])
print("".join(chr(c) for t in k.table.values() if isinstance(t.rec, HandlerRec) for p in [t.rec.work_in or t.rec.device_in] if p for c in p.data if c))
try:
    Task(k, 9, 1, None, State().run(), TaskRec()).run(None)
except NotImplementedError as e:
    print(type(e).__name__, [type(t).__name__ for t in k.table.values()])
