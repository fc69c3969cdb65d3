//! Expressions of each kind.
//!
//! Every expression is one operand: it stands in parentheses where it has operators. `depth` bounds how deep it nests.

use super::kind::{Item, Kind};
use super::{Generator, Variable};

/// Ints at which representations change, and small ones.
const INTS: &[&str] = &[
    "0",
    "1",
    "2",
    "3",
    "-1",
    "7",
    "10",
    "100",
    "-5",
    "255",
    "65536",
    "2147483647",
    "-2147483648",
    "4294967296",
    "1152921504606846975",
    "2305843009213693951",
    "2305843009213693952",
    "-2305843009213693952",
    "-2305843009213693953",
    "4611686018427387904",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551616",
    "100000000000000000000",
];

/// Floats: ordinary, special, and those that do not fit in a word.
const FLOATS: &[&str] = &[
    "0.0",
    "-0.0",
    "0.5",
    "1.0",
    "1.5",
    "-2.25",
    "3.0",
    "1e16",
    "123456.789",
    "1e-5",
    "1e100",
    "-1e200",
    "1e300",
    "1e-300",
    "5e-324",
    "float('nan')",
    "float('inf')",
    "-float('inf')",
    "2305843009213693952.0",
];

const TEXTS: &[&str] =
    &["''", "'a'", "'b'", "'xyz'", "'hello'", "'12'", "'é'", "'a b c'", "'\\n'", "'日本'", "'Zz'"];

impl Generator {
    /// A value of `kind` that is written out: nothing that was made before is in it.
    pub(super) fn fresh(&mut self, kind: Kind) -> String {
        match kind {
            Kind::Int if self.chance(3, 4) => self.rng.i32(-3..12).to_string(),
            Kind::Int => self.choose(INTS).to_string(),
            Kind::Float => self.choose(FLOATS).to_string(),
            Kind::Bool => self.choose(&["True", "False"]).to_string(),
            Kind::Str => self.choose(TEXTS).to_string(),
            Kind::Num => match self.rng.u32(0..4) {
                0 | 1 => self.fresh(Kind::Int),
                2 => self.fresh(Kind::Float),
                _ => self.fresh(Kind::Bool),
            },
            Kind::Mixed => match self.rng.u32(0..9) {
                0..3 => self.fresh(Kind::Int),
                3 => self.fresh(Kind::Float),
                4 | 5 => self.fresh(Kind::Str),
                6 => "None".to_string(),
                7 => self.fresh(Kind::Instance),
                _ => self.fresh(Kind::List(Item::Int)),
            },
            Kind::Instance => self.construction(0),
            Kind::List(item) => {
                let count = self.rng.usize(0..=5);
                format!("[{}]", self.items(item, count, 0))
            }
            Kind::Tuple(item) => {
                let count = self.rng.usize(1..=4);
                format!("({},)", self.items(item, count, 0))
            }
            Kind::Dict(item) => {
                let pairs: Vec<String> = (0..self.rng.usize(0..=4))
                    .map(|_| format!("{}: {}", self.rng.u32(0..6), self.fresh(item.kind())))
                    .collect();
                format!("{{{}}}", pairs.join(", "))
            }
            Kind::Set => {
                let count = self.rng.usize(1..=4);
                let items: Vec<String> =
                    (0..count).map(|_| self.rng.u32(0..20).to_string()).collect();
                format!("{{{}}}", items.join(", "))
            }
        }
    }

    fn items(&mut self, item: Item, count: usize, depth: u32) -> String {
        let items: Vec<String> = (0..count)
            .map(|_| {
                if depth == 0 {
                    self.fresh(item.kind())
                } else {
                    self.expression(item.kind(), depth - 1)
                }
            })
            .collect();
        items.join(", ")
    }

