//! Functions, closures and generator functions, and statements about generators.

use std::mem;

use super::kind::Kind;
use super::{FUNCTION_BUDGET, Frame, Function, Generator, Parameter, Place, Variable, line};

/// Steps that one call of a closure may take.
const CLOSURE_BUDGET: u32 = 40;

impl Generator {
    /// Writes the body of a function, a block. `declarations` stands for `global` or `nonlocal`: what it may assign besides its own variables.
    /// Returns the steps of one call.
    pub(super) fn function_body(
        &mut self,
        mut inner: Frame,
        parameters: &[Parameter],
        more: &[(&str, Kind)],
        write: impl FnOnce(&mut Generator),
    ) -> u32 {
        let (mut globals, mut nonlocals) = (Vec::new(), Vec::new());
        let outer = &self.frame;
        let seen = if outer.is_module { &self.globals } else { &outer.variables };
        for variable in seen {
            // A variable of an enclosing function that is already nonlocal there is so here too.
            let writable = variable.writable || variable.global;
            let writable = writable && self.rng.u32(0..6) == 0;
            if writable && variable.global {
                globals.push(variable.name.clone());
            } else if writable {
                nonlocals.push(variable.name.clone());
            }
            inner.variables.push(Variable { writable, ..variable.clone() });
        }
        inner.functions = outer.functions.clone();
        for parameter in parameters {
            let (name, kind) = (parameter.name.clone(), parameter.kind);
            inner.variables.push(Variable { name, kind, writable: true, global: false });
        }
        for (name, kind) in more {
            let name = name.to_string();
            inner.variables.push(Variable { name, kind: *kind, writable: false, global: false });
        }
        inner.is_module = false;
        let outer = mem::replace(&mut self.frame, inner);
        self.block(|it| {
            if !globals.is_empty() {
                line!(it, "global {}", globals.join(", "));
            }
            if !nonlocals.is_empty() {
                line!(it, "nonlocal {}", nonlocals.join(", "));
            }
            write(it);
        });
        let inner = mem::replace(&mut self.frame, outer);
        inner.cost + 3
    }

    /// Parameters of several kinds: defaults, then those that are passed by name alone.
    fn parameters(&mut self, most: usize) -> Vec<Parameter> {
        let mut parameters: Vec<Parameter> = Vec::new();
        for _ in 0..self.rng.usize(1..=most) {
            let kind = match self.rng.u32(0..4) {
                0 => Kind::Num,
                1 => Kind::Int,
                _ => self.any_kind(),
            };
            let name = self.name("a");
            let last = parameters.last();
            let has_default =
                last.is_some_and(|it| it.has_default) || (last.is_some() && self.chance(1, 3));
            parameters.push(Parameter { name, kind, has_default, keyword_only: false });
        }
        if self.chance(1, 6) {
            let (name, kind) = (self.name("k"), self.any_kind());
            parameters.push(Parameter { name, kind, has_default: true, keyword_only: true });
        }
        parameters
    }

    /// Parameters as a definition has them.
    fn signature(&mut self, parameters: &[Parameter], variadic: bool) -> String {
        let mut written = Vec::new();
        let mut is_open = true;
        for parameter in parameters {
            if parameter.keyword_only && is_open {
                written.push(if variadic { "*args" } else { "*" }.to_string());
                is_open = false;
            }
            if parameter.has_default {
                let value = self.fresh(parameter.kind);
                written.push(format!("{}={value}", parameter.name));
            } else {
                written.push(parameter.name.clone());
            }
        }
        if variadic && is_open {
            written.push("*args".to_string());
        }
        written.join(", ")
    }

    /// A frame for the body of a function; one in three may raise.
    fn frame_of(&mut self, place: Place, budget: u32) -> Frame {
        let mut frame = Frame::new(place, budget);
        frame.guarded = u32::from(self.chance(1, 3));
        frame
    }

