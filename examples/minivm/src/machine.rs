//! The machine: what generated handlers expect of a VM (`codegen/LANGUAGE.md`, section 4).
//!
//! Positions are `Copy` and borrow from the [`Vm`]: code units and stack slots are `Cell`s, so that no `unsafe` is
//! needed. A handler returns to [`Vm::run`] after each instruction; the VM of the repository, which is in a hurry,
//! makes `dispatch!` a tail call instead. Nothing else differs.

use std::cell::{Cell, RefCell};

use crate::Error;
use crate::bytecode::INSTS;
use crate::interpreter::HANDLERS;
use crate::value::{Function, Value};

pub(crate) use crate::{dispatch, pop_frame, push_frame, safepoint};

/// Slots of the stack; deeper recursion is an error.
const STACK: usize = 1 << 16;
/// A family's instruction tries to specialize after so many runs, and gives up a specialization after so many misses.
const WARM_UP: u16 = 2;
const MISSES: u16 = 8;
/// Runs before the next attempt after no member fitted.
const BACK_OFF: u16 = 64;

/// A helper has raised; the message is in the VM.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Raised;

/// Where a program is, between two instructions.
#[derive(Clone, Copy, Debug)]
pub struct Position {
    pc: usize,
    sp: usize,
    fp: usize,
}

/// What a handler returns.
#[derive(Clone, Copy, Debug)]
pub enum Next {
    /// Go on.
    Run(Position),
    /// The outermost function has returned.
    Done(Value),
    /// A helper has raised.
    Failed,
}

/// A suspended caller.
#[derive(Clone, Copy, Debug)]
struct Caller {
    pc: usize,
    fp: usize,
}

/// A program, and its state.
#[derive(Debug)]
pub struct Vm {
    pub(crate) code: Vec<Cell<u32>>,
    pub(crate) constants: Vec<Value>,
    pub(crate) main: Function,
    stack: Vec<Cell<Value>>,
    callers: RefCell<Vec<Caller>>,
    error: RefCell<String>,
}

impl Vm {
    pub(crate) fn new(code: Vec<u32>, constants: Vec<Value>, main: Function) -> Vm {
        Vm {
            code: code.into_iter().map(Cell::new).collect(),
            constants,
            main,
            stack: vec![Cell::new(Value::Nil); STACK],
            callers: RefCell::default(),
            error: RefCell::default(),
        }
    }

    /// Runs the program; its value is that of the last form.
    ///
    /// # Errors
    /// If a helper raises or the stack is full.
    pub fn run(&self) -> Result<Value, Error> {
        let mut at = Position { pc: self.main.0.entry, sp: self.main.0.locals, fp: 0 };
        loop {
            let pc = Pc { code: &self.code, at: at.pc };
            let sp = Sp { stack: &self.stack, top: at.sp };
            let fp = Fp { stack: &self.stack, base: at.fp, constants: &self.constants };
            match HANDLERS[usize::from(pc.opcode())](pc, sp, fp, self) {
                Next::Run(next) => at = next,
                Next::Done(value) => return Ok(value),
                Next::Failed => return Err(Error(self.error.take())),
            }
        }
    }

    /// Notes an error.
    pub(crate) fn fail(&self, message: String) -> Raised {
        self.error.replace(message);
        Raised
    }

    /// Helpers of this VM neither collect nor re-enter it, so nobody asks where it is.
    pub(crate) fn save(&self, _: Pc, _: Sp, _: Fp) {}

    pub(crate) fn specialized(&self, pc: Pc, _family: u16, member: u16) {
        pc.set_opcode(member);
        pc.set_counter(MISSES);
    }
    pub(crate) fn not_specialized(&self, pc: Pc, _family: u16) {
        pc.set_counter(BACK_OFF);
    }
    pub(crate) fn missed(&self, pc: Pc, _family: u16, head: u16) {
        match pc.counter() {
            0 => {
                pc.set_opcode(head);
                pc.set_counter(BACK_OFF);
            }
            left => pc.set_counter(left - 1),
        }
    }

    /// Enters a function whose arguments lie at `arguments`, and remembers where to go on.
    pub(crate) fn enter(&self, next: Pc, fp: Fp, callee: Function, arguments: Slots) -> Next {
        let base = arguments.start;
        let top = base + callee.0.locals;
        // Room for the operands of the deepest expression; the compiler bounds it.
        if top + crate::compile::MAX_OPERANDS >= self.stack.len() {
            self.fail("the stack is full".to_string());
            return Next::Failed;
        }
        for slot in &self.stack[base + arguments.len()..top] {
            slot.set(Value::Nil);
        }
        self.callers.borrow_mut().push(Caller { pc: next.at, fp: fp.base });
        Next::Run(Position { pc: callee.0.entry, sp: top, fp: base })
    }

    /// Leaves the current function with a result: it lands where the callee was.
    pub(crate) fn leave(&self, fp: Fp, value: Value) -> Next {
        match self.callers.borrow_mut().pop() {
            None => Next::Done(value),
            Some(caller) => {
                let result = fp.base - 1;
                self.stack[result].set(value);
                Next::Run(Position { pc: caller.pc, sp: result + 1, fp: caller.fp })
            }
        }
    }
}

