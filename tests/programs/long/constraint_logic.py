"""Unification, a small Prolog, a SAT solver, a constraint solver and a puzzle."""


class Var:
    n = 0
    def __init__(self, name): self.name = name
    def __repr__(self): return self.name
    @classmethod
    def fresh(cls):
        cls.n += 1
        return cls(f"_{cls.n}")


class Term:
    def __init__(self, f, *args): self.f, self.args = f, args
    def __repr__(self): return self.f + (f"({', '.join(map(repr, self.args))})" if self.args else "")


def walk(t, s):
    while isinstance(t, Var) and t in s:
        t = s[t]
    return t


def unify(a, b, s):
    a, b = walk(a, s), walk(b, s)
    if a is b:
        return s
    if isinstance(a, Var):
        return {**s, a: b}
    if isinstance(b, Var):
        return {**s, b: a}
    if isinstance(a, Term) and isinstance(b, Term):
        if a.f != b.f or len(a.args) != len(b.args):
            return None
        for x, y in zip(a.args, b.args):
            s = unify(x, y, s)
            if s is None:
                return None
        return s
    return s if a == b else None


def resolve(t, s):
    t = walk(t, s)
    return Term(t.f, *(resolve(a, s) for a in t.args)) if isinstance(t, Term) else t


def rename(t, m):
    if isinstance(t, Var):
        return m.setdefault(t, None) or m.__setitem__(t, Var.fresh()) or m[t]
    return Term(t.f, *(rename(a, m) for a in t.args)) if isinstance(t, Term) else t


class Prolog:
    def __init__(self): self.rules, self.steps = [], 0
    def add(self, head, *body): self.rules.append((head, body)); return self

    def solve(self, goals, s=None, depth=0):
        s = s or {}
        if not goals:
            yield s
            return
        if depth > 60:
            return
        goal, *rest = goals
        for head, body in self.rules:
            self.steps += 1
            m = {}
            new = unify(goal, rename(head, m), s)
            if new is not None:
                yield from self.solve([*(rename(b, m) for b in body), *rest], new, depth + 1)


X, Y, Z, H, T, L, R = (Var(n) for n in "XYZHTLR")
T_ = Term
nil = T_("nil")


def lst(*xs):
    out = nil
    for x in reversed(xs):
        out = T_("cons", x, out)
    return out


def unlist(t):
    out = []
    while isinstance(t, Term) and t.f == "cons":
        out.append(t.args[0])
        t = t.args[1]
    return out


db = Prolog()
for a, b in [("ann", "bob"), ("bob", "cyd"), ("cyd", "dan"), ("ann", "eve"), ("eve", "fay")]:
    db.add(T_("parent", T_(a), T_(b)))
db.add(T_("anc", X, Y), T_("parent", X, Y)).add(T_("anc", X, Y), T_("parent", X, Z), T_("anc", Z, Y))
db.add(T_("append", nil, L, L)).add(T_("append", T_("cons", H, T), L, T_("cons", H, R)), T_("append", T, L, R))
db.add(T_("member", X, T_("cons", X, T))).add(T_("member", X, T_("cons", H, T)), T_("member", X, T))
Q, P = Var("Q"), Var("P")
print([resolve(Q, s) for s in db.solve([T_("anc", T_("ann"), Q)])], [resolve(Q, s) for s in db.solve([T_("anc", Q, T_("dan"))])])
print([(unlist(resolve(P, s)), unlist(resolve(Q, s))) for s in db.solve([T_("append", P, Q, lst(1, 2, 3))])], [resolve(Q, s) for s in db.solve([T_("member", Q, lst(1, "two", 3.0))])], db.steps)
print(unify(T_("f", X, T_("g", Y)), T_("f", 1, T_("g", X)), {}), unify(T_("f", X), T_("g", X), {}), unify(1, 2, {}))


