//! Everything that is generated from a [`Program`]: total functions from the model to text.
//!
//! Concrete: [`interpreter`] (handlers, specializers, dispatch table), [`metadata`], [`accessors`]. For people:
//! [`explain`], [`expand`], [`snapshots`]. Each output is built as compact text and formatted once (`layout.rs`).
//! The way of an instruction's body into Rust: `expr.rs` spells expressions, `body.rs` statements, `operands.rs` knows
//! where each operand lives, `boxing.rs` ends a handler, `flow.rs` removes what nobody reads, `handler.rs` and `specialize.rs` make functions of it.
//! Not here: what a definition means (the model), and how values behave (the VM's machine, LANGUAGE.md section 4).
//!
//! # Invariants
//! 1. Same program, same bytes: nothing iterates over a hash map.
//! 2. Time is linear in the number of ops.
//! 3. Names of operands, `let`s and ops survive; an edit of one instruction changes the text of that instruction.

pub mod abstracts;
mod accessors;
mod body;
mod boxing;
mod bridge;
mod code;
mod dispatch;
mod exits;
mod expand;
mod explain;
mod expr;
mod flow;
mod handler;
mod layout;
mod metadata;
pub mod model_ops;
mod names;
mod oparg;
mod operands;
mod scalar;
mod snapshot;
mod specialize;
mod supers;

pub use accessors::{AccessorOptions, accessors};
pub use bridge::{BridgeOptions, bridge};
pub use exits::exit_sites;
pub use expand::{Meaning, expand};
pub use explain::explain;
pub use metadata::{metadata, metadata_unformatted};
pub use oparg::{OpargKind, oparg_kind};
pub use snapshot::snapshots;

use crate::model::Program;

/// How the interpreter is to be spelled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Options {
    /// The ABI of handlers, as in `extern "sysv64" fn`. `None` is Rust's own.
    pub abi: Option<String>,
    /// Why a handler may use unsafe functions of the machine: handlers are then `unsafe fn`, and this is the text of
    /// the `SAFETY:` comment of each. `None`: handlers are safe functions.
    pub safety: Option<String>,
    /// Say in which line of the definition an op stands. Not for text that is committed.
    pub line_numbers: bool,
    /// Tell the VM of each evaluation of an exit, so that a test can see that every exit goes both ways. [`exit_sites`]
    /// is the table of what there is to see. Without it handlers do not mention it.
    pub coverage: bool,
    /// The length of the dispatch table. Never less than the number of instructions.
    pub table_len: usize,
    /// The handler for opcodes that no instruction has.
    pub unknown: String,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            abi: None,
            safety: None,
            line_numbers: false,
            coverage: false,
            table_len: 0,
            unknown: "unknown".to_string(),
        }
    }
}

/// The generated interpreter, in texts that can be included in one module or in several.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Interpreter {
    /// One handler per instruction, and its slow paths.
    pub handlers: String,
    /// For each family the function that picks a member.
    pub specializers: String,
    /// The type of handlers and the dispatch table.
    pub dispatch: String,
    /// The table of specializers, for a recorder that wants an instruction specialized at once.
    pub specializer_table: String,
}

impl Interpreter {
    /// What every VM needs as one text: all but the table of specializers.
    pub fn into_text(self) -> String {
        [self.handlers, self.specializers, self.dispatch].join("\n")
    }
}

/// Emits the interpreter: what LANGUAGE.md section 4 describes.
pub fn interpreter(program: &Program, options: &Options) -> Interpreter {
    parts(program, options, |text| text.format(program))
}

/// Emits the interpreter without formatting it: for machines, and for measuring.
pub fn interpreter_unformatted(program: &Program, options: &Options) -> Interpreter {
    parts(program, options, layout::Text::into_raw)
}

fn parts(
    program: &Program,
    options: &Options,
    finish: impl Fn(layout::Text) -> String,
) -> Interpreter {
    Interpreter {
        handlers: finish(handler::emit_handlers(program, options)),
        specializers: finish(specialize::emit_specializers(program, options)),
        dispatch: finish(dispatch::emit_dispatch(program, options)),
        specializer_table: finish(dispatch::emit_specializer_table(program, options)),
    }
}
