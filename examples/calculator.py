"""A calculator with variables and functions: a tokenizer, a parser and an evaluator.

    trefoil examples/calculator.py

Shows classes with inheritance, closures, exceptions with a cause, and big integers.
"""


class CalcError(Exception):
    """What the user did wrong."""


def tokenize(text):
    """Splits a line into numbers, names and signs."""
    at = 0
    while at < len(text):
        start = at
        if text[at].isspace():
            at += 1
            continue
        if text[at].isdigit():
            while at < len(text) and (text[at].isdigit() or text[at] == "."):
                at += 1
        elif text[at].isalpha():
            while at < len(text) and text[at].isalnum():
                at += 1
        else:
            at += 1
        yield text[start:at]


class Node:
    """Part of an expression."""

    def evaluate(self, scope):
        raise NotImplementedError


class Number(Node):
    def __init__(self, value):
        self.value = value

    def evaluate(self, scope):
        return self.value


class Name(Node):
    def __init__(self, name):
        self.name = name

    def evaluate(self, scope):
        try:
            return scope[self.name]
        except KeyError as error:
            raise CalcError(f"{self.name} is not defined") from error


class Binary(Node):
    OPERATORS = {
        "+": lambda a, b: a + b,
        "-": lambda a, b: a - b,
        "*": lambda a, b: a * b,
        "/": lambda a, b: a / b,
        "^": lambda a, b: a**b,
    }
    LEVELS = ["+-", "*/", "^"]

    def __init__(self, sign, left, right):
        self.apply = self.OPERATORS[sign]
        self.left = left
        self.right = right

    def evaluate(self, scope):
        return self.apply(self.left.evaluate(scope), self.right.evaluate(scope))


class Call(Node):
    def __init__(self, function, argument):
        self.function = function
        self.argument = argument

    def evaluate(self, scope):
        return self.function.evaluate(scope)(self.argument.evaluate(scope))


class Parser:
    """Recursive descent, a level of `Binary.LEVELS` at a time."""

    def __init__(self, text):
        self.tokens = list(tokenize(text))
        self.at = 0

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self, wanted=None):
        token = self.peek()
        if token is None or (wanted is not None and token != wanted):
            raise CalcError(f"expected {wanted or 'more'}, found {token or 'the end'}")
        self.at += 1
        return token

    def expression(self, level=0):
        if level == len(Binary.LEVELS):
            return self.atom()
        left = self.expression(level + 1)
        while (sign := self.peek()) is not None and sign in Binary.LEVELS[level]:
            self.take()
            # Powers associate to the right, so what follows is of the same level.
            left = Binary(sign, left, self.expression(level + (sign != "^")))
        return left

    def atom(self):
        token = self.take()
        if token == "(":
            inside = self.expression()
            self.take(")")
            return inside
        if token[0].isdigit():
            return Number(float(token) if "." in token else int(token))
        if not token.isalpha():
            raise CalcError(f"unexpected {token}")
        name = Name(token)
        if self.peek() == "(":
            self.take()
            name = Call(name, self.expression())
            self.take(")")
        return name


def define(scope, head, body):
    """`name = expression`, or `name(parameter) = expression`."""
    name, _, parameter = head.strip().partition("(")
    tree = Parser(body).expression()
    if parameter:
        parameter = parameter.rstrip(") ")
        scope[name] = lambda value: tree.evaluate({**scope, parameter: value})
    else:
        scope[name] = tree.evaluate(scope)


def run(line, scope):
    head, equals, body = line.partition("=")
    if equals:
        define(scope, head, body)
        return None
    parser = Parser(line)
    tree = parser.expression()
    if parser.peek() is not None:
        raise CalcError(f"unexpected {parser.peek()}")
    return tree.evaluate(scope)


SESSION = """\
1 + 2 * 3
2 ^ 3 ^ 2
(1 + 2) * 3.5
x = 12
square(n) = n * n
square(x) + square(5)
2 ^ 100
1 / 0
y + 1
3 +
"""


def main():
    scope = {}
    for line in SESSION.splitlines():
        try:
            result = run(line, scope)
        except CalcError as error:
            reason = f" ({type(error.__cause__).__name__})" if error.__cause__ else ""
            print(f"{line:<24} error: {error}{reason}")
        except ArithmeticError as error:
            print(f"{line:<24} error: {error}")
        else:
            print(f"{line:<24} {'ok' if result is None else result}")


main()
