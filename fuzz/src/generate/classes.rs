//! Classes and their instances.
//!
//! All classes are called in the same way and have the attributes `x` (an int), `y` (a float), `z` (anything) and `l` (a list of ints), so that
//! one place of a program sees instances of several classes. Which operators, methods and descriptors a class has differs, and changes.

use super::calls::METHOD_COST;
use super::kind::{Item, Kind};
use super::{Frame, Generator, Parameter, Place, line};

/// A class that was defined.
pub(super) struct Class {
    pub(super) name: String,
    /// Has `__enter__` and `__exit__`.
    pub(super) manages: bool,
    /// Has `__slots__`, without a dict.
    has_slots: bool,
}

impl Generator {
    /// Defines a class; one in two has a base.
    pub(super) fn class(&mut self) {
        let name = self.name("C");
        let base = match self.classes.len() {
            0 => None,
            count if self.chance(2, 3) => Some(self.rng.usize(0..count)),
            _ => None,
        };
        let has_slots = match base {
            Some(base) => self.classes[base].has_slots && self.chance(1, 2),
            None => self.chance(1, 7),
        };
        let manages = self.chance(1, 3) || base.is_some_and(|base| self.classes[base].manages);
        match base {
            Some(base) => line!(self, "class {name}({}):", self.classes[base].name),
            None => line!(self, "class {name}:"),
        }
        // An `__init__` that makes instances would not end.
        self.block(|it| {
            if has_slots {
                let names = if base.is_some() { "()" } else { "('x', 'y', 'z', 'l')" };
                line!(it, "__slots__ = {names}");
            }
            let value = it.fresh(Kind::Int);
            line!(it, "k = {value}");
            it.initialization(base.is_some());
        });
        self.classes.push(Class { name: name.clone(), manages, has_slots });
        self.text.indent();
        let all = base.is_none();
        if all || self.chance(1, 3) {
            self.text.line("def __repr__(self):");
            let how = self.choose(&["{self.x!r}", "{self.x!r} {self.y!r}", ""]);
            line!(self, "    return f\"{name}({how})\"");
        }
        if all || self.chance(1, 2) {
            self.method(&name, "m0", &[("n", Kind::Int, true)], Kind::Int);
        }
        if all || self.chance(1, 4) {
            self.method(&name, "m1", &[], Kind::Float);
        }
        if all || self.chance(1, 4) {
            self.method(&name, "m2", &[("other", Kind::Instance, false)], Kind::Int);
        }
        if all || self.chance(1, 3) {
            self.property();
        }
        if self.chance(1, 3) {
            self.text.line("@staticmethod");
            self.text.line("def s0(n):");
            self.text.line("    return n + 1");
            self.text.line("@classmethod");
            self.text.line("def c0(cls):");
            self.text.line("    return cls.k");
        }
        self.operators(&name);
        if manages {
            self.text.line("def __enter__(self):");
            self.text.line("    return self");
            self.text.line("def __exit__(self, kind, value, traceback):");
            self.text.line("    show('exit', kind and kind.__name__)");
            let caught = self.choose(&["ValueError", "TypeError", "None", "ZeroDivisionError"]);
            line!(self, "    return kind is {caught}");
        }
        self.text.dedent();
    }

    fn initialization(&mut self, has_base: bool) {
        if has_base && self.chance(1, 3) {
            return;
        }
        let (y, z) = (self.fresh(Kind::Float), self.choose(&["None", "7", "'z'", "0.25"]));
        line!(self, "def __init__(self, x, y={y}, z={z}):");
        let mut lines = vec!["self.x = x", "self.y = y", "self.z = z", "self.l = [1, 2, 3]"];
        if has_base && self.chance(3, 4) {
            lines = vec!["super().__init__(x, y, z)"];
            if self.chance(1, 2) {
                lines.push("self.z = x");
            }
        } else if self.chance(1, 3) {
            // Another order is another shape.
            lines.reverse();
        }
        for line in lines {
            line!(self, "    {line}");
        }
    }

    /// A method with a body of statements, in which nothing is called.
    fn method(&mut self, class: &str, name: &str, more: &[(&str, Kind, bool)], result: Kind) {
        let mut signature = "self".to_string();
        let mut parameters = Vec::new();
        for &(name, kind, has_default) in more {
            let default =
                if has_default { format!("={}", self.rng.u32(0..5)) } else { String::new() };
            signature += &format!(", {name}{default}");
            let name = name.to_string();
            parameters.push(Parameter { name, kind, has_default, keyword_only: false });
        }
        line!(self, "def {name}({signature}):");
        let mut frame = Frame::new(Place::Function(result), METHOD_COST);
        frame.calls = false;
        frame.depth = 2;
        let has_base = self.chance(1, 4) && self.classes.len() > 1;
        let class = class.to_string();
        self.function_body(frame, &parameters, &[("self", Kind::Instance)], |it| {
            if has_base && name == "m0" {
                line!(it, "if hasattr(super({class}, self), 'm0'):");
                line!(it, "    return super({class}, self).m0(n) + 1");
            }
            let count = it.rng.usize(0..=2);
            if count > 0 {
                it.statements(count);
            }
            let value = it.stored(result, 2);
            line!(it, "return {value}");
        });
    }

