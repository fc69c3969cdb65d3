//! The machine: everything that one running program shares. One `Vm` per thread; nothing in it is global.
//!
//! Every field is a `Cell` or guards its own access, so that helpers, handlers and re-entered code all hold a plain
//! `&Vm`. The dispatch table comes first: handlers reach it at offset 0.

use crate::attribute_cache::AttributeCache;
use crate::class::WellKnownClasses;
use crate::class::lookup::MethodCache;
use crate::dict::Dict;
use crate::frame::{Fp, Next, Pc, Sp};
use crate::heap::Heap;
use crate::late::Late;
use crate::names::Names;
use crate::shape::Shapes;
use crate::string::{Interner, Str};
use crate::value::Value;
use rustc_hash::FxHashSet;
use std::cell::{Cell, RefCell};

/// The calling convention of handlers, chosen so that four words and the tail call stay in registers.
#[macro_export]
#[cfg(target_arch = "x86_64")]
macro_rules! extern_vm {
    (fn($($arg:ty),*) -> $ret:ty) => { unsafe extern "sysv64" fn($($arg),*) -> $ret };
}
/// The calling convention of handlers.
#[macro_export]
#[cfg(not(target_arch = "x86_64"))]
macro_rules! extern_vm {
    (fn($($arg:ty),*) -> $ret:ty) => { unsafe extern "C" fn($($arg),*) -> $ret };
}

/// A tier-1 handler: runs one instruction and goes on to the next by a tail call.
pub type Handler = extern_vm!(fn(Pc, Sp, Fp, &Vm) -> Next);

/// Number of slots in the dispatch table: an opcode is below it.
pub const OPCODES: usize = 1024;

/// A helper has raised: the exception is in [`Vm::raised`]. Zero-sized, so that `Result<Value, Raised>` is two registers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Raised;

/// What most helpers return.
pub type Result<T = Value> = std::result::Result<T, Raised>;

/// What the interpreter crate gives to helpers: how to run bytecode and what only it knows.
#[derive(Clone, Copy)]
pub struct Hooks {
    /// Calls a bytecode function with bound `self` already among the arguments. `names` are the names of the last
    /// `names.len()` arguments.
    pub call_function: fn(&Vm, function: Value, args: &[Value], names: &[Str]) -> Result,
    /// Resumes a generator: sends `value`, or raises the pending exception in it if `throw`. `None`: it has returned, and
    /// the value is in `Vm::returned`.
    pub resume: fn(&Vm, generator: Value, value: Value, throw: bool) -> Result<Option<Value>>,
    /// Imports an absolute dotted module and returns it (not its root).
    pub import: fn(&Vm, name: &str) -> Result,
    /// The line number at which a frame stands: code object and `Pc`.
    pub line: fn(code: Value, pc: Pc) -> u32,
    /// The function of the innermost bytecode frame of the program, or null (for `globals()`, `super()`, `locals()`).
    pub current_function: fn(&Vm) -> Value,
    /// The variables of the innermost bytecode frame as `locals()` gives them.
    pub locals: fn(&Vm) -> Result,
    /// Calls its argument with each value in the inline caches of a code object, for the collector.
    pub code_caches: fn(crate::code::Code, &mut dyn FnMut(Value)),
    /// A copy of a code object that has not run.
    pub copy_code: fn(&Vm, crate::code::Code) -> crate::code::Code,
    /// Calls its argument with each value that the interpreter holds elsewhere (constants of traces), for the collector.
    pub visit_roots: fn(&Vm, &mut dyn FnMut(Value)),
}

/// What a collection or an interrupt asks for at the next safepoint. Bits of [`Vm::poll`].
pub mod poll {
    /// The heap wants a collection.
    pub const COLLECT: u32 = 1;
    /// Ctrl-C was pressed.
    pub const INTERRUPT: u32 = 2;
    /// The memory limit is exceeded.
    pub const MEMORY: u32 = 4;
    /// Collect at every safepoint.
    pub const STRESS: u32 = 8;
}

