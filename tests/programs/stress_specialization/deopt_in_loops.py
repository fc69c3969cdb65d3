"""One loop whose every instruction meets something unexpected in some iteration."""
import builtins


class P:
    def __init__(self, x): self.x = x
    def get(self): return self.x
    def __add__(self, o): return P(self.x + (o.x if isinstance(o, P) else o))


class Q:
    __slots__ = ("x",)
    def __init__(self, x): self.x = x
    def get(self): return self.x * 2
    def __add__(self, o): return Q(self.x + 1)


scale = 1
data = list(range(10))
table = {"k": 1}


def helper(v): return v + 1


def loop(n, events):
    global scale, helper, data, table
    total, obj, fl, txt = 0, P(0), 0.5, ""
    log = []
    for i in range(n):
        if i in events:
            kind = events[i]
            if kind == "obj": obj = Q(i)
            elif kind == "objback": obj = P(i)
            elif kind == "attr": obj.extra = 1
            elif kind == "float": total = float(total)
            elif kind == "int": total = int(total)
            elif kind == "big": total += 2**61
            elif kind == "small": total -= 2**61
            elif kind == "global": scale = 2.5
            elif kind == "globalback": scale = 1
            elif kind == "fn": helper = lambda v: v * 2
            elif kind == "builtin": helper = abs
            elif kind == "list": data = tuple(data)
            elif kind == "listback": data = list(data)
            elif kind == "dict": table = {"other": 5, "k": 3}
            elif kind == "method": P.get = lambda self: -self.x
            elif kind == "text": txt = txt.encode().decode() + "é"
        obj = obj + 1
        total += obj.get() * scale
        total += helper(i % 5) + data[i % 10] + table["k"]
        fl = fl * 1.01 if fl < 100 else 0.5
        txt += chr(97 + i % 26)
        if len(txt) > 30:
            txt = txt[-10:]
        if i % 10 == 9:
            log.append((round(total, 3), type(total).__name__, obj.x, len(txt)))
    return log, round(fl, 6), txt


events = {15: "obj", 25: "objback", 27: "attr", 35: "float", 45: "int", 52: "big", 58: "small", 63: "global", 70: "globalback", 75: "fn", 82: "builtin", 88: "list", 95: "listback", 100: "dict", 107: "method", 115: "text", 120: "float", 121: "int", 122: "obj", 123: "objback"}
for evs in ({}, events, {k + 3: v for k, v in events.items() if v != "method"}, {}):
    log, fl, txt = loop(140, evs)
    print(log[-5:], fl, txt, len(log))


def guarded(values):
    out = []
    for v in values:
        try:
            out.append(v.upper() + v[0] + str(len(v)))
        except AttributeError as e:
            out.append(f"A:{type(v).__name__}")
        except IndexError:
            out.append("I")
        except TypeError as e:
            out.append("T")
    return out


class Fake:
    def upper(self): return "FAKE"
    def __getitem__(self, i): return "g"
    def __len__(self): return 77


print(guarded(["ab"] * 12 + ["", 5, None, "é", Fake(), b"x", "cd", [], ["l"]] * 2)[10:])


def everything(xs):
    acc = []
    for x in xs:
        try:
            y = x + x
            z = y * 2
            w = z[0] if hasattr(z, "__getitem__") else z - x
            acc.append(w if w != x else None)
        except Exception as e:
            acc.append(type(e).__name__)
    return acc


print(everything([1, 2, 3] * 6 + [1.5, "s", [1], (2,), None, 2**61, {}, True, P(3), "é", b"b", 0, 0.0, -1, float("inf")] * 2)[-15:])
out = []
for i in range(45):
    if i == 15: builtins.sum, keep = (lambda xs: "patched"), builtins.sum
    if i == 30: builtins.sum = keep
    out.append(sum([i, 1]))
print(out[13:17], out[28:32])