    /// An operand of `kind`.
    pub(super) fn expression(&mut self, kind: Kind, depth: u32) -> String {
        if depth == 0 || self.chance(1, 5) {
            return self.leaf(kind);
        }
        if self.chance(1, 9)
            && let Some(call) = self.call(kind, depth - 1)
        {
            return call;
        }
        if self.chance(1, 25) {
            let (condition, one, other) = (
                self.condition(depth - 1),
                self.expression(kind, depth - 1),
                self.expression(kind, depth - 1),
            );
            return format!("({one} if {condition} else {other})");
        }
        match kind {
            Kind::Int => self.int(depth - 1),
            Kind::Float => self.float(depth - 1),
            Kind::Bool => self.condition(depth - 1),
            Kind::Str => self.string(depth - 1),
            Kind::Num => self.number(depth - 1),
            Kind::Mixed => self.mixed(depth - 1),
            Kind::Instance => self.instance(depth - 1),
            Kind::List(item) => self.list(item, depth - 1),
            Kind::Tuple(item) => self.tuple(item, depth - 1),
            Kind::Dict(item) => self.dict(item, depth - 1),
            Kind::Set => self.set(depth - 1),
        }
    }

    /// A variable, an attribute or a literal.
    pub(super) fn leaf(&mut self, kind: Kind) -> String {
        if self.chance(1, 7)
            && let Some(attribute) = self.attribute(kind)
        {
            return attribute;
        }
        if self.chance(4, 5)
            && let Some(name) = self.variable(kind)
        {
            return name;
        }
        self.fresh(kind)
    }

    /// A variable of `kind`, or something made for the purpose.
    pub(super) fn of(&mut self, kind: Kind) -> String {
        self.variable(kind).unwrap_or_else(|| self.fresh(kind))
    }

    /// The same, where an attribute of it is read: a number that is written out would take the dot.
    pub(super) fn receiver(&mut self, kind: Kind) -> String {
        self.variable(kind).unwrap_or_else(|| format!("({})", self.fresh(kind)))
    }

    /// An int from 0 to 7.
    pub(super) fn few(&mut self) -> String {
        let int = self.leaf(Kind::Int);
        format!("({int} & 7)")
    }

    /// An expression whose value can be kept by a loop, because no repetition makes it large.
    pub(super) fn stored(&mut self, kind: Kind, depth: u32) -> String {
        let value = self.expression(kind, depth);
        self.kept(kind, value)
    }

    /// `value`, so that it can be kept.
    pub(super) fn kept(&mut self, kind: Kind, value: String) -> String {
        // Sums grow by a bit per step, which is welcome: they leave the small ints.
        // The names of functions and methods begin with these letters.
        let grows = ["*", "<<", "f", ".m"].iter().any(|sign| value.contains(sign));
        match kind {
            Kind::Int if grows => match self.rng.u32(0..4) {
                0 => format!("({value} % 1000003)"),
                1 => format!("({value} & 1048575)"),
                2 => format!("({value} & 9223372036854775807)"),
                _ => format!("clip({value})"),
            },
            Kind::Str | Kind::List(_) | Kind::Tuple(_) => format!("clip({value})"),
            Kind::Num | Kind::Mixed => format!("clip({value})"),
            _ => value,
        }
    }

    fn int(&mut self, depth: u32) -> String {
        match self.rng.u32(0..30) {
            0..9 => {
                let operator = self.choose(&["+", "+", "+", "-", "-", "*"]);
                self.binary(operator, Kind::Int, Kind::Int, depth)
            }
            9 => {
                let operator = self.choose(&["//", "%"]);
                let (left, right) =
                    (self.expression(Kind::Int, depth), self.divisor(Kind::Int, depth));
                format!("({left} {operator} {right})")
            }
            10 | 11 => {
                let operator = self.choose(&["&", "|", "^"]);
                self.binary(operator, Kind::Int, Kind::Int, depth)
            }
            12 => {
                let (value, by) = (self.expression(Kind::Int, depth), self.few());
                let operator = self.choose(&["<<", ">>"]);
                format!("({value} {operator} {by})")
            }
            13 => {
                let operator = self.choose(&["-", "~", "+"]);
                format!("({operator}{})", self.expression(Kind::Int, depth))
            }
            14 => format!("abs({})", self.expression(Kind::Int, depth)),
            15 => {
                let name = self.choose(&["min", "max"]);
                let (one, other) =
                    (self.expression(Kind::Int, depth), self.expression(Kind::Int, depth));
                format!("{name}({one}, {other})")
            }
            16 | 17 => {
                let kind = self.container();
                format!("len({})", self.of(kind))
            }
            18 => {
                let list = self.expression(Kind::List(Item::Int), depth);
                format!("sum({list})")
            }
            19 | 20 => self.subscript(Item::Int),
            21 => {
                let (name, condition) = (self.name("w"), self.expression(Kind::Int, depth));
                format!("({name} + 1 if ({name} := {condition}) else 3)")
            }
            22 => {
                let kind = self.any_kind();
                format!("(1 if {} else {})", self.truth(kind), self.leaf(Kind::Int))
            }
            23 => self.comprehension_sum(depth),
            24 => {
                let value = self.expression(Kind::Int, depth);
                let exponent = self.choose(&["2", "3"]);
                format!("(({value} & 65535) ** {exponent})")
            }
            25 => format!("{}.bit_length()", self.receiver(Kind::Int)),
            26 => {
                let (one, other) =
                    (self.expression(Kind::Int, depth), self.divisor(Kind::Int, depth));
                format!("divmod({one}, {other})[{}]", self.rng.u32(0..2))
            }
            27 => format!("int({})", self.expression(Kind::Bool, depth)),
            28 if self.frame.guarded > 0 => format!("int({})", self.leaf(Kind::Num)),
            _ => self.leaf(Kind::Int),
        }
    }