/// The machine.
#[repr(C)]
pub struct Vm {
    /// The dispatch table in force.
    pub table: Cell<[Handler; OPCODES]>,
    /// Non-zero when a safepoint has something to do: bits of [`poll`]. Set by signal handlers too.
    pub poll: std::sync::atomic::AtomicU32,
    /// The VM stack: lowest and one past the highest usable slot.
    pub stack: Cell<(*mut Value, *mut Value)>,
    /// The state that the running handler saved before it called a helper.
    pub saved: Cell<(Pc, Sp, Fp)>,
    /// The exception that is being raised while `Raised` travels; null otherwise.
    pub raised: Cell<Value>,
    /// The exception being handled (`sys.exception()`); null if none.
    pub handled: Cell<Value>,
    /// The return value of a generator that has just finished.
    pub returned: Cell<Value>,
    /// The function that loops over `filter` objects run, once there is one.
    pub filter_function: Cell<Value>,
    /// Frames of bytecode in use.
    pub depth: Cell<u32>,
    /// `sys.getrecursionlimit()`.
    pub recursion_limit: Cell<u32>,
    /// `sys.get_int_max_str_digits()`; 0 for no limit.
    pub int_max_digits: Cell<usize>,
    /// Lowest address that native code may reach on this thread's stack before it raises RecursionError.
    pub native_limit: Cell<usize>,
    /// The end of the stack's mapping: where this thread began.
    pub native_high: usize,
    /// The heap.
    pub heap: Heap,
    /// Hidden classes.
    pub shapes: Shapes,
    /// Interned strings.
    pub interner: Interner,
    /// Names that the VM itself uses.
    pub names: Late<Names>,
    /// The built-in classes.
    pub classes: Late<WellKnownClasses>,
    /// Methods of `object` and `type` that the VM recognizes.
    pub defaults: Late<crate::class::object_methods::Defaults>,
    /// `sys.modules`.
    pub modules: Cell<Option<Dict>>,
    /// The namespace of `builtins`.
    pub builtins: Cell<Option<Dict>>,
    /// What the interpreter crate provides.
    pub hooks: Cell<Hooks>,
    /// State of the crate that runs bytecode; the objects do not look at it.
    pub extension: std::cell::OnceCell<Box<dyn std::any::Any>>,
    /// Facts of the command line.
    pub settings: Settings,
    /// Buffered standard output and error, flushed at exit.
    pub output: RefCell<crate::output::Output>,
    /// What lookups of attributes along MROs found.
    pub method_cache: MethodCache,
    /// Attributes of instances, by shape.
    pub(crate) attribute_cache: AttributeCache,
    /// Versions of functions given out (see [`Vm::fresh_version`]).
    pub(crate) last_version: Cell<u32>,
    /// The exception that travels is raised again where it was caught: its traceback has an entry for that frame.
    pub reraised: Cell<bool>,
    /// Payloads given to NaNs.
    pub(crate) nans: Cell<u32>,
    /// What `gc.get_threshold()` returns.
    pub(crate) gc_threshold: Cell<[i64; 3]>,
    /// `()`
    pub(crate) empty_tuple: Cell<Option<crate::tuple::Tuple>>,
    /// Modules whose code is running for their import. `sys.modules` keeps them alive.
    pub initializing: RefCell<Vec<Value>>,
    /// Sources of code that no file holds, by the name that stands for a file name.
    pub sources: RefCell<Vec<(String, Vec<u8>)>>,
    /// What `--stats` counts.
    pub counts: crate::counts::Counts,
    /// Objects whose `repr` is being made, for `[...]`.
    pub(crate) in_repr: RefCell<FxHashSet<u64>>,
}

/// Facts of the command line that programs and helpers can see.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// `sys.argv`.
    pub argv: Vec<String>,
    /// `sys.path`.
    pub path: Vec<String>,
    /// Collect at every safepoint.
    pub gc_stress: bool,
    /// Upper bound of heap memory in bytes.
    pub max_memory: Option<usize>,
    /// Rewrite instructions to specialized ones.
    pub specialize: bool,
    /// Return to a driver loop after every instruction instead of a tail call.
    pub trampoline: bool,
    /// Count instructions, specializations and misses.
    pub stats: bool,
    /// Record hot loops and run them as traces.
    pub tier2: bool,
    /// Runs of a back-edge after which its loop is recorded.
    pub tier2_threshold: u32,
    /// Most terms, events and leaves of traces that are kept.
    pub tier2_size: usize,
    /// Percent of the run time that making traces may take; none for any.
    pub tier2_budget: Option<u32>,
    /// Names of optimizations of traces that are left out.
    pub tier2_without: Vec<String>,
    /// Take every exit of every trace once although its condition does not hold.
    pub exit_stress: bool,
    /// Keep what was recorded for traces, with the reasons of what is not in them.
    pub tier2_explain: bool,
    /// Keep what was recorded for traces, so that they can be made again, for measuring.
    pub tier2_keep: bool,
    /// Make traces but never enter them, for measuring what making them costs.
    pub tier2_idle: bool,
}

