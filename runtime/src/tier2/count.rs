//! Counts runs of back-edges: decides what is recorded, and enters traces.

use super::enter::{After, enter, has_room};
use super::{Heat, of, record};
use crate::machine::{Fp, Handler, Next, Pc, Sp, Vm, raise};
use crate::run;
use trefoil_compiler::metadata::INSTS;
use trefoil_objects::vm::OPCODES;
use trefoil_primitives::metadata::Effects;

/// The dispatch table of a machine that looks for hot loops.
pub fn handlers() -> [Handler; OPCODES] {
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

#[inline(never)]
fn is_hot(vm: &Vm, pc: Pc) -> bool {
    let Some(tier2) = of(vm) else { return false };
    let mut heat = tier2.heat.borrow_mut();
    match heat.entry(pc.0 as usize).or_insert(Heat::Runs(0)) {
        Heat::Runs(runs) => {
            *runs += 1;
            *runs > vm.settings.tier2_threshold
        }
        Heat::Trace(_) => true,
        Heat::Cold => false,
    }
}

crate::handler! {
    /// Starts a recording, or enters the trace of the loop.
    fn hot(pc: Pc, sp: Sp, fp: Fp, vm: &Vm) -> Next {
        // SAFETY: the state is that of the running frame at its instruction; after it, what is in `vm.saved`.
        unsafe {
            let after = act(pc, sp, fp, vm);
            let (pc, sp, fp) = vm.saved.get();
            if after == After::Raise {
                return raise(pc, sp, fp, vm);
            }
            // The instruction at which a trace leaves runs in tier 1, also if it is a back-edge.
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
    let heat = tier2.heat.borrow().get(&(pc.0 as usize)).cloned();
    match heat {
        Some(Heat::Trace(compiled)) if has_room(vm, &compiled, fp) => {
            // SAFETY: contract, and there is room.
            unsafe { enter(vm, &compiled, pc, sp, fp) }
        }
        Some(Heat::Runs(_)) if tier2.recorder.borrow().is_none() => {
            // SAFETY: contract.
            unsafe { record::start(vm, pc, fp) };
            After::Run
        }
        _ => After::Run,
    }
}
