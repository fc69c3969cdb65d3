//! From a frame of tier 1 into a trace and back.

use super::budget::affords;
use super::record::Target;
use super::world::TraceWorld;
use super::{DEFINITION, Root, Tier2, bridge, of, record};
use crate::machine::frames::action::{FOR, SEND};
use crate::machine::frames::{after, generator_of};
use crate::machine::{Fp, Pc, Sp, Value, Vm};
use std::rc::Rc;
use trefoil_objects::code::Code;
use trefoil_objects::frame::{HEADER, Link};
use trefoil_objects::function::Function;
use trefoil_optimizer::exec::{self, ExitState, Rebuilt, Start};
use trefoil_optimizer::semantics::Datum;
use trefoil_optimizer::trace::{Cause, Passes};

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

/// Side traces of one root.
const SIDES: u32 = 100;
/// A leave is hot after this share of the threshold of loops.
const HOTTER: u64 = 4;
/// Times that a trace is entered before it is judged, and the fewest instructions that it must stand for each time.
const TRIAL: u64 = 200;
const WORTH: u64 = 4;

/// Whether the frames that a trace may leave with fit above a frame: they are pushed without further checks.
pub fn has_room(vm: &Vm, root: &Root, fp: Fp) -> bool {
    let (_, limit) = vm.stack.get();
    let deepest = vm.depth.get() + root.frames.get();
    deepest <= vm.recursion_limit.get() && fp.0.wrapping_add(root.words.get()) < limit
}

/// Runs traces from the start of a root, where the frame at `fp` stands, for as long as one follows another; where the last one leaves
/// is the state in `vm.saved`.
///
/// # Safety
/// The state is that of the running frame, which goes on at the place where the root starts, and there is room for the root.
pub unsafe fn enter(vm: &Vm, root: &Rc<Root>, start: usize, pc: Pc, sp: Sp, fp: Fp) -> After {
    let Some(tier2) = of(vm) else { unreachable!("a trace without tier 2") };
    let (mut root, mut start, mut pc, mut sp, mut fp) = (Rc::clone(root), start, pc, sp, fp);
    loop {
        // SAFETY: contract, or what is checked below.
        let (left, depth) = unsafe { run_one(vm, tier2, &root, pc, sp, fp) };
        (pc, sp, fp) = vm.saved.get();
        if left.raised {
            return After::Raise;
        }
        judge(vm, tier2, &root, start);
        // SAFETY: the frames of the leave are in place.
        if unsafe { grows(vm, tier2, &root, &left, pc, fp, depth) } {
            return After::Run;
        }
        let next = tier2.root_at(pc.0 as usize).filter(|next| {
            left.cause == Cause::End && next.code.valid.get() && has_room(vm, next, fp)
        });
        let Some(next) = next else { return After::Run };
        tier2.counts.links.set(tier2.counts.links.get() + 1);
        start = pc.0 as usize;
        root = next;
    }
}

/// Runs a trace until it leaves, and puts the frames in place. Gives how many they are.
///
/// # Safety
/// As for [`enter`].
unsafe fn run_one(
    vm: &Vm,
    tier2: &Tier2,
    root: &Root,
    pc: Pc,
    sp: Sp,
    fp: Fp,
) -> (exec::Left, usize) {
    vm.save(pc, sp, fp);
    // SAFETY: contract: locals and operands lie from `fp` to `sp`.
    let slots = unsafe { std::slice::from_raw_parts(fp.0, sp.0.offset_from(fp.0) as usize) };
    let inputs: Vec<Datum> = slots.iter().map(|value| bridge::datum_of(*value)).collect();
    let mut world = TraceWorld { vm, tier2, fp, depth: vm.depth.get() };
    let left = exec::run(DEFINITION.sem, &root.code, &inputs, &mut world);
    // SAFETY: the frames are those of a leave of the trace that runs in the frame of `world`.
    let (pc, sp, fp) = unsafe { rebuild(vm, &left.frames, world.fp) };
    vm.save(pc, sp, fp);
    let depth = left.frames.len();
    (left, depth)
}

