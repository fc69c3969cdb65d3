//! Loops, and what happens in one of their iterations.

use super::kind::{Item, Kind};
use super::{Generator, Loop, Place, line};

/// How often loops run: around the counts at which something gets hot, and at which what is hot leaves often enough to be looked at again.
const TRIPS: &[u32] = &[0, 1, 2, 3, 4, 5, 7, 9, 12, 15, 20, 30, 45, 70, 110, 160];

/// Functions that programs bind anew, with what they are then.
const SHADOWS: &[(&str, &str)] = &[
    ("len", "lambda *a: 42"),
    ("abs", "lambda x: -7"),
    ("min", "lambda *a, **k: a[0]"),
    ("max", "lambda *a, **k: a[-1]"),
    ("sum", "lambda *a: 1"),
    ("isinstance", "lambda *a: False"),
];

impl Generator {
    /// How often a loop runs here.
    fn trips(&mut self) -> u32 {
        let room = self.frame.room(8);
        let fitting = TRIPS.iter().take_while(|&&it| it <= room).count().max(1);
        // The longer half more often.
        TRIPS[self.rng.usize(0..fitting).max(self.rng.usize(0..fitting))]
    }

    /// Writes the body of a loop, an indented block, in which `variables` can be read. `first` stands at its beginning.
    fn loop_body(&mut self, inner: Loop, first: &str, variables: &[(String, Kind)], most: usize) {
        let repetitions = self.frame.repetitions;
        self.frame.repetitions = repetitions.saturating_mul(inner.trips.max(1));
        let counter = inner.counter.clone();
        self.frame.loops.push(inner);
        self.block(|it| {
            if !first.is_empty() {
                it.text.line(first);
            }
            for (name, kind) in variables {
                if !first.is_empty() && *name == counter {
                    it.declare_counter(counter.clone());
                } else {
                    it.declare(name.clone(), *kind);
                }
            }
            let count = it.rng.usize(1..=most);
            if it.chance(1, 3) {
                it.event();
            }
            it.statements(count);
            if it.chance(1, 3) {
                it.event();
            }
        });
        self.frame.loops.pop();
        self.frame.repetitions = repetitions;
    }

    pub(super) fn for_loop(&mut self) -> bool {
        if !self.may_nest() {
            return false;
        }
        let most = if self.frame.loops.is_empty() { 5 } else { 3 };
        let name = self.name("i");
        let mut variables = vec![(name.clone(), Kind::Int)];
        let mut trips = self.trips();
        let mut counter = name.clone();
        let mut first = String::new();
        let (target, source) = match self.rng.u32(0..16) {
            0..7 => {
                let source = match self.rng.u32(0..4) {
                    0 => format!("range({trips}, 0, -1)"),
                    1 => format!("range(1, {}, 2)", 2 * trips + 1),
                    _ => format!("range({trips})"),
                };
                (name, source)
            }
            7 => {
                let other = self.name("v");
                let kind = Kind::List(self.item());
                let Kind::List(item) = kind else { return false };
                variables.push((other.clone(), item.kind()));
                let list = self.of(kind);
                // It may grow while it is iterated over.
                first = format!("if {name} > 40: break");
                (format!("{name}, {other}"), format!("enumerate(clip({list}))"))
            }
            8 => {
                let other = self.name("v");
                let item = self.item();
                variables.push((other.clone(), item.kind()));
                let dict = self.of(Kind::Dict(item));
                (format!("{name}, {other}"), format!("list({dict}.items())"))
            }
            9 => {
                let other = self.name("v");
                variables.push((other.clone(), Kind::Str));
                let text = self.leaf(Kind::Str);
                (format!("{name}, {other}"), format!("zip(range({trips}), clip({text}))"))
            }
            10 | 11 => {
                // A literal of several types: the loop variable changes its type.
                let item = self.choose(&[Item::Num, Item::Num, Item::Mixed, Item::Instance]);
                let count = self.rng.usize(2..=6);
                let values: Vec<String> = (0..count).map(|_| self.fresh(item.kind())).collect();
                let other = self.name("v");
                variables.push((other.clone(), item.kind()));
                let repeat = (trips as usize / count).max(1);
                trips = (repeat * count) as u32;
                let source = format!("enumerate([{}] * {repeat})", values.join(", "));
                (format!("{name}, {other}"), source)
            }
            12 | 13 => {
                let kind = self.item().kind();
                let Some(call) = self.generator_call(kind, 1) else { return false };
                counter = self.name("n");
                variables = vec![(counter.clone(), Kind::Int), (name.clone(), kind)];
                line!(self, "{counter} = 0");
                first = format!("{counter} += 1");
                trips = 8;
                (name, call)
            }
            14 => {
                let instance = self.of(Kind::Instance);
                if self.frame.guarded == 0 {
                    return false;
                }
                counter = self.name("n");
                variables = vec![(counter.clone(), Kind::Int), (name.clone(), Kind::Mixed)];
                line!(self, "{counter} = 0");
                first = format!("{counter} += 1");
                trips = 5;
                (name, instance)
            }
            _ => {
                let text = self.expression(Kind::List(Item::Int), 2);
                (name, format!("reversed(clip({text}))"))
            }
        };
        line!(self, "for {target} in {source}:");
        self.loop_body(Loop { counter, trips, is_open: true }, &first, &variables, most);
        self.loop_else();
        true
    }

