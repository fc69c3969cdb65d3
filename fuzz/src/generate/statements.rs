//! Statements, and blocks of them.

use super::kind::{Item, Kind};
use super::{Generator, Place, line};

/// Writes a statement; `false` if it does not fit here.
type Writer = fn(&mut Generator) -> bool;

/// Ways to write a statement, and how often.
const STATEMENTS: &[(u32, Writer)] = &[
    (10, Generator::new_variable),
    (14, Generator::assignment),
    (12, Generator::augmented),
    (4, Generator::unpacking),
    (6, Generator::printing),
    (10, Generator::branch),
    (16, Generator::for_loop),
    (5, Generator::while_loop),
    (8, Generator::try_statement),
    (9, Generator::list_statement),
    (5, Generator::dict_statement),
    (2, Generator::set_statement),
    (10, Generator::attribute_statement),
    (12, Generator::aliasing),
    (6, Generator::call_statement),
    (3, Generator::closure),
    (4, Generator::generator_statement),
    (12, Generator::yielding),
    (3, Generator::with_statement),
    (7, Generator::event),
    (1, Generator::assertion),
    (1, Generator::deletion),
    (2, Generator::early_return),
];

/// How many blocks may be open.
const DEPTH: u32 = 6;

impl Generator {
    /// Writes about `count` statements, at least one.
    pub(super) fn statements(&mut self, count: usize) {
        let mut written = 0;
        for _ in 0..count {
            if self.frame.room(2) == 0 {
                break;
            }
            written += usize::from(self.statement());
        }
        if written == 0 {
            self.text.line("pass");
        }
    }

    /// Writes a statement, unless the ways to do so that were tried do not fit here.
    fn statement(&mut self) -> bool {
        let total: u32 = STATEMENTS.iter().map(|it| it.0).sum();
        for _ in 0..8 {
            let mut at = self.rng.u32(0..total);
            let chosen = STATEMENTS.iter().find(|it| {
                let here = at < it.0;
                at = at.saturating_sub(it.0);
                here
            });
            let (_, write) = chosen.expect("the number lies below the sum");
            if write(self) {
                self.frame.pay(2);
                return true;
            }
        }
        false
    }

    /// Whether another block may be opened.
    pub(super) fn may_nest(&self) -> bool {
        self.frame.depth < DEPTH && self.frame.room(3) > 0
    }

    /// `pass`, or a few statements, as a block.
    pub(super) fn body(&mut self, most: usize) {
        let count = self.rng.usize(1..=most);
        self.block(|it| it.statements(count));
    }

    fn new_variable(&mut self) -> bool {
        let kind = self.any_kind();
        let value = self.stored(kind, 2);
        let name = self.name("v");
        line!(self, "{name} = {value}");
        self.declare(name, kind);
        true
    }

    fn assignment(&mut self) -> bool {
        let Some((name, kind)) = self.target(|_| true) else { return false };
        let value = self.stored(kind, 3);
        line!(self, "{name} = {value}");
        true
    }

    fn augmented(&mut self) -> bool {
        let wanted = |kind| matches!(kind, Kind::Int | Kind::Float | Kind::Num | Kind::Str);
        let Some((name, kind)) = self.target(wanted) else { return false };
        match kind {
            Kind::Int => {
                let operator = self.choose(&["+=", "+=", "+=", "-=", "&=", "|=", "^="]);
                let value = self.stored(Kind::Int, 2);
                line!(self, "{name} {operator} {value}");
            }
            Kind::Str => {
                let value = self.leaf(Kind::Str);
                line!(self, "{name} += {value}");
                line!(self, "{name} = clip({name})");
            }
            _ => {
                let operator = self.choose(&["+=", "-=", "*="]);
                let other = if kind == Kind::Num { Kind::Num } else { Kind::Float };
                let value = self.stored(other, 2);
                line!(self, "{name} {operator} {value}");
                if kind == Kind::Num {
                    line!(self, "{name} = clip({name})");
                }
            }
        }
        true
    }

