"""`throw` and `close` of generators that delegate: to generators, to other iterators, to what fails."""
def inner():
    try:
        yield 1
    except GeneratorExit:
        print("inner exit"); raise
    except ValueError as e:
        print("inner", e, repr(e.__context__))
        return "stopped"
def mid():
    try:
        r = yield from inner()
        print("mid got", r)
        yield 2
    finally:
        print("mid finally")
def outer(): return (yield from mid())
g = outer(); next(g)
print(g.gi_yieldfrom.__name__, g.gi_running, g.gi_suspended)
print(g.throw(ValueError("x")))
print(list(g))
g = outer(); next(g); g.close()
g = outer(); next(g)
try: g.throw(GeneratorExit("boo"))
except GeneratorExit as e: print(repr(e))
class It:
    def __iter__(self): return self
    def __next__(self): return 1
    def throw(self, *a): print("throw", a); raise StopIteration("res")
    def close(self): print("closed")
def d(): 
    r = yield from It()
    print("r", r)
    yield r
g = d(); next(g); print(g.throw(KeyError("k")))
g = d(); next(g); g.close()
class It2(It):
    def close(self): raise RuntimeError("close failed")
    def throw(self, e): return "yielded from throw"
def d2():
    try: yield from It2()
    except RuntimeError as e: print("caught", e, repr(e.__context__)); yield "after"
g = d2(); next(g)
try: g.close()
except RuntimeError as e: print(e)
def selfref():
    def inn():
        try: yield 1
        except ValueError:
            try: g2.throw(KeyError("nested"))
            except ValueError as e: print("nested", e)
            try: next(g2)
            except ValueError as e: print("nested", e)
            yield 5
    yield from inn()
g2 = selfref(); next(g2); print(g2.throw(ValueError("v")))
def deep(n):
    if n: yield from deep(n-1)
    else:
        try: yield 0
        except ValueError as e: yield e
g = deep(200); next(g); print(repr(g.throw(ValueError("deep"))))
def gs():
    yield from gs()
try: next(gs())
except RecursionError as e: print(e)
