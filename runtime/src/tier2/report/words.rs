//! Terms, events and reasons of a trace in words.
//!
//! Values that locals have where the trace or its loop starts bear their names; others are numbered as they come. Conditions are written out
//! where they are used.

use crate::machine::{Value, Vm};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use trefoil_compiler::metadata::OPS;
use trefoil_objects::function::FunctionObject;
use trefoil_objects::string::StrObject;
use trefoil_optimizer::event::EventKind;
use trefoil_optimizer::generated::SEMANTICS;
use trefoil_optimizer::lattice::{Range, TypeSet};
use trefoil_optimizer::semantics::{Datum, Field, Repr};
use trefoil_optimizer::term::{Prim, T};
use trefoil_optimizer::trace::Trace;
use trefoil_optimizer::trace::explain::{Reason, Removal, Source, What};

/// Conditions within conditions that are written out.
const NESTED: u32 = 4;

/// Says things of a trace.
pub(super) struct Words<'a> {
    vm: &'a Vm,
    trace: &'a Trace,
    names: &'a FxHashMap<T, String>,
    numbers: RefCell<FxHashMap<T, usize>>,
}

fn last_part(name: &'static str) -> &'static str {
    name.rsplit('.').next().unwrap_or(name)
}

fn is_condition(prim: Prim) -> bool {
    use Prim::{BAnd, BOr, Eq, FEq, FLe, FLt, Is, Lt, LtU64, Not, Same};
    matches!(prim, Lt | LtU64 | Eq | Same | Not | BAnd | BOr | Is(_) | FEq | FLt | FLe)
        || overflow(prim).is_some()
}

fn overflow(prim: Prim) -> Option<&'static str> {
    Some(match prim {
        Prim::OvAdd(_) => "+",
        Prim::OvSub(_) => "-",
        Prim::OvMul(_) => "*",
        Prim::OvDiv(_) => "/",
        Prim::OvShl(_) => "<<",
        Prim::OvNeg(_) => "-",
        _ => return None,
    })
}

fn infix(prim: Prim) -> Option<&'static str> {
    Some(match prim {
        Prim::Add(_) | Prim::FAdd => "+",
        Prim::Sub(_) | Prim::FSub => "-",
        Prim::Mul(_) | Prim::FMul => "*",
        Prim::Div(_) | Prim::FDiv => "/",
        Prim::Rem(_) => "%",
        Prim::ShlExact(_) | Prim::Shl(_) => "<<",
        Prim::Shr(_) => ">>",
        Prim::And => "&",
        Prim::Or => "|",
        Prim::Xor => "^",
        Prim::Lt | Prim::LtU64 | Prim::FLt => "<",
        Prim::FLe => "<=",
        Prim::Eq | Prim::FEq => "==",
        Prim::Same => "is",
        Prim::BAnd => "and",
        Prim::BOr => "or",
        _ => return None,
    })
}

/// The word for a kind of reason.
pub(super) fn kind(reason: &Reason) -> &'static str {
    match reason {
        Reason::Type { .. } => "type",
        Reason::Tested(_) => "tested",
        Reason::Value { .. } => "value",
        Reason::Range(_) => "range",
        Reason::Same(_) => "same",
        Reason::Known { .. } => "known-field",
        Reason::Watched(_) => "watched",
        Reason::Callee => "callee",
        Reason::Constant => "constant",
        Reason::Snapshots => "snapshots",
        Reason::Unneeded => "unneeded",
    }
}

