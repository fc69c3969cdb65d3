//! Pushing, popping, suspending and resuming frames.
//!
//! The layout of a frame is in `trefoil_objects::frame`. A frame that is pushed with a *return action* keeps the position of the
//! calling instruction instead of the one after it; what happens to its result is in [`returned`]. The numbers of the actions are
//! those that `bytecodes.def` passes; here they are a table of behaviours and no instruction is named.

use super::{Fp, Next, Pc, Slots, Sp, Value, Vm, dispatch};
use crate::machine::unwind::raise;
use crate::opcode;
use crate::run::LEAVE_RETURNED;
use crate::run::LEAVE_YIELDED;
use core::hint::cold_path;
use trefoil_objects::frame::{HEADER, Link};
use trefoil_objects::function::Function;
use trefoil_objects::generator::{Generator, ResumeAt, State};

/// What happens to the result of a frame.
pub mod action {
    /// It is pushed, and the caller goes on after its instruction.
    pub const PUSH: u32 = 0;
    /// Native code called: leave the interpreter loop.
    pub const ENTRY: u32 = 1;
    /// It must be None; the instance below the frame is the result.
    pub const INIT: u32 = 2;
    /// NotImplemented makes the instruction go on with its operands, which lie below the frame.
    pub const BINARY: u32 = 3;
    /// It replaces the slot below the frame.
    pub const DROP: u32 = 4;
    /// A generator under `for`.
    pub const FOR: u32 = 5;
    /// A generator under `yield from`.
    pub const SEND: u32 = 6;
    /// It is dropped.
    pub const DISCARD: u32 = 7;
    /// As [`BINARY`], for a comparison.
    pub const COMPARE: u32 = 8;
}

/// Enters `function` with its parameters in place at `arguments`.
///
/// # Safety
/// The parameters of `function` lie at `arguments`, on the VM stack, three words above the caller's operands, and `fp` is the caller's frame.
#[inline(always)]
unsafe fn enter(
    ret: Pc,
    fp: Fp,
    vm: &Vm,
    function: Function,
    base: *mut Value,
    count: usize,
    action: u32,
) -> Next {
    // SAFETY: by this function's contract the header words below `base` are free operands, and the stack has room for the
    // locals and operands of the code, which is checked before anything is written above the arguments.
    unsafe {
        let code = function.code.get();
        let locals = code.local_count as usize;
        let sp = Sp(base.add(locals));
        *base.sub(3) = function.value();
        Fp(base).set_header(Link::new(fp, action), ret);
        let depth = vm.depth.get() + 1;
        vm.depth.set(depth);
        let (_, limit) = vm.stack.get();
        let room = sp.0.add(code.stack_size as usize + HEADER);
        if (depth > vm.recursion_limit.get()) | (room >= limit) {
            cold_path();
            return too_deep(Pc(code.units.as_ptr() as *mut u32), Sp(base), Fp(base), vm);
        }
        // Volatile: mostly a few words, for which vector code would take registers that the handler has to save.
        for local in count..locals {
            base.add(local).write_volatile(Value::NULL);
        }
        let start = Pc(code.units.as_ptr() as *mut u32);
        let heat = code.heat.get();
        if heat == 0 {
            cold_path();
            return super::at_hot_entry(start, sp, Fp(base), vm);
        }
        code.heat.set(heat - 1);
        if vm.poll.load(core::sync::atomic::Ordering::Relaxed) != 0 {
            cold_path();
            return super::at_safepoint(start, sp, Fp(base), vm);
        }
        dispatch!(start, sp, Fp(base), vm)
    }
}

crate::handler! {
    /// The frame at `fp` was pushed but may not run: takes it off and raises RecursionError in its caller.
    pub fn too_deep(_pc: Pc, _sp: Sp, fp: Fp, vm: &Vm) -> Next {
        // SAFETY: `enter` wrote the header of the frame.
        unsafe {
            vm.depth.set(vm.depth.get() - 1);
            let link = fp.link();
            let pc = caller_position(fp);
            vm.save(pc, Sp(fp.0), link.caller());
            vm.recursion_error("maximum recursion depth exceeded");
            if link.action() == action::ENTRY {
                return crate::run::LEAVE_RAISED;
            }
            raise(pc, Sp(fp.0.sub(HEADER)), link.caller(), vm)
        }
    }
}