/// Slots of the VM stack. The memory is only reserved: what a program does not touch costs nothing.
const STACK_SLOTS: usize = 8 << 20;
/// `sys.getrecursionlimit()` at the start.
const RECURSION_LIMIT: u32 = 1000;
/// Bytes of native stack that are kept for code that does not check.
pub(crate) const NATIVE_RESERVE: usize = 256 << 10;

impl Vm {
    /// A machine with all built-in classes and the namespace of `builtins`, on the calling thread's stack as it is.
    pub fn new(settings: Settings) -> Box<Vm> {
        let (low, high) = native_stack_bounds();
        Vm::on_stack(settings, low, high)
    }
    /// A machine that uses the calling thread's native stack between two addresses; frames above `high` hold no values.
    pub fn on_stack(settings: Settings, low: usize, high: usize) -> Box<Vm> {
        let vm = Box::new(Vm::bare(settings, (low, high)));
        // SAFETY: the word and the heap are fields of one allocation that does not move, and `high` is on this thread's stack.
        unsafe { vm.heap.attach(&raw const vm.poll, high) };
        crate::bootstrap::bootstrap(&vm);
        vm
    }
    fn bare(settings: Settings, (native_low, native_high): (usize, usize)) -> Vm {
        let layout = stack_layout();
        // SAFETY: the layout is not empty; `drop` frees the memory with the same one.
        let bottom: *mut Value = unsafe { std::alloc::alloc(layout) }.cast();
        if bottom.is_null() {
            std::alloc::handle_alloc_error(layout);
        }
        // SAFETY: the allocation has that many slots.
        let top = unsafe { bottom.add(STACK_SLOTS) };
        Vm {
            table: Cell::new([unknown_handler as Handler; OPCODES]),
            poll: std::sync::atomic::AtomicU32::new(0),
            stack: Cell::new((bottom, top)),
            saved: Cell::new((Pc(std::ptr::null_mut()), Sp(bottom), Fp(bottom))),
            raised: Cell::new(Value::NULL),
            handled: Cell::new(Value::NULL),
            filter_function: Cell::new(Value::NULL),
            returned: Cell::new(Value::NULL),
            depth: Cell::new(0),
            recursion_limit: Cell::new(RECURSION_LIMIT),
            int_max_digits: Cell::new(crate::int::text::DEFAULT_MAX_DIGITS),
            native_limit: Cell::new(native_low + NATIVE_RESERVE),
            native_high,
            heap: Heap::new(settings.max_memory, settings.gc_stress),
            shapes: Shapes::default(),
            interner: Interner::default(),
            names: Late::default(),
            classes: Late::default(),
            defaults: Late::default(),
            modules: Cell::new(None),
            builtins: Cell::new(None),
            hooks: Cell::new(Hooks::NONE),
            extension: std::cell::OnceCell::new(),
            settings,
            output: RefCell::default(),
            method_cache: MethodCache::default(),
            attribute_cache: AttributeCache::default(),
            last_version: Cell::new(0),
            reraised: Cell::new(false),
            nans: Cell::new(0),
            gc_threshold: Cell::new([2000, 10, 0]),
            empty_tuple: Cell::new(None),
            initializing: RefCell::default(),
            sources: RefCell::default(),
            counts: crate::counts::Counts::default(),
            in_repr: RefCell::default(),
        }
    }
    /// A number that was not given out before, for the versions of functions and code; 0 when they have run out.
    pub fn fresh_version(&self) -> u32 {
        let next = self.last_version.get().checked_add(1).unwrap_or(0);
        if next != 0 {
            self.last_version.set(next);
        }
        next
    }
    /// The number that was given out last by [`Vm::fresh_version`].
    pub fn last_function_version(&self) -> u32 {
        self.last_version.get()
    }
    /// The namespace of `builtins`.
    pub fn builtins_dict(&self) -> Dict {
        self.builtins
            .get()
            .unwrap_or_else(|| unreachable!("bootstrap makes the namespace of builtins"))
    }
    /// `sys.modules`.
    pub fn modules_dict(&self) -> Dict {
        self.modules.get().unwrap_or_else(|| unreachable!("bootstrap makes `sys.modules`"))
    }
    /// The state of the running handler, stored before it calls a helper that can raise, run code, or look at the frame.
    #[inline(always)]
    pub fn save(&self, pc: Pc, sp: Sp, fp: Fp) {
        self.saved.set((pc, sp, fp));
    }
    /// Writes text to standard output.
    pub fn write_stdout(&self, text: &str) -> Result<()> {
        let result = self.output.borrow_mut().stdout.write(text.as_bytes());
        result.map_err(|error| self.os_error(&error, Value::NULL))
    }
    /// Writes text to standard error.
    pub fn write_stderr(&self, text: &str) -> Result<()> {
        let result = self.output.borrow_mut().stderr.write(text.as_bytes());
        result.map_err(|error| self.os_error(&error, Value::NULL))
    }
    /// Flushes both output streams.
    pub fn flush_output(&self) -> Result<()> {
        let result = self.output.borrow_mut().flush();
        result.map_err(|error| self.os_error(&error, Value::NULL))
    }

