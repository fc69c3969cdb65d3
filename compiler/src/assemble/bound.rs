//! Which locals may be unbound where they are loaded.
//!
//! A forward data-flow analysis over sets of slots that may be unbound; sets only grow. It is for the first slots, so that it
//! takes linear time; loads of others are checked unless the block that they are in has bound them. A `LOAD_FAST`
//! of such a slot becomes `LOAD_FAST_CHECK`. Slots of inlined comprehensions are cleared at the start of the
//! comprehension only if some load of them is checked.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::cfg::{BlockId, Graph, Inst};
use crate::code::{LocalInfo, LocalKind};
use crate::codegen::instr::pseudo;
use crate::opcode as op;

/// Slots that are followed through the graph; of others only what happens in one block is known.
const FOLLOWED: u32 = 256;

const WORDS: usize = (FOLLOWED / 64) as usize;

/// A set of followed slots.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Slots([u64; WORDS]);

impl Slots {
    fn contains(&self, slot: u32) -> bool {
        self.0.get(slot as usize / 64).is_some_and(|word| word >> (slot % 64) & 1 != 0)
    }

    fn insert(&mut self, slot: u32) {
        if let Some(word) = self.0.get_mut(slot as usize / 64) {
            *word |= 1 << (slot % 64);
        }
    }

    fn remove(&mut self, slot: u32) {
        if let Some(word) = self.0.get_mut(slot as usize / 64) {
            *word &= !(1 << (slot % 64));
        }
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
    let mut entry = Slots::default();
    for (slot, local) in (0..FOLLOWED).zip(locals) {
        if matches!(local.kind, LocalKind::Local | LocalKind::Hidden) {
            entry.insert(slot);
        }
    }
    let states = fixpoint(graph, entry);
    let mut checked = BTreeSet::new();
    for (block, state) in graph.blocks.iter_mut().zip(states) {
        let Some(mut state) = state else { continue };
        // Slots that are not followed and bound here.
        let mut bound = FxHashSet::default();
        for inst in &mut block.insts {
            let is_followed = inst.arg < FOLLOWED;
            let may_be_unbound = |inst: &Inst| match is_followed {
                true => state.contains(inst.arg),
                false => !bound.contains(&inst.arg),
            };
            if inst.op == op::LOAD_FAST && may_be_unbound(inst) {
                inst.op = op::LOAD_FAST_CHECK;
                checked.insert(inst.arg);
            }
            if is_followed {
                step(&mut state, inst);
            } else if shows_bound(inst) {
                bound.insert(inst.arg);
            } else if unbinds(inst) {
                bound.remove(&inst.arg);
            }
        }
    }
    expand_clears(graph, &checked);
}

fn fixpoint(graph: &Graph, entry: Slots) -> Vec<Option<Slots>> {
    let mut states: Vec<Option<Slots>> = vec![None; graph.blocks.len()];
    let mut pending: Vec<BlockId> = vec![0];
    states[0] = Some(entry);
    while let Some(index) = pending.pop() {
        let Some(mut state) = states[index] else { continue };
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
            *empty = Some(*state);
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

/// A checked load either raises or shows that the local is bound.
fn shows_bound(inst: &Inst) -> bool {
    binds(inst) || matches!(inst.op, op::LOAD_FAST | op::LOAD_FAST_CHECK)
}

/// Whatever changes a local in another way may unbind it.
fn unbinds(inst: &Inst) -> bool {
    inst.op == pseudo::CLEAR_SLOT || op::writes_local(inst.op) && !binds(inst)
}

fn step(state: &mut Slots, inst: &Inst) {
    if shows_bound(inst) {
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