    fn float(&mut self, depth: u32) -> String {
        match self.rng.u32(0..14) {
            0..6 => {
                let operator = self.choose(&["+", "-", "*"]);
                self.binary(operator, Kind::Float, Kind::Float, depth)
            }
            6 | 7 => {
                let operator = self.choose(&["+", "-", "*"]);
                if self.chance(1, 2) {
                    self.binary(operator, Kind::Float, Kind::Bool, depth)
                } else {
                    let (left, right) = (self.leaf(Kind::Float), self.few());
                    format!("({right} {operator} {left})")
                }
            }
            8 => {
                let operator = self.choose(&["/", "//", "%"]);
                let (left, right) =
                    (self.expression(Kind::Float, depth), self.divisor(Kind::Float, depth));
                format!("({left} {operator} {right})")
            }
            9 => {
                let (left, right) = (self.few(), self.divisor(Kind::Int, depth));
                format!("({left} / {right})")
            }
            10 => format!("(-{})", self.expression(Kind::Float, depth)),
            11 => format!("abs({})", self.expression(Kind::Float, depth)),
            12 => self.subscript(Item::Float),
            _ => format!("float({})", self.few()),
        }
    }

    /// Something to divide by, which is hardly ever zero outside of `try`.
    fn divisor(&mut self, kind: Kind, depth: u32) -> String {
        if self.frame.guarded > 0 && self.chance(1, 4) {
            return self.expression(kind, depth);
        }
        match kind {
            Kind::Float => format!("(abs({}) + 1.5)", self.leaf(Kind::Float)),
            _ if self.chance(1, 2) => self.rng.u32(2..9).to_string(),
            _ => format!("({} | 1)", self.leaf(Kind::Int)),
        }
    }

    fn binary(&mut self, operator: &str, left: Kind, right: Kind, depth: u32) -> String {
        let (left, right) = (self.expression(left, depth), self.expression(right, depth));
        format!("({left} {operator} {right})")
    }

    fn number(&mut self, depth: u32) -> String {
        match self.rng.u32(0..10) {
            0..4 => {
                let operator = self.choose(&["+", "-", "*"]);
                self.binary(operator, Kind::Num, Kind::Num, depth)
            }
            4 => {
                let operator = self.choose(&["+", "-", "*"]);
                self.binary(operator, Kind::Num, Kind::Int, depth)
            }
            5 => {
                let (left, right) = (self.leaf(Kind::Num), self.divisor(Kind::Int, depth));
                let operator = self.choose(&["/", "//", "%"]);
                format!("({left} {operator} {right})")
            }
            6 => self.subscript(Item::Num),
            7 => format!("(-{})", self.expression(Kind::Num, depth)),
            8 => self.int(depth),
            _ => self.float(depth),
        }
    }

