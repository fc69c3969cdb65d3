//! What becomes of places that are hot: decides what is recorded, and enters traces.
//!
//! Tier 1 counts by itself: a back-edge in its inline cache, a function in its code object. Both count *down*, and at zero they come
//! here with each arrival until the counter is set anew. So a place with a trace stays at zero, and one of which nothing
//! comes gets a large number. All counters start with [`patience`]; without tier 2 that is [`NEVER`].

use super::enter::{After, enter, has_room};
use super::{of, record};
use crate::machine::{Fp, Pc, Sp, Vm};
use trefoil_compiler::metadata::INSTS;

/// The counter of a place that is not to get hot.
pub const NEVER: u32 = u32::MAX;

/// How control has come to a hot place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Arrival {
    /// By the back-edge of this instruction.
    BackEdge(Pc),
    /// By a call: the place is the first instruction of a function, whose frame has just been pushed.
    Entry,
}

/// What counters start with.
pub fn patience(vm: &Vm) -> u32 {
    if vm.settings.tier2 { vm.settings.tier2_threshold } else { NEVER }
}

/// Sets the counter of the instruction at `pc`, if it has one: after so many runs it is hot. At 0 it is hot each time.
///
/// # Safety
/// `pc` is at an instruction.
pub unsafe fn set_heat(pc: Pc, runs: u32) {
    // SAFETY: contract; the unit is that of the metadata.
    unsafe {
        if let Some(unit) = INSTS[usize::from(pc.opcode())].heat {
            pc.set_cache_u32(usize::from(unit), runs);
        }
    }
}

impl Arrival {
    /// Sets the counter of who arrives in this way.
    ///
    /// # Safety
    /// Control has come in this way to the frame at `fp`.
    unsafe fn set_heat(self, fp: Fp, runs: u32) {
        // SAFETY: contract.
        unsafe {
            match self {
                Arrival::BackEdge(edge) => set_heat(edge, runs),
                Arrival::Entry => fp.function().code.get().heat.set(runs),
            }
        }
    }
}

/// What happens at a hot place: starts a recording, or enters the trace that starts there. The state to go on with is in `vm.saved`.
///
/// # Safety
/// The state is that with which the instruction at `pc` starts, and control has come there in the way that `arrival` says.
#[inline(never)]
pub unsafe fn act(vm: &Vm, pc: Pc, sp: Sp, fp: Fp, arrival: Arrival) -> After {
    vm.save(pc, sp, fp);
    // SAFETY: contract.
    unsafe {
        let Some(tier2) = of(vm) else {
            arrival.set_heat(fp, NEVER);
            return After::Run;
        };
        // While a recording is made, it runs in tier 1.
        if tier2.recorder.borrow().is_some() {
            return After::Run;
        }
        let place = pc.0 as usize;
        if let Some(root) = tier2.valid_root_at(place, vm.settings.tier2_threshold) {
            if !has_room(vm, &root, fp) {
                return After::Run;
            }
            return enter(vm, &root, place, pc, sp, fp);
        }
        // No recording starts with a call.
        match (tier2.patience_at(place), arrival) {
            (0, Arrival::BackEdge(_)) => record::start_loop(vm, pc, fp),
            (0, Arrival::Entry) => arrival.set_heat(fp, NEVER),
            (wait, _) => arrival.set_heat(fp, wait),
        }
        After::Run
    }
}
