"""Class hierarchies with exceptions: accounts, transactions with rollback, an inventory, an event bus, state machines, reports."""


class BankError(Exception):
    code = 1
    def __init__(self, message, **context):
        super().__init__(message)
        self.context = context
    def __str__(self):
        extra = ", ".join(f"{k}={v!r}" for k, v in sorted(self.context.items()))
        return f"{self.args[0]} ({extra})" if extra else self.args[0]


class InsufficientFunds(BankError): code = 2
class AccountClosed(BankError): code = 3
class LimitExceeded(InsufficientFunds): code = 4


class Money:
    __slots__ = ("cents",)
    def __init__(self, cents): self.cents = int(cents)
    @classmethod
    def parse(cls, text):
        sign = -1 if text.startswith("-") else 1
        whole, _, frac = text.lstrip("-").partition(".")
        return cls(sign * (int(whole or 0) * 100 + int((frac + "00")[:2])))
    def __add__(self, o): return Money(self.cents + o.cents) if isinstance(o, Money) else NotImplemented
    def __sub__(self, o): return Money(self.cents - o.cents) if isinstance(o, Money) else NotImplemented
    def __mul__(self, k): return Money(round(self.cents * k)) if isinstance(k, (int, float)) else NotImplemented
    __rmul__ = __mul__
    def __radd__(self, o): return self if o == 0 else NotImplemented
    def __neg__(self): return Money(-self.cents)
    def __eq__(self, o): return isinstance(o, Money) and self.cents == o.cents
    def __lt__(self, o): return self.cents < o.cents
    def __le__(self, o): return self.cents <= o.cents
    def __hash__(self): return hash(self.cents)
    def __bool__(self): return self.cents != 0
    def __repr__(self): return f"Money({self})"
    def __str__(self):
        q, r = divmod(abs(self.cents), 100)
        return f"{'-' if self.cents < 0 else ''}{q:,}.{r:02}"
    def __format__(self, spec): return format(str(self), spec)


M = Money.parse


class Account:
    _next = 1000
    kinds = {}

    def __init_subclass__(cls, kind, **kw):
        super().__init_subclass__(**kw)
        Account.kinds[kind] = cls

    @classmethod
    def open(cls, kind, owner, **kw): return cls.kinds[kind](owner, **kw)

    def __init__(self, owner, balance=Money(0)):
        Account._next += 1
        self.number, self.owner, self._balance, self.closed, self.history = Account._next, owner, balance, False, []

    @property
    def balance(self): return self._balance
    @property
    def available(self): return self._balance

    def _check(self):
        if self.closed:
            raise AccountClosed("account is closed", number=self.number)

    def deposit(self, amount):
        self._check()
        if amount <= Money(0):
            raise ValueError(f"bad amount {amount}")
        self._balance += amount
        self.history.append(("+", amount))
        return self

    def withdraw(self, amount):
        self._check()
        if self.available < amount:
            raise InsufficientFunds("not enough", need=str(amount), have=str(self.available))
        self._balance -= amount
        self.history.append(("-", amount))
        return self

    def close(self):
        if self._balance:
            raise BankError("balance is not zero", balance=str(self._balance))
        self.closed = True

    def month_end(self): pass
    def __repr__(self): return f"<{type(self).__name__} {self.number} {self.owner} {self._balance}>"


class Savings(Account, kind="savings"):
    rate = 0.01
    def month_end(self):
        interest = self._balance * (self.rate / 12)
        if interest:
            self.deposit(interest)


class Checking(Account, kind="checking"):
    def __init__(self, owner, balance=Money(0), overdraft=Money(0)):
        super().__init__(owner, balance)
        self.overdraft = overdraft
    @property
    def available(self): return super().available + self.overdraft
    def month_end(self):
        if self._balance < Money(0):
            self._balance += self._balance * 0.02
            self.history.append(("fee", self._balance))


class Student(Checking, kind="student"):
    daily = M("100")
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.today = Money(0)
    def withdraw(self, amount):
        if self.daily < self.today + amount:
            raise LimitExceeded("daily limit", limit=str(self.daily))
        super().withdraw(amount)
        self.today += amount
        return self


class Transaction:
    def __init__(self, *accounts): self.accounts = accounts
    def __enter__(self):
        self.saved = [(a, a._balance, list(a.history)) for a in self.accounts]
        return self
    def __exit__(self, kind, value, tb):
        if kind is not None:
            for a, balance, history in self.saved:
                a._balance, a.history = balance, history
            if issubclass(kind, InsufficientFunds):
                value.add_note("rolled back")
        return False


def transfer(a, b, amount):
    with Transaction(a, b):
        a.withdraw(amount)
        b.deposit(amount)


