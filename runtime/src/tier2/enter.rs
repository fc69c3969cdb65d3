//! From a frame of tier 1 into a trace and back.

use super::world::TraceWorld;
use super::{Compiled, DEFINITION, bridge, of};
use crate::machine::frames::after;
use crate::machine::unwind::raise;
use crate::machine::{Fp, Next, Pc, Sp, Value, Vm};
use std::rc::Rc;
use trefoil_objects::code::Code;
use trefoil_objects::frame::{HEADER, Link};
use trefoil_objects::function::Function;
use trefoil_optimizer::exec::{Left, run};
use trefoil_optimizer::semantics::Datum;

/// The code object that a place is in.
pub fn code_of(place: u64) -> Code {
    Code::from_value(Value::from_bits(place))
}

/// Runs the trace of a loop whose back-edge is at `pc`, and goes on in tier 1 where it leaves.
///
/// # Safety
/// The state is that of the running frame at that instruction.
pub unsafe fn enter(vm: &Vm, compiled: &Rc<Compiled>, pc: Pc, sp: Sp, fp: Fp) -> Next {
    // SAFETY: contract; what `leave` gives is the state of a frame that it has built.
    unsafe {
        vm.save(pc, sp, fp);
        let left = execute(vm, compiled, sp, fp);
        compiled.entered.set(compiled.entered.get() + 1);
        compiled.iterations.set(compiled.iterations.get() + left.iterations);
        compiled.guards.set(compiled.guards.get() + left.guards);
        let (pc, sp, fp) = leave(vm, &left, fp);
        if left.raised {
            vm.save(pc, sp, fp);
            return raise(pc, sp, fp, vm);
        }
        // The instruction at which a trace leaves runs in tier 1, also if it is a back-edge.
        crate::interpreter::HANDLERS[usize::from(pc.opcode())](pc, sp, fp, vm)
    }
}

unsafe fn execute(vm: &Vm, compiled: &Compiled, sp: Sp, fp: Fp) -> Left {
    // SAFETY: contract of `enter`: locals and operands lie from `fp` to `sp`.
    let slots = unsafe { std::slice::from_raw_parts(fp.0, sp.0.offset_from(fp.0) as usize) };
    let inputs: Vec<Datum> = slots.iter().map(|value| bridge::datum_of(*value)).collect();
    let Some(tier2) = of(vm) else { unreachable!("a trace without tier 2") };
    let mut world = TraceWorld { vm, tier2 };
    run(DEFINITION.sem, &compiled.trace, &compiled.schedule, &inputs, &mut world)
}

/// Rebuilds the frames.
unsafe fn leave(vm: &Vm, left: &Left, fp: Fp) -> (Pc, Sp, Fp) {
    let mut fp = fp;
    let mut sp = Sp(fp.0);
    let mut pc = Pc(std::ptr::null_mut());
    for (depth, frame) in left.frames.iter().enumerate() {
        // SAFETY: the trace was entered at `fp`, whose frame has these locals; further frames go above its operands, as calls put them.
        unsafe {
            if depth > 0 {
                let base = sp.0.add(HEADER);
                let function: Function = value(vm, frame.function).as_unchecked();
                *base.sub(3) = function.value();
                let ret = if frame.action.is_some() { pc } else { after(pc) };
                Fp(base).set_header(Link::new(fp, frame.action.unwrap_or(0)), ret);
                vm.depth.set(vm.depth.get() + 1);
                fp = Fp(base);
            }
            for (index, datum) in frame.locals.iter().enumerate() {
                fp.set_local(index as u32, bridge::value_of(vm, *datum));
            }
            sp = Sp(fp.0.add(frame.locals.len()));
            for datum in &frame.stack {
                *sp.0 = bridge::value_of(vm, *datum);
                sp = sp.grow(1);
            }
            let units = code_of(frame.place.code).units.as_ptr() as *mut u32;
            pc = Pc(units.add(frame.place.at as usize));
        }
    }
    (pc, sp, fp)
}

fn value(vm: &Vm, datum: Option<Datum>) -> Value {
    datum.map_or(Value::NULL, |datum| bridge::value_of(vm, datum))
}
