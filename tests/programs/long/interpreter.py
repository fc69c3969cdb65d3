"""A small language: tokenizer, recursive descent parser, tree walker and stack-machine compiler."""


class Token:
    __slots__ = ("kind", "text", "line")
    def __init__(self, kind, text, line): self.kind, self.text, self.line = kind, text, line
    def __repr__(self): return f"{self.kind}:{self.text}"


class LangError(Exception): pass


KEYWORDS = {"let", "fn", "if", "else", "while", "return", "print"}


def tokenize(src):
    i, line, out = 0, 1, []
    while i < len(src):
        c = src[i]
        if c == "\n":
            line += 1
            i += 1
        elif c in " \t":
            i += 1
        elif c.isdigit():
            j = i
            while j < len(src) and (src[j].isdigit() or src[j] == "."):
                j += 1
            out.append(Token("num", src[i:j], line))
            i = j
        elif c.isalpha():
            j = i
            while j < len(src) and src[j].isalnum():
                j += 1
            word = src[i:j]
            out.append(Token(word if word in KEYWORDS else "name", word, line))
            i = j
        elif src[i:i + 2] in ("==", "!=", "<=", ">="):
            out.append(Token("op", src[i:i + 2], line))
            i += 2
        elif c in "+-*/%<>=(){},;":
            out.append(Token("op", c, line))
            i += 1
        else:
            raise LangError(f"line {line}: bad character {c!r}")
    out.append(Token("eof", "", line))
    return out


class Parser:
    PREC = {"==": 1, "!=": 1, "<": 2, ">": 2, "<=": 2, ">=": 2, "+": 3, "-": 3, "*": 4, "/": 4, "%": 4}

    def __init__(self, tokens): self.toks, self.i = tokens, 0
    @property
    def tok(self): return self.toks[self.i]

    def take(self, text=None, kind=None):
        t = self.tok
        if text is not None and t.text != text or kind is not None and t.kind != kind:
            raise LangError(f"line {t.line}: expected {text or kind}, got {t.text or t.kind}")
        self.i += 1
        return t

    def program(self):
        out = []
        while self.tok.kind != "eof":
            out.append(self.statement())
        return ("block", out)

    def block(self):
        self.take("{")
        out = []
        while self.tok.text != "}":
            out.append(self.statement())
        self.take("}")
        return ("block", out)

    def statement(self):
        kind = self.tok.kind
        if kind == "let":
            self.take()
            name = self.take(kind="name").text
            self.take("=")
            node = ("let", name, self.expr())
        elif kind == "print" or kind == "return":
            self.take()
            node = (kind, self.expr())
        elif kind == "if":
            self.take()
            cond, then = self.expr(), self.block()
            if self.tok.kind == "else":
                self.take()
                return ("if", cond, then, self.block())
            return ("if", cond, then, ("block", []))
        elif kind == "while":
            self.take()
            return ("while", self.expr(), self.block())
        elif kind == "fn":
            self.take()
            name = self.take(kind="name").text
            self.take("(")
            params = []
            while self.tok.text != ")":
                params.append(self.take(kind="name").text)
                if self.tok.text == ",":
                    self.take()
            self.take(")")
            return ("fn", name, params, self.block())
        else:
            node = self.expr()
            if self.tok.text == "=" and node[0] == "var":
                self.take()
                node = ("set", node[1], self.expr())
            else:
                node = ("expr", node)
        self.take(";")
        return node

    def expr(self, min_prec=0):
        left = self.atom()
        while (p := self.PREC.get(self.tok.text, 0)) > min_prec:
            op = self.take().text
            left = ("bin", op, left, self.expr(p))
        return left

    def atom(self):
        t = self.take()
        if t.kind == "num":
            return ("num", float(t.text) if "." in t.text else int(t.text))
        if t.text == "(":
            e = self.expr()
            self.take(")")
            return e
        if t.text == "-":
            return ("neg", self.atom())
        if t.kind == "name":
            node = ("var", t.text)
            while self.tok.text == "(":
                self.take()
                args = []
                while self.tok.text != ")":
                    args.append(self.expr())
                    if self.tok.text == ",":
                        self.take()
                self.take(")")
                node = ("call", node, args)
            return node
        raise LangError(f"line {t.line}: unexpected {t.text or t.kind}")


OPS = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b, "%": lambda a, b: a % b, "==": lambda a, b: a == b,
       "!=": lambda a, b: a != b, "<": lambda a, b: a < b, ">": lambda a, b: a > b, "<=": lambda a, b: a <= b, ">=": lambda a, b: a >= b}


class Return(Exception):
    def __init__(self, value): self.value = value


class Env:
    def __init__(self, parent=None): self.vars, self.parent = {}, parent

    def find(self, name):
        env = self
        while env is not None:
            if name in env.vars:
                return env
            env = env.parent
        raise LangError(f"undefined {name}")