    pub(super) fn while_loop(&mut self) -> bool {
        if !self.may_nest() {
            return false;
        }
        let (counter, trips) = (self.name("n"), self.trips());
        let mut condition = format!("{counter} < {trips}");
        if self.chance(1, 4) {
            condition = format!("{condition} and {}", self.condition(1));
        }
        line!(self, "{counter} = 0");
        line!(self, "while {condition}:");
        let first = format!("{counter} += 1");
        let variables = [(counter.clone(), Kind::Int)];
        self.loop_body(Loop { counter, trips, is_open: true }, &first, &variables, 4);
        self.loop_else();
        true
    }

    fn loop_else(&mut self) {
        if self.chance(1, 8) {
            self.text.line("else:");
            self.body(1);
        }
    }

    /// Something that a trace of the innermost loop does not expect, in some of its iterations.
    pub(super) fn event(&mut self) -> bool {
        let when = match self.frame.loops.last() {
            None => self.condition(1),
            Some(inner) => {
                let (counter, trips) = (inner.counter.clone(), inner.trips);
                let at = self.rng.u32(0..=trips.max(1));
                match self.rng.u32(0..6) {
                    0..3 => format!("{counter} == {at}"),
                    3 => format!("{counter} > {at}"),
                    4 => {
                        let modulus = self.rng.u32(2..8);
                        format!("{counter} % {modulus} == {}", self.rng.u32(0..modulus))
                    }
                    _ => {
                        let condition = self.condition(0);
                        format!("{counter} == {at} or {condition}")
                    }
                }
            }
        };
        line!(self, "if {when}:");
        self.block(|it| {
            if !it.change() {
                it.text.line("pass");
            }
        });
        true
    }

