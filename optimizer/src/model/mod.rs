//! A world to test a definition in: typed records, random heaps, and helpers that do no more than they declare.
//!
//! Nothing here is written per op. Codegen emits each body a second time over [`Machine`]; [`harness`] runs both
//! meanings side by side, carries the events of the abstract one out on a machine of its own, and compares. A helper is
//! any function that keeps to its declaration: its result, its writes and whether it raises come from a generator that
//! both runs share. Not here: whether declarations are true of a real VM's helpers (its monitor checks that).

pub mod harness;
pub mod loops;
mod machine;
mod precision;
pub mod random;
mod world;

pub use harness::{Definition, Failure, Outcome};
pub use machine::{Machine, Stop, is, narrowed, of_datum, to_datum};
pub use precision::{Loss, precision};
pub use trefoil_primitives::Count;

pub use crate::calls::FrameOp;
use crate::semantics::{Datum, Site};

/// The concrete meaning of an op: takes the inputs, pushes the outputs.
pub type ModelOp = fn(&mut Machine, &Site<'_>, &[Datum], &mut Vec<Datum>) -> Result<(), Stop>;