/// Goes on at an instruction.
pub(crate) fn go_on(pc: Pc, sp: Sp, fp: Fp) -> Next {
    Next::Run(Position { pc: pc.at, sp: sp.top, fp: fp.base })
}

/// A helper has raised. A VM with exceptions would look for a handler.
pub(crate) fn raise(_: Pc, _: Sp, _: Fp, _: &Vm) -> Next {
    Next::Failed
}

/// Runs the next instruction.
#[macro_export]
#[doc(hidden)]
macro_rules! dispatch {
    ($pc:expr, $sp:expr, $fp:expr, $vm:expr) => {{
        let _: &$crate::Vm = $vm;
        $crate::machine::go_on($pc, $sp, $fp)
    }};
}
/// This VM has nothing to do at the end of a loop.
#[macro_export]
#[doc(hidden)]
macro_rules! safepoint {
    ($pc:expr, $sp:expr, $fp:expr, $vm:expr, $taken:expr) => {
        let _ = ($pc, $sp, $fp, $taken);
    };
}
/// Enters a function.
#[macro_export]
#[doc(hidden)]
macro_rules! push_frame {
    ($next:expr, $sp:expr, $fp:expr, $vm:expr, $callee:expr, $arguments:expr) => {{
        let _ = $sp;
        $vm.enter($next, $fp, $callee, $arguments)
    }};
}
/// Leaves a function.
#[macro_export]
#[doc(hidden)]
macro_rules! pop_frame {
    ($pc:expr, $sp:expr, $fp:expr, $vm:expr, $value:expr) => {{
        let _ = ($pc, $sp);
        $vm.leave($fp, $value)
    }};
}

/// A place in the code. A unit is 16 bits of oparg above 16 bits of opcode; caches are whole units.
#[derive(Clone, Copy, Debug)]
pub struct Pc<'a> {
    code: &'a [Cell<u32>],
    at: usize,
}

impl<'a> Pc<'a> {
    fn opcode(self) -> u16 {
        self.code[self.at].get() as u16
    }
    fn set_opcode(self, opcode: u16) {
        let unit = &self.code[self.at];
        unit.set(unit.get() & 0xffff_0000 | u32::from(opcode));
    }
    pub(crate) fn oparg(self) -> u32 {
        self.code[self.at].get() >> 16
    }
    pub(crate) fn advance(self, units: usize) -> Pc<'a> {
        Pc { at: self.at + units, ..self }
    }
    pub(crate) fn jump(self, units: i32) -> Pc<'a> {
        Pc { at: self.at.wrapping_add_signed(units as isize), ..self }
    }
    fn counter(self) -> u16 {
        self.code[self.at + 1].get() as u16
    }
    fn set_counter(self, counter: u16) {
        self.code[self.at + 1].set(u32::from(counter));
    }
    pub(crate) fn warm(self) -> bool {
        let left = self.counter();
        self.set_counter(left.saturating_sub(1));
        left == 0
    }
}

/// The counter that the compiler puts after each instruction of a family.
pub(crate) fn initial_counter() -> u32 {
    u32::from(WARM_UP)
}

/// The top of the operand stack.
#[derive(Clone, Copy, Debug)]
pub struct Sp<'a> {
    stack: &'a [Cell<Value>],
    top: usize,
}

impl<'a> Sp<'a> {
    fn slot(self, k: isize) -> usize {
        self.top.wrapping_add_signed(-k)
    }
    pub(crate) fn peek(self, k: isize) -> Value {
        self.stack[self.slot(k)].get()
    }
    pub(crate) fn set(self, k: isize, value: Value) {
        self.stack[self.slot(k)].set(value);
    }
    pub(crate) fn drop(self, n: usize) -> Sp<'a> {
        Sp { top: self.top - n, ..self }
    }
    pub(crate) fn grow(self, n: usize) -> Sp<'a> {
        Sp { top: self.top + n, ..self }
    }
    pub(crate) fn slots(self, k: isize, n: usize) -> Slots {
        Slots { start: self.slot(k), len: n }
    }
}

/// Operands in a row. No body of this VM looks into an array operand, so a range will do.
#[derive(Clone, Copy, Debug)]
pub struct Slots {
    start: usize,
    len: usize,
}

impl Slots {
    fn len(self) -> usize {
        self.len
    }
}

/// The frame: locals lie on the stack, below the operands.
#[derive(Clone, Copy, Debug)]
pub struct Fp<'a> {
    stack: &'a [Cell<Value>],
    base: usize,
    constants: &'a [Value],
}

impl Fp<'_> {
    pub(crate) fn local(self, index: u32) -> Value {
        self.stack[self.base + index as usize].get()
    }
    pub(crate) fn set_local(self, index: u32, value: Value) {
        self.stack[self.base + index as usize].set(value);
    }
    pub(crate) fn constant(self, index: u32) -> Value {
        self.constants[index as usize]
    }
}

/// The length of the instruction at a unit of code.
pub(crate) fn units(unit: u32) -> usize {
    INSTS.get(usize::from(unit as u16)).map_or(1, |inst| usize::from(inst.units))
}