/// Where the caller of a frame stands: inside its calling instruction.
///
/// # Safety
/// `fp` is a frame with its header in place.
pub unsafe fn caller_position(fp: Fp) -> Pc {
    // SAFETY: contract.
    unsafe { if fp.link().action() == action::PUSH { fp.ret().jump(-1) } else { fp.ret() } }
}

/// The position after the instruction at `pc`.
///
/// # Safety
/// `pc` is at an instruction.
#[inline(always)]
pub unsafe fn after(pc: Pc) -> Pc {
    // SAFETY: contract.
    unsafe { pc.advance(opcode::units(pc.opcode())) }
}

/// The target of the jump of the instruction at `pc`.
///
/// # Safety
/// `pc` is at an instruction that jumps forward by its operand.
#[inline(always)]
pub unsafe fn jump_target(pc: Pc) -> Pc {
    // SAFETY: contract.
    unsafe { after(pc).advance(pc.oparg() as usize) }
}

/// `push_frame!`: without an action `$pc` is where the caller goes on, with one it is the calling instruction.
macro_rules! push_frame {
    ($pc:expr, $sp:expr, $fp:expr, $vm:expr, $callee:expr, Slots::of(&[$($first:expr),*]) $(, $action:expr)?) => {
        $crate::machine::frames::push_frame_with!(
            $pc, $sp, $fp, $vm, $callee, [$($first),*], $crate::machine::Slots::of(&[]) $(, $action)?
        )
    };
    ($pc:expr, $sp:expr, $fp:expr, $vm:expr, $callee:expr, $slots:expr) => {
        $crate::machine::frames::push(
            $pc,
            $sp,
            $fp,
            $vm,
            $callee,
            $slots,
            $crate::machine::frames::action::PUSH,
        )
    };
    ($pc:expr, $sp:expr, $fp:expr, $vm:expr, $callee:expr, $slots:expr, $action:expr) => {
        $crate::machine::frames::push($pc, $sp, $fp, $vm, $callee, $slots, $action)
    };
}
pub(crate) use push_frame;

/// `push_frame!` where some values come before operands that lie in place.
macro_rules! push_frame_with {
    ($pc:expr, $sp:expr, $fp:expr, $vm:expr, $callee:expr, [$($first:expr),*], $slots:expr) => {
        $crate::machine::frames::push_with(
            $pc,
            $sp,
            $fp,
            $vm,
            $callee,
            [$($first),*],
            $slots,
            $crate::machine::frames::action::PUSH,
        )
    };
    ($pc:expr, $sp:expr, $fp:expr, $vm:expr, $callee:expr, [$($first:expr),*], $slots:expr, $action:expr) => {
        $crate::machine::frames::push_with($pc, $sp, $fp, $vm, $callee, [$($first),*], $slots, $action)
    };
}
pub(crate) use push_frame_with;

/// `pop_frame!`
macro_rules! pop_frame {
    ($pc:expr, $sp:expr, $fp:expr, $vm:expr, $value:expr) => {{
        // Where the frame stands and how much it has pushed is of no interest any more.
        let _: ($crate::machine::Pc, $crate::machine::Sp) = ($pc, $sp);
        $crate::machine::frames::pop($fp, $vm, $value)
    }};
}
pub(crate) use pop_frame;

/// `yield_frame!`
macro_rules! yield_frame {
    ($next:expr, $sp:expr, $fp:expr, $vm:expr, $value:expr) => {
        $crate::machine::frames::suspend($next, $sp, $fp, $vm, $value)
    };
}
pub(crate) use yield_frame;

/// `resume_frame!`; generators are always resumed with an action.
macro_rules! resume_frame {
    ($pc:expr, $sp:expr, $fp:expr, $vm:expr, $generator:expr, $sent:expr, $action:expr) => {
        $crate::machine::frames::resume($pc, $sp, $fp, $vm, $generator, $sent, $action)
    };
}
pub(crate) use resume_frame;