    fn string(&mut self, depth: u32) -> String {
        match self.rng.u32(0..14) {
            0 | 1 => self.binary("+", Kind::Str, Kind::Str, depth),
            2 => format!("({} * {})", self.leaf(Kind::Str), self.few()),
            3 => {
                let kind = self.choose(&[Kind::Int, Kind::Float, Kind::Num, Kind::Bool]);
                format!("str({})", self.expression(kind, depth))
            }
            4 | 5 => {
                let kind = self.choose(&[Kind::Int, Kind::Float, Kind::Str, Kind::Mixed]);
                let (one, other) = (self.leaf(kind), self.leaf(Kind::Int));
                let one = without_quotes(one);
                format!("f\"{{{one}}}-{{{other}:>3}}\"")
            }
            6 => {
                let method = self.choose(&["upper", "lower", "strip", "title", "swapcase"]);
                format!("{}.{method}()", self.of(Kind::Str))
            }
            7 => {
                let (from, to) = (self.rng.i32(-4..4), self.rng.i32(-4..6));
                format!("{}[{from}:{to}]", self.of(Kind::Str))
            }
            8 => format!("{}[::-1]", self.of(Kind::Str)),
            9 => {
                let separator = self.choose(&["','", "''", "'ab'"]);
                format!("{separator}.join({})", self.expression(Kind::List(Item::Str), depth))
            }
            10 => format!("repr({})", self.leaf(Kind::Mixed)),
            11 => self.subscript(Item::Str),
            12 => {
                let (text, from, to) = (self.of(Kind::Str), self.choose(TEXTS), self.choose(TEXTS));
                format!("clip({text}.replace({from}, {to}))")
            }
            _ => format!("('%s|%r' % ({}, {}))", self.leaf(Kind::Num), self.leaf(Kind::Str)),
        }
    }

    fn mixed(&mut self, depth: u32) -> String {
        match self.rng.u32(0..12) {
            0 => {
                let kind = self.any_kind();
                // What could hold itself, or grow by holding what holds it, does not come from variables.
                if kind.fits(Kind::Mixed) {
                    self.expression(kind, depth)
                } else {
                    self.fresh(Kind::List(Item::Int))
                }
            }
            1 => self.subscript(Item::Mixed),
            2 => format!("({} or {})", self.leaf(Kind::Mixed), self.leaf(Kind::Mixed)),
            3 => format!("({} and {})", self.leaf(Kind::Mixed), self.leaf(Kind::Mixed)),
            4 | 5 if self.frame.guarded > 0 => {
                format!("({} + {})", self.leaf(Kind::Mixed), self.expression(Kind::Int, depth))
            }
            6 if self.frame.guarded > 0 => {
                let operator = self.choose(&["-", "*", "%", "//"]);
                format!("({} {operator} 2)", self.leaf(Kind::Mixed))
            }
            7 => {
                let kind = self.choose(&[Kind::Int, Kind::Str, Kind::Num]);
                self.expression(kind, depth)
            }
            8 => {
                let class = self.choose(&["int", "float", "str", "list"]);
                let (name, other) = (self.of(Kind::Mixed), self.leaf(Kind::Int));
                format!("({name} + {name} if type({name}) is {class} else {other})")
            }
            _ => self.leaf(Kind::Mixed),
        }
    }

    fn instance(&mut self, depth: u32) -> String {
        match self.rng.u32(0..8) {
            0..4 => self.construction(depth),
            4 => self.subscript(Item::Instance),
            5 if self.frame.guarded > 0 => {
                let (one, other) = (self.of(Kind::Instance), self.leaf(Kind::Int));
                let operator = self.choose(&["+", "-"]);
                format!("({one} {operator} {other})")
            }
            _ => self.of(Kind::Instance),
        }
    }

    fn list(&mut self, item: Item, depth: u32) -> String {
        let kind = Kind::List(item);
        match self.rng.u32(0..12) {
            0..3 => {
                let count = self.rng.usize(0..=4);
                format!("[{}]", self.items(item, count, depth))
            }
            3 | 4 => self.comprehension("[", item.kind(), "]", depth),
            5 => format!("clip({} + {})", self.of(kind), self.leaf(kind)),
            6 => {
                let (from, to) = (self.rng.i32(-3..3), self.rng.i32(-3..5));
                format!("{}[{from}:{to}]", self.of(kind))
            }
            7 => format!("list({})", self.leaf(Kind::Tuple(item))),
            8 => format!("({} * 2)[:9]", self.leaf(kind)),
            9 if item == Item::Int => {
                let name = self.choose(&["sorted", "list"]);
                let kind = self.choose(&[Kind::Set, Kind::List(Item::Int)]);
                let source = self.of(kind);
                if kind == Kind::Set {
                    format!("sorted({source})")
                } else {
                    format!("{name}({source})")
                }
            }
            10 => match self.generator_call(item.kind(), depth) {
                Some(call) => format!("list({call})"),
                None => format!("[*{}]", self.leaf(kind)),
            },
            _ => format!("{}[::-1]", self.of(kind)),
        }
    }