    fn unpacking(&mut self) -> bool {
        match self.rng.u32(0..4) {
            0 | 1 => {
                let Some((one, kind)) = self.target(|_| true) else { return false };
                let Some((other, _)) = self.target(|it| it == kind) else { return false };
                if one == other {
                    return false;
                }
                if self.chance(1, 2) {
                    line!(self, "{one}, {other} = {other}, {one}");
                } else {
                    let value = self.stored(kind, 2);
                    line!(self, "{one}, {other} = {other}, {value}");
                }
            }
            2 => {
                let item = self.item();
                let values = [0; 3].map(|_| self.stored(item.kind(), 1));
                let names = [0; 3].map(|_| self.name("v"));
                line!(self, "{}, {}, {} = {}", names[0], names[1], names[2], values.join(", "));
                for name in names {
                    self.declare(name, item.kind());
                }
            }
            _ => {
                let item = self.item();
                let (first, rest) = (self.leaf(item.kind()), self.of(Kind::List(item)));
                let (one, other) = (self.name("v"), self.name("v"));
                line!(self, "{one}, *{other} = {first}, *{rest}");
                self.declare(one, item.kind());
                self.declare(other, Kind::List(item));
            }
        }
        true
    }

    /// Prints some values; in hot code only in some iterations.
    pub(super) fn printing(&mut self) -> bool {
        let count = self.rng.usize(1..=3);
        let values: Vec<String> = (0..count).map(|_| self.printable()).collect();
        let values = values.join(", ");
        match self.frame.loops.last() {
            Some(inner) if inner.trips > 6 => {
                let counter = inner.counter.clone();
                let (modulus, at) = (self.rng.u32(4..9), self.rng.u32(0..4));
                line!(self, "if {counter} % {modulus} == {at}:");
                line!(self, "    show({values})");
            }
            _ => line!(self, "show({values})"),
        }
        true
    }

    fn printable(&mut self) -> String {
        if self.chance(1, 12) {
            return "handled()".to_string();
        }
        match self.any_kind() {
            Kind::Set => format!("sorted({})", self.leaf(Kind::Set)),
            kind => self.expression(kind, 2),
        }
    }

    fn branch(&mut self) -> bool {
        if !self.may_nest() {
            return false;
        }
        let condition = self.condition(2);
        line!(self, "if {condition}:");
        self.body(2);
        if self.chance(1, 4) {
            let condition = self.condition(1);
            line!(self, "elif {condition}:");
            self.body(2);
        }
        if self.chance(1, 2) {
            self.text.line("else:");
            self.body(2);
        }
        true
    }

    fn list_statement(&mut self) -> bool {
        let Some((name, kind)) = self.any_variable(|it| matches!(it, Kind::List(_))) else {
            return false;
        };
        let Kind::List(item) = kind else { return false };
        let value = self.stored(item.kind(), 2);
        match self.rng.u32(0..15) {
            0..3 => {
                line!(self, "{name}.append({value})");
                if self.frame.repetitions > 30 {
                    line!(self, "if len({name}) > 40:");
                    line!(self, "    del {name}[5:]");
                }
            }
            3..6 => {
                let index = self.leaf(Kind::Int);
                line!(self, "if {name}:");
                line!(self, "    {name}[{index} % len({name})] = {value}");
            }
            6 => {
                let (found, other) = (self.name("v"), self.leaf(item.kind()));
                line!(self, "{found} = {name}.pop() if {name} else {other}");
                self.declare(found, item.kind());
            }
            7 => {
                let at = self.rng.i32(-2..3);
                line!(self, "{name}.insert({at}, {value})");
                line!(self, "del {name}[20:]");
            }
            8 => {
                let (from, to) = (self.rng.u32(0..3), self.rng.u32(1..5));
                line!(self, "{name}[{from}:{to}] = [{value}]");
            }
            9 => line!(self, "{name}.reverse()"),
            10 if matches!(item, Item::Int | Item::Str) => {
                let key = self.choose(&["", "", "reverse=True", "key=lambda it: (it == it, it)"]);
                line!(self, "{name}.sort({key})");
            }
            11 if self.frame.guarded > 0 => {
                let index = self.few();
                let statement = self.choose(&["del", "show", "item"]);
                match statement {
                    "del" => line!(self, "del {name}[{index}]"),
                    "show" => line!(self, "{name}.pop({index})"),
                    _ => line!(self, "{name}[{index}] = {value}"),
                }
            }
            12 => {
                line!(self, "{name}.extend([{value}])");
                line!(self, "del {name}[12:]");
            }
            13 if matches!(item, Item::Int | Item::Float | Item::Num) => {
                let index = self.leaf(Kind::Int);
                let number = self.stored(item.kind(), 1);
                line!(self, "if {name}:");
                line!(self, "    {name}[{index} % len({name})] += {number}");
            }
            _ => {
                let (index, other) = (self.rng.u32(0..3), self.rng.u32(0..3));
                line!(self, "if len({name}) > 2:");
                line!(
                    self,
                    "    {name}[{index}], {name}[{other}] = {name}[{other}], {name}[{index}]"
                );
            }
        }
        true
    }

