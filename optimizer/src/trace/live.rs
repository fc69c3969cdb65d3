//! Removes what nothing needs: loads, allocations with their stores, calls without effect, phis.
//!
//! Needed are the conditions of exits, what effects use, and what leaves rebuild. A leave computes pure terms itself, so that it
//! needs only what they are computed from. An object that exists in snapshots alone is not needed by them: they hold
//! its fields. An object that is needed by an event needs all its initial values and stores.

use super::{Ending, GiveUp, Leave, Trace};
use crate::event::{Event, EventKind};
use crate::semantics::Semantics;
use crate::term::{Prim, T};

struct Live<'a> {
    sem: &'static Semantics,
    trace: &'a Trace,
    terms: Vec<Marks>,
    leaves: Vec<bool>,
    changed: bool,
}

/// What was found out of a term.
#[derive(Clone, Copy, Default)]
struct Marks {
    /// It is computed.
    needed: bool,
    /// It is the result of an allocation.
    made: bool,
    /// Something gives it.
    given: bool,
    /// A leave that makes nothing itself computes it.
    captured: bool,
    /// One more than the row of the leave that was the last to look at it.
    seen: u32,
}

/// Removes all that is not needed.
///
/// # Errors
/// [`GiveUp::Phantom`].
pub(super) fn remove_dead(sem: &'static Semantics, trace: &mut Trace) -> Result<(), GiveUp> {
    let mut live = Live {
        sem,
        trace,
        terms: vec![Marks::default(); trace.terms.len()],
        leaves: vec![false; trace.leaves.len()],
        changed: false,
    };
    let makes = live.find_made();
    loop {
        live.changed = false;
        live.visit();
        // Each event comes before those that use what it gives; only objects may be found to be needed behind their stores.
        if !live.changed || !makes && trace.body.is_none() {
            break;
        }
    }
    let mut terms = live.terms;
    let phantom = phantoms(trace, &mut terms);
    let keep = |event: &Event| is_kept(sem, &terms, event);
    trace.head.retain(keep);
    if let Some(body) = &mut trace.body {
        body.events.retain(keep);
        body.phis.retain(|it| terms[it.phi.index()].needed);
    }
    if phantom { Err(GiveUp::Phantom) } else { Ok(()) }
}

/// Whether an opaque term is needed that nothing gives.
fn phantoms(trace: &Trace, marks: &mut [Marks]) -> bool {
    for t in &trace.inputs {
        marks[t.index()].given = true;
    }
    let body = trace.body.iter();
    for phi in body.clone().flat_map(|it| &it.phis) {
        marks[phi.phi.index()].given = true;
    }
    let sides = trace.leaves.iter().flat_map(|it| &it.before);
    let events = trace.head.iter().chain(body.flat_map(|it| &it.events)).map(|it| &it.kind);
    for kind in events.chain(sides) {
        results(kind).for_each(|t| marks[t.index()].given = true);
    }
    let mut missing = (0..).zip(marks).filter(|it| it.1.needed && !it.1.given);
    missing.any(|(row, _)| trace.terms.get(T(row)).prim == Prim::Opaque)
}

/// The terms that an event gives.
pub(crate) fn results(kind: &EventKind) -> impl Iterator<Item = T> {
    let (some, many): ([T; 3], &[T]) = match kind {
        EventKind::Load { result, .. }
        | EventKind::Alloc { result, .. }
        | EventKind::Call { result, .. } => ([*result, T::NONE, T::NONE], &[]),
        EventKind::Invoke { result, raised, exception, .. } => {
            ([*result, *raised, *exception], &[])
        }
        EventKind::Whole { outputs, .. } => ([T::NONE; 3], outputs),
        EventKind::Return { slots, .. } => ([T::NONE; 3], slots),
        EventKind::CallFrame { result, slots, .. } => ([*result, T::NONE, T::NONE], slots),
        _ => ([T::NONE; 3], &[]),
    };
    some.into_iter().filter(|t| t.is_some()).chain(many.iter().copied())
}

fn is_kept(sem: &Semantics, marks: &[Marks], event: &Event) -> bool {
    let needed = |t: &T| marks[t.index()].needed;
    match &event.kind {
        EventKind::Load { result, .. } | EventKind::Alloc { result, .. } => needed(result),
        EventKind::Init { object, .. } | EventKind::Store { object, .. } => {
            !marks[object.index()].made || needed(object)
        }
        EventKind::Call { result, helper, .. } => {
            let info = sem.helper(*helper);
            let effect = info.errors || info.escapes || !info.writes.is_empty();
            effect || !result.is_some() || needed(result)
        }
        _ => true,
    }
}

