//! Exceptions: what raises them, and `try` statements around it.

use super::kind::{Item, Kind};
use super::{Generator, Place, line};

/// Exceptions that programs raise and catch by name.
const CLASSES: &[&str] =
    &["ValueError", "KeyError", "ZeroDivisionError", "TypeError", "IndexError", "AttributeError"];

impl Generator {
    /// A statement that raises, always or often.
    pub(super) fn raising_statement(&mut self) {
        match self.rng.u32(0..6) {
            0..3 => {
                let (class, value) = (self.choose(CLASSES), self.leaf(Kind::Num));
                line!(self, "raise {class}({value})");
            }
            3 => {
                let class = self.choose(CLASSES);
                line!(self, "raise {class}");
            }
            _ => {
                let value = self.raising_expression();
                line!(self, "show({value})");
            }
        }
    }

    /// An expression that raises, always or often.
    pub(super) fn raising_expression(&mut self) -> String {
        match self.rng.u32(0..11) {
            0 => {
                let (one, other) = (self.leaf(Kind::Int), self.leaf(Kind::Int));
                let operator = self.choose(&["//", "%", "/"]);
                format!("({one} {operator} ({other} & 1))")
            }
            1 => {
                let item = self.item();
                format!("{}[{}]", self.of(Kind::List(item)), self.few())
            }
            2 => format!("{}[{}]", self.of(Kind::Dict(Item::Int)), self.few()),
            3 => format!("({} + {})", self.leaf(Kind::Mixed), self.leaf(Kind::Str)),
            4 => {
                let name = self.choose(&["x", "z", "ghost", "extra", "nothing"]);
                format!("{}.{name}", self.receiver(Kind::Mixed))
            }
            5 => {
                let name = self.choose(&["int", "float", "len", "abs", "chr"]);
                format!("{name}({})", self.leaf(Kind::Mixed))
            }
            6 => {
                let operator = self.choose(&["<", ">=", "-", "*"]);
                format!("({} {operator} {})", self.leaf(Kind::Instance), self.leaf(Kind::Mixed))
            }
            7 => {
                let kind = self.any_kind();
                self.call(kind, 1).unwrap_or_else(|| "undefined_name".to_string())
            }
            8 => {
                let count = self.functions.len();
                if count == 0 {
                    return "undefined_name".to_string();
                }
                // Too many arguments, mostly.
                let name = self.functions[self.rng.usize(0..count)].name.clone();
                format!("{name}(1, 2, 3, 4, 5, 6, 7)")
            }
            9 => format!("{}.m0({})", self.receiver(Kind::Mixed), self.leaf(Kind::Num)),
            _ => format!("({} % {})", self.leaf(Kind::Num), self.few()),
        }
    }

    pub(super) fn try_statement(&mut self) -> bool {
        if !self.may_nest() {
            return false;
        }
        self.text.line("try:");
        let finally_only = self.chance(1, 8);
        self.block(|it| {
            it.frame.guarded += u32::from(!finally_only);
            let count = it.rng.usize(1..=3);
            it.statements(count);
            if it.chance(1, 2) {
                it.event_that_raises();
            }
            it.frame.guarded -= u32::from(!finally_only);
        });
        if !finally_only {
            self.handlers();
            if self.chance(1, 6) {
                self.text.line("else:");
                self.body(2);
            }
        }
        // A generator that dies while it is suspended would run its `finally`, and when it dies is not the same everywhere.
        let suspends = matches!(self.frame.place, Place::Generator(_));
        if finally_only || (!suspends && self.chance(1, 5)) {
            self.text.line("finally:");
            // A `break` or `return` here would draw a warning.
            let open: Vec<bool> = self.frame.loops.iter().map(|it| it.is_open).collect();
            for inner in &mut self.frame.loops {
                inner.is_open = false;
            }
            let place = self.frame.place;
            self.frame.place = Place::Module;
            if suspends {
                self.text.line("    pass");
            } else {
                self.body(2);
            }
            self.frame.place = place;
            for (inner, was) in self.frame.loops.iter_mut().zip(open) {
                inner.is_open = was;
            }
        }
        true
    }

    fn event_that_raises(&mut self) {
        let condition = match self.frame.loops.last() {
            Some(inner) => {
                let counter = inner.counter.clone();
                let modulus = self.rng.u32(2..9);
                format!("{counter} % {modulus} == {}", self.rng.u32(0..modulus))
            }
            None => self.condition(1),
        };
        line!(self, "if {condition}:");
        self.block(|it| it.raising_statement());
    }

    fn handlers(&mut self) {
        if self.chance(1, 2) {
            let (one, other) = (self.choose(CLASSES), self.choose(CLASSES));
            let name = if self.chance(1, 2) { "" } else { " as e" };
            if self.chance(1, 2) {
                line!(self, "except {one}{name}:");
            } else {
                line!(self, "except ({one}, {other}){name}:");
            }
            self.handler(!name.is_empty());
            if self.chance(1, 3) {
                return;
            }
        }
        self.text.line("except Exception as e:");
        self.handler(true);
    }

    fn handler(&mut self, named: bool) {
        self.block(|it| match it.rng.u32(0..10) {
            0..4 if named => it.text.line("tell(e)"),
            4 if it.frame.guarded > 0 => it.text.line("raise"),
            5 if named && it.frame.guarded > 0 => {
                let class = it.choose(CLASSES);
                line!(it, "raise {class}('again') from e");
            }
            6 if it.frame.guarded > 0 => {
                let class = it.choose(CLASSES);
                line!(it, "raise {class}(3)");
            }
            7 if it.frame.loops.last().is_some_and(|it| it.is_open) => {
                let word = it.choose(&["break", "continue"]);
                it.text.line(word);
            }
            8 => match it.frame.place {
                Place::Function(result) => {
                    let value = it.stored(result, 1);
                    line!(it, "return {value}");
                }
                _ => it.text.line("pass"),
            },
            _ => it.statements(2),
        });
    }
}
