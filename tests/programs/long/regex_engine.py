"""A regular expression engine: parser, NFA by Thompson, lazily built DFA, backtracking matcher; compared with each other."""


class Node:
    def __init__(self, kind, *args): self.kind, self.args = kind, args
    def __repr__(self): return f"{self.kind}({', '.join(map(repr, self.args))})" if self.args else self.kind


class RegexError(Exception): pass


class Parser:
    def __init__(self, src): self.src, self.pos, self.groups = src, 0, 0
    def peek(self): return self.src[self.pos:self.pos + 1]

    def parse(self):
        node = self.alt()
        if self.pos < len(self.src):
            raise RegexError(f"unexpected {self.peek()!r} at {self.pos}")
        return node

    def alt(self):
        left = self.seq()
        while self.peek() == "|":
            self.pos += 1
            left = Node("alt", left, self.seq())
        return left

    def seq(self):
        items = []
        while self.peek() and self.peek() not in "|)":
            items.append(self.repeat())
        return items[0] if len(items) == 1 else Node("seq", *items)

    def repeat(self):
        node = self.atom()
        while (c := self.peek()) and c in "*+?{":
            self.pos += 1
            if c == "*":
                node = Node("star", node)
            elif c == "+":
                node = Node("seq", node, Node("star", node))
            elif c == "?":
                node = Node("alt", node, Node("seq"))
            else:
                end = self.src.find("}", self.pos)
                if end < 0:
                    raise RegexError("missing }")
                lo, comma, hi = self.src[self.pos:end].partition(",")
                self.pos = end + 1
                lo = int(lo)
                hi = int(hi) if hi else lo
                opt = Node("alt", node, Node("seq"))
                node = Node("seq", *[node] * lo, *([Node("star", node)] if comma and hi == lo and not self.src[end - 1].isdigit() else [opt] * (hi - lo)))
        return node

    def atom(self):
        c = self.peek()
        self.pos += 1
        if c == "(":
            node = self.alt()
            if self.peek() != ")":
                raise RegexError("missing )")
            self.pos += 1
            return node
        if c == "[":
            negate = self.peek() == "^"
            self.pos += negate
            chars = set()
            while self.peek() != "]":
                if not self.peek():
                    raise RegexError("missing ]")
                a = self.char()
                if self.peek() == "-" and self.src[self.pos + 1:self.pos + 2] not in ("]", ""):
                    self.pos += 1
                    chars |= {chr(k) for k in range(ord(a), ord(self.char()) + 1)}
                else:
                    chars.add(a)
            self.pos += 1
            return Node("set", negate, "".join(sorted(chars)))
        if c == ".":
            return Node("any")
        if c in "*+?{":
            raise RegexError(f"nothing to repeat at {self.pos - 1}")
        self.pos -= 1
        return Node("lit", self.char())

    def char(self):
        c = self.peek()
        self.pos += 1
        if c == "\\":
            c = self.peek()
            self.pos += 1
            return {"n": "\n", "t": "\t"}.get(c, c)
        return c


def accepts(node, c):
    if node.kind == "lit":
        return node.args[0] == c
    if node.kind == "any":
        return c != "\n"
    return (c in node.args[1]) != node.args[0]


class NFA:
    def __init__(self, node):
        self.eps, self.edges = [], []
        self.start, self.end = self.build(node)

    def state(self):
        self.eps.append([])
        self.edges.append([])
        return len(self.eps) - 1

    def build(self, n):
        if n.kind == "seq":
            s = e = self.state()
            for part in n.args:
                ps, pe = self.build(part)
                self.eps[e].append(ps)
                e = pe
            return s, e
        s, e = self.state(), self.state()
        if n.kind == "alt":
            for part in n.args:
                ps, pe = self.build(part)
                self.eps[s].append(ps)
                self.eps[pe].append(e)
        elif n.kind == "star":
            ps, pe = self.build(n.args[0])
            self.eps[s] += [ps, e]
            self.eps[pe] += [ps, e]
        else:
            self.edges[s].append((n, e))
        return s, e

    def closure(self, states):
        seen = set(states)
        todo = list(seen)
        while todo:
            for t in self.eps[todo.pop()]:
                if t not in seen:
                    seen.add(t)
                    todo.append(t)
        return frozenset(seen)

    def step(self, states, c): return self.closure(t for s in states for n, t in self.edges[s] if accepts(n, c))

    def match(self, text):
        states = self.closure([self.start])
        for c in text:
            states = self.step(states, c)
        return self.end in states


class DFA:
    def __init__(self, nfa): self.nfa, self.table, self.first = nfa, {}, nfa.closure([nfa.start])

    def match(self, text):
        s = self.first
        for c in text:
            key = s, c
            if key not in self.table:
                self.table[key] = self.nfa.step(s, c)
            s = self.table[key]
        return self.nfa.end in s

    def find(self, text):
        """The leftmost longest matches that are not empty."""
        i = 0
        while i < len(text):
            best = next((j for j in range(len(text), i, -1) if self.match(text[i:j])), None)
            if best is None:
                i += 1
            else:
                yield text[i:best]
                i = best


def backtrack(node, text):
    def go(n, i):
        if n.kind == "seq":
            def chain(k, i):
                if k == len(n.args):
                    yield i
                else:
                    for j in go(n.args[k], i):
                        yield from chain(k + 1, j)
            yield from chain(0, i)
        elif n.kind == "alt":
            for part in n.args:
                yield from go(part, i)
        elif n.kind == "star":
            for j in go(n.args[0], i):
                if j > i:
                    yield from go(n, j)
            yield i
        elif i < len(text) and accepts(n, text[i]):
            yield i + 1

    return any(j == len(text) for j in go(node, 0))


tests = {"a*b": ["b", "aab", "aa", ""], "(a|b)*abb": ["abb", "aabb", "babaabb", "ab"], "[a-c]+[0-9]?": ["abc5", "a", "5", "abcd"], "x(yz|w){2}": ["xyzw", "xww", "xw", "xyzyzyz"], ".*foo.*": ["a foo b", "fo o", "foo"], "[^xyz]+": ["abc", "axc", ""], "a{2,4}": ["a", "aa", "aaaa", "aaaaa"], "(ab?)*c": ["abac", "c", "abb"], "\\(\\d*\\)": ["(ddd)", "()"], "é+€?": ["éé€", "€"], "": ["", "a"], "(a*)*b": ["aaaab", "aaaa"]}
for src, texts in tests.items():
    tree = Parser(src).parse()
    nfa = NFA(tree)
    dfa = DFA(nfa)
    results = [(nfa.match(t), dfa.match(t), dfa.match(t), backtrack(tree, t)) for t in texts]
    assert all(len(set(r)) == 1 for r in results), (src, results)
    print(repr(src), [int(r[0]) for r in results], len(nfa.eps), tree if len(repr(tree)) < 90 else "...")
for bad in ["(a", "a)", "[a", "*a", "a{2", "a|*", "+"]:
    try:
        print(Parser(bad).parse())
    except RegexError as e:
        print(repr(bad), e)
n = 14
pathological = NFA(Parser("a?" * n + "a" * n).parse())
print(pathological.match("a" * n), pathological.match("a" * (n - 1)), DFA(pathological).match("a" * n))
print(list(DFA(NFA(Parser("[0-9]+(\\.[0-9]+)?|[a-z]+").parse())).find("x1 = 3.14 * radius + 2.")))
