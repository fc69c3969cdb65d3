//! What tier 1 would have: frames, and the objects that exist in snapshots alone.

use rustc_hash::FxHashMap;

use super::{Raised, Rebuilt, Run, World};
use crate::eval::eval;
use crate::event::EventKind;
use crate::semantics::Datum;
use crate::term::{Prim, T};
use crate::trace::Leave;

/// The values of terms as of a leave. Registers stay as they are: those of floating terms may be of an earlier iteration,
/// and the trace may go on.
struct Rebuild<'r, W> {
    run: &'r Run,
    world: &'r mut W,
    made: FxHashMap<T, Datum>,
}

impl Run {
    /// The frames of a leave.
    pub(super) fn rebuilt<W: World>(&self, leave: u32, world: &mut W) -> Vec<Rebuilt> {
        let leave = &self.code.trace.leaves[leave as usize];
        let mut rebuild = Rebuild { run: self, world, made: FxHashMap::default() };
        rebuild.before(leave);
        rebuild.objects(leave);
        rebuild.frames(leave)
    }

    /// What a side trace at a leave is given. What leaving would do first, and objects in snapshots alone, are the side trace's.
    pub(super) fn values_at<W: World>(&self, given: &[T], world: &mut W) -> Vec<Datum> {
        let mut rebuild = Rebuild { run: self, world, made: FxHashMap::default() };
        given.iter().map(|t| rebuild.value(*t)).collect()
    }
}

impl<W: World> Rebuild<'_, W> {
    /// What is still to be done at the other side of a branch.
    fn before(&mut self, leave: &Leave) {
        for kind in &leave.before {
            match kind {
                EventKind::Load { result, field, object, index } => {
                    let (object, index) = (self.value(*object), self.index(*index));
                    let value = self.world.load(*field, object, index);
                    self.made.insert(*result, value);
                }
                EventKind::Store { field, object, index, value } if !leave.makes(*object) => {
                    let (object, index) = (self.value(*object), self.index(*index));
                    let value = self.value(*value);
                    self.world.store(*field, object, index, value);
                }
                _ => {}
            }
        }
    }

    fn objects(&mut self, leave: &Leave) {
        for object in leave.objects.iter() {
            let mut fields = Vec::with_capacity(object.fields.len());
            for (field, index, value) in &object.fields {
                fields.push((*field, self.index(*index), self.value(*value)));
            }
            let value = self.world.alloc(object.ty, &fields);
            self.made.insert(object.object, value);
        }
    }

    fn frames(&mut self, leave: &Leave) -> Vec<Rebuilt> {
        let run = self.run;
        let snapshots = &run.code.trace.snapshots;
        let mut frames = Vec::new();
        for id in snapshots.chain(leave.frame) {
            let frame = snapshots.frame(id);
            frames.push(Rebuilt {
                place: frame.place,
                function: frame.function.is_some().then(|| self.value(frame.function)),
                action: frame.action,
                handled: frame.handled.is_some().then(|| self.value(frame.handled)),
                locals: snapshots.locals(id).iter().map(|t| self.value(*t)).collect(),
                stack: snapshots.stack(id).iter().map(|t| self.value(*t)).collect(),
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
        let term = self.run.code.trace.terms.get(t);
        if matches!(term.prim, Prim::Opaque | Prim::Const(_)) {
            return self.run.get(t);
        }
        let zero = Datum::new(self.run.sem.int, 0);
        let value = match term.prim {
            Prim::Call(helper) => {
                let mut args = Vec::new();
                self.unpack(term.args, &mut args);
                match self.world.call(helper, &args, &[]) {
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
            let term = self.run.code.trace.terms.get(t);
            if term.prim == Prim::Pack {
                self.unpack(term.args, found);
            } else {
                let value = self.value(t);
                found.push(value);
            }
        }
    }
}
