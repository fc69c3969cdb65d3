//! Counts runs of back-edges: decides what is recorded, and enters traces.

use super::{Heat, Tier2, enter, of, record};
use crate::machine::{Fp, Handler, Next, Pc, Sp, Vm};
use crate::run;
use std::rc::Rc;
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

/// What to do at a back-edge.
enum Decision {
    Run,
    Record,
    Enter(Rc<super::Compiled>),
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

fn decide(tier2: &Tier2, pc: Pc) -> Decision {
    match tier2.heat.borrow().get(&(pc.0 as usize)) {
        Some(Heat::Trace(compiled)) => Decision::Enter(Rc::clone(compiled)),
        Some(Heat::Runs(_)) if tier2.recorder.borrow().is_none() => Decision::Record,
        _ => Decision::Run,
    }
}

crate::handler! {
    /// Starts a recording, or enters the trace of the loop.
    fn hot(pc: Pc, sp: Sp, fp: Fp, vm: &Vm) -> Next {
        // SAFETY: the state is that of the running frame at its instruction.
        unsafe {
            let decision = match of(vm) {
                Some(tier2) => decide(tier2, pc),
                None => Decision::Run,
            };
            match decision {
                Decision::Run => {}
                Decision::Record => record::start(vm, pc, fp),
                Decision::Enter(compiled) => return enter::enter(vm, &compiled, pc, sp, fp),
            }
            crate::interpreter::HANDLERS[usize::from(pc.opcode())](pc, sp, fp, vm)
        }
    }
}
