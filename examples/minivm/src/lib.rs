//! A small Lisp on a VM whose instructions are defined in `minivm.def`.
//!
//! It shows what a VM has to bring: values (`value.rs`), the machine that generated handlers work on (`machine.rs`), the
//! helpers that bodies call (`helpers.rs`), and a source compiler (`compile.rs`) with its reader (`read.rs`). The
//! interpreter itself is generated (`interpreter`, `bytecode`). Everything is safe Rust; nothing is collected.

#![forbid(unsafe_code)]

mod assemble;
mod compile;
mod helpers;
mod interpreter;
mod machine;
mod read;
mod value;

/// Numbers and tables of the instruction set, generated from `minivm.def`.
pub mod bytecode {
    include!(concat!(env!("OUT_DIR"), "/metadata.rs"));
}

/// The abstract meaning of each op, generated from `minivm.def`: what a trace optimizer works from.
pub mod abstracts {
    use trefoil_optimizer::prelude::*;

    include!(concat!(env!("OUT_DIR"), "/abstract.rs"));
}

pub use assemble::disassemble;
pub use compile::compile;
pub use machine::Vm;
pub use read::{Form, read};
pub use value::Value;

/// What went wrong, for people.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Error(pub String);

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

/// Reads, compiles and runs a program; its value is that of the last form.
///
/// # Errors
/// If the text is malformed, or if it fails when it runs.
pub fn run(source: &str) -> Result<Value, Error> {
    let vm = compile(&read(source)?)?;
    vm.run()
}
