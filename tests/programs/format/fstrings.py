"""f-strings: expressions, nested specs, conversions, debugging, quotes."""
x, y, s, l, d = 42, 3.14159, "héllo", [1, 2, 3], {"k": "v", 1: 2}
print(f"{x} {y} {s} {l} {d}", f"{x!r} {s!r} {s!s} {s!a}", f"{{literal}} {{{x}}} {{{{", f"", f"{''}", f"{x}" "plain" f"{y}", f'{d["k"]}', f"{d['k']}")
print(f"{x + 1} {x * 2:>6} {x if x > 5 else y} {[i for i in range(3)]} {(lambda v: v * 2)(4)} {l[0]} {l[-1]:03d} {s.upper()} {s[1:3]} {not x} {x == 42}")
print(f"{x=} {x = } {x + 1 = } {s=} {s=!s} {y=:.2f} {x=:>10} {l[0]=} {s.upper()=} {  x  =  }")
w, p, fill, align = 10, 2, "*", "^"
print(f"{y:{w}.{p}f}|{s:{fill}{align}{w}}|{x:{'0'}{w}}|{x:{w}}|{s:{w}.{p}}|{x:#{'x'}}|{y:{'.' + str(p) + 'f'}}|")
print(f"{x:d} {x:5d} {x:<5d}| {x:^5d}| {x:05d} {x:+d} {x: d} {x:x} {x:#x} {x:#o} {x:#b} {x:X} {x:b} {x:o} {x:c} {x:e} {x:%} {1234567:,} {1234567:_} {0xffffffff:_x} {0b11111111:_b}")
print(f"{s:10}| {s:>10}| {s:^10}| {s:.2}| {s:*^11}| {s:<1}| {'é':€>3}", f"{True} {True:d} {True:5} {None} {None!s:>6} {...}")
print(f"{'nested ' + f'{x} {f"{y:.1f}"}'}", f"{f'{x}'}", f"{"same quotes"} {d["k"]}", f"{'\n'.join(['a', 'b'])!r}", f"{ {1: 2}[1] } { {1, 1} }", f"{(1, 2)} {[]}", f"{x,} {x, y}")
print(f"""multi
{x
 + 1}
{  # comment
s}""", f"{'a' 'b'}", f"{*l,}", f"{[*l, *l]}", f"{(n := 5)} {n}", f"{x:{n}}", f"{x!r:>5}", f"{'x'!r:>{n}}", f"{'ok' if x else 'no'}", rf"\n{x}\t", fr"{x}\d", F"{x}", f"\x41\u00e9{x}\N{BULLET}", f"{'\u00e9'}", f"{x:\x3e5}")


class F:
    def __format__(self, spec): return f"F<{spec}>"
    def __repr__(self): return "F()"


print(f"{F()} {F():abc} {F():{x}} {F()!r} {F()!r:>6} {F():{'{}'}} {F():a{x}b{n}c} {F():%Y-%m-%d}", f"{F()=}", f"{F()=:spec}", f"{F()=!s}")
for bad in [lambda: f"{x:q}", lambda: f"{s:d}", lambda: f"{undefined}", lambda: f"{l:5}", lambda: f"{x:.2d}", lambda: f"{s:=5}", lambda: f"{s:+}", lambda: f"{y:x}", lambda: f"{None:5}", lambda: f"{x:,x}", lambda: f"{x:5z}", lambda: f"{1/0}",
            lambda: f"{x:{l}}", lambda: f"{s:,}", lambda: f"{x:99999999999999999999}", lambda: f"{object():x}"[:0], lambda: f"{x:s}", lambda: f"{y:d}", lambda: f"{y:c}", lambda: f"{-1:c}", lambda: f"{2**21:c}", lambda: f"{x:+c}", lambda: f"{b'a':5}"]:
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
print(*(f"{i:02}:{i * i:>4}" for i in range(8, 12)), [f"{k}={v!r}" for k, v in d.items()], f"{sum(i for i in range(5))}", f"{max(l):>{max(l)}}", f"{'a' if x else 'b'}{'c' if not x else 'd'}")
out = ""
for i in range(100):
    out += f"{i}" if i % 3 else f"{i:x}" if i % 5 else f"{i / 2}"
print(out)
print(f"{x!s}{x!r}{x!a}{s!a}" f"{y!r:.4}", f"{1}{2}{3}", f"{'':5}|", f"{10**20:,}", f"{-x:05}", f"{True:#x}", f"{0:+}", f"{x: }", f"{-x: }", f"{1e10:n} {1234:n}", f"{x!r:^{n}}|")