impl Live<'_> {
    /// Finds the objects that the trace makes; whether there are any.
    fn find_made(&mut self) -> bool {
        let mut makes = false;
        let body = self.trace.body.iter().flat_map(|it| &it.events);
        for event in self.trace.head.iter().chain(body) {
            if let EventKind::Alloc { result, .. } = event.kind {
                self.terms[result.index()].made = true;
                makes = true;
            }
        }
        makes
    }

    /// Looks at all that may need something, the last first.
    fn visit(&mut self) {
        let trace = self.trace;
        match &trace.end {
            Ending::Leave(row) => self.leave(*row),
            Ending::Header(given) => self.need_all(given.iter().map(|it| it.1)),
            Ending::Loop => {}
        }
        if let Some(body) = &trace.body {
            loop {
                let before = std::mem::replace(&mut self.changed, false);
                self.events(&body.events);
                for phi in &body.phis {
                    if self.terms[phi.phi.index()].needed {
                        self.need(phi.entry);
                        self.need(phi.back);
                    }
                }
                if !std::mem::replace(&mut self.changed, before) {
                    break;
                }
                self.changed = true;
            }
        }
        self.events(&trace.head);
    }

    fn events(&mut self, events: &[Event]) {
        for event in events.iter().rev() {
            if is_kept(self.sem, &self.terms, event) {
                self.event(&event.kind);
                if let Some(row) = event.leave {
                    self.leave(row);
                }
            }
        }
    }

    fn event(&mut self, kind: &EventKind) {
        match kind {
            EventKind::Exit { cond, .. } | EventKind::Branch { cond, .. } => self.need(*cond),
            EventKind::Load { object, index, .. } => self.need_all([*object, *index]),
            EventKind::Store { object, index, value, .. }
            | EventKind::Init { object, index, value, .. } => {
                self.need_all([*object, *index, *value]);
            }
            EventKind::Call { args, .. }
            | EventKind::Invoke { args, .. }
            | EventKind::CallFrame { args, .. } => self.need_all(args.iter().copied()),
            EventKind::Frame { values, .. } => self.need_all(values.iter().copied()),
            EventKind::Whole { inputs, .. } => self.need_all(inputs.iter().copied()),
            EventKind::Return { kept, .. } => self.need_all(kept.iter().copied()),
            EventKind::Alloc { .. } | EventKind::Safepoint | EventKind::Validity => {}
        }
    }

    fn need_all(&mut self, terms: impl IntoIterator<Item = T>) {
        terms.into_iter().for_each(|t| self.need(t));
    }

    fn need(&mut self, t: T) {
        if !t.is_some() || std::mem::replace(&mut self.terms[t.index()].needed, true) {
            return;
        }
        self.changed = true;
        let args = self.trace.terms.get(t).args;
        self.need_all(args);
    }

    fn leave(&mut self, row: u32) {
        if std::mem::replace(&mut self.leaves[row as usize], true) {
            return;
        }
        self.changed = true;
        let trace = self.trace;
        let leave = &trace.leaves[row as usize];
        for id in trace.snapshots.inwards(leave.frame) {
            for t in trace.snapshots.terms(id) {
                self.capture(row, leave, t);
            }
        }
        for object in leave.objects.iter() {
            for (_, index, value) in &object.fields {
                self.capture(row, leave, *index);
                self.capture(row, leave, *value);
            }
        }
        for kind in &leave.before {
            match kind {
                EventKind::Load { object, index, .. } => {
                    self.capture(row, leave, *object);
                    self.capture(row, leave, *index);
                }
                EventKind::Store { object, index, value, .. } if !leave.makes(*object) => {
                    self.capture(row, leave, *object);
                    self.capture(row, leave, *index);
                    self.capture(row, leave, *value);
                }
                _ => {}
            }
        }
    }

    /// A leave computes a term: what it is computed from must be there.
    fn capture(&mut self, row: u32, leave: &Leave, t: T) {
        if !t.is_some() || self.terms[t.index()].captured {
            return;
        }
        if leave.objects.is_empty() && leave.before.is_empty() {
            self.terms[t.index()].captured = true;
        } else if std::mem::replace(&mut self.terms[t.index()].seen, row + 1) == row + 1
            || leave.gives(t)
        {
            return;
        }
        let term = self.trace.terms.get(t);
        match term.prim {
            Prim::Opaque => self.need(t),
            Prim::Const(_) => {}
            _ => term.args.into_iter().for_each(|arg| self.capture(row, leave, arg)),
        }
    }
}

impl Leave {
    /// Whether a term is an object of snapshots.
    pub(crate) fn makes(&self, t: T) -> bool {
        self.objects.iter().any(|it| it.object == t)
    }

    /// Whether leaving makes a term itself: an object of snapshots, or what is done before going on.
    pub(crate) fn gives(&self, t: T) -> bool {
        self.makes(t) || self.before.iter().any(|it| results(it).any(|result| result == t))
    }
}
