//! Derives the meanings of a virtual machine's instructions from one definition.
//!
//! A definition (LANGUAGE.md) is text. [`analyze`] parses it (`parse`, `ast`) and gives it meaning (`analyze`, `check`):
//! a [`model::Program`] without errors, from which every emitter in [`emit`] works, and [`Diagnostics`]. A build script
//! calls [`compile`] and emits what it needs; [`includes`] tells it which texts to load and watch.
//!
//! # Invariants
//! 1. Pure: no I/O, clock, environment or global; the same bytes in give the same bytes out.
//! 2. No name of any virtual machine occurs here.
//! 3. No input panics: malformed text gives diagnostics whose spans lie in the text.

#![forbid(unsafe_code)]

mod analyze;
mod ast;
mod check;
mod compilation;
pub mod diagnostics;
pub mod emit;
pub mod json;
pub mod model;
mod parse;
pub mod source;
pub mod table;

pub use compilation::{Analysis, analyze, compile, includes};
pub use diagnostics::{Diagnostic, Diagnostics, Severity, Style};
pub use source::Sources;
