//! The machine that generated handlers run on: positions, object fields, frames, dispatch, adaptation.
//!
//! Everything that `codegen/LANGUAGE.md` section 4 asks of a VM is in scope here and in the modules below; the generated module
//! starts with `use crate::machine::*`. No instruction is named here: what differs between instructions comes in as arguments, as
//! metadata, or as a return action.

pub mod adapt;
pub mod fields;
pub mod frames;
pub mod safepoints;
pub mod unwind;

pub use crate::helpers;
pub use core::hint::cold_path;
pub use fields::*;
pub(crate) use frames::{pop_frame, push_frame, push_frame_with, resume_frame, yield_frame};
pub use safepoints::{at_hot_edge, at_hot_entry, at_hot_resumption, at_safepoint};
pub use trefoil_objects::frame::{Fp, Next, Pc, Slots, Sp};
pub use trefoil_objects::value::Value;
pub use trefoil_objects::vm::{Handler, Raised, Vm};
pub use trefoil_primitives::Int;
pub use unwind::raise;

/// Runs the instruction at a position: the tail call that ends a handler.
macro_rules! dispatch {
    ($pc:expr, $sp:expr, $fp:expr, $vm:expr) => {{
        let pc: $crate::machine::Pc = $pc;
        // The dispatch table is the first field of the VM.
        let table =
            core::ptr::from_ref::<$crate::machine::Vm>($vm).cast::<$crate::machine::Handler>();
        (*table.add(usize::from(pc.opcode())))(pc, $sp, $fp, $vm)
    }};
}
pub(crate) use dispatch;

/// Does what a safepoint has to do, if anything, and goes on at `taken`.
macro_rules! safepoint {
    ($pc:expr, $sp:expr, $fp:expr, $vm:expr, $taken:expr) => {
        if $vm.poll.load(core::sync::atomic::Ordering::Relaxed) != 0 {
            core::hint::cold_path();
            return $crate::machine::at_safepoint($taken, $sp, $fp, $vm);
        }
    };
    // Also counts in a cache unit, down to zero, where it stays: from then on each time is for tier 2 to decide.
    ($pc:expr, $sp:expr, $fp:expr, $vm:expr, $taken:expr, $heat:expr) => {
        let heat: u32 = $pc.cache_u32($heat);
        if heat == 0 {
            core::hint::cold_path();
            $vm.save($pc, $sp, $fp);
            return $crate::machine::at_hot_edge($taken, $sp, $fp, $vm);
        }
        $pc.set_cache_u32($heat, heat - 1);
        $crate::machine::safepoint!($pc, $sp, $fp, $vm, $taken);
    };
}
pub(crate) use safepoint;