    /// Changes what code around has relied on.
    fn change(&mut self) -> bool {
        match self.rng.u32(0..24) {
            0..6 => {
                let changing = |kind| matches!(kind, Kind::Num | Kind::Mixed | Kind::Int);
                let Some((name, kind)) = self.target(changing) else { return false };
                let value = self.fresh(kind);
                line!(self, "{name} = {value}");
            }
            6..8 => {
                let changing = |kind| {
                    matches!(kind, Kind::List(Item::Num | Item::Mixed | Item::Int | Item::Float))
                };
                let Some((name, Kind::List(item))) = self.any_variable(changing) else {
                    return false;
                };
                let value = self.fresh(item.kind());
                line!(self, "{name}[:1] = [{value}]");
            }
            8..12 => self.instance_change(),
            12 | 13 => self.class_change(),
            14 => {
                let Some(variable) = self.some_global() else { return false };
                let value = self.fresh(variable.1);
                line!(self, "globals()['{}'] = {value}", variable.0);
            }
            15 => {
                let (name, other) = self.choose(SHADOWS);
                if self.chance(2, 3) {
                    line!(self, "globals()['{name}'] = {other}");
                } else {
                    line!(self, "globals().pop('{name}', None)");
                }
            }
            16 => {
                let change = self.choose(&[
                    "builtins.abs = lambda x: 9",
                    "builtins.abs = real_abs",
                    "builtins.len = lambda x: 3",
                    "builtins.len = real_len",
                ]);
                self.text.line(change);
            }
            17 | 18 => {
                let is_open = self.frame.loops.last().is_some_and(|it| it.is_open);
                if !is_open {
                    return false;
                }
                let word = self.choose(&["break", "continue", "continue"]);
                self.text.line(word);
            }
            19 | 20 => {
                let Some((name, _)) = self.target(|it| it == Kind::Int) else { return false };
                let step = self.choose(&[
                    "(1 << 61)",
                    "2305843009213693950",
                    "-(1 << 62)",
                    "(1 << 63)",
                    "4611686018427387903",
                ]);
                line!(self, "{name} += {step}");
            }
            21 => {
                let Some((name, _)) = self.target(|it| it == Kind::Float) else { return false };
                let by = self.choose(&["1e80", "1e-80", "1e150", "-1e200"]);
                line!(self, "{name} *= {by}");
            }
            22 => match self.frame.place {
                Place::Function(result) if self.frame.depth > 1 => {
                    let value = self.stored(result, 1);
                    line!(self, "return {value}");
                }
                _ => return self.printing(),
            },
            _ if self.frame.guarded > 0 || self.chance(1, 4) => self.raising_statement(),
            _ => return self.printing(),
        }
        true
    }

    fn some_global(&mut self) -> Option<(String, Kind)> {
        let fitting: Vec<(String, Kind)> = self
            .globals
            .iter()
            .filter(|it| matches!(it.kind, Kind::Int | Kind::Num | Kind::Mixed | Kind::Float))
            .map(|it| (it.name.clone(), it.kind))
            .collect();
        (!fitting.is_empty()).then(|| fitting[self.rng.usize(0..fitting.len())].clone())
    }

    /// Calls a function often, mostly with arguments of one type, then of another.
    pub(super) fn driver(&mut self) {
        let count = self.functions.len();
        if count == 0 {
            return;
        }
        let function = self.functions[self.rng.usize(0..count)].clone();
        let room = self.frame.room(function.cost + 6);
        if room < 2 {
            return;
        }
        let trips = self.rng.u32(2..=room.min(40));
        let counter = self.name("i");
        let mut arguments: Vec<String> = Vec::new();
        for parameter in &function.parameters {
            if parameter.kind == Kind::Int && self.chance(1, 3) {
                arguments.push(counter.clone());
            } else {
                let value = self.leaf(parameter.kind);
                arguments.push(self.kept(parameter.kind, value));
            }
        }
        let passed = |arguments: &[String]| -> String {
            let named = function.parameters.iter().zip(arguments).map(|(parameter, value)| {
                if parameter.keyword_only {
                    format!("{}={value}", parameter.name)
                } else {
                    value.clone()
                }
            });
            named.collect::<Vec<_>>().join(", ")
        };
        line!(self, "for {counter} in range({trips}):");
        let before = passed(&arguments);
        let repetitions = self.frame.repetitions;
        self.frame.repetitions = repetitions.saturating_mul(trips);
        self.frame.pay(function.cost + 4);
        self.frame.repetitions = repetitions;
        let at = self.rng.u32(0..trips);
        if !arguments.is_empty() {
            let changing = self.rng.usize(0..arguments.len());
            arguments[changing] = self.fresh(function.parameters[changing].kind);
        }
        let after = passed(&arguments);
        let name = &function.name;
        let shown = if function.result == Kind::Set { "sorted" } else { "" };
        self.block(|it| {
            it.text.line("try:");
            it.block(|it| {
                line!(it, "show({counter}, {shown}({name}({before}) if {counter} < {at} else {name}({after})))");
            });
            it.text.line("except Exception as e:");
            it.block(|it| it.text.line("tell(e)"));
        });
    }
}
