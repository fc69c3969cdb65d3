//! What becomes of places that are hot: decides what is recorded, and enters traces.
//!
//! Tier 1 counts by itself: a back-edge in its inline cache, a function in its code object, where generators that go on count too. All
//! count *down*, and at zero they come here with each arrival until the counter is set anew. So a place with a trace stays at zero, and
//! one of which nothing comes gets a large number. Counters start with [`patience`]; without tier 2 that is [`NEVER`].

use super::budget::affords;
use super::enter::{After, enter, has_room};
use super::{of, record};
use crate::machine::{Fp, Pc, Sp, Vm};
use trefoil_compiler::metadata::INSTS;
use trefoil_objects::code::flag;

/// The counter of a place that is not to get hot.
pub const NEVER: u32 = u32::MAX;
/// Calls of a function weigh less than iterations of a loop by this factor.
const ENTRIES: u32 = 2;
/// All places at which a generator goes on have one counter: it is set to this if there is no hope for the one that came to zero.
const REST: u32 = 10_000;

/// How control has come to a hot place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Arrival {
    /// By the back-edge of this instruction.
    BackEdge(Pc),
    /// By a call: the place is the first instruction of a function, whose frame has just been pushed.
    Entry,
    /// A generator goes on: its frame has just been put in place.
    Resume,
}

/// What counters start with.
pub fn patience(vm: &Vm) -> u32 {
    if vm.settings.tier2 { vm.settings.tier2_threshold } else { NEVER }
}

/// What the counters of functions start with: a loop that calls one gets hot first, and has the call in its trace.
pub fn patience_of_entries(vm: &Vm) -> u32 {
    if vm.settings.tier2 { vm.settings.tier2_threshold.saturating_mul(ENTRIES) } else { NEVER }
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
                Arrival::Entry | Arrival::Resume => fp.function().code.get().heat.set(runs),
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
            if vm.settings.tier2_idle {
                arrival.set_heat(fp, NEVER);
                return After::Run;
            }
            if !has_room(vm, &root, fp) {
                return After::Run;
            }
            return enter(vm, &root, place, pc, sp, fp);
        }
        if !affords(vm, tier2) {
            arrival.set_heat(fp, vm.settings.tier2_threshold.max(1));
            return After::Run;
        }
        match arrival {
            Arrival::BackEdge(_) => match tier2.patience_at(place) {
                0 => record::start_loop(vm, pc, fp),
                wait => arrival.set_heat(fp, wait),
            },
            // A call of a generator function only makes the generator.
            Arrival::Entry if fp.function().code.get().flags & flag::GENERATOR != 0 => {}
            Arrival::Entry => match tier2.patience_at(place) {
                0 => record::start_entry(vm, pc, fp),
                wait => arrival.set_heat(fp, wait),
            },
            Arrival::Resume => match tier2.waits_at(place) {
                0 => record::start_entry(vm, pc, fp),
                NEVER => arrival.set_heat(fp, REST),
                _ => {}
            },
        }
        After::Run
    }
}
