//! What tier 1 would have: frames, and the objects that exist in snapshots alone.

use rustc_hash::FxHashMap;

use super::{Left, Raised, Rebuilt, Run, Taken, World};
use crate::eval::eval;
use crate::event::EventKind;
use crate::semantics::Datum;
use crate::term::{Prim, T};
use crate::trace::{Cause, Leave};

/// The values of terms as of a leave. Registers stay as they are: those of floating terms may be of an earlier iteration,
/// and the trace may go on.
struct Rebuild<'r, 'a, W> {
    run: &'r mut Run<'a, W>,
    made: FxHashMap<T, Datum>,
}

impl<W: World> Run<'_, W> {
    /// How the run ends.
    pub(super) fn leave(&mut self, taken: &Taken) -> Left {
        let trace = self.trace;
        let leave = trace.leaves.get(taken.leave as usize);
        Left {
            cause: leave.map_or(Cause::End, |leave| leave.cause),
            leave: taken.leave,
            raised: taken.raised,
            frames: leave.map_or_else(Vec::new, |leave| self.rebuilt(leave)),
            iterations: self.iterations,
            guards: self.guards,
        }
    }

    /// The frames of a leave.
    pub(super) fn rebuilt(&mut self, leave: &Leave) -> Vec<Rebuilt> {
        Rebuild { run: self, made: FxHashMap::default() }.frames(leave)
    }
}

impl<W: World> Rebuild<'_, '_, W> {
    fn frames(&mut self, leave: &Leave) -> Vec<Rebuilt> {
        for kind in &leave.before {
            match kind {
                EventKind::Load { result, field, object, index } => {
                    let (object, index) = (self.value(*object), self.index(*index));
                    let value = self.run.world.load(*field, object, index);
                    self.made.insert(*result, value);
                }
                EventKind::Store { field, object, index, value } if !leave.makes(*object) => {
                    let (object, index) = (self.value(*object), self.index(*index));
                    let value = self.value(*value);
                    self.run.world.store(*field, object, index, value);
                }
                _ => {}
            }
        }
        for object in leave.objects.iter() {
            let mut fields = Vec::with_capacity(object.fields.len());
            for (field, index, value) in &object.fields {
                fields.push((*field, self.index(*index), self.value(*value)));
            }
            let value = self.run.world.alloc(object.ty, &fields);
            self.made.insert(object.object, value);
        }
        let mut frames = Vec::with_capacity(leave.frames.len());
        for frame in &leave.frames {
            frames.push(Rebuilt {
                place: frame.place,
                function: frame.function.is_some().then(|| self.value(frame.function)),
                action: frame.action,
                locals: frame.locals.iter().map(|t| self.value(*t)).collect(),
                stack: frame.stack.iter().map(|t| self.value(*t)).collect(),
            });
        }
        frames
    }

    fn index(&mut self, t: T) -> Option<i64> {
        t.is_some().then(|| self.value(t).word())
    }

    /// A term as of now, computed from what is not.
    fn value(&mut self, t: T) -> Datum {
        if let Some(value) = self.made.get(&t) {
            return *value;
        }
        let term = self.run.trace.terms.get(t);
        if matches!(term.prim, Prim::Opaque | Prim::Const(_)) {
            return self.run.get(t);
        }
        let zero = Datum::new(self.run.sem.int, 0);
        let value = match term.prim {
            Prim::Call(helper) => {
                let mut args = Vec::new();
                self.unpack(term.args, &mut args);
                match self.run.world.call(helper, &args, &[]) {
                    Ok(value) => value,
                    Err(Raised) => zero,
                }
            }
            Prim::Sel => {
                let chosen = if self.value(term.args[0]).bits != 0 { 1 } else { 2 };
                self.value(term.args[chosen])
            }
            prim => {
                let args = term.args.map(|arg| if arg.is_some() { self.value(arg) } else { zero });
                eval(self.run.sem, prim, args).unwrap_or(zero)
            }
        };
        self.made.insert(t, value);
        value
    }

    /// The arguments of a pure helper, which are chained if they are more than three.
    fn unpack(&mut self, args: [T; 3], found: &mut Vec<Datum>) {
        for t in args.into_iter().filter(|t| t.is_some()) {
            let term = self.run.trace.terms.get(t);
            if term.prim == Prim::Pack {
                self.unpack(term.args, found);
            } else {
                let value = self.value(t);
                found.push(value);
            }
        }
    }
}
