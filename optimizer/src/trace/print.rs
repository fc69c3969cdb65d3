//! The text of a trace, for people: its terms are written out where an event uses them, opaque ones by number.

use std::fmt::{self, Display, Formatter};

use super::{Ending, Leave, Trace};
use crate::event::{Event, EventKind};
use crate::semantics::{Datum, Semantics};
use crate::term::{Prim, T};

/// Terms within terms that are written out.
const NESTED: u32 = 5;

/// A trace with the names of its definition.
#[derive(Clone, Copy, Debug)]
pub struct Printed<'a> {
    /// The names.
    pub sem: &'static Semantics,
    /// The trace.
    pub trace: &'a Trace,
}

impl Display for Printed<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let inputs: Vec<String> = self.trace.inputs.iter().map(|t| self.term(*t)).collect();
        writeln!(f, "inputs {}", inputs.join(" "))?;
        self.events(f, &self.trace.head)?;
        if let Some(body) = &self.trace.body {
            writeln!(f, "loop")?;
            for phi in &body.phis {
                let (entry, back) = (self.term(phi.entry), self.term(phi.back));
                writeln!(f, "  {} = {entry}, then {back}", self.term(phi.phi))?;
            }
            self.events(f, &body.events)?;
        }
        match &self.trace.end {
            Ending::Leave(row) => self.leave(f, &self.trace.leaves[*row as usize]),
            Ending::Header(given) => {
                writeln!(f, "to the header")?;
                given
                    .iter()
                    .try_for_each(|(phi, t)| writeln!(f, "  v{} = {}", phi.0, self.term(*t)))
            }
            Ending::Loop => Ok(()),
        }
    }
}

impl Printed<'_> {
    fn events(&self, f: &mut Formatter<'_>, events: &[Event]) -> fmt::Result {
        for event in events {
            let origin = &self.trace.origins[event.origin as usize];
            let op = origin.op.map_or("", |op| self.sem.op(op).name);
            writeln!(f, "  {:60} {}:{op}", self.event(&event.kind), origin.place.at)?;
            if let Some(row) = event.leave {
                self.leave(f, &self.trace.leaves[row as usize])?;
            }
        }
        Ok(())
    }

    fn leave(&self, f: &mut Formatter<'_>, leave: &Leave) -> fmt::Result {
        for kind in &leave.before {
            writeln!(f, "      first {}", self.event(kind))?;
        }
        for object in leave.objects.iter() {
            let fields = object.fields.iter().map(|(field, index, value)| {
                let at = if index.is_some() { self.term(*index) } else { String::new() };
                format!("{}{at}: {}", self.sem.field(*field).name, self.term(*value))
            });
            let fields: Vec<String> = fields.collect();
            writeln!(f, "      {} = {{ {} }}", self.term(object.object), fields.join(", "))?;
        }
        let snapshots = &self.trace.snapshots;
        for id in snapshots.chain(leave.frame) {
            let all =
                |terms: &[T]| -> Vec<String> { terms.iter().map(|t| self.term(*t)).collect() };
            let (locals, stack) = (all(snapshots.locals(id)), all(snapshots.stack(id)));
            let at = snapshots.frame(id).place.at;
            writeln!(
                f,
                "      {:?} at {at}: {} | {}",
                leave.cause,
                locals.join(" "),
                stack.join(" ")
            )?;
        }
        Ok(())
    }

    fn event(&self, kind: &EventKind) -> String {
        let at = |object: T, index: T| {
            let index =
                if index.is_some() { format!("[{}]", self.term(index)) } else { String::new() };
            format!("{}{index}", self.term(object))
        };
        let all = |terms: &[T]| -> Vec<String> { terms.iter().map(|t| self.term(*t)).collect() };
        match kind {
            EventKind::Exit { cond, .. } => format!("exit if {}", self.term(*cond)),
            EventKind::Branch { cond, taken } => {
                format!("leave unless {} is {taken}", self.term(*cond))
            }
            EventKind::Load { result, field, object, index } => {
                let name = self.sem.field(*field).name;
                format!("{} = load {name} of {}", self.term(*result), at(*object, *index))
            }
            EventKind::Store { field, object, index, value } => {
                let name = self.sem.field(*field).name;
                format!("store {name} of {} = {}", at(*object, *index), self.term(*value))
            }
            EventKind::Init { field, object, index, value } => {
                let name = self.sem.field(*field).name;
                format!("init {name} of {} = {}", at(*object, *index), self.term(*value))
            }
            EventKind::Alloc { result, ty } => {
                format!("{} = new {}", self.term(*result), self.sem.ty(*ty).name)
            }
            EventKind::Call { result, helper, args, .. } => {
                let args = all(args).join(", ");
                format!("{} = {}({args})", self.term(*result), self.sem.helper(*helper).name)
            }
            EventKind::Invoke { result, helper, args, raised, exception, .. } => {
                let (name, args) = (self.sem.helper(*helper).name, all(args).join(", "));
                let results = all(&[*raised, *exception, *result]).join(" ");
                format!("{results} = invoke {name}({args})")
            }
            EventKind::CallFrame { result, helper, args, slots, .. } => {
                let (name, args) = (self.sem.helper(*helper).name, all(args).join(", "));
                format!("{}, {} = {name}({args})", self.term(*result), all(slots).join(" "))
            }
            EventKind::Whole { op, inputs, outputs, .. } => {
                let name = self.sem.op(*op).name;
                format!("{} = {name}({})", all(outputs).join(" "), all(inputs).join(", "))
            }
            EventKind::Frame { op, .. } => format!("{op:?}"),
            EventKind::Safepoint => "safepoint".to_owned(),
            EventKind::Validity => "leave unless valid".to_owned(),
            EventKind::Return { place, slots, kept, resume_at, .. } => {
                let slots = all(slots).join(" ");
                match resume_at {
                    Some(at) => format!(
                        "{slots} = suspend({}) at {at}, return to {}",
                        all(kept).join(", "),
                        place.at
                    ),
                    None => format!("{slots} = return to {}", place.at),
                }
            }
        }
    }

    fn term(&self, t: T) -> String {
        self.nested(t, NESTED)
    }

    fn nested(&self, t: T, depth: u32) -> String {
        if !t.is_some() {
            return "_".to_owned();
        }
        let term = self.trace.terms.get(t);
        let args = || {
            let args = term.args.iter().filter(|it| it.is_some());
            args.map(|it| self.nested(*it, depth - 1)).collect::<Vec<_>>().join(", ")
        };
        match term.prim {
            prim if depth == 0 && !matches!(prim, Prim::Const(_)) => format!("t{}", t.0),
            Prim::Opaque => format!("v{}", t.0),
            Prim::Const(datum) => self.datum(datum),
            Prim::Call(helper) => format!("{}({})", self.sem.helper(helper).name, args()),
            Prim::Is(ty) => format!("is {}({})", self.sem.ty(ty).name, args()),
            prim => format!("{prim:?}({})", args()),
        }
    }

    fn datum(&self, datum: Datum) -> String {
        if datum.ty == self.sem.int {
            return datum.word().to_string();
        }
        format!("{}:{:x}", self.sem.ty(datum.ty).name, datum.bits)
    }
}
