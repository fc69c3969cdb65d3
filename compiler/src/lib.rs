//! The source compiler: Python 3.14 text to code objects as plain data.
//!
//! ```text
//! bytes --encoding--> text --ruff_python_parser--> AST --symtable--> scopes
//!       --codegen--> instructions --assemble--> Code
//! ```
//!
//! Not here: the object model (constants are plain data), and what an instruction does (it is defined
//! in `bytecodes.def`; [`opcode`] has its number and length, [`intrinsics`] what operands mean).
//!
//! # Invariants
//! 1. A program either compiles or is rejected with CPython's exception, message and range. Bad input
//!    never panics.
//! 2. The compiler recurses at most [`MAX_DEPTH`] levels deep into a program and runs on a stack segment of
//!    its own that has room for that; the caller's stack needs no more than usual.
//!
//! Out of scope, and rejected as not supported: `async`, `match`, template strings, complex literals.

#![forbid(unsafe_code)]

pub mod anchors;
mod assemble;
pub mod code;
mod codegen;
pub mod dis;
mod driver;
mod encoding;
pub mod error;
mod failure;
mod fold;
mod future;
pub mod intrinsics;
mod literal;
pub mod opcode;
mod source;
mod symtable;
mod syntax_errors;
pub mod verify;
mod warnings;

/// All that is known of instructions and ops, generated from `bytecodes.def`.
pub mod metadata {
    include!(concat!(env!("OUT_DIR"), "/metadata.rs"));
}

pub use code::{
    Code, CodeFlags, Const, ExceptionEntry, LocalInfo, LocalKind, Position, PositionEntry,
};
pub use driver::{MAX_DEPTH, compile_module, compile_noting, compile_text};
pub use error::{SyntaxError, SyntaxErrorKind};
pub use warnings::SyntaxWarning;
