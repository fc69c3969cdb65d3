//! Why there is less in a trace than was recorded: for each exit, branch, load, call and object that nothing was emitted for, the reason.
//!
//! A [`Log`] is kept in the context only if it was asked for. What is known is asked of the context when something folds, with where it
//! became known: changes of facts lie behind the event that made them. Nothing here decides anything: a trace is the same without.

use super::{Trace, live};
use crate::cx::Cx;
use crate::event::EventKind;
use crate::lattice::{Range, TypeSet};
use crate::semantics::{Datum, Field, Helper, Type};
use crate::term::{Prim, T};
use rustc_hash::FxHashSet;

/// Where something became known. Origins are rows of [`Trace::origins`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Source {
    /// A guard that the trace has passed.
    Guard(u32),
    /// What computed, read or wrote it.
    Op(u32),
    /// It holds at the header of the loop, or where the trace starts.
    Start,
}

/// Why something is not there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reason {
    /// The types of a value are known.
    Type {
        /// The value.
        value: T,
        /// Its types.
        types: TypeSet,
        /// Since when.
        source: Source,
    },
    /// An equal condition was tested.
    Tested(Source),
    /// A value is known.
    Value {
        /// The value.
        value: T,
        /// What it is.
        datum: Datum,
        /// Since when.
        source: Source,
    },
    /// The values lie in ranges in which it cannot happen.
    Range(Vec<(T, Range)>),
    /// Both are the same value.
    Same(T),
    /// The field was read or written before.
    Known {
        /// The field.
        field: Field,
        /// Where.
        source: Source,
    },
    /// The trace is dropped when the field changes.
    Watched(Field),
    /// The function that is called is known.
    Callee,
    /// It follows from constants.
    Constant,
    /// The object exists in snapshots alone.
    Snapshots,
    /// Nothing needs it.
    Unneeded,
}

/// What is not there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// An exit.
    Exit,
    /// A branch.
    Branch,
    /// A read of a field.
    Load(Field),
    /// A call of a helper.
    Call(Helper),
    /// An object.
    Object(Type),
}

/// Something that an op asked for and that is not in the trace.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Removal {
    /// The op, by its row of [`Trace::origins`].
    pub origin: u32,
    /// Of an exit its number within the op.
    pub atom: u32,
    /// What.
    pub what: What,
    /// Why; all together.
    pub reasons: Vec<Reason>,
}

/// What there is to say of a trace.
#[derive(Debug, Default)]
pub struct Explained {
    /// What is not there, in the order of origins within the parts of the trace.
    pub removals: Vec<Removal>,
    /// By term: the op that made it.
    pub made: Vec<u32>,
}

/// What is noted while a trace is made.
#[derive(Debug, Default)]
pub(crate) struct Log {
    explained: Explained,
    /// What was found out since the op began.
    notes: Vec<Reason>,
    /// Notes before this one belong to an earlier exit of the op.
    used: usize,
}

