//! Generators: a suspended frame in an object.
//!
//! While the generator runs its frame is on the VM stack like any other (so that calls from it leave arguments in place, and the
//! collector and the recorder see one kind of frame); suspending copies locals and operands here. They are few words.

pub mod methods;

use crate::code::Code;
use crate::function::Function;
use crate::object::{Header, Ref, object};
use crate::string::Str;
use crate::value::Value;
use std::cell::Cell;

/// What a generator is doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u32)]
pub enum State {
    /// Made, not started.
    Created = 0,
    /// At a `yield`.
    Suspended = 1,
    /// On the VM stack.
    Running = 2,
    /// Returned or raised.
    Finished = 3,
}

impl State {
    /// The state of a number; what is no state's is finished.
    pub fn of(number: u32) -> State {
        match number {
            0 => State::Created,
            1 => State::Suspended,
            2 => State::Running,
            _ => State::Finished,
        }
    }
}

/// Where a generator goes on, as one number that tells it from all other places at which generators go on: the address of the unit,
/// and 1 more if it handles an exception. So who knows the number knows the code, and that as many words are saved as there each time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ResumeAt(usize);

impl ResumeAt {
    /// At a unit.
    #[inline(always)]
    pub fn new(unit: *const u32, handles: bool) -> ResumeAt {
        ResumeAt(unit as usize | usize::from(handles))
    }
    /// At a unit of code, by its number; it handles no exception.
    pub fn in_code(code: Code, unit: u32) -> ResumeAt {
        ResumeAt(code.units.as_ptr() as usize + unit as usize * 4)
    }
    /// From the number.
    #[inline(always)]
    pub fn of_number(number: u64) -> ResumeAt {
        ResumeAt(number as usize)
    }
    /// The number; it fits an integer that is no object.
    #[inline(always)]
    pub fn number(self) -> u64 {
        self.0 as u64
    }
    /// The address of the unit.
    #[inline(always)]
    pub fn address(self) -> *mut u32 {
        (self.0 & !3) as *mut u32
    }
}

impl GeneratorObject {
    /// The number of the unit at which it goes on.
    pub fn resume_unit(&self) -> u32 {
        let base = self.code.units.as_ptr() as usize;
        ((self.resume_at.get().address() as usize - base) / 4) as u32
    }
}

/// A generator. `capacity` words for locals and operands follow.
#[repr(C)]
#[derive(Debug)]
pub struct GeneratorObject {
    pub(crate) header: Header,
    /// A [`State`].
    pub state: Cell<State>,
    /// Words saved: locals and operands.
    pub saved: Cell<u32>,
    /// Room for words.
    pub capacity: u32,
    /// Where it goes on.
    pub resume_at: Cell<ResumeAt>,
    /// Its function, or a twin of it with the code that it had.
    pub function: Cell<Function>,
    /// The code that it runs.
    pub code: Code,
    /// The exception that it was handling when it was suspended, or null.
    pub handled: Cell<Value>,
    /// The caller's handled exception while it runs.
    pub outer_handled: Cell<Value>,
    /// `__name__`
    pub name: Cell<Str>,
    /// `__qualname__`
    pub qualname: Cell<Str>,
}
object!(GeneratorObject: Generator);

/// A reference to a generator.
pub type Generator = Ref<GeneratorObject>;
