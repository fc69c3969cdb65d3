//! Calls of functions, methods and generator functions.

use super::kind::{Item, Kind};
use super::{Function, Generator};

/// Steps of a call of a method. Methods are short.
pub(super) const METHOD_COST: u32 = 14;

impl Generator {
    /// A call whose result fits `kind`, if there is something to call and steps are left for it.
    pub(super) fn call(&mut self, kind: Kind, depth: u32) -> Option<String> {
        if !self.frame.calls {
            return None;
        }
        if self.chance(2, 5)
            && let Some(call) = self.method_call(kind, depth)
        {
            return Some(call);
        }
        let fitting: Vec<&Function> = self
            .functions
            .iter()
            .chain(&self.frame.functions)
            .filter(|it| it.result.fits(kind) && self.frame.room(it.cost) > 0)
            .collect();
        if fitting.is_empty() {
            return None;
        }
        let function = fitting[self.rng.usize(0..fitting.len())].clone();
        self.frame.pay(function.cost);
        let arguments = self.arguments(&function, depth);
        Some(format!("{}({arguments})", function.name))
    }

    /// Arguments as callers write them: some left out, some by name, some unpacked.
    pub(super) fn arguments(&mut self, function: &Function, depth: u32) -> String {
        let mut written: Vec<String> = Vec::new();
        let mut by_name = false;
        let mut all = true;
        for parameter in &function.parameters {
            if parameter.has_default && self.chance(1, 3) {
                by_name = true;
                all = false;
                continue;
            }
            let value = self.stored(parameter.kind, depth);
            by_name |= parameter.keyword_only || (!function.variadic && self.chance(1, 6));
            if !by_name {
                written.push(value);
            } else if self.chance(1, 6) {
                written.push(format!("**{{'{}': {value}}}", parameter.name));
                // Nothing but names after it, which `by_name` sees to.
            } else {
                written.push(format!("{}={value}", parameter.name));
            }
        }
        let positional = function.parameters.iter().filter(|it| !it.keyword_only).count();
        if function.variadic && all && self.chance(1, 2) {
            let more = if self.chance(1, 2) {
                format!("*{}", self.leaf(Kind::List(Item::Int)))
            } else {
                self.leaf(Kind::Int)
            };
            written.insert(positional, more);
        }
        written.join(", ")
    }

    fn method_call(&mut self, kind: Kind, depth: u32) -> Option<String> {
        if self.frame.room(METHOD_COST) == 0 {
            return None;
        }
        let instance = self.of(Kind::Instance);
        let call = match kind {
            Kind::Int | Kind::Num | Kind::Mixed => match self.rng.u32(0..9) {
                0..4 => format!("{instance}.m0({})", self.stored(Kind::Int, depth)),
                4 => format!("{instance}.m0()"),
                5 => format!("{instance}.m2({})", self.of(Kind::Instance)),
                6 if self.frame.guarded > 0 => format!("{instance}.s0({})", self.leaf(Kind::Int)),
                7 if self.frame.guarded > 0 => format!("{instance}.c0()"),
                8 if self.frame.guarded > 0 => format!("{instance}({})", self.leaf(Kind::Int)),
                _ => format!("{instance}.m2(other={})", self.of(Kind::Instance)),
            },
            Kind::Float => format!("{instance}.m1()"),
            _ => return None,
        };
        self.frame.pay(METHOD_COST);
        Some(call)
    }

    /// A new iterator whose items fit `kind`.
    pub(super) fn generator_call(&mut self, kind: Kind, depth: u32) -> Option<String> {
        let is_wanted = self.frame.calls && self.chance(4, 5);
        let fitting: Vec<&Function> = self
            .generators
            .iter()
            .filter(|it| it.result.fits(kind) && self.frame.room(it.cost) > 0)
            .collect();
        if is_wanted && !fitting.is_empty() {
            let function = fitting[self.rng.usize(0..fitting.len())].clone();
            self.frame.pay(function.cost);
            let arguments = self.arguments(&function, depth);
            return Some(format!("{}({arguments})", function.name));
        }
        if self.frame.room(20) == 0 {
            return None;
        }
        let count = self.few();
        let (name, value) = self.with_variable(Kind::Int, |it| it.stored(kind, depth));
        Some(format!("({value} for {name} in range({count}))"))
    }
}