    fn dict_statement(&mut self) -> bool {
        let item = self.item();
        let Some(name) = self.variable(Kind::Dict(item)) else { return false };
        let (key, value) = (self.few(), self.stored(item.kind(), 2));
        match self.rng.u32(0..7) {
            0..3 => line!(self, "{name}[{key}] = {value}"),
            3 => line!(self, "{name}.setdefault({key}, {value})"),
            4 => line!(self, "{name}.pop({key}, None)"),
            5 if self.frame.guarded > 0 => line!(self, "del {name}[{key}]"),
            _ => line!(self, "{name}.update({{{key}: {value}}})"),
        }
        true
    }

    fn set_statement(&mut self) -> bool {
        let Some(name) = self.variable(Kind::Set) else { return false };
        let value = self.few();
        let method = self.choose(&["add", "add", "discard", "remove"]);
        if method == "remove" && self.frame.guarded == 0 {
            return false;
        }
        line!(self, "{name}.{method}({value})");
        true
    }

    fn call_statement(&mut self) -> bool {
        let kind = self.any_kind();
        let Some(call) = self.call(kind, 1) else { return false };
        if self.chance(1, 4) {
            line!(self, "{call}");
            return true;
        }
        let value = self.kept(kind, call);
        let name = self.name("v");
        line!(self, "{name} = {value}");
        self.declare(name, kind);
        true
    }

    fn with_statement(&mut self) -> bool {
        // In a generator it would end when the generator dies.
        let suspends = matches!(self.frame.place, Place::Generator(_));
        if !self.may_nest() || self.frame.guarded == 0 || suspends {
            return false;
        }
        let Some(class) = self.classes.iter().find(|it| it.manages) else { return false };
        let class = class.name.clone();
        let (name, value) = (self.name("v"), self.stored(Kind::Int, 1));
        line!(self, "with {class}({value}) as {name}:");
        self.block(|it| {
            it.declare(name, Kind::Instance);
            let count = it.rng.usize(1..=3);
            it.statements(count);
            if it.chance(1, 2) {
                it.raising_statement();
            }
        });
        true
    }

    fn assertion(&mut self) -> bool {
        if self.frame.guarded == 0 {
            return false;
        }
        let (condition, text) = (self.condition(1), self.leaf(Kind::Mixed));
        line!(self, "assert {condition}, {text}");
        true
    }

    /// A local variable that is gone when it is read.
    fn deletion(&mut self) -> bool {
        if self.frame.guarded == 0 || self.frame.room(4) == 0 {
            return false;
        }
        let (name, value, condition) =
            (self.name("v"), self.stored(Kind::Int, 1), self.condition(1));
        line!(self, "{name} = {value}");
        line!(self, "if {condition}:");
        line!(self, "    del {name}");
        line!(self, "show({name})");
        true
    }

    fn early_return(&mut self) -> bool {
        let Place::Function(result) = self.frame.place else { return false };
        if self.frame.depth < 2 {
            return false;
        }
        let (condition, value) = (self.condition(1), self.stored(result, 2));
        line!(self, "if {condition}:");
        line!(self, "    return {value}");
        true
    }
}