impl Cx<'_> {
    /// Asks for reasons.
    pub fn explain(&mut self) {
        self.log = Some(Box::default());
    }

    /// Forgets what was noted of origins from a row on.
    pub(crate) fn forget_removals(&mut self, origins: usize) {
        if let Some(log) = &mut self.log {
            log.explained.removals.retain(|it| (it.origin as usize) < origins);
        }
    }

    /// Takes out what was noted.
    pub(crate) fn take_explained(&mut self) -> Option<Explained> {
        self.log.take().map(|log| log.explained)
    }

    /// An op begins.
    pub(crate) fn log_op(&mut self) {
        if let Some(log) = &mut self.log {
            log.notes.clear();
            log.used = 0;
        }
    }

    /// A term was added.
    pub(crate) fn log_term(&mut self, t: T) {
        let origin = self.origin;
        if let Some(log) = &mut self.log {
            let made = &mut log.explained.made;
            made.resize(t.index(), origin);
            made.push(origin);
        }
    }

    fn note(&mut self, reason: Reason) {
        if let Some(log) = &mut self.log
            && !log.notes[log.used..].contains(&reason)
        {
            log.notes.push(reason);
        }
    }

    /// The next exit tests which function is called.
    pub(crate) fn log_callee(&mut self) {
        self.note(Reason::Callee);
    }

    /// A primitive was applied: `given` before what is known of them was looked at.
    pub(crate) fn log_applied(&mut self, prim: Prim, given: [T; 3], args: [T; 3], result: T) {
        if self.log.is_none() || !self.is_constant(result) {
            return;
        }
        let unknown: Vec<T> =
            args.into_iter().filter(|t| t.is_some() && !self.is_constant(*t)).collect();
        match prim {
            Prim::Is(_) => self.note_type(given[0]),
            _ if unknown.is_empty() => {
                for t in given.into_iter().filter(|t| t.is_some()) {
                    self.note_value(t);
                }
            }
            Prim::Not | Prim::BAnd | Prim::BOr | Prim::Sel | Prim::Retype(_) => {}
            _ if self.note_tested(prim, args) => {}
            Prim::Same if args[0] == args[1] => self.note(Reason::Same(args[0])),
            Prim::Same => unknown.into_iter().for_each(|t| self.note_type(t)),
            _ if unknown.iter().all(|t| self.fact(*t).others().is_empty()) => {
                let ranges = unknown.into_iter().map(|t| (t, self.fact(t).range())).collect();
                self.note(Reason::Range(ranges));
            }
            _ => self.note(Reason::Constant),
        }
    }

    fn is_constant(&self, t: T) -> bool {
        matches!(self.terms.get(t).prim, Prim::Const(_))
    }

    fn note_type(&mut self, value: T) {
        if self.is_constant(value) {
            return;
        }
        let types = self.fact(value).types();
        let source = self.since(value, |elem| elem.types().within(types));
        self.note(Reason::Type { value, types, source });
    }

    fn note_value(&mut self, value: T) {
        if self.is_constant(value) {
            return;
        }
        if let Some(datum) = self.constant_of(value) {
            let source = self.since(value, |elem| elem.types() == self.fact(value).types());
            self.note(Reason::Value { value, datum, source });
        }
    }

    /// Notes that a guard has tested an equal condition, if one has.
    fn note_tested(&mut self, prim: Prim, args: [T; 3]) -> bool {
        let Some(t) = self.terms.find(prim, args) else { return false };
        let Some(source @ Source::Guard(_)) =
            self.change(t, |elem| elem.range().single().is_some())
        else {
            return false;
        };
        self.note(Reason::Tested(source));
        true
    }

    /// Since when something is known of a term.
    fn since(&self, t: T, holds: impl Fn(&crate::lattice::Elem) -> bool) -> Source {
        if let Some(source) = self.change(t, holds) {
            return source;
        }
        let gives = |kind: &EventKind| live::results(kind).any(|it| it == t);
        match self.events.iter().rev().find(|it| gives(&it.kind)) {
            Some(event) => Source::Op(event.origin),
            None if self.terms.get(t).prim == Prim::Opaque => Source::Start,
            None => self.maker(t),
        }
    }

    fn maker(&self, t: T) -> Source {
        let made = self.log.as_ref().and_then(|log| log.explained.made.get(t.index()));
        made.map_or(Source::Start, |origin| Source::Op(*origin))
    }

    /// The guard behind which something is known of a term that was not known before.
    fn change(&self, t: T, holds: impl Fn(&crate::lattice::Elem) -> bool) -> Option<Source> {
        let trail = self.trail_since(0);
        let at = trail.iter().rposition(|(it, before)| *it == t && !holds(before))?;
        let behind = self.events.partition_point(|it| it.trail as usize <= at);
        let event = self.events.get(behind.checked_sub(1)?)?;
        let cond = match event.kind {
            EventKind::Exit { cond, .. } | EventKind::Branch { cond, .. } => cond,
            _ => return None,
        };
        self.mentions(cond, t, 6).then_some(Source::Guard(event.origin))
    }

    fn mentions(&self, cond: T, t: T, depth: u32) -> bool {
        let term = self.terms.get(cond);
        cond == t
            || depth > 0
                && term.args.iter().any(|it| it.is_some() && self.mentions(*it, t, depth - 1))
    }

    /// A field was not read: what is there is known; none if it is watched.
    pub(crate) fn log_load(&mut self, field: Field, object: T, index: T, value: Option<T>) {
        if self.log.is_none() {
            return;
        }
        let reason = match value {
            None => Reason::Watched(field),
            Some(value) => {
                let same = |kind: &EventKind| match *kind {
                    EventKind::Load { result: there, field: of, object: at, index: item }
                    | EventKind::Store { value: there, field: of, object: at, index: item }
                    | EventKind::Init { value: there, field: of, object: at, index: item } => {
                        of == field && (there == value || at == object && item == index)
                    }
                    _ => false,
                };
                let event = self.events.iter().rev().find(|it| same(&it.kind));
                let source = event.map_or(Source::Start, |it| Source::Op(it.origin));
                Reason::Known { field, source }
            }
        };
        self.note(reason.clone());
        self.remove(0, What::Load(field), vec![reason]);
    }

    /// A helper was not called.
    pub(crate) fn log_call(&mut self, helper: Helper) {
        if self.log.is_some() {
            self.remove(0, What::Call(helper), vec![Reason::Constant]);
        }
    }

    /// An exit or branch was reached that the trace does not have.
    pub(crate) fn log_guard(&mut self, what: What, atom: u32, cond: T) {
        if self.log.is_none() {
            return;
        }
        self.note_condition(cond, 6);
        let Some(log) = &mut self.log else { return };
        let all = std::mem::replace(&mut log.used, log.notes.len());
        let since = if all < log.notes.len() { &log.notes[all..] } else { &log.notes[..] };
        let mut reasons = since.to_vec();
        // What is more than a number says enough.
        if reasons.iter().any(|it| !matches!(it, Reason::Value { .. })) {
            reasons.retain(|it| !matches!(it, Reason::Value { .. }));
        }
        if reasons.is_empty() {
            reasons.push(Reason::Constant);
        }
        self.remove(atom, what, reasons);
    }

    /// A condition that became known after its term was made.
    fn note_condition(&mut self, cond: T, depth: u32) {
        let term = self.terms.get(cond);
        match term.prim {
            Prim::Const(_) => {}
            Prim::Opaque => self.note_value(cond),
            Prim::Not | Prim::BAnd | Prim::BOr if depth > 0 => {
                for arg in term.args.into_iter().filter(|t| t.is_some()) {
                    self.note_condition(arg, depth - 1);
                }
            }
            Prim::Is(_) => self.note_type(term.args[0]),
            prim => {
                if !self.note_tested(prim, term.args) {
                    self.note_value(cond);
                }
            }
        }
    }

    fn remove(&mut self, atom: u32, what: What, reasons: Vec<Reason>) {
        let origin = self.origin;
        if !self.is_unreachable()
            && let Some(log) = &mut self.log
        {
            log.explained.removals.push(Removal { origin, atom, what, reasons });
        }
    }
}

