//! Abstract domain and term graph of the trace optimizer. Knows no virtual machine: see ARCHITECTURE.md.
//!
//! Codegen emits, for each op of a definition, a function over [`Cx`] and a row of [`semantics::Semantics`]. Running
//! these functions in the order of a recorded trace builds its terms and [`event::Event`]s; nothing here names an op.
//! [`model`] is a world to test definitions in: random heaps, and helpers that do no more than they declare.

#![forbid(unsafe_code)]

pub mod calls;
pub mod control;
pub mod cx;
pub mod defects;
pub mod eval;
pub mod event;
pub mod exec;
pub mod host;
mod known;
pub mod lattice;
pub mod memory;
pub mod model;
pub mod mutants;
pub mod generated {
    //! The VM's definition, generated from `bytecodes.def`.

    use crate::prelude::*;

    include!(concat!(env!("OUT_DIR"), "/vm_abstract.rs"));
}
mod refine;
pub mod semantics;
pub mod term;
pub mod trace;
pub mod transfer;

pub use cx::{Cx, Scratch};
pub use term::T;

/// What generated code needs in scope.
pub mod prelude {
    pub use crate::cx::{Cx, Operand};
    pub use crate::lattice::TypeSet;
    pub use crate::semantics::*;
    pub use crate::term::T;
    pub use trefoil_primitives::{Cast, Int, Shift, Uint, Width};
}
