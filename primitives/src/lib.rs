//! The scalar primitives that instruction bodies are made of: the one Rust definition of their arithmetic.
//!
//! Generated interpreters compute with [`Int`] and [`Uint`] for widths that the machine does not have and with Rust's own
//! types for the rest; both answer to the same method names. What Rust defines differently per type (conversions,
//! left shifts) is a trait here: [`Cast`], [`Shift`]. [`Width`] is the same arithmetic with the width as a value, for
//! tools that fold constants and reason about ranges. Not here: boxing (the VM's values) and floats (Rust's `f64`).
//!
//! # Invariants
//! 1. Everything is total but division by zero, which panics: bodies exclude it by an exit.
//! 2. [`Int`], Rust's own integers and [`Width`] agree; `tests/agreement.rs` compares them exhaustively at small widths.

#![no_std]
#![forbid(unsafe_code)]

mod cast;
pub mod metadata;
mod shift;
mod width;
mod word;

pub use cast::Cast;
pub use shift::{Count, Shift};
pub use width::Width;
pub use word::{Int, Uint};