    fn property(&mut self) {
        self.text.line("@property");
        self.text.line("def p(self):");
        let value =
            self.choose(&["self.x + 1", "self.k", "len(self.l)", "self.x * 2 & 255", "-self.x"]);
        line!(self, "    return {value}");
        if self.chance(1, 2) {
            self.text.line("@p.setter");
            self.text.line("def p(self, value):");
            let line = self.choose(&["self.x = value", "self.l[:1] = [value]", "self.z = value"]);
            line!(self, "    {line}");
        }
    }

    fn operators(&mut self, name: &str) {
        let other = format!("other.x if isinstance(other, {name}) else 2");
        let candidates: &[(&str, String)] = &[
            ("__add__(self, other)", format!("{name}(self.x + ({other}))")),
            ("__radd__(self, other)", format!("{name}(self.x - ({other}))")),
            ("__sub__(self, other)", format!("{name}(self.x - ({other}), self.y)")),
            ("__mul__(self, other)", format!("(self.x & 255) * ({other}) & 65535")),
            ("__eq__(self, other)", format!("isinstance(other, {name}) and self.x == other.x")),
            (
                "__lt__(self, other)",
                format!("self.x < other.x if isinstance(other, {name}) else NotImplemented"),
            ),
            ("__gt__(self, other)", format!("self.x > ({other})")),
            ("__len__(self)", "len(self.l)".to_string()),
            ("__bool__(self)", "self.x > 0".to_string()),
            ("__getitem__(self, i)", "self.l[i]".to_string()),
            ("__contains__(self, i)", "i in self.l".to_string()),
            ("__call__(self, n)", "self.x + n".to_string()),
            ("__neg__(self)", format!("{name}(-self.x)")),
            ("__iter__(self)", "iter(self.l)".to_string()),
        ];
        for (head, value) in candidates {
            if self.chance(1, 3) {
                line!(self, "def {head}:");
                line!(self, "    return {value}");
            }
        }
        if self.chance(1, 4) {
            self.text.line("def __iter__(self):");
            self.text.line("    for i in range(len(self.l)):");
            self.text.line("        yield self.l[i]");
            self.text.line("    yield self.x");
        }
        if self.chance(1, 6) {
            self.text.line("def __getattr__(self, name):");
            self.text.line("    if name == 'ghost':");
            self.text.line("        return self.x");
            self.text.line("    raise AttributeError(name)");
        }
        if self.chance(1, 6) {
            self.text.line("def __iadd__(self, other):");
            self.text.line("    self.x += 1");
            self.text.line("    return self");
        }
    }

    /// A new instance.
    pub(super) fn construction(&mut self, depth: u32) -> String {
        let count = self.classes.len();
        if count == 0 {
            return "None".to_string();
        }
        let class = self.classes[self.rng.usize(0..count)].name.clone();
        let mut of = |kind: Kind| {
            if depth == 0 { self.fresh(kind) } else { self.stored(kind, depth - 1) }
        };
        let x = of(Kind::Int);
        let (y, z) = (of(Kind::Float), of(Kind::Num));
        match self.rng.u32(0..6) {
            0..3 => format!("{class}({x})"),
            3 => format!("{class}({x}, {y})"),
            4 => format!("{class}({x}, z={z})"),
            _ => format!("{class}({x}, {y}, {z})"),
        }
    }

    /// An attribute that fits `kind`, of some instance.
    pub(super) fn attribute(&mut self, kind: Kind) -> Option<String> {
        let instance = self.variable(Kind::Instance)?;
        let name = match kind {
            Kind::Int => self.choose(&["x", "x", "x", "k", "p"]),
            Kind::Num => self.choose(&["x", "y"]),
            Kind::Float => "y",
            Kind::Mixed => "z",
            Kind::List(Item::Int) => "l",
            _ => return None,
        };
        Some(format!("{instance}.{name}"))
    }