    /// To be called by native code that may call itself through user data or user code. Levels are not counted: native code may go as deep as
    /// the stack allows, and calls of bytecode count for themselves. `doing` ends the message: `"in comparison"`, or "".
    ///
    /// # Errors
    /// RecursionError when little of the native stack is left.
    #[inline(always)]
    pub fn enter_native(&self, doing: &'static str) -> Result<()> {
        if self.native_stack_exhausted() { Err(self.native_overflow(doing)) } else { Ok(()) }
    }
    /// Whether little of the native stack is left.
    #[inline(always)]
    pub fn native_stack_exhausted(&self) -> bool {
        let here = 0u8;
        (&raw const here as usize) < self.native_limit.get()
    }
    #[cold]
    fn native_overflow(&self, doing: &'static str) -> Raised {
        let here = 0u8;
        let used = self.native_high.saturating_sub(&raw const here as usize) >> 10;
        let space = if doing.is_empty() { "" } else { " " };
        self.recursion_error(format!("Stack overflow (used {used} kB){space}{doing}"))
    }
}

impl Drop for Vm {
    fn drop(&mut self) {
        // SAFETY: `bare` allocated the stack with this layout, and nothing runs any more.
        unsafe { std::alloc::dealloc(self.stack.get().0.cast(), stack_layout()) };
    }
}

fn stack_layout() -> std::alloc::Layout {
    std::alloc::Layout::new::<[Value; STACK_SLOTS]>()
}

/// Lowest and highest address of the calling thread's stack, from the system's list of mappings. Where there is none: some room below
/// this frame, and this frame.
fn native_stack_bounds() -> (usize, usize) {
    const MAIN_THREAD: usize = 7 << 20;
    const UNKNOWN: usize = 1 << 20;
    let here = {
        let local = 0u8;
        &raw const local as usize
    };
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap_or_default();
    for line in maps.lines() {
        let Some((low, rest)) = line.split_once('-') else { continue };
        let high = rest.split(' ').next().unwrap_or_default();
        let (Ok(low), Ok(high)) = (usize::from_str_radix(low, 16), usize::from_str_radix(high, 16))
        else {
            continue;
        };
        if (low..high).contains(&here) {
            // The main thread's stack grows on demand: the mapping is only what it has used so far.
            let low = if line.ends_with("[stack]") { low.min(high - MAIN_THREAD) } else { low };
            return (low, high & !15);
        }
    }
    (here.saturating_sub(UNKNOWN), here)
}

#[cfg(target_arch = "x86_64")]
unsafe extern "sysv64" fn unknown_handler(_: Pc, _: Sp, _: Fp, _: &Vm) -> Next {
    unreachable!("an opcode without a handler")
}
#[cfg(not(target_arch = "x86_64"))]
unsafe extern "C" fn unknown_handler(_: Pc, _: Sp, _: Fp, _: &Vm) -> Next {
    unreachable!("an opcode without a handler")
}

impl Hooks {
    /// Hooks of a machine without an interpreter: everything raises SystemError.
    pub const NONE: Hooks = Hooks {
        call_function: |vm, _, _, _| Err(vm.system_error("there is no interpreter")),
        resume: |vm, _, _, _| Err(vm.system_error("there is no interpreter")),
        import: |vm, _| Err(vm.system_error("there is no interpreter")),
        line: |_, _| 0,
        current_function: |_| Value::NULL,
        locals: |vm| Err(vm.system_error("frame does not exist")),
        code_caches: |_, _| (),
        copy_code: |_, code| code,
        visit_roots: |_, _| (),
    };
}
