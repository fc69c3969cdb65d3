//! What happens at a safepoint when the VM asks for something: a collection, an interrupt, a memory error.

use super::{Fp, Next, Pc, Sp, Vm, dispatch};
use crate::machine::unwind::raise;

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