    pub(super) fn attribute_statement(&mut self) -> bool {
        let Some(instance) = self.variable(Kind::Instance) else { return false };
        match self.rng.u32(0..14) {
            0..3 => {
                let value = self.stored(Kind::Int, 2);
                line!(self, "{instance}.x = {value}");
            }
            3..6 => {
                let (operator, value) =
                    (self.choose(&["+=", "-=", "^="]), self.stored(Kind::Int, 2));
                line!(self, "{instance}.x {operator} {value}");
            }
            6 => {
                let (operator, value) = (self.choose(&["+=", "*="]), self.leaf(Kind::Float));
                line!(self, "{instance}.y {operator} {value}");
            }
            7 | 8 => {
                let value = self.stored(Kind::Mixed, 2);
                line!(self, "{instance}.z = {value}");
            }
            9 => {
                let value = self.stored(Kind::Int, 1);
                line!(self, "{instance}.l.append({value})");
                line!(self, "del {instance}.l[6:]");
            }
            10 => {
                let (index, value) = (self.rng.u32(0..2), self.stored(Kind::Int, 1));
                line!(self, "if len({instance}.l) > 1:");
                line!(self, "    {instance}.l[{index}] = {value}");
            }
            11 if self.frame.guarded > 0 => {
                let value = self.leaf(Kind::Int);
                line!(self, "{instance}.p = {value}");
            }
            12 => {
                let value = self.stored(Kind::Int, 1);
                line!(self, "setattr({instance}, 'x', {value})");
            }
            _ => {
                let class = self.some_class();
                let value = self.stored(Kind::Int, 1);
                line!(self, "{class}.k = {value}");
            }
        }
        true
    }

    fn some_class(&mut self) -> String {
        self.classes[self.rng.usize(0..self.classes.len())].name.clone()
    }

    /// Changes what an instance has.
    pub(super) fn instance_change(&mut self) {
        let instance = self.of(Kind::Instance);
        let instance = if instance.contains('(') { format!("({instance})") } else { instance };
        let is_guarded = self.frame.guarded > 0;
        match self.rng.u32(0..10) {
            0 | 1 => {
                let (name, value) = (self.choose(&["x", "y"]), self.fresh(Kind::Num));
                line!(self, "{instance}.{name} = {value}");
            }
            2 | 3 => {
                let value = self.fresh(Kind::Mixed);
                line!(self, "{instance}.z = {value}");
            }
            4 if is_guarded => {
                let name = self.choose(&["x", "y", "z", "extra"]);
                line!(self, "del {instance}.{name}");
            }
            5 => {
                let (name, value) =
                    (self.choose(&["extra", "more", "ghost"]), self.fresh(Kind::Num));
                line!(self, "{instance}.{name} = {value}");
            }
            6 => {
                let (name, value) =
                    self.uncalling(|it| it.with_variable(Kind::Int, |it| it.stored(Kind::Int, 1)));
                line!(self, "{instance}.m0 = lambda {name}=1: {value}");
            }
            7 if is_guarded => {
                let class = self.some_class();
                line!(self, "{instance}.__class__ = {class}");
            }
            8 if is_guarded => line!(self, "{instance}.__dict__['x'] = 5"),
            _ => {
                let target = self.target(|it| it == Kind::Instance);
                let value = self.construction(0);
                match target {
                    Some((name, _)) => line!(self, "{name} = {value}"),
                    None => line!(self, "{instance}.z = {value}"),
                }
            }
        }
    }

    /// Writes something in which nothing is called.
    fn uncalling<T>(&mut self, write: impl FnOnce(&mut Generator) -> T) -> T {
        let calls = self.frame.calls;
        self.frame.calls = false;
        let written = write(self);
        self.frame.calls = calls;
        written
    }

    /// Changes what a class has.
    pub(super) fn class_change(&mut self) {
        let class = self.some_class();
        let is_guarded = self.frame.guarded > 0;
        match self.rng.u32(0..12) {
            0..3 => {
                let value = self.fresh(Kind::Num);
                line!(self, "{class}.k = {value}");
            }
            3..6 => {
                let (name, value) =
                    self.uncalling(|it| it.with_variable(Kind::Int, |it| it.stored(Kind::Int, 1)));
                line!(self, "{class}.m0 = lambda self, {name}=1: {value}");
            }
            6 => {
                let value = self.choose(&["property(lambda self: 5)", "3"]);
                line!(self, "{class}.p = {value}");
            }
            7 if is_guarded => line!(self, "{class}.x = property(lambda self: 8)"),
            8 if is_guarded => {
                let name = self.choose(&["m0", "p", "x", "k", "__add__", "__eq__"]);
                line!(self, "del {class}.{name}");
            }
            9 => {
                let value = self.fresh(Kind::Num);
                line!(self, "{class}.extra = {value}");
            }
            10 => {
                let (name, value) = self.choose(&[
                    ("__len__", "lambda self: 2"),
                    ("__bool__", "lambda self: False"),
                    ("__eq__", "lambda self, other: True"),
                    ("__lt__", "lambda self, other: False"),
                    ("__add__", "lambda self, other: self"),
                    ("__getattr__", "lambda self, name: 11"),
                    ("__getitem__", "lambda self, i: [4, 5][i]"),
                ]);
                line!(self, "{class}.{name} = {value}");
            }
            _ => {
                let other = self.some_class();
                line!(self, "{class}.m2 = {other}.m2");
            }
        }
    }

    /// A function that becomes a method.
    pub(super) fn method_later(&mut self) {
        let class = self.some_class();
        self.method(&class, "m0", &[("n", Kind::Int, true)], Kind::Int);
        line!(self, "{class}.m0 = m0");
    }
}
