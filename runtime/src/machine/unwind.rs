//! Raising: finds the handler of an exception, frame by frame.
//!
//! The exception is in `vm.raised`. Each frame that it passes adds an entry to its traceback. Exception tables cost nothing
//! until an exception is raised.

use super::frames::{action, caller_position, finish};
use super::{Fp, Next, Pc, Sp, Value, Vm, dispatch};
use crate::run::LEAVE_RAISED;
use crate::tier2::record;
use trefoil_objects::code::Code;
use trefoil_objects::frame::HEADER;
use trefoil_optimizer::trace::recording::{Caught, Place};

/// Where to go on.
enum Landing {
    /// At a handler.
    Handler(Pc, Sp, Fp),
    /// In the native code that entered the interpreter.
    Native,
}

crate::handler! {
    /// Goes on at the handler of the exception in `vm.raised`, raised by the instruction at `pc`.
    #[inline(never)]
    pub fn raise(pc: Pc, sp: Sp, fp: Fp, vm: &Vm) -> Next {
        // SAFETY: called at the end of a handler, in the frame at `fp`.
        unsafe {
            match find_landing(pc, sp, fp, vm) {
                Landing::Handler(pc, sp, fp) => dispatch!(pc, sp, fp, vm),
                Landing::Native => LEAVE_RAISED,
            }
        }
    }
}

/// Unwinds to the innermost handler of the exception in `vm.raised` and gives the exception.
///
/// # Panics
/// If native code comes before it.
///
/// # Safety
/// `fp` is the running frame and `pc` is in its code.
pub unsafe fn catch(pc: Pc, sp: Sp, fp: Fp, vm: &Vm) -> Value {
    // SAFETY: contract; the exception is on top of the handler's operands.
    unsafe {
        match find_landing(pc, sp, fp, vm) {
            Landing::Handler(_, sp, _) => sp.peek(1),
            Landing::Native => unreachable!("a recorded handler is not there"),
        }
    }
}

/// Unwinds to the innermost handler.
///
/// # Safety
/// `fp` is the running frame and `pc` is in its code.
#[inline(never)]
unsafe fn find_landing(mut pc: Pc, sp: Sp, mut fp: Fp, vm: &Vm) -> Landing {
    vm.save(pc, sp, fp);
    let raised_in = fp;
    // SAFETY: by the contract each `fp` is a frame with its header; the entry frame ends the walk.
    unsafe {
        loop {
            let code = fp.function().code.get();
            let offset = pc.0.offset_from(code.units.as_ptr() as *mut u32) as u32;
            if !vm.reraised.replace(false) {
                crate::traceback::add_entry(vm, fp.function(), offset);
            }
            if let Some((target, depth, push_lasti)) = handler_at(code, offset) {
                let mut sp = Sp(fp.0.add((code.local_count + depth) as usize));
                if push_lasti {
                    sp.set(0, Value::small(i64::from(offset)));
                    sp = sp.grow(1);
                }
                sp.set(0, vm.take_raised());
                let start = Pc(code.units.as_ptr() as *mut u32);
                let caught = Caught {
                    frames: 0,
                    place: Place { code: code.value().bits(), at: target },
                    depth,
                    raised_at: push_lasti.then_some(offset),
                };
                record::landed(vm, raised_in, fp, caught);
                return Landing::Handler(start.advance(target as usize), sp.grow(1), fp);
            }
            let link = fp.link();
            vm.depth.set(vm.depth.get() - 1);
            if crate::machine::frames::is_generator_frame(fp) {
                finish(fp, vm);
            }
            if link.action() == action::ENTRY {
                return Landing::Native;
            }
            pc = caller_position(fp);
            let below = Sp(fp.0.sub(HEADER));
            fp = link.caller();
            vm.save(pc, below, fp);
        }
    }
}

/// The innermost handler that covers a unit: target, depth, whether to push the offset.
fn handler_at(code: Code, offset: u32) -> Option<(u32, u32, bool)> {
    let after = code.handlers.partition_point(|row| row.start <= offset);
    let row = &code.handlers[after.checked_sub(1)?];
    (offset < row.end).then_some((row.target, row.depth, row.push_lasti))
}
