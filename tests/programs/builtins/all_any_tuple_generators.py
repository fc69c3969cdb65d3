"""`all`, `any` and `tuple` over generator expressions, also where the names mean something else."""
def g(n): return all(x for x in range(1, n))
print(g(5), all(x for x in [1,0,2]), any(x for x in []), any(x for x in [0,3]), tuple(x*2 for x in range(4)), tuple(x for x in ()))
print([tuple(y for y in x) for x in ("ab", "c")], all(any(y for y in x) for x in [[1],[0,1]]))
def f(all): return all(x for x in (1, 2))
print(f(sum), f(list), f(all))
try: print(all(1/x for x in [1, 0]))
except ZeroDivisionError as e: print(e)
import builtins
old = builtins.any
builtins.any = lambda g: list(g)
print(any(x for x in [0,1]))
builtins.any = old
print(any(x for x in [0,1]), 1 + tuple(x for x in [5])[0], (lambda: all(x for x in "ab"))())
class A:
    r = tuple(c for c in "xy")
    s = all(c for c in "xy")
print(A.r, A.s)
def h():
    for i in range(3):
        yield any(i == j for j in range(2))
print(list(h()), f"{all(x for x in [1])}", [any(x for x in [0]), *tuple(x for x in [1,2])], dict(a=all(x for x in [1])))