    pub(super) fn function(&mut self) {
        let parameters = self.parameters(4);
        let result = self.any_kind();
        let variadic = self.chance(1, 5);
        let signature = self.signature(&parameters, variadic);
        let name = self.name("f");
        line!(self, "def {name}({signature}):");
        let frame = self.frame_of(Place::Function(result), FUNCTION_BUDGET * self.scale);
        let more: &[(&str, Kind)] =
            if variadic { &[("args", Kind::Tuple(super::Item::Int))] } else { &[] };
        let cost = self.function_body(frame, &parameters, more, |it| {
            let count = it.rng.usize(2..=5);
            if it.chance(1, 2) {
                it.accumulation();
            }
            it.statements(count);
            let value = it.stored(result, 2);
            line!(it, "return {value}");
        });
        self.functions.push(Function { name, parameters, variadic, result, cost });
    }

    /// A sum over a loop: the plainest hot code, which everything else disturbs.
    fn accumulation(&mut self) {
        let kind = self.choose(&[Kind::Int, Kind::Int, Kind::Float, Kind::Num]);
        let name = self.name("v");
        let value = self.fresh(kind);
        line!(self, "{name} = {value}");
        self.declare(name, kind);
        self.for_loop();
    }

    /// A function that calls itself, with a counter that falls from at most 7.
    pub(super) fn recursive_function(&mut self) {
        let result = self.choose(&[Kind::Int, Kind::Num, Kind::Str, Kind::Float]);
        let name = self.name("f");
        let (counter, other) = (self.name("n"), self.name("a"));
        let twice = self.chance(1, 2);
        let parameters: Vec<Parameter> = [(counter.clone(), Kind::Int), (other, result)]
            .map(|(name, kind)| Parameter { name, kind, has_default: false, keyword_only: false })
            .into();
        line!(self, "def {name}({}, {}):", parameters[0].name, parameters[1].name);
        let frame = self.frame_of(Place::Function(result), if twice { 8 } else { 30 });
        let cost = self.function_body(frame, &parameters, &[], |it| {
            // What it is called with is anything, and `min` may be too.
            line!(it, "{counter} = {counter} if {counter} < 7 else 7");
            it.frame.variables.iter_mut().filter(|it| it.name == counter).for_each(|it| {
                it.writable = false;
            });
            let value = it.stored(result, 1);
            line!(it, "if not {counter} > 0:");
            line!(it, "    return {value}");
            it.statements(2);
            let one = it.stored(result, 1);
            let rest = it.stored(result, 1);
            let mut value = format!("({rest} + {name}({counter} - 1, {one}))");
            if twice {
                let other = it.stored(result, 1);
                value = format!("({value} + {name}({counter} - 3, {other}))");
            }
            let value = it.kept(result, value);
            line!(it, "return {value}");
        });
        let cost = cost.saturating_mul(if twice { 37 } else { 8 });
        self.functions.push(Function { name, parameters, variadic: false, result, cost });
    }

    /// Two functions that call each other.
    pub(super) fn mutual_recursion(&mut self) {
        let names = [self.name("f"), self.name("f")];
        let counter = self.name("n");
        let parameters = vec![Parameter {
            name: counter.clone(),
            kind: Kind::Int,
            has_default: false,
            keyword_only: false,
        }];
        for (name, other) in [(&names[0], &names[1]), (&names[1], &names[0])] {
            line!(self, "def {name}({counter}):");
            let frame = self.frame_of(Place::Function(Kind::Num), 24);
            let cost = self.function_body(frame, &parameters, &[], |it| {
                line!(it, "{counter} = {counter} if {counter} < 7 else 7");
                it.frame.variables.iter_mut().filter(|it| it.name == counter).for_each(|it| {
                    it.writable = false;
                });
                it.statements(2);
                let (condition, value) = (it.condition(0), it.stored(Kind::Num, 1));
                line!(it, "if {counter} > 0 and ({condition} or {counter} > 2):");
                line!(it, "    return clip({other}({counter} - 1) + {value})");
                line!(it, "return {value}");
            });
            self.functions.push(Function {
                name: name.clone(),
                parameters: parameters.clone(),
                variadic: false,
                result: Kind::Num,
                cost: cost.saturating_mul(8),
            });
        }
        // Only one can be called by functions between them, and there are none: both are known now.
    }