impl<'a> Words<'a> {
    pub(super) fn new(vm: &'a Vm, trace: &'a Trace, names: &'a FxHashMap<T, String>) -> Words<'a> {
        Words { vm, trace, names, numbers: RefCell::default() }
    }

    /// A value.
    pub(super) fn term(&self, t: T) -> String {
        self.nested(t, NESTED)
    }

    fn name(&self, t: T) -> String {
        if let Some(name) = self.names.get(&t) {
            return name.clone();
        }
        let mut numbers = self.numbers.borrow_mut();
        let next = numbers.len() + 1;
        format!("v{}", numbers.entry(t).or_insert(next))
    }

    fn nested(&self, t: T, depth: u32) -> String {
        let term = self.trace.terms.get(t);
        match term.prim {
            Prim::Const(datum) => self.datum(datum),
            prim if is_condition(prim) && depth > 0 => self.applied(prim, term.args, depth - 1),
            _ => self.name(t),
        }
    }

    fn applied(&self, prim: Prim, args: [T; 3], depth: u32) -> String {
        let arg = |row: usize| {
            let t = args[row];
            let text = self.nested(t, depth);
            let inner = self.trace.terms.get(t).prim;
            if is_condition(inner) && text.contains(' ') { format!("({text})") } else { text }
        };
        if let Some(sign) = overflow(prim) {
            return match prim {
                Prim::OvNeg(_) => format!("-{} overflows", arg(0)),
                _ => format!("{} {sign} {} overflows", arg(0), arg(1)),
            };
        }
        if let Some(sign) = infix(prim) {
            return format!("{} {sign} {}", arg(0), arg(1));
        }
        match prim {
            Prim::Not => match self.trace.terms.get(args[0]) {
                term if term.prim == Prim::Same => {
                    let arg = |row: usize| self.nested(term.args[row], depth);
                    format!("{} is not {}", arg(0), arg(1))
                }
                term => match term.prim {
                    Prim::Is(ty) => {
                        let name = SEMANTICS.ty(ty).name;
                        format!("{} is no {name}", self.nested(term.args[0], depth))
                    }
                    _ => format!("not {}", arg(0)),
                },
            },
            Prim::Is(ty) => format!("{} is {}", arg(0), SEMANTICS.ty(ty).name),
            Prim::Neg(_) | Prim::FNeg => format!("-{}", arg(0)),
            Prim::BitNot(_) => format!("~{}", arg(0)),
            Prim::Sel => format!("{} if {} else {}", arg(1), arg(0), arg(2)),
            Prim::Retype(ty) => format!("{} as {}", arg(0), SEMANTICS.ty(ty).name),
            Prim::ToF64 | Prim::ToF64U64 => format!("float {}", arg(0)),
            Prim::Wrap(width) => format!("{} as {} bits", arg(0), width.bits()),
            _ => {
                let name = match prim {
                    Prim::Call(helper) => SEMANTICS.helper(helper).name.to_owned(),
                    prim => format!("{prim:?}").to_lowercase(),
                };
                let name = name.split('(').next().unwrap_or("").to_owned();
                let given = (0..3).filter(|row| args[*row].is_some()).map(arg);
                format!("{name}({})", given.collect::<Vec<_>>().join(", "))
            }
        }
    }

    fn datum(&self, datum: Datum) -> String {
        let info = SEMANTICS.ty(datum.ty);
        match info.repr {
            Repr::Int(_) => datum.word().to_string(),
            Repr::Bool => if datum.bits == 0 { "False" } else { "True" }.to_owned(),
            Repr::Float => format!("{:?}", f64::from_bits(datum.bits)),
            Repr::Unit => info.name.to_owned(),
            Repr::Object => {
                let value = Value::from_bits(datum.bits);
                if let Some(text) = value.cast::<StrObject>() {
                    return format!("{:?}", text.as_str().chars().take(24).collect::<String>());
                }
                match value.cast::<FunctionObject>() {
                    Some(function) => function.code.get().name.as_str().to_owned(),
                    None => self.vm.class_of(value).name().as_str().to_owned(),
                }
            }
        }
    }

    /// A computation, unless it is a condition, which is written out where it is used.
    pub(super) fn computed(&self, t: T) -> Option<String> {
        let term = self.trace.terms.get(t);
        if is_condition(term.prim) || matches!(term.prim, Prim::Const(_) | Prim::Pack) {
            return None;
        }
        let text = self.applied(term.prim, term.args, 1);
        Some(format!("{} = {text}", self.name(t)))
    }

    fn place(&self, field: Field, object: T, index: T) -> String {
        let index = if index.is_some() { format!("[{}]", self.term(index)) } else { String::new() };
        format!("{}.{}{index}", self.term(object), last_part(SEMANTICS.field(field).name))
    }

    fn all(&self, terms: &[T]) -> String {
        terms.iter().map(|t| self.term(*t)).collect::<Vec<_>>().join(", ")
    }

    /// What happens; nothing for what is of no interest.
    pub(super) fn event(&self, kind: &EventKind) -> Option<String> {
        Some(match kind {
            EventKind::Exit { cond, .. } => format!("exit if {}", self.term(*cond)),
            EventKind::Branch { cond, taken: true } => format!("exit unless {}", self.term(*cond)),
            EventKind::Branch { cond, taken: false } => format!("exit if {}", self.term(*cond)),
            EventKind::Load { result, field, object, index } => {
                format!("{} = {}", self.term(*result), self.place(*field, *object, *index))
            }
            EventKind::Store { field, object, index, value } => {
                format!("{} ← {}", self.place(*field, *object, *index), self.term(*value))
            }
            EventKind::Init { .. } => return None,
            EventKind::Alloc { result, ty } => {
                format!("{} = new {}", self.term(*result), SEMANTICS.ty(*ty).name)
            }
            EventKind::Call { result, helper, args, .. }
            | EventKind::CallFrame { result, helper, args, .. } => {
                let call = format!("{}({})", SEMANTICS.helper(*helper).name, self.all(args));
                if result.is_some() { format!("{} = {call}", self.term(*result)) } else { call }
            }
            EventKind::Invoke { helper, args, exception, .. } => {
                let call = format!("{}({})", SEMANTICS.helper(*helper).name, self.all(args));
                format!("{} = raised by {call}", self.term(*exception))
            }
            EventKind::Whole { op, inputs, outputs, .. } => {
                let name = OPS[usize::from(op.0)].name;
                format!("{} = {name}({})", self.all(outputs), self.all(inputs))
            }
            EventKind::Frame { .. } => return None,
            EventKind::Return { .. } => "return to the recorded caller, else exit".to_owned(),
            EventKind::Validity => "exit if the trace is invalid".to_owned(),
            EventKind::Safepoint => "safepoint".to_owned(),
        })
    }

    /// What a guard tests.
    pub(super) fn tests(&self, kind: &EventKind) -> Option<&'static str> {
        match kind {
            EventKind::Exit { cond, .. } | EventKind::Branch { cond, .. } => {
                Some(self.tested(*cond, 6))
            }
            EventKind::Return { .. } => Some("caller"),
            _ => None,
        }
    }

