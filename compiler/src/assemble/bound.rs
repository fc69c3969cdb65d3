//! Which locals may be unbound where they are loaded.
//!
//! A forward data-flow analysis over sets of slots that may be unbound; sets only grow. A `LOAD_FAST`
//! of such a slot becomes `LOAD_FAST_CHECK`. Slots of inlined comprehensions are cleared at the start of the
//! comprehension only if some load of them is checked.

use std::collections::BTreeSet;

use super::cfg::{BlockId, Graph, Inst};
use crate::code::{LocalInfo, LocalKind};
use crate::codegen::instr::pseudo;
use crate::opcode as op;

/// A set of slots.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Slots(Vec<u64>);

impl Slots {
    fn new(count: usize) -> Slots {
        Slots(vec![0; count.div_ceil(64)])
    }

    fn contains(&self, slot: u32) -> bool {
        self.0[slot as usize / 64] >> (slot % 64) & 1 != 0
    }

    fn insert(&mut self, slot: u32) {
        self.0[slot as usize / 64] |= 1 << (slot % 64);
    }

    fn remove(&mut self, slot: u32) {
        self.0[slot as usize / 64] &= !(1 << (slot % 64));
    }

    /// Adds all of `other`; says whether that changed anything.
    fn join(&mut self, other: &Slots) -> bool {
        let mut changed = false;
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            changed |= *other & !*word != 0;
            *word |= other;
        }
        changed
    }
}

/// Rewrites loads of locals that may be unbound.
pub(super) fn mark_unbound_loads(graph: &mut Graph, locals: &[LocalInfo]) {
    let mut entry = Slots::new(locals.len());
    for (slot, local) in (0..).zip(locals) {
        if matches!(local.kind, LocalKind::Local | LocalKind::Hidden) {
            entry.insert(slot);
        }
    }
    let states = fixpoint(graph, entry);
    let mut checked = BTreeSet::new();
    for (block, state) in graph.blocks.iter_mut().zip(states) {
        let Some(mut state) = state else { continue };
        for inst in &mut block.insts {
            if inst.op == op::LOAD_FAST && state.contains(inst.arg) {
                inst.op = op::LOAD_FAST_CHECK;
                checked.insert(inst.arg);
            }
            step(&mut state, inst);
        }
    }
    expand_clears(graph, &checked);
}

fn fixpoint(graph: &Graph, entry: Slots) -> Vec<Option<Slots>> {
    let mut states: Vec<Option<Slots>> = vec![None; graph.blocks.len()];
    let mut pending: Vec<BlockId> = vec![0];
    states[0] = Some(entry);
    while let Some(index) = pending.pop() {
        let Some(mut state) = states[index].clone() else { continue };
        let block = &graph.blocks[index];
        let mut is_new = true;
        let mut handler = None;
        for inst in &block.insts {
            if let Some(current) = inst.handler
                && (is_new || handler != Some(current.block))
            {
                flow_to(current.block, &state, &mut states, &mut pending);
            }
            handler = inst.handler.map(|handler| handler.block);
            is_new = unbinds(inst);
            step(&mut state, inst);
            if let Some(target) = inst.target {
                flow_to(target, &state, &mut states, &mut pending);
            }
        }
        if let Some(next) = block.next {
            flow_to(next, &state, &mut states, &mut pending);
        }
    }
    states
}

fn flow_to(
    target: BlockId,
    state: &Slots,
    states: &mut [Option<Slots>],
    pending: &mut Vec<BlockId>,
) {
    let changed = match &mut states[target] {
        Some(known) => known.join(state),
        empty => {
            *empty = Some(state.clone());
            true
        }
    };
    if changed {
        pending.push(target);
    }
}

fn binds(inst: &Inst) -> bool {
    matches!(inst.op, op::STORE_FAST | op::MAKE_CELL)
}

/// Whatever changes a local in another way may unbind it.
fn unbinds(inst: &Inst) -> bool {
    inst.op == pseudo::CLEAR_SLOT || op::writes_local(inst.op) && !binds(inst)
}

fn step(state: &mut Slots, inst: &Inst) {
    // A checked load either raises or shows that the local is bound.
    if binds(inst) || matches!(inst.op, op::LOAD_FAST | op::LOAD_FAST_CHECK) {
        state.remove(inst.arg);
    } else if unbinds(inst) {
        state.insert(inst.arg);
    }
}

fn expand_clears(graph: &mut Graph, checked: &BTreeSet<u32>) {
    for block in &mut graph.blocks {
        if !block.insts.iter().any(|inst| inst.op == pseudo::CLEAR_SLOT) {
            continue;
        }
        let mut insts = Vec::with_capacity(block.insts.len() + 1);
        for inst in block.insts.drain(..) {
            if inst.op != pseudo::CLEAR_SLOT {
                insts.push(inst);
            } else if checked.contains(&inst.arg) {
                insts.push(Inst { op: op::LOAD_FAST_AND_CLEAR, ..inst });
                insts.push(Inst { op: op::POP_TOP, arg: 0, ..inst });
            }
        }
        block.insts = insts;
    }
}