    fn tuple(&mut self, item: Item, depth: u32) -> String {
        match self.rng.u32(0..3) {
            0 => format!("tuple({})", self.leaf(Kind::List(item))),
            _ => {
                let count = self.rng.usize(1..=3);
                format!("({},)", self.items(item, count, depth))
            }
        }
    }

    fn dict(&mut self, item: Item, depth: u32) -> String {
        match self.rng.u32(0..3) {
            0 => {
                let count = self.rng.u32(1..5);
                let (name, value) =
                    self.with_variable(Kind::Int, |it| it.expression(item.kind(), depth));
                format!("{{{name}: {value} for {name} in range({count})}}")
            }
            1 => format!("dict({})", self.leaf(Kind::Dict(item))),
            _ => {
                let (key, value) = (self.few(), self.expression(item.kind(), depth));
                format!("{{**{}, {key}: {value}}}", self.leaf(Kind::Dict(item)))
            }
        }
    }

    fn set(&mut self, depth: u32) -> String {
        match self.rng.u32(0..3) {
            0 => {
                let (name, value) =
                    self.with_variable(Kind::Int, |it| it.expression(Kind::Int, depth));
                format!("{{({value} & 31) for {name} in range({})}}", self.rng.u32(1..5))
            }
            1 => {
                let operator = self.choose(&["|", "&", "-", "^"]);
                self.binary(operator, Kind::Set, Kind::Set, 0)
            }
            _ => format!("{{{}, {}}}", self.few(), self.few()),
        }
    }

    /// An expression in which a new variable of `kind` can be read, and its name.
    pub(super) fn with_variable(
        &mut self,
        kind: Kind,
        write: impl FnOnce(&mut Generator) -> String,
    ) -> (String, String) {
        let name = self.name("c");
        self.frame.variables.push(Variable {
            name: name.clone(),
            kind,
            writable: false,
            global: false,
        });
        let repetitions = self.frame.repetitions;
        self.frame.repetitions = repetitions.saturating_mul(4);
        self.frame.pay(1);
        let written = write(self);
        self.frame.repetitions = repetitions;
        self.frame.variables.retain(|it| it.name != name);
        (name, written)
    }

    /// `[value for name in range(n) if condition]`, in the brackets given.
    fn comprehension(&mut self, open: &str, kind: Kind, close: &str, depth: u32) -> String {
        let count = self.few();
        let filtered = self.chance(1, 3);
        let mut condition = String::new();
        let (name, value) = self.with_variable(Kind::Int, |it| {
            if filtered {
                condition = format!(" if {}", it.condition(0));
            }
            it.expression(kind, depth)
        });
        format!("{open}{value} for {name} in range({count}){condition}{close}")
    }

    fn comprehension_sum(&mut self, depth: u32) -> String {
        match self.rng.u32(0..4) {
            0 => self.comprehension("sum([", Kind::Int, "])", depth),
            1 => self.comprehension("sum(", Kind::Int, ")", depth),
            2 => {
                let list = self.leaf(Kind::List(Item::Int));
                let (name, value) = self.with_variable(Kind::Int, |it| it.int(depth));
                format!("sum(map(lambda {name}: {value}, {list}))")
            }
            _ => {
                let list = self.leaf(Kind::List(Item::Int));
                let (name, value) = self.with_variable(Kind::Int, |it| it.condition(depth));
                format!("len(list(filter(lambda {name}: {value}, {list})))")
            }
        }
    }

    /// A kind that has a length.
    fn container(&mut self) -> Kind {
        match self.rng.u32(0..6) {
            0 | 1 => Kind::List(self.item()),
            2 => Kind::Tuple(self.item()),
            3 => Kind::Dict(self.item()),
            4 => Kind::Set,
            _ => Kind::Str,
        }
    }