    fn tested(&self, t: T, depth: u32) -> &'static str {
        let term = self.trace.terms.get(t);
        match term.prim {
            Prim::Is(_) => "type",
            Prim::Same => "identity",
            prim if overflow(prim).is_some() => "overflow",
            Prim::Not | Prim::BAnd | Prim::BOr if depth > 0 => {
                let args = term.args.iter().filter(|t| t.is_some());
                let all: Vec<&str> = args.map(|t| self.tested(*t, depth - 1)).collect();
                let first = ["type", "overflow", "identity"];
                first.into_iter().find(|it| all.contains(it)).unwrap_or("value")
            }
            _ => "value",
        }
    }

    /// What a removal is of, and its name.
    pub(super) fn what(&self, what: What) -> (&'static str, &'static str) {
        match what {
            What::Exit => ("exit", ""),
            What::Branch => ("branch", ""),
            What::Load(field) => ("load", SEMANTICS.field(field).name),
            What::Call(helper) => ("call", SEMANTICS.helper(helper).name),
            What::Object(ty) => ("object", SEMANTICS.ty(ty).name),
        }
    }

    fn types(&self, set: TypeSet) -> String {
        let names: Vec<&str> = set.types().map(|ty| SEMANTICS.ty(ty).name).collect();
        match names.len() {
            0..=3 => names.join(" or "),
            count => format!("one of {count} types"),
        }
    }

    /// The reasons of a removal from the part of the trace whose origins begin at `start`.
    pub(super) fn reasons(
        &self,
        removal: &Removal,
        start: u32,
        line: &dyn Fn(u32) -> u32,
    ) -> String {
        let here = line(removal.origin);
        let since = |source: Source| match source {
            Source::Start if start > 0 => "in every iteration".to_owned(),
            Source::Start => "from the start".to_owned(),
            Source::Guard(origin) | Source::Op(origin) => {
                let op = self.trace.origins.get(origin as usize).and_then(|it| it.op);
                let op = op.map_or("the start", |op| OPS[usize::from(op.0)].name);
                let verb = if matches!(source, Source::Guard(_)) { "tested by" } else { "from" };
                let place = match line(origin) {
                    _ if origin < start => " before the loop".to_owned(),
                    other if other != here => format!(" in line {other}"),
                    _ => String::new(),
                };
                format!("{verb} {op}{place}")
            }
        };
        // Values of which the same is known for the same reason are named together.
        let mut said: Vec<(Vec<String>, String)> = Vec::new();
        for reason in &removal.reasons {
            let (subject, rest) = match reason {
                Reason::Type { value, types, source } => {
                    (self.term(*value), format!(" {}, {}", self.types(*types), since(*source)))
                }
                Reason::Tested(source) => (String::new(), format!("already {}", since(*source))),
                Reason::Value { value, datum, source } => {
                    (self.term(*value), format!(" = {}, {}", self.datum(*datum), since(*source)))
                }
                Reason::Range(ranges) => {
                    let all = ranges.iter().map(|(t, range)| self.range(*t, range));
                    (String::new(), all.collect::<Vec<_>>().join(", "))
                }
                Reason::Same(t) => (self.term(*t), " is the same value".to_owned()),
                Reason::Known { field, source } => {
                    let name = last_part(SEMANTICS.field(*field).name);
                    (String::new(), format!("{name} known {}", since(*source)))
                }
                Reason::Watched(field) => {
                    let name = last_part(SEMANTICS.field(*field).name);
                    (String::new(), format!("{name} is watched"))
                }
                Reason::Callee => (String::new(), "the callee is known".to_owned()),
                Reason::Constant => (String::new(), "constant".to_owned()),
                Reason::Snapshots => (String::new(), "exists in snapshots alone".to_owned()),
                Reason::Unneeded => (String::new(), "nothing needs it".to_owned()),
            };
            match said.iter_mut().find(|it| it.1 == rest) {
                Some(it) if !it.0.contains(&subject) => it.0.push(subject),
                Some(_) => {}
                None => said.push((vec![subject], rest)),
            }
        }
        let all = said.into_iter().map(|(subjects, rest)| subjects.join(", ") + &rest);
        all.collect::<Vec<_>>().join("; ")
    }

    fn range(&self, t: T, range: &Range) -> String {
        let bound = |value: i64| match value {
            i64::MIN => "-2⁶³".to_owned(),
            i64::MAX => "2⁶³-1".to_owned(),
            value => value.to_string(),
        };
        format!("{} in {}..{}", self.term(t), bound(range.lo()), bound(range.hi()))
    }
}
