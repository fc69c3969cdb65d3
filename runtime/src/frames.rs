//! What programs see of running frames: `sys._getframe()`.

use crate::hidden::is_hidden;
use crate::machine::frames::caller_position;
use crate::machine::{Fp, Pc, Value, Vm};
use trefoil_objects::class_spec::NativeSpec;
use trefoil_objects::modules::sys;
use trefoil_objects::ops;
use trefoil_objects::vm::Result;

/// What the module adds to `sys`.
const FUNCTIONS: &[NativeSpec] = &[NativeSpec::function(
    "_getframe",
    get_frame,
    0,
    1,
    "Return a frame object from the call stack.",
)
.seeing_locals()];

/// Adds the functions to `sys`.
pub fn install(vm: &Vm) {
    if let Some(sys) = sys::namespace(vm) {
        vm.add_functions(vm.names.sys, sys, FUNCTIONS);
    }
}

/// The innermost frame, if there is one.
fn innermost(vm: &Vm) -> Option<(Pc, Fp)> {
    let (pc, _, fp) = vm.saved.get();
    (fp.0 != vm.stack.get().0).then_some((pc, fp))
}

/// `sys._getframe([depth])`
fn get_frame(vm: &Vm, args: &[Value]) -> Result {
    let depth = match args.first() {
        Some(depth) => ops::to_isize(vm, *depth)?.max(0),
        None => 0,
    };
    let bottom = vm.stack.get().0;
    let Some((mut pc, mut fp)) = innermost(vm) else {
        return Err(vm.value_error("call stack is not deep enough"));
    };
    let mut left = depth;
    // SAFETY: `fp` is a frame with its header; the bottom of the stack, which is none, ends the walk.
    while left > 0 || is_hidden(unsafe { fp.function() }) {
        // SAFETY: as above.
        unsafe {
            left -= isize::from(!is_hidden(fp.function()));
            pc = caller_position(fp);
            fp = fp.link().caller();
        }
        if fp.0 == bottom {
            return Err(vm.value_error("call stack is not deep enough"));
        }
    }
    // SAFETY: as above.
    unsafe { picture(vm, pc, fp) }
}

/// A frame object for the frame at `fp`, which stands at `pc`, with frame objects for its callers.
///
/// # Safety
/// `fp` is a frame with its header and `pc` is in its code.
unsafe fn picture(vm: &Vm, pc: Pc, fp: Fp) -> Result {
    let bottom = vm.stack.get().0;
    let mut frames = vec![(pc, fp)];
    let mut top = (pc, fp);
    // SAFETY: contract; the bottom of the stack, which is no frame, ends the walk.
    unsafe {
        loop {
            let next = (caller_position(top.1), top.1.link().caller());
            if next.1.0 == bottom {
                break;
            }
            frames.push(next);
            top = next;
        }
        let mut caller = Value::NULL;
        for (pc, fp) in frames.into_iter().rev() {
            let function = fp.function();
            if is_hidden(function) {
                continue;
            }
            let start = function.code.get().units.as_ptr() as usize;
            let offset = ((pc.0 as usize).saturating_sub(start) / size_of::<u32>()) as u32;
            let line = crate::traceback::line_at(function.code.get(), offset);
            let locals = crate::traceback::locals_of(vm, fp)?;
            caller = vm.new_running_frame(function, offset, line, caller, locals);
        }
        Ok(caller)
    }
}