    /// An item of a container: one that is there, or, under `try`, one that may not be.
    pub(super) fn subscript(&mut self, item: Item) -> String {
        let kind =
            self.choose(&[Kind::List(item), Kind::List(item), Kind::Tuple(item), Kind::Dict(item)]);
        let Some(name) = self.variable(kind) else {
            // A display that is indexed at once need not be made.
            let count = self.rng.usize(1..=4);
            let at = self.rng.usize(0..count);
            let items = self.items(item, count, 1);
            return if self.chance(1, 2) {
                format!("[{items}][{at}]")
            } else {
                format!("({items},)[{at}]")
            };
        };
        let risky = self.frame.guarded > 0 && self.chance(1, 3);
        match kind {
            Kind::Dict(_) if !risky => {
                format!("{name}.get({}, {})", self.few(), self.leaf(item.kind()))
            }
            Kind::Dict(_) => format!("{name}[{}]", self.few()),
            _ if risky => format!("{name}[{}]", self.few()),
            _ => {
                let (index, other) = (self.leaf(Kind::Int), self.leaf(item.kind()));
                format!("({name}[{index} % len({name})] if {name} else {other})")
            }
        }
    }

    /// Something to branch on.
    pub(super) fn condition(&mut self, depth: u32) -> String {
        match self.rng.u32(0..20) {
            0..7 => {
                let operator = self.choose(&["<", "<=", ">", ">=", "==", "!="]);
                let kind = self.choose(&[Kind::Int, Kind::Int, Kind::Float, Kind::Num]);
                self.binary(operator, kind, kind, depth)
            }
            7 => {
                let operator = self.choose(&["<", "==", "!=", ">="]);
                self.binary(operator, Kind::Str, Kind::Str, depth)
            }
            8 => {
                let (a, b, c) =
                    (self.leaf(Kind::Int), self.expression(Kind::Int, depth), self.leaf(Kind::Int));
                format!("({a} <= {b} < {c})")
            }
            9 => {
                let operator = self.choose(&["and", "or"]);
                let (one, other) = (self.condition(0), self.condition(0));
                format!("({one} {operator} {other})")
            }
            10 => format!("(not {})", self.condition(0)),
            11 => {
                // A literal on the left of `is` draws a warning.
                let operator = self.choose(&["is", "is not", "==", "!="]);
                match self.variable(Kind::Mixed) {
                    Some(name) => format!("({name} {operator} None)"),
                    None => format!("({} == None)", self.leaf(Kind::Mixed)),
                }
            }
            12 => {
                let class = self.choose(&["int", "float", "str", "(int, float)", "bool"]);
                format!("isinstance({}, {class})", self.leaf(Kind::Mixed))
            }
            13 => {
                let kind = self.container();
                let kind = if kind == Kind::Str { Kind::Set } else { kind };
                let operator = self.choose(&["in", "not in"]);
                format!("({} {operator} {})", self.leaf(Kind::Int), self.of(kind))
            }
            14 => {
                let operator = self.choose(&["==", "!="]);
                self.binary(operator, Kind::Mixed, Kind::Mixed, 0)
            }
            15 => {
                let operator = self.choose(&["==", "!=", "is"]);
                self.binary(operator, Kind::Instance, Kind::Instance, 0)
            }
            16 if self.frame.guarded > 0 => {
                let operator = self.choose(&["<", ">"]);
                self.binary(operator, Kind::Instance, Kind::Instance, 0)
            }
            17 => {
                let (value, modulus) = (self.leaf(Kind::Int), self.rng.u32(2..5));
                format!("({value} % {modulus} == {})", self.rng.u32(0..modulus))
            }
            18 => self.comprehension("any(", Kind::Bool, ")", 0),
            _ => {
                let kind = self.any_kind();
                self.truth(kind)
            }
        }
    }

    /// Something of `kind` whose truth is asked.
    fn truth(&mut self, kind: Kind) -> String {
        let value = self.leaf(kind);
        if self.chance(1, 2) { format!("(not {value})") } else { format!("bool({value})") }
    }
}

/// `text` as a field of an f-string in double quotes can have it.
fn without_quotes(text: String) -> String {
    if text.contains(['"', '\\', '{']) { "0".to_string() } else { text }
}
