//! Generators: a suspended frame in an object.
//!
//! While the generator runs its frame is on the VM stack like any other (so that calls from it leave arguments in place, and the
//! collector and the recorder see one kind of frame); suspending copies locals and operands here. They are few words.

pub mod methods;

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
    /// Unit offset at which it goes on.
    pub resume_at: Cell<u32>,
    /// Its function, or a twin of it with the code that it had.
    pub function: Cell<Function>,
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
