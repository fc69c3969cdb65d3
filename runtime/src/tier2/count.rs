//! Counts runs of back-edges: decides what is recorded, and enters traces.

use super::enter::{After, enter, has_room};
use super::{of, record};
use crate::machine::{Fp, Handler, Next, Pc, Sp, Vm, raise};
use crate::{run, stats};
use trefoil_compiler::metadata::INSTS;
use trefoil_objects::vm::OPCODES;
use trefoil_primitives::metadata::Effects;

/// The dispatch table of a machine that looks for hot loops.
pub fn handlers(vm: &Vm) -> [Handler; OPCODES] {
    if vm.settings.stats {
        return [stats::count; OPCODES];
    }
    let mut table = run::handlers();
    for (opcode, inst) in INSTS.iter().enumerate() {
        if inst.effects.contains(Effects::SAFEPOINT) {
            table[opcode] = back_edge;
        }
    }
    table
}

crate::handler! {
    /// Stands for instructions with a back-edge.
    pub fn back_edge(pc: Pc, sp: Sp, fp: Fp, vm: &Vm) -> Next {
        // SAFETY: `pc` is at an instruction; the handler gets the state as it was.
        unsafe {
            if !is_hot(vm, pc) {
                return crate::interpreter::HANDLERS[usize::from(pc.opcode())](pc, sp, fp, vm);
            }
            hot(pc, sp, fp, vm)
        }
    }
}

/// Whether an instruction has a back-edge to something hot, which is to be counted.
#[inline(never)]
pub fn is_hot(vm: &Vm, pc: Pc) -> bool {
    let Some(tier2) = of(vm) else { return false };
    // SAFETY: `pc` is at an instruction with a back-edge.
    let target = unsafe { record::target_of(pc) };
    let mut starts = tier2.starts.borrow_mut();
    let start = starts.entry(target).or_default();
    if start.root.is_some() {
        return true;
    }
    start.runs = start.runs.saturating_add(1);
    start.runs > start.wanted.max(vm.settings.tier2_threshold)
}

crate::handler! {
    /// Starts a recording, or enters the trace of the loop.
    pub fn hot(pc: Pc, sp: Sp, fp: Fp, vm: &Vm) -> Next {
        // SAFETY: the state is that of the running frame at its instruction; after it, what is in `vm.saved`.
        unsafe {
            let after = act(pc, sp, fp, vm);
            let (pc, sp, fp) = vm.saved.get();
            if after == After::Raise {
                return raise(pc, sp, fp, vm);
            }
            if of(vm).is_some_and(|tier2| tier2.recorder.borrow().is_some()) {
                return record::step(pc, sp, fp, vm);
            }
            // The instruction at which a trace leaves runs in tier 1, also if it is a back-edge.
            if vm.settings.stats {
                stats::note(vm, usize::from(pc.opcode()));
            }
            crate::interpreter::HANDLERS[usize::from(pc.opcode())](pc, sp, fp, vm)
        }
    }
}

/// What happens at a hot back-edge. The state to go on with is in `vm.saved`.
///
/// # Safety
/// The state is that of the running frame at its instruction.
#[inline(never)]
unsafe fn act(pc: Pc, sp: Sp, fp: Fp, vm: &Vm) -> After {
    vm.save(pc, sp, fp);
    let Some(tier2) = of(vm) else { return After::Run };
    // SAFETY: contract: the instruction has a back-edge.
    let target = unsafe { record::target_of(pc) };
    match tier2.root_at(target) {
        Some(root) if has_room(vm, &root, fp) => {
            // SAFETY: contract, and there is room.
            unsafe { enter(vm, &root, target, pc, sp, fp) }
        }
        None if tier2.recorder.borrow().is_none() => {
            // SAFETY: contract.
            unsafe { record::start_loop(vm, pc, fp) };
            After::Run
        }
        _ => After::Run,
    }
}