class Walker:
    def __init__(self): self.out, self.steps = [], 0

    def run(self, node, env):
        self.steps += 1
        return getattr(self, "do_" + node[0])(env, *node[1:])

    def do_block(self, env, body):
        for s in body:
            self.run(s, env)

    def do_let(self, env, name, e): env.vars[name] = self.run(e, env)
    def do_set(self, env, name, e): env.find(name).vars[name] = self.run(e, env)
    def do_print(self, env, e): self.out.append(self.run(e, env))
    def do_expr(self, env, e): self.run(e, env)
    def do_num(self, env, v): return v
    def do_neg(self, env, e): return -self.run(e, env)
    def do_var(self, env, name): return env.find(name).vars[name]
    def do_bin(self, env, op, a, b): return OPS[op](self.run(a, env), self.run(b, env))

    def do_return(self, env, e): raise Return(self.run(e, env))

    def do_if(self, env, c, a, b): self.run(a if self.run(c, env) else b, Env(env))

    def do_while(self, env, c, body):
        while self.run(c, env):
            self.run(body, env)

    def do_fn(self, env, name, params, body):
        def call(*args):
            if len(args) != len(params):
                raise LangError(f"{name} takes {len(params)} arguments, got {len(args)}")
            inner = Env(env)
            inner.vars.update(zip(params, args))
            try:
                self.run(body, inner)
            except Return as r:
                return r.value
            return 0

        env.vars[name] = call

    def do_call(self, env, f, args):
        fn = self.run(f, env)
        if not callable(fn):
            raise LangError("not callable")
        return fn(*[self.run(a, env) for a in args])


class Compiler:
    """Compiles functions-free programs to a stack machine."""

    def __init__(self): self.code = []
    def emit(self, *ins): self.code.append(list(ins)); return len(self.code) - 1

    def comp(self, n):
        k = n[0]
        if k == "block":
            for s in n[1]:
                self.comp(s)
        elif k in ("let", "set"):
            self.comp(n[2])
            self.emit("store", n[1])
        elif k == "print":
            self.comp(n[1])
            self.emit("print")
        elif k == "num":
            self.emit("push", n[1])
        elif k == "var":
            self.emit("load", n[1])
        elif k == "neg":
            self.comp(n[1])
            self.emit("neg")
        elif k == "bin":
            self.comp(n[2])
            self.comp(n[3])
            self.emit("op", n[1])
        elif k == "if":
            self.comp(n[1])
            j = self.emit("jz", None)
            self.comp(n[2])
            e = self.emit("jmp", None)
            self.code[j][1] = len(self.code)
            self.comp(n[3])
            self.code[e][1] = len(self.code)
        elif k == "while":
            top = len(self.code)
            self.comp(n[1])
            j = self.emit("jz", None)
            self.comp(n[2])
            self.emit("jmp", top)
            self.code[j][1] = len(self.code)
        else:
            raise LangError(f"cannot compile {k}")


def execute(code):
    stack, env, out, pc, n = [], {}, [], 0, 0
    while pc < len(code):
        ins = code[pc]
        op = ins[0]
        pc += 1
        n += 1
        if op == "push": stack.append(ins[1])
        elif op == "load": stack.append(env[ins[1]])
        elif op == "store": env[ins[1]] = stack.pop()
        elif op == "op":
            b = stack.pop()
            stack[-1] = OPS[ins[1]](stack[-1], b)
        elif op == "neg": stack[-1] = -stack[-1]
        elif op == "jz":
            if not stack.pop():
                pc = ins[1]
        elif op == "jmp": pc = ins[1]
        else: out.append(stack.pop())
    return out, n


programs = {
    "fib": "fn fib(n) { if n < 2 { return n; } return fib(n - 1) + fib(n - 2); } print fib(12); print fib(15);",
    "loop": "let i = 0; let s = 0; while i < 200 { if i % 3 == 0 { s = s + i; } else { s = s - 1; } i = i + 1; } print s; print -s * 2.5;",
    "closure": "fn make(n) { fn add(x) { n = n + x; return n; } return add; } let a = make(10); print a(5); print a(1); print make(1)(2);",
    "collatz": "let n = 97; let c = 0; while n != 1 { if n % 2 == 0 { n = (n - n % 2) / 2; } else { n = 3 * n + 1; } c = c + 1; } print c; print n;",
}
for name, src in programs.items():
    tree = Parser(tokenize(src)).program()
    w = Walker()
    w.run(tree, Env())
    print(name, w.out, w.steps)
    try:
        c = Compiler()
        c.comp(tree)
        out, n = execute(c.code)
        print("  compiled", len(c.code), out == w.out, n)
    except LangError as e:
        print("  ", e)
for bad in ["let = 5;", "print 1", "print (1 + ;", "x = 1;", "print y;", "let a = 5; a(1);", "fn f(a) { return a; } print f(1, 2);", "print 1 / 0;", "let $ = 1;", "if 1 { print 2;"]:
    try:
        w = Walker()
        w.run(Parser(tokenize(bad)).program(), Env())
        print(w.out)
    except (LangError, ZeroDivisionError) as e:
        print(type(e).__name__, e)
