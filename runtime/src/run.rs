//! Entering and leaving the interpreter loop: calls of bytecode from native code.

use crate::machine::frames::{action, parameter_count_of};
use crate::machine::{Fp, Handler, Next, Pc, Slots, Sp, Value, Vm};
use trefoil_objects::bind::bind_arguments;
use trefoil_objects::frame::HEADER;
use trefoil_objects::function::Function;
use trefoil_objects::generator::{Generator, State};
use trefoil_objects::string::Str;
use trefoil_objects::vm::{OPCODES, Raised, Result};

/// The entry frame returned; the value is in `vm.returned`.
pub const LEAVE_RETURNED: Next = 0;
/// The entry frame, a generator's, yielded; the value is in `vm.returned`.
pub const LEAVE_YIELDED: Next = 1;
/// The entry frame raised; the exception is in `vm.raised`.
pub const LEAVE_RAISED: Next = 2;
/// The trampoline: the state is in `vm.saved`, go on with the next instruction.
pub const LEAVE_BOUNCED: Next = 3;

/// Declares a function with the calling convention of handlers.
#[macro_export]
#[doc(hidden)]
macro_rules! handler {
    ($(#[$meta:meta])* $vis:vis fn $name:ident($($arg:ident: $ty:ty),* $(,)?) -> $ret:ty $body:block) => {
        #[cfg(target_arch = "x86_64")]
        $(#[$meta])*
        /// # Safety
        /// Called as a handler: at the end of another, with the state of the running frame.
        $vis unsafe extern "sysv64" fn $name($($arg: $ty),*) -> $ret $body
        #[cfg(not(target_arch = "x86_64"))]
        $(#[$meta])*
        /// # Safety
        /// Called as a handler: at the end of another, with the state of the running frame.
        $vis unsafe extern "C" fn $name($($arg: $ty),*) -> $ret $body
    };
}

crate::handler! {
    /// Stands for every instruction in the table of the trampoline: stores the state and returns to the driver.
    pub fn bounce(pc: Pc, sp: Sp, fp: Fp, vm: &Vm) -> Next {
        vm.saved.set((pc, sp, fp));
        LEAVE_BOUNCED
    }
}

/// The dispatch table of a machine, while nothing is recorded; unused opcodes stop the program.
pub fn handlers(vm: &Vm) -> [Handler; OPCODES] {
    if vm.settings.trampoline {
        return [bounce; OPCODES];
    }
    if vm.settings.stats {
        return [crate::stats::count; OPCODES];
    }
    let mut table: [Handler; OPCODES] = [crate::interpreter::unknown; OPCODES];
    table[..crate::interpreter::HANDLERS.len()].copy_from_slice(&crate::interpreter::HANDLERS);
    table
}

/// Runs from a state until the entry frame leaves.
///
/// # Safety
/// The state is that of a frame whose link has the action `ENTRY`.
unsafe fn run(vm: &Vm, pc: Pc, sp: Sp, fp: Fp) -> Next {
    // SAFETY: contract; handlers keep the state consistent.
    unsafe {
        let table = std::ptr::from_ref(vm).cast::<Handler>();
        if !vm.settings.trampoline {
            return (*table.add(usize::from(pc.opcode())))(pc, sp, fp, vm);
        }
        let (mut pc, mut sp, mut fp) = (pc, sp, fp);
        loop {
            let next = crate::interpreter::HANDLERS[usize::from(pc.opcode())](pc, sp, fp, vm);
            if next != LEAVE_BOUNCED {
                return next;
            }
            (pc, sp, fp) = vm.saved.get();
        }
    }
}

/// The first free slot of the VM stack, above everything that the running handlers hold.
fn free_stack(vm: &Vm) -> *mut Value {
    let (_, sp, _) = vm.saved.get();
    sp.0
}

/// Calls a function of bytecode from native code.
///
/// # Errors
/// What the function raises; RecursionError where it is too deep.
pub fn call_function(vm: &Vm, function: Value, args: &[Value], names: &[Str]) -> Result {
    vm.enter_native("")?;
    #[cfg(watched)]
    crate::monitor::entering();
    let function = Function::from_value(function);
    let code = function.code.get();
    let saved = vm.saved.get();
    let base = free_stack(vm);
    // SAFETY: `base` is the first free slot, and there is room for header, parameters and frame, which is checked first. The
    // entry action makes `run` return when this frame does.
    unsafe {
        let (_, limit) = vm.stack.get();
        let needed =
            HEADER + code.local_count as usize + code.stack_size as usize + args.len() + HEADER;
        if base.add(needed) >= limit {
            return Err(vm.recursion_error("maximum recursion depth exceeded"));
        }
        let locals = base.add(HEADER);
        std::ptr::copy_nonoverlapping(args.as_ptr(), locals, args.len());
        *base = function.value();
        *base.add(1) = Value::small(0);
        *base.add(2) = Value::small(0);
        vm.saved.set((saved.0, Sp(locals.add(args.len())), saved.2));
        if !is_exact(function, args.len(), names) {
            let result = bind_arguments(
                vm,
                function,
                Slots::of(std::slice::from_raw_parts(locals, args.len())).as_slice(),
                names,
                locals,
            );
            if let Err(raised) = result {
                vm.saved.set(saved);
                return Err(raised);
            }
        }
        let arguments = Slots::of(std::slice::from_raw_parts(locals, parameter_count_of(function)));
        let next = enter(vm, saved, Sp(base), function, arguments);
        vm.saved.set(saved);
        finish(vm, next)
    }
}

/// Whether arguments fill the parameters as they lie.
pub fn is_exact(function: Function, count: usize, names: &[Str]) -> bool {
    let code = function.code.get();
    names.is_empty()
        && code.flags & trefoil_objects::code::flag::SIMPLE != 0
        && code.arg_count as usize == count
}

/// Pushes the entry frame and runs it.
///
/// # Safety
/// The parameters lie in place above the header at `sp`.
unsafe fn enter(
    vm: &Vm,
    saved: (Pc, Sp, Fp),
    sp: Sp,
    function: Function,
    arguments: Slots,
) -> Next {
    // SAFETY: contract. `push` ends in the dispatch of the first instruction, which here returns when the frame leaves; with the
    // trampoline it returns at once and the driver goes on.
    unsafe {
        let next = crate::machine::frames::push(
            saved.0,
            sp,
            saved.2,
            vm,
            function,
            arguments,
            action::ENTRY,
        );
        drive(vm, next)
    }
}

/// Goes on after the first dispatch, if that was the trampoline's.
///
/// # Safety
/// The state in `vm.saved` is that of the running frame if `next` is `LEAVE_BOUNCED`.
unsafe fn drive(vm: &Vm, next: Next) -> Next {
    if next != LEAVE_BOUNCED {
        return next;
    }
    let (pc, sp, fp) = vm.saved.get();
    // SAFETY: contract.
    unsafe { run(vm, pc, sp, fp) }
}

/// The result of an entry frame.
fn finish(vm: &Vm, next: Next) -> Result {
    if next == LEAVE_RAISED { Err(Raised) } else { Ok(vm.returned.replace(Value::NULL)) }
}

/// Resumes a generator from native code. `None`: it returned, with the value in `vm.returned`.
///
/// # Errors
/// What the generator raises; ValueError if it is running; StopIteration never.
pub fn resume(vm: &Vm, generator: Value, value: Value, throw: bool) -> Result<Option<Value>> {
    vm.enter_native("")?;
    #[cfg(watched)]
    crate::monitor::entering();
    let generator = Generator::from_value(generator);
    match generator.state.get() {
        State::Running => return Err(vm.value_error("generator already executing")),
        State::Finished if throw => return Err(Raised),
        State::Finished => {
            vm.returned.set(Value::NONE);
            return Ok(None);
        }
        State::Created if throw => {
            generator.state.set(State::Finished);
            return Err(crate::traceback::raised_in_created(vm, generator));
        }
        State::Created if !value.is_none() => {
            return Err(vm.type_error("can't send non-None value to a just-started generator"));
        }
        _ => {}
    }
    let saved = vm.saved.get();
    let base = free_stack(vm);
    // SAFETY: as in `call_function`: the frame goes above everything in use, with the generator below its header.
    let next = unsafe {
        let (_, limit) = vm.stack.get();
        if base.add(generator.capacity as usize + 3 * HEADER) >= limit {
            return Err(vm.recursion_error("maximum recursion depth exceeded"));
        }
        *base = generator.value();
        let sp = Sp(base.add(1));
        vm.saved.set((saved.0, sp, saved.2));
        if throw {
            crate::machine::frames::throw_into(sp, saved.2, vm, generator)
        } else {
            crate::machine::frames::resume(
                saved.0,
                sp,
                saved.2,
                vm,
                generator,
                value,
                action::ENTRY,
            )
        }
    };
    // SAFETY: `next` is what the first dispatch gave.
    let next = unsafe { drive(vm, next) };
    vm.saved.set(saved);
    match next {
        LEAVE_RAISED => Err(Raised),
        LEAVE_YIELDED => Ok(Some(vm.returned.replace(Value::NULL))),
        _ => {
            generator.state.set(State::Finished);
            Ok(None)
        }
    }
}