s = Account.open("savings", "ann", balance=M("1000"))
c = Account.open("checking", "bob", overdraft=M("50"))
st = Account.open("student", "cyd", balance=M("500.50"))
transfer(s, c, M("250.25"))
print(s, c, st)
for f in [lambda: transfer(c, s, M("301")), lambda: transfer(st, c, M("100.01")), lambda: st.withdraw(M("60")).withdraw(M("60")), lambda: s.deposit(M("-5")), lambda: s.close(), lambda: Account.open("gold", "x"), lambda: s.withdraw(5), lambda: transfer(s, None, M("1")), lambda: M("1") + 1, lambda: M("x")]:
    try:
        print(f())
    except BankError as e:
        print(type(e).__name__, e.code, e, getattr(e, "__notes__", []))
    except (ValueError, KeyError, TypeError, AttributeError) as e:
        print(type(e).__name__, e)
print(s, c, st)
for month in range(12):
    for a in (s, c, st):
        a.month_end()
    transfer(c, s, M("20"))  if c.available >= M("20") else None
print(s, c, len(s.history), sum((m for k, m in s.history if k == "+"), Money(0)), sum([M("1.10")] * 3))
c.deposit(-c.balance) if c.balance < Money(0) else c.withdraw(c.balance)
c.close()
try:
    c.deposit(M("1"))
except BankError as e:
    print(type(e).__mro__[1].__name__, e)


class Bus:
    def __init__(self): self.handlers, self.errors = {}, []
    def on(self, event):
        def register(f):
            self.handlers.setdefault(event, []).append(f)
            return f
        return register
    def emit(self, event, **data):
        results = []
        for h in self.handlers.get(event, ()):
            try:
                results.append(h(**data))
            except Exception as e:
                self.errors.append(e)
        if self.errors and event == "flush":
            errors, self.errors = self.errors, []
            raise ExceptionGroup("handlers failed", errors)
        return results


bus = Bus()
stock = {}


@bus.on("arrive")
def add(item, n, **_): stock[item] = stock.get(item, 0) + n; return stock[item]


@bus.on("arrive")
@bus.on("leave")
def audit(**data): return sorted(data)


@bus.on("leave")
def remove(item, n):
    if stock[item] < n:
        raise ValueError(f"only {stock[item]} of {item}")
    stock[item] -= n
    return stock[item]


print(bus.emit("arrive", item="bolt", n=10), bus.emit("arrive", item="nut", n=5, shelf=3), bus.emit("leave", item="bolt", n=4), bus.emit("leave", item="bolt", n=40), bus.emit("leave", item="gear", n=1), bus.emit("nothing"))
try:
    bus.emit("flush")
except* ValueError as eg:
    print([str(e) for e in eg.exceptions])
except* KeyError as eg:
    print([str(e) for e in eg.exceptions])
print(stock)


class Machine:
    table = {}
    def __init_subclass__(cls):
        cls.table = {}
        for name, f in list(vars(cls).items()):
            for t in getattr(f, "transitions", ()):
                cls.table[t] = name
    def __init__(self, state): self.state, self.trail = state, []
    def fire(self, event):
        name = self.table.get((self.state, event)) or self.table.get(("*", event))
        if name is None:
            raise LookupError(f"{event} in {self.state}")
        new = getattr(self, name)()
        self.trail.append(f"{self.state}-{event}->{new}")
        self.state = new
        return self


def when(state, event):
    def mark(f):
        f.transitions = getattr(f, "transitions", ()) + ((state, event),)
        return f
    return mark


class Turnstile(Machine):
    coins = 0
    @when("locked", "coin")
    def unlock(self): self.coins += 1; return "open"
    @when("open", "push")
    @when("*", "reset")
    def lock(self): return "locked"
    @when("open", "coin")
    def thanks(self): self.coins += 1; return self.state


t = Turnstile("locked")
for e in "coin coin push push coin reset".split():
    try:
        t.fire(e)
    except LookupError as err:
        t.trail.append(str(err))
print(t.trail, t.coins, sorted(Turnstile.table.items()))
rows = [("Item", "Qty", "Price"), *((k, n, M(p)) for (k, n), p in zip(sorted({"bolt": 6, "nut": 5, "washer": 1200}.items()), ("1.5", "0.25", "0.01")))]
widths = [max(len(str(r[i])) for r in rows) for i in range(3)]
for r in rows:
    print(f"|{r[0]:<{widths[0]}}|{r[1]:>{widths[1]}}|{r[2]:>{widths[2]}}|")
print(f"{sum((r[2] * r[1] for r in rows[1:]), Money(0)):>20}")
