//! The order in which a trace computes its floating terms: each just before the first event that needs it.
//!
//! Terms that do not change in a loop are computed before it. A partial primitive is never moved before the event that it was
//! created after, as its first use lies behind that.

use super::{Ending, Trace};
use crate::event::{Event, EventKind};
use crate::term::{Prim, T};

/// One thing to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Action {
    /// Compute a term.
    Compute(T),
    /// Run an event of the section, by its row.
    Event(u32),
}

/// A trace in the order in which it runs.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Schedule {
    /// First, once.
    pub head: Vec<Action>,
    /// The loop.
    pub body: Vec<Action>,
}

struct Order<'a> {
    trace: &'a Trace,
    computed: Vec<bool>,
    /// Terms of which it is known whether they are partial, or made of such.
    partial: Vec<Option<bool>>,
    /// Terms of the loop whose operands have been looked at.
    looked: Vec<bool>,
    actions: Vec<Action>,
}

/// Orders a trace.
pub fn schedule(trace: &Trace) -> Schedule {
    let terms = trace.terms.len();
    let in_loop = if trace.body.is_some() { terms } else { 0 };
    let mut order = Order {
        trace,
        computed: vec![false; terms],
        partial: vec![None; in_loop],
        looked: vec![false; in_loop],
        actions: Vec::new(),
    };
    order.section(&trace.head);
    let Some(body) = &trace.body else {
        if let Ending::Header(given) = &trace.end {
            given.iter().for_each(|it| order.operand(it.1));
        }
        return Schedule { head: order.actions, body: Vec::new() };
    };
    for phi in &body.phis {
        order.operand(phi.entry);
    }
    order.invariants(body);
    let head = std::mem::take(&mut order.actions);
    order.section(&body.events);
    for phi in &body.phis {
        order.operand(phi.back);
    }
    Schedule { head, body: order.actions }
}

/// Calls `visit` with the operands of an event.
pub(crate) fn operands(kind: &EventKind, mut visit: impl FnMut(T)) {
    match kind {
        EventKind::Exit { cond, .. } | EventKind::Branch { cond, .. } => visit(*cond),
        EventKind::Load { object, index, .. } => [*object, *index].into_iter().for_each(visit),
        EventKind::Store { object, index, value, .. }
        | EventKind::Init { object, index, value, .. } => {
            [*object, *index, *value].into_iter().for_each(visit);
        }
        EventKind::Call { args, .. }
        | EventKind::Invoke { args, .. }
        | EventKind::CallFrame { args, .. } => args.iter().copied().for_each(visit),
        EventKind::Frame { values, .. } => values.iter().copied().for_each(visit),
        EventKind::Whole { inputs, .. } => inputs.iter().copied().for_each(visit),
        EventKind::Return { kept, .. } => kept.iter().copied().for_each(visit),
        EventKind::Alloc { .. } | EventKind::Safepoint | EventKind::Validity => {}
    }
}

impl Order<'_> {
    fn section(&mut self, events: &[Event]) {
        for (row, event) in events.iter().enumerate() {
            operands(&event.kind, |t| self.operand(t));
            self.actions.push(Action::Event(row as u32));
        }
    }

    /// Computes what the loop uses of terms that do not change in it.
    fn invariants(&mut self, body: &super::Loop) {
        let mut used = Vec::new();
        for event in &body.events {
            operands(&event.kind, |t| used.push(t));
        }
        used.extend(body.phis.iter().map(|it| it.back));
        for t in used {
            self.invariant(t, body.first);
        }
    }

    fn invariant(&mut self, t: T, first: u32) {
        if !t.is_some() || std::mem::replace(&mut self.looked[t.index()], true) {
            return;
        }
        let term = self.trace.terms.get(t);
        if t.index() < first as usize {
            // A partial term is computed where its operands have been checked.
            if !self.is_partial(t) {
                self.operand(t);
            }
        } else if !matches!(term.prim, Prim::Opaque) {
            term.args.into_iter().for_each(|arg| self.invariant(arg, first));
        }
    }

    fn is_partial(&mut self, t: T) -> bool {
        if let Some(known) = self.partial[t.index()] {
            return known;
        }
        let term = self.trace.terms.get(t);
        let partial = term.prim.is_partial()
            || term.args.into_iter().any(|arg| arg.is_some() && self.is_partial(arg));
        self.partial[t.index()] = Some(partial);
        partial
    }

    fn operand(&mut self, t: T) {
        if !t.is_some() || self.computed[t.index()] {
            return;
        }
        let term = self.trace.terms.get(t);
        if matches!(term.prim, Prim::Opaque | Prim::Const(_)) {
            return;
        }
        self.computed[t.index()] = true;
        term.args.into_iter().for_each(|arg| self.operand(arg));
        if term.prim != Prim::Pack {
            self.actions.push(Action::Compute(t));
        }
    }
}