/// Pushes a frame whose arguments are some values, then operands in place.
///
/// # Safety
/// As for [`push`].
#[inline(always)]
#[allow(
    clippy::too_many_arguments,
    reason = "the state of the machine is four of them; all is inlined"
)]
pub unsafe fn push_with<const N: usize>(
    ret: Pc,
    sp: Sp,
    fp: Fp,
    vm: &Vm,
    function: Function,
    first: [Value; N],
    rest: Slots,
    action: u32,
) -> Next {
    // SAFETY: contract. The operands shift up, the last first, to make room for the first values: a few words, for which a call of
    // `memmove` would cost more than the loop, as the handler would have to spill its state. Volatile, as the loop would become the call otherwise.
    unsafe {
        let base = sp.0.add(HEADER);
        for index in (0..rest.len()).rev() {
            base.add(N + index).write_volatile(rest.as_ptr().add(index).read_volatile());
        }
        for (index, value) in first.into_iter().enumerate() {
            *base.add(index) = value;
        }
        enter(ret, fp, vm, function, base, parameter_count_of(function), action)
    }
}

/// Pushes a frame for `function`. `sp` is the caller's stack with the operands of the instruction gone.
///
/// # Safety
/// Called at the end of a handler: `arguments` are operands in place, at `sp` plus a header.
#[inline(always)]
pub unsafe fn push(
    ret: Pc,
    sp: Sp,
    fp: Fp,
    vm: &Vm,
    function: Function,
    arguments: Slots,
    action: u32,
) -> Next {
    // SAFETY: contract.
    unsafe {
        let base = sp.0.add(HEADER);
        debug_assert!(core::ptr::eq(arguments.as_ptr(), base), "arguments are not in place");
        enter(ret, fp, vm, function, base, parameter_count_of(function), action)
    }
}

/// Slots that binding has filled: positional and keyword-only parameters, `*args` and `**kwargs`.
#[inline(always)]
pub fn parameter_count_of(function: Function) -> usize {
    function.code.get().parameter_count as usize
}

/// Returns `value` from the frame at `fp`.
///
/// # Safety
/// Called at the end of a handler that runs in that frame.
#[inline(always)]
pub unsafe fn pop(fp: Fp, vm: &Vm, value: Value) -> Next {
    // SAFETY: contract: the header is in place, and the result goes where the header began.
    unsafe {
        let link = fp.link();
        let ret = fp.ret();
        vm.depth.set(vm.depth.get() - 1);
        if link.action() != action::PUSH {
            cold_path();
            vm.returned.set(value);
            return returned(ret, Sp(fp.0), fp, vm);
        }
        let base = fp.0.sub(HEADER);
        *base = value;
        dispatch!(ret, Sp(base.add(1)), link.caller(), vm)
    }
}

crate::handler! {
    /// A frame with a return action has returned `vm.returned`; `pc` is the caller's instruction.
    pub fn returned(pc: Pc, _sp: Sp, fp: Fp, vm: &Vm) -> Next {
        // SAFETY: the header of the frame is in place; below it lie the operands that the action knows of.
        unsafe {
            let link = fp.link();
            let caller = link.caller();
            let value = vm.returned.get();
            let below = Sp(fp.0.sub(HEADER));
            match link.action() {
                action::INIT => {
                    if !value.is_none() {
                        return init_returned_something(pc, below, caller, vm);
                    }
                    dispatch!(after(pc), below, caller, vm)
                }
                action::BINARY | action::COMPARE => {
                    if value.is_not_implemented() {
                        vm.returned.set(Value::from_bool(link.action() == action::COMPARE));
                        return not_implemented(pc, below, caller, vm);
                    }
                    below.set(2, value);
                    dispatch!(after(pc), below.drop(1), caller, vm)
                }
                action::DROP => {
                    below.set(1, value);
                    dispatch!(after(pc), below, caller, vm)
                }
                action::DISCARD => dispatch!(after(pc), below, caller, vm),
                action::FOR => {
                    finish(fp, vm);
                    dispatch!(jump_target(pc), below, caller, vm)
                }
                action::SEND => {
                    finish(fp, vm);
                    below.set(0, value);
                    dispatch!(jump_target(pc), below.grow(1), caller, vm)
                }
                _ => {
                    if is_generator_frame(fp) {
                        finish(fp, vm);
                    }
                    LEAVE_RETURNED
                }
            }
        }
    }
}