    /// A function inside of a function, over its variables.
    pub(super) fn closure(&mut self) -> bool {
        if !self.may_nest() || self.frame.room(CLOSURE_BUDGET) == 0 {
            return false;
        }
        let parameters = self.parameters(2);
        let result = self.any_kind();
        let signature = self.signature(&parameters, false);
        let name = self.name("f");
        line!(self, "def {name}({signature}):");
        let mut frame = self.frame_of(Place::Function(result), CLOSURE_BUDGET);
        frame.depth = self.frame.depth;
        frame.calls = self.frame.calls;
        frame.guarded = frame.guarded.min(self.frame.guarded);
        let cost = self.function_body(frame, &parameters, &[], |it| {
            it.statements(3);
            let value = it.stored(result, 2);
            line!(it, "return {value}");
        });
        if self.frame.calls {
            let function = Function { name, parameters, variadic: false, result, cost };
            self.frame.functions.push(function);
        }
        true
    }

    pub(super) fn generator_function(&mut self) {
        let item = self.item().kind();
        let mut parameters = self.parameters(2);
        parameters.retain(|it| !it.keyword_only);
        let signature = self.signature(&parameters, false);
        let name = self.name("f");
        line!(self, "def {name}({signature}):");
        let frame = self.frame_of(Place::Generator(item), 90);
        let cost = self.function_body(frame, &parameters, &[], |it| {
            let first = it.stored(item, 1);
            line!(it, "yield {first}");
            it.for_loop();
            it.statements(2);
            if it.chance(1, 3) {
                let value = it.leaf(Kind::Int);
                line!(it, "return {value}");
            }
        });
        self.generators.push(Function { name, parameters, variadic: false, result: item, cost });
    }

    pub(super) fn yielding(&mut self) -> bool {
        let Place::Generator(item) = self.frame.place else { return false };
        let value = self.stored(item, 2);
        match self.rng.u32(0..8) {
            0..4 => line!(self, "yield {value}"),
            4 | 5 => {
                let name = self.name("v");
                line!(self, "{name} = yield {value}");
                self.declare(name, Kind::Mixed);
            }
            6 => match self.generator_call(item, 1) {
                Some(call) => {
                    let name = self.name("v");
                    line!(self, "{name} = yield from {call}");
                    self.declare(name, Kind::Mixed);
                }
                None => line!(self, "yield from ({value}, {value})"),
            },
            _ => line!(self, "yield from [{value}]"),
        }
        true
    }

    pub(super) fn generator_statement(&mut self) -> bool {
        if !self.may_nest() {
            return false;
        }
        let count = self.generators.len();
        if count == 0 || !self.frame.calls {
            return false;
        }
        let function = self.generators[self.rng.usize(0..count)].clone();
        if self.frame.room(function.cost) == 0 {
            return false;
        }
        self.frame.pay(function.cost);
        let arguments = self.arguments(&function, 1);
        let name = self.name("t");
        line!(self, "{name} = {}({arguments})", function.name);
        match self.rng.u32(0..4) {
            0 => {
                line!(self, "show(next({name}, None), next({name}, None))");
                let item = self.name("v");
                line!(self, "for {item} in {name}:");
                self.block(|it| {
                    it.declare(item, function.result);
                    it.statements(1);
                    if it.chance(2, 3) {
                        let condition = it.condition(1);
                        line!(it, "if {condition}:");
                        it.text.line("    break");
                    }
                });
                line!(self, "{name}.close()");
            }
            1 | 2 => {
                let (counter, value) = (self.name("i"), self.stored(Kind::Mixed, 1));
                self.text.line("try:");
                line!(self, "    next({name})");
                line!(self, "    for {counter} in range({}):", self.rng.u32(1..9));
                line!(self, "        show({counter}, {name}.send({value}))");
                self.text.line("except Exception as e:");
                line!(self, "    show(type(e).__name__, *e.args)");
                line!(self, "{name}.close()");
            }
            _ => {
                self.text.line("try:");
                line!(self, "    show(next({name}, 'none'))");
                line!(self, "    show({name}.throw(ValueError(1)))");
                self.text.line("except Exception as e:");
                self.text.line("    tell(e)");
                line!(self, "{name}.close()");
            }
        }
        true
    }
}
