//! Bounds the memory of traces: when they are more than the limit allows, the least useful trees go.
//!
//! A tree is useful as far as its root was entered and went round since the last time; each time that counts half as much as before, so that
//! what was hot once goes too. A trace that runs stays until it is left: whoever runs it holds it.

use super::Tier2;
use crate::machine::Vm;
use std::cell::Cell;
use std::rc::Rc;
use trefoil_optimizer::exec::Code;

/// What is counted of traces.
#[derive(Debug, Default)]
pub struct Sums {
    /// Instructions of tier 1 that they stood for.
    pub instructions: Cell<u64>,
    /// Iterations of loops.
    pub iterations: Cell<u64>,
    /// Guards that would have been tested without optimization.
    pub recorded: Cell<u64>,
    /// Guards that were tested.
    pub guards: Cell<u64>,
    /// Exits that were taken.
    pub taken: Cell<u64>,
    /// Of these, those with a side trace.
    pub sides: Cell<u64>,
}

impl Sums {
    /// Adds what happened in a trace.
    pub fn add(&self, code: &Code) {
        let counts = &code.counts;
        add(&self.instructions, &counts.instructions);
        add(&self.iterations, &counts.iterations);
        add(&self.recorded, &counts.recorded);
        add(&self.guards, &counts.guards);
        for exit in &code.exits {
            add(&self.taken, &exit.taken);
            if exit.side.borrow().is_some() {
                add(&self.sides, &exit.taken);
            }
        }
    }
    /// Adds other sums.
    pub fn add_all(&self, other: &Sums) {
        add(&self.instructions, &other.instructions);
        add(&self.iterations, &other.iterations);
        add(&self.recorded, &other.recorded);
        add(&self.guards, &other.guards);
        add(&self.taken, &other.taken);
        add(&self.sides, &other.sides);
    }
}

fn add(sum: &Cell<u64>, more: &Cell<u64>) {
    sum.set(sum.get() + more.get());
}

/// The size of a trace: its terms, events and leaves.
pub fn size_of(code: &Code) -> usize {
    let trace = &code.trace;
    let body = trace.body.as_ref().map_or(0, |it| it.events.len());
    trace.terms.len() + trace.head.len() + body + trace.leaves.len()
}

/// Drops trees, the least useful first, until traces fit the limit. The root at `keep`, which has just grown, stays.
pub fn trim(vm: &Vm, tier2: &Tier2, keep: &Rc<Code>) {
    if tier2.size.get() <= vm.settings.tier2_size {
        return;
    }
    while tier2.size.get() > vm.settings.tier2_size && drop_least(vm, tier2, keep) {
        free(tier2);
    }
    let starts = tier2.starts.borrow();
    starts.values().filter_map(|it| it.root.as_ref()).for_each(|root| root.age());
}

/// Drops the tree that was the least useful, except the one with a root. Whether there was any.
fn drop_least(vm: &Vm, tier2: &Tier2, keep: &Rc<Code>) -> bool {
    let mut starts = tier2.starts.borrow_mut();
    let others = starts.values_mut().filter_map(|start| {
        let root = start.root.as_ref().filter(|root| !Rc::ptr_eq(&root.code, keep))?;
        Some((root.usefulness(), start))
    });
    let Some((_, start)) = others.min_by_key(|it| it.0) else { return false };
    start.invalid(vm.settings.tier2_threshold);
    *tier2.counts.dropped.borrow_mut().entry("no room").or_insert(0) += 1;
    true
}

/// Frees the traces that nothing can enter any more.
pub fn free(tier2: &Tier2) {
    loop {
        let mut codes = tier2.codes.borrow_mut();
        // A side trace is held by the leave at which it has grown.
        let gone: Vec<_> = codes.extract_if(.., |it| Rc::strong_count(&it.code) == 1).collect();
        drop(codes);
        for it in &gone {
            tier2.counts.gone.add(&it.code);
            tier2.size.set(tier2.size.get() - size_of(&it.code));
        }
        if gone.is_empty() {
            return;
        }
    }
}