crate::handler! {
    /// `__init__` returned something else than None.
    fn init_returned_something(pc: Pc, sp: Sp, fp: Fp, vm: &Vm) -> Next {
        // SAFETY: tail of `returned`, in the caller's frame again.
        unsafe {
            init_error(vm);
            raise(pc, sp, fp, vm)
        }
    }
}

/// A function of its own: what `format!` needs would keep the handler from ending in a tail call.
#[cold]
#[inline(never)]
fn init_error(vm: &Vm) {
    let class = vm.class_of(vm.returned.get());
    vm.type_error(format!("__init__() should return None, not '{}'", class.name().as_str()));
}

crate::handler! {
    /// An operator method declined: the instruction goes on with the other ways to compute its result. `vm.returned` says whether it
    /// is a comparison.
    fn not_implemented(pc: Pc, sp: Sp, fp: Fp, vm: &Vm) -> Next {
        // SAFETY: tail of `returned`: the two operands are on top of the caller's stack.
        unsafe {
            let (left, right) = (sp.peek(2), sp.peek(1));
            vm.save(pc, sp, fp);
            let compares = vm.returned.get() == Value::TRUE;
            match crate::helpers::operator_declined(vm, pc.oparg(), compares, left, right) {
                Ok(value) => {
                    sp.set(2, value);
                    dispatch!(after(pc), sp.drop(1), fp, vm)
                }
                Err(_) => raise(pc, sp, fp, vm),
            }
        }
    }
}

/// The generator whose frame is at `fp`.
///
/// # Safety
/// `fp` is the frame of a generator.
#[inline(always)]
pub unsafe fn generator_of(fp: Fp) -> Generator {
    // SAFETY: contract: a generator's frame has the generator below its header.
    unsafe { (*fp.0.sub(HEADER + 1)).as_unchecked() }
}

/// Whether a frame is a running generator's.
///
/// # Safety
/// `fp` is a frame with its header in place.
pub unsafe fn is_generator_frame(fp: Fp) -> bool {
    // SAFETY: contract. Other frames have an operand of the caller below the header; a generator that runs has its frame above it
    // and is never an operand just below another frame's header while it runs.
    unsafe {
        if fp.function().code.get().flags & trefoil_objects::code::flag::GENERATOR == 0 {
            return false;
        }
        let below = *fp.0.sub(HEADER + 1);
        matches!(fp.link().action(), action::FOR | action::SEND | action::ENTRY)
            && below.is_generator()
            && Generator::from_value(below).state.get() == State::Running
            && Generator::from_value(below).function.get() == fp.function()
    }
}

/// Marks the generator at `fp` as finished and gives the caller its handled exception back.
///
/// # Safety
/// `fp` is the frame of a running generator.
pub unsafe fn finish(fp: Fp, vm: &Vm) {
    // SAFETY: contract.
    let generator = unsafe { generator_of(fp) };
    generator.state.set(State::Finished);
    generator.saved.set(0);
    vm.handled.set(generator.outer_handled.get());
    generator.handled.set(Value::NULL);
    generator.outer_handled.set(Value::NULL);
}

/// Copies the words of a generator's frame, mostly a few: a call of `memcpy`, for which the handler would have to spill its state, costs more than the loop.
///
/// # Safety
/// As for `copy_nonoverlapping`.
#[inline(always)]
unsafe fn copy_words(from: *const Value, to: *mut Value, words: usize) {
    // Volatile, as the loop would become the call otherwise.
    for index in 0..words {
        // SAFETY: contract.
        unsafe { to.add(index).write_volatile(from.add(index).read_volatile()) }
    }
}

/// Notes that a generator whose words have been saved is suspended, and gives the caller its handled exception back.
#[inline(always)]
pub fn put_away(generator: Generator, words: usize, next: Pc, vm: &Vm) {
    generator.saved.set(words as u32);
    generator.state.set(State::Suspended);
    let outer = generator.outer_handled.get();
    let handled = vm.handled.get();
    generator.resume_at.set(ResumeAt::new(next.0, handled != outer));
    generator.handled.set(if handled == outer { Value::NULL } else { handled });
    vm.handled.set(outer);
}

