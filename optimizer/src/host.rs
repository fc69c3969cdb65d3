//! What the engine asks of the world around it.

use crate::semantics::{Datum, Field, Helper};

/// The virtual machine, as the engine sees it. It chooses the words of object constants: one object, one word.
pub trait Host {
    /// The value of a field of a constant object, with the promise that the trace becomes invalid before it changes.
    /// Asked for fields that are immutable or declared `watch`. `None` makes no promise.
    fn watch(&mut self, field: Field, object: Datum, index: Option<i64>) -> Option<Datum>;
    /// Promises that the trace becomes invalid before a function gets other code than it has: a frame of it was recorded with the code
    /// object `code`. False: it makes no promise, and the function is not inlined.
    fn keeps_code(&mut self, function: Datum, code: u64) -> bool;
    /// The result of a pure helper. `None` if it is not to be evaluated now.
    fn pure_call(&mut self, helper: Helper, args: &[Datum]) -> Option<Datum>;
    /// What tells a place at which a frame goes on that is suspended there, and handles no exception, from all others, as the field of
    /// [`crate::trace::Suspension`] has it; at the unit `at` of the code object `code`.
    fn resume_at(&mut self, code: u64, at: u32) -> i64;
    /// A constant of a code object.
    fn constant(&mut self, code: u64, index: u32) -> Option<Datum>;
    /// A name of a code object.
    fn name(&mut self, code: u64, index: u32) -> Option<Datum>;
}

/// A host that knows nothing, of a machine in which functions keep their code.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ignorant;

impl Host for Ignorant {
    fn watch(&mut self, _: Field, _: Datum, _: Option<i64>) -> Option<Datum> {
        None
    }
    fn keeps_code(&mut self, _: Datum, _: u64) -> bool {
        true
    }
    fn pure_call(&mut self, _: Helper, _: &[Datum]) -> Option<Datum> {
        None
    }
    fn resume_at(&mut self, _: u64, at: u32) -> i64 {
        i64::from(at)
    }
    fn constant(&mut self, _: u64, _: u32) -> Option<Datum> {
        None
    }
    fn name(&mut self, _: u64, _: u32) -> Option<Datum> {
        None
    }
}
