//! What happens at a safepoint: when the VM asks for something (a collection, an interrupt, a memory error), and when the place is hot.

use super::{Fp, Next, Pc, Sp, Vm, dispatch};
use crate::machine::unwind::raise;
use crate::tier2::count::{self, Arrival};
use crate::tier2::enter::After;
use core::sync::atomic::Ordering;

crate::handler! {
    /// Does what `vm.poll` asks for, then goes on at `pc`.
    #[inline(never)]
    pub fn at_safepoint(pc: Pc, sp: Sp, fp: Fp, vm: &Vm) -> Next {
        // SAFETY: `pc`, `sp`, `fp` are the state with which the next instruction starts, so that every live slot is below `sp`.
        unsafe {
            vm.save(pc, sp, fp);
            match vm.safepoint(sp) {
                Ok(()) => dispatch!(pc, sp, fp, vm),
                Err(_) => raise(pc, sp, fp, vm),
            }
        }
    }
}

crate::handler! {
    /// A back-edge has counted down to zero: the instruction at which `vm.saved` stands leads to `pc`.
    #[inline(never)]
    pub fn at_hot_edge(pc: Pc, sp: Sp, fp: Fp, vm: &Vm) -> Next {
        let (edge, _, _) = vm.saved.get();
        // SAFETY: as for `at_safepoint`; the safepoint has saved its instruction.
        unsafe { at_hot_place(pc, sp, fp, vm, Arrival::BackEdge(edge)) }
    }
}

crate::handler! {
    /// A function has counted its calls down to zero: its frame is in place, `pc` is its first instruction.
    #[inline(never)]
    pub fn at_hot_entry(pc: Pc, sp: Sp, fp: Fp, vm: &Vm) -> Next {
        // SAFETY: as for `at_safepoint`.
        unsafe { at_hot_place(pc, sp, fp, vm, Arrival::Entry) }
    }
}

crate::handler! {
    /// A generator's function has counted down to zero: its frame is in place, `pc` is where it goes on.
    #[inline(never)]
    pub fn at_hot_resumption(pc: Pc, sp: Sp, fp: Fp, vm: &Vm) -> Next {
        // SAFETY: as for `at_safepoint`.
        unsafe { at_hot_place(pc, sp, fp, vm, Arrival::Resume) }
    }
}

/// Does what `vm.poll` asks for, as this is a safepoint all the same, lets tier 2 act, and goes on where that has led.
///
/// # Safety
/// The state is that with which the instruction at `pc` starts, and control has come there in the way that `arrival` says.
#[inline(always)]
unsafe fn at_hot_place(pc: Pc, sp: Sp, fp: Fp, vm: &Vm, arrival: Arrival) -> Next {
    // SAFETY: contract; then the state is what tier 2 has left in `vm.saved`.
    unsafe {
        vm.save(pc, sp, fp);
        if vm.poll.load(Ordering::Relaxed) != 0 && vm.safepoint(sp).is_err() {
            return raise(pc, sp, fp, vm);
        }
        let after = count::act(vm, pc, sp, fp, arrival);
        let (pc, sp, fp) = vm.saved.get();
        match after {
            After::Run => dispatch!(pc, sp, fp, vm),
            After::Raise => raise(pc, sp, fp, vm),
        }
    }
}