/// Drops a root that does not pay: it is left again and again after a few instructions.
fn judge(vm: &Vm, tier2: &Tier2, root: &Root, start: usize) {
    let counts = &root.code.counts;
    if counts.entered.get() != TRIAL || counts.instructions.get() >= TRIAL * WORTH {
        return;
    }
    if root.sides.get() == 0 {
        tier2.drop_root(start, "does not pay", vm.settings.tier2_threshold);
    }
}

/// Whether a recording of a side trace starts where a trace was left.
///
/// # Safety
/// The state is that of the running frame; `depth` frames are those of the leave.
unsafe fn grows(
    vm: &Vm,
    tier2: &Tier2,
    root: &Rc<Root>,
    left: &exec::Left,
    pc: Pc,
    fp: Fp,
    depth: usize,
) -> bool {
    let Some(exit) = left.code.exits.get(left.leave as usize) else { return false };
    let wanted = matches!(left.cause, Cause::Exit | Cause::Branch | Cause::End);
    // At the end of a trace another one may start.
    let goes_on = left.cause == Cause::End && tier2.root_at(pc.0 as usize).is_some();
    if let Some(start) = exit.start.get()
        && !goes_on
    {
        // SAFETY: contract.
        return unsafe { starts(vm, tier2, exit, start, pc, fp) };
    }
    let threshold = u64::from(vm.settings.tier2_threshold).div_ceil(HOTTER);
    let patience = exit.patience.get().max(threshold);
    let grows = wanted
        && !goes_on
        && exit.taken.get() >= patience
        && exit.side.borrow().as_ref().is_none_or(|side| !side.valid.get())
        && root.sides.get() < SIDES
        && root.code.valid.get()
        && left.code.valid.get()
        && tier2.passes.has(Passes::SIDE_TRACES)
        && tier2.recorder.borrow().is_none();
    if grows && !affords(vm, tier2) {
        exit.patience.set(exit.taken.get() + threshold);
        return false;
    }
    if grows {
        let target = Target::Side {
            parent: Rc::clone(&left.code),
            leave: left.leave,
            root: Rc::clone(root),
            in_body: left.in_body,
        };
        // The next attempt, if nothing comes of this one.
        exit.patience.set(patience.saturating_mul(8));
        // SAFETY: contract.
        unsafe { record::start_side(vm, pc, fp, depth, target) };
    }
    grows
}

/// Whether a recording starts where a trace has ended that left it to another one to go on there.
///
/// # Safety
/// The state is that of the running frame.
unsafe fn starts(vm: &Vm, tier2: &Tier2, exit: &ExitState, start: Start, pc: Pc, fp: Fp) -> bool {
    let threshold = u64::from(vm.settings.tier2_threshold);
    if exit.taken.get() < exit.patience.get().max(threshold) || tier2.recorder.borrow().is_some() {
        return false;
    }
    if !affords(vm, tier2) {
        exit.patience.set(exit.taken.get() + threshold);
        return false;
    }
    match tier2.patience_at(pc.0 as usize) {
        0 => {
            exit.patience.set(exit.taken.get() + threshold);
            // SAFETY: contract.
            unsafe {
                match start {
                    Start::Loop => record::start_loop(vm, pc, fp),
                    Start::Entry => record::start_entry(vm, pc, fp),
                }
            }
            true
        }
        wait => {
            exit.patience.set(exit.taken.get() + u64::from(wait));
            false
        }
    }
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
                let mut function: Function = value(vm, frame.function).as_unchecked();
                let code = code_of(frame.place.code);
                // It has got other code meanwhile.
                if function.code.get() != code {
                    function = vm.twin_of(function, code);
                }
                *base.sub(3) = function.value();
                let ret = if frame.action.is_some() { pc } else { after(pc) };
                Fp(base).set_header(Link::new(fp, frame.action.unwrap_or(0)), ret);
                vm.depth.set(vm.depth.get() + 1);
                if matches!(frame.action, Some(FOR | SEND)) {
                    let generator = generator_of(Fp(base));
                    let around = frame.handled.map(|it| bridge::value_of(vm, it));
                    generator.outer_handled.set(around.unwrap_or(vm.handled.get()));
                    generator.function.set(function);
                }
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