def dpll(clauses, assign=()):
    assign = dict(assign)
    while True:
        unit, simplified = None, []
        for c in clauses:
            if any(assign.get(abs(l)) == (l > 0) for l in c):
                continue
            c = [l for l in c if abs(l) not in assign]
            if not c:
                return None
            if len(c) == 1:
                unit = c[0]
            simplified.append(c)
        clauses = simplified
        if unit is None:
            break
        assign[abs(unit)] = unit > 0
    if not clauses:
        return assign
    v = min(abs(l) for c in clauses for l in c)
    for value in (True, False):
        r = dpll(clauses, {**assign, v: value})
        if r is not None:
            return r
    return None


def pigeons(n, holes):
    v = lambda p, h: p * holes + h + 1
    return [[v(p, h) for h in range(holes)] for p in range(n)] + [[-v(p, h), -v(q, h)] for h in range(holes) for p in range(n) for q in range(p)]


print(dpll([[1, 2], [-1, 3], [-2, -3], [2, 3]]), dpll([[1], [-1]]), dpll(pigeons(4, 3)), sorted(k for k, b in dpll(pigeons(3, 3)).items() if b))


class CSP:
    def __init__(self, domains, constraints): self.domains, self.constraints, self.tried = domains, constraints, 0

    def solve(self, assigned=None):
        assigned = assigned or {}
        if len(assigned) == len(self.domains):
            yield dict(assigned)
            return
        var = min((v for v in self.domains if v not in assigned), key=lambda v: (len(self.domains[v]), v))
        for value in self.domains[var]:
            self.tried += 1
            assigned[var] = value
            if all(check(*(assigned[v] for v in vs)) for vs, check in self.constraints if all(v in assigned for v in vs)):
                yield from self.solve(assigned)
            del assigned[var]


regions = {"WA": ["NT", "SA"], "NT": ["SA", "Q"], "SA": ["Q", "NSW", "V"], "Q": ["NSW"], "NSW": ["V"], "V": [], "T": []}
csp = CSP({r: ["red", "green", "blue"] for r in regions}, [((a, b), lambda x, y: x != y) for a in regions for b in regions[a]])
solutions = list(csp.solve())
print(len(solutions), solutions[0], csp.tried)


def cryptarithm(a, b, c):
    letters = sorted(set(a + b + c))
    lead = {a[0], b[0], c[0]}
    width = len(c)

    def go(col, carry, used, m):
        if col == width:
            return dict(m) if carry == 0 else None
        x, y, z = (w[-1 - col] if col < len(w) else None for w in (a, b, c))

        def assign(ls, carry_in):
            if not ls:
                total = sum(m[l] for l in (x, y) if l) + carry_in
                d, out = total % 10, total // 10
                if z in m:
                    return go(col + 1, out, used, m) if m[z] == d else None
                if d in used or d == 0 and z in lead:
                    return None
                m[z] = d
                r = go(col + 1, out, used | {d}, m)
                del m[z]
                return r
            if ls[0] in m:
                return assign(ls[1:], carry_in)
            for d in range(10):
                if d not in used_now and not (d == 0 and ls[0] in lead):
                    m[ls[0]] = d
                    used_now.add(d)
                    r = go_assign(ls[1:], carry_in)
                    if r:
                        return r
                    used_now.discard(d)
                    del m[ls[0]]
            return None

        used_now = set(used)

        def go_assign(ls, carry_in):
            nonlocal used
            saved, used = used, frozenset(used_now)
            r = assign(ls, carry_in)
            used = saved
            return r

        return assign([l for l in (x, y) if l], carry)

    return go(0, 0, frozenset(), {})


r = cryptarithm("TO", "GO", "OUT")
print(sorted(r.items()) if r else None)
order = []
graph = {"shirt": ["tie", "belt"], "tie": ["jacket"], "trousers": ["shoes", "belt"], "belt": ["jacket"], "socks": ["shoes"], "jacket": [], "shoes": []}
indeg = {n: sum(n in vs for vs in graph.values()) for n in graph}
while indeg:
    n = min(k for k, d in indeg.items() if d == 0)
    order.append(n)
    del indeg[n]
    for m in graph[n]:
        indeg[m] -= 1
print(order)