/// Suspends the generator whose frame is at `fp`, giving `value` to whoever resumed it.
///
/// # Safety
/// Called at the end of a handler that runs in that frame; `sp` is its stack without the value.
#[inline(always)]
pub unsafe fn suspend(next: Pc, sp: Sp, fp: Fp, vm: &Vm, value: Value) -> Next {
    // SAFETY: contract. The generator has room for all locals and operands of its code.
    unsafe {
        let generator = generator_of(fp);
        let words = sp.0.offset_from(fp.0) as usize;
        copy_words(fp.0, generator.words(), words);
        put_away(generator, words, next, vm);
        vm.depth.set(vm.depth.get() - 1);
        let link = fp.link();
        if link.action() == action::ENTRY {
            cold_path();
            vm.returned.set(value);
            return LEAVE_YIELDED;
        }
        let base = fp.0.sub(HEADER);
        *base = value;
        dispatch!(after(fp.ret()), Sp(base.add(1)), link.caller(), vm)
    }
}

/// Resumes a suspended or fresh generator, which is on top of the caller's stack at `sp`. `sent` becomes the value of its `yield`.
///
/// # Safety
/// Called at the end of a handler; the generator is not running and not finished.
#[inline(always)]
pub unsafe fn resume(
    pc: Pc,
    sp: Sp,
    fp: Fp,
    vm: &Vm,
    generator: Generator,
    sent: Value,
    action: u32,
) -> Next {
    // SAFETY: contract; room is checked before the words are copied.
    unsafe {
        let base = sp.0.add(HEADER);
        let function = generator.function.get();
        let code = function.code.get();
        *base.sub(3) = function.value();
        Fp(base).set_header(Link::new(fp, action), pc);
        let depth = vm.depth.get() + 1;
        vm.depth.set(depth);
        let (_, limit) = vm.stack.get();
        let room = base.add(generator.capacity as usize + HEADER);
        if (depth > vm.recursion_limit.get()) | (room >= limit) {
            cold_path();
            return too_deep(pc, Sp(base), Fp(base), vm);
        }
        let words = generator.saved.get() as usize;
        copy_words(generator.words(), base, words);
        *base.add(words) = sent;
        generator.state.set(State::Running);
        let outer = vm.handled.get();
        generator.outer_handled.set(outer);
        let own = generator.handled.get();
        if !own.is_null() {
            vm.handled.set(own);
        }
        let start = Pc(generator.resume_at.get().address());
        let heat = code.heat.get();
        if heat == 0 {
            cold_path();
            return super::at_hot_resumption(start, Sp(base.add(words + 1)), Fp(base), vm);
        }
        code.heat.set(heat - 1);
        dispatch!(start, Sp(base.add(words + 1)), Fp(base), vm)
    }
}

/// Resumes a suspended generator by raising the exception in `vm.raised` where it stands. The generator is on top of the stack.
///
/// # Safety
/// As for [`resume`]; the generator is suspended.
pub unsafe fn throw_into(sp: Sp, fp: Fp, vm: &Vm, generator: Generator) -> Next {
    // SAFETY: contract; the frame is laid out as by `resume`, without a sent value.
    unsafe {
        let base = sp.0.add(HEADER);
        *base.sub(3) = generator.function.get().value();
        Fp(base).set_header(Link::new(fp, action::ENTRY), Pc(core::ptr::null_mut()));
        vm.depth.set(vm.depth.get() + 1);
        let words = generator.saved.get() as usize;
        core::ptr::copy_nonoverlapping(generator.words(), base, words);
        generator.state.set(State::Running);
        generator.outer_handled.set(vm.handled.get());
        let own = generator.handled.get();
        if !own.is_null() {
            vm.handled.set(own);
        }
        // The exception is raised at the `yield`, the last unit before the one at which the generator goes on.
        let pc = Pc(generator.resume_at.get().address().sub(1));
        raise(pc, Sp(base.add(words)), Fp(base), vm)
    }
}
