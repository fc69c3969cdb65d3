//! From a frame of tier 1 into a trace and back.

use super::world::TraceWorld;
use super::{Compiled, DEFINITION, bridge, of};
use crate::machine::frames::after;
use crate::machine::{Fp, Pc, Sp, Value, Vm};
use trefoil_objects::code::Code;
use trefoil_objects::frame::{HEADER, Link};
use trefoil_objects::function::Function;
use trefoil_optimizer::exec::{Rebuilt, run};
use trefoil_optimizer::semantics::Datum;

/// The code object that a place is in.
pub fn code_of(place: u64) -> Code {
    Code::from_value(Value::from_bits(place))
}

/// How tier 1 goes on after a trace, from `vm.saved`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum After {
    /// With the instruction there.
    Run,
    /// With the exception that it has raised.
    Raise,
}

/// Whether the frames that a trace may leave with fit above a frame: they are pushed without further checks.
pub fn has_room(vm: &Vm, compiled: &Compiled, fp: Fp) -> bool {
    let (_, limit) = vm.stack.get();
    let deepest = vm.depth.get() + compiled.frames;
    deepest <= vm.recursion_limit.get() && fp.0.wrapping_add(compiled.words) < limit
}

/// Runs the trace of a loop whose back-edge is at `pc`; where it leaves is the state in `vm.saved`.
///
/// # Safety
/// The state is that of the running frame at that instruction, and there is room for the trace.
pub unsafe fn enter(vm: &Vm, compiled: &Compiled, pc: Pc, sp: Sp, fp: Fp) -> After {
    let Some(tier2) = of(vm) else { unreachable!("a trace without tier 2") };
    vm.save(pc, sp, fp);
    // SAFETY: contract: locals and operands lie from `fp` to `sp`.
    let slots = unsafe { std::slice::from_raw_parts(fp.0, sp.0.offset_from(fp.0) as usize) };
    let inputs: Vec<Datum> = slots.iter().map(|value| bridge::datum_of(*value)).collect();
    let mut world = TraceWorld { vm, tier2, fp, depth: vm.depth.get() };
    let left = run(DEFINITION.sem, &compiled.trace, &compiled.schedule, &inputs, &mut world);
    compiled.entered.set(compiled.entered.get() + 1);
    compiled.iterations.set(compiled.iterations.get() + left.iterations);
    compiled.guards.set(compiled.guards.get() + left.guards);
    // SAFETY: the frames are those of a leave of the trace that was entered at `fp`.
    let (pc, sp, fp) = unsafe { rebuild(vm, &left.frames, fp) };
    vm.save(pc, sp, fp);
    if left.raised { After::Raise } else { After::Run }
}

/// Writes frames, the first of them at `fp`, and gives the state of the innermost one.
///
/// # Safety
/// The frames are those of a leave of a trace that was entered at `fp` with room for them.
pub unsafe fn rebuild(vm: &Vm, frames: &[Rebuilt], fp: Fp) -> (Pc, Sp, Fp) {
    let mut fp = fp;
    let mut sp = Sp(fp.0);
    let mut pc = Pc(std::ptr::null_mut());
    for (depth, frame) in frames.iter().enumerate() {
        // SAFETY: contract: the frame at `fp` has these locals; further frames go above its operands, as calls put them.
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