/// What is in a trace before what nothing needs is removed.
pub(super) fn before(trace: &Trace) -> Vec<(u32, What, T)> {
    let wanted = trace.events().filter_map(|it| match it.kind {
        EventKind::Load { result, field, .. } => Some((it.origin, What::Load(field), result)),
        EventKind::Alloc { result, ty } => Some((it.origin, What::Object(ty), result)),
        EventKind::Call { result, helper, .. } => Some((it.origin, What::Call(helper), result)),
        _ => None,
    });
    wanted.collect()
}

/// Notes what of it is not there any more.
pub(super) fn after(trace: &mut Trace, before: Vec<(u32, What, T)>) {
    let kept: FxHashSet<T> = trace.events().flat_map(|it| live::results(&it.kind)).collect();
    let held = trace.leaves.iter().flat_map(|it| it.objects.iter());
    let held: FxHashSet<T> = held.map(|it| it.object).collect();
    let Some(explained) = &mut trace.explained else { return };
    for (origin, what, result) in before {
        if result.is_some() && !kept.contains(&result) {
            let reason = match what {
                What::Object(_) if held.contains(&result) => Reason::Snapshots,
                _ => Reason::Unneeded,
            };
            let removal = Removal { origin, atom: 0, what, reasons: vec![reason] };
            explained.removals.push(removal);
        }
    }
    explained.removals.sort_by_key(|it| it.origin);
}

impl Trace {
    /// The phis of its loop that stand for locals and operands of the frame in which it starts, by slot.
    pub fn slots_of_phis(&self) -> Vec<(usize, T)> {
        let slots = self.header.iter().flat_map(|it| it.slots.iter().enumerate());
        slots
            .filter_map(|(slot, promise)| match promise {
                super::peel::Promise::Phi(phi, _) => Some((slot, *phi)),
                _ => None,
            })
            .collect()
    }
}
