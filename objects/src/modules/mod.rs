//! Built-in modules written in Rust. Each file exports `pub const MODULE: ModuleSpec`; whoever imports builds the module from it.

use crate::dict::Dict;
use crate::function::NativeSpec;
use crate::vm::{Result, Vm};

pub mod array;
pub mod gc;
pub mod math;
pub mod random;
pub mod time;

/// A built-in module: its functions, and what else is in its namespace.
#[derive(Clone, Copy)]
pub struct ModuleSpec {
    /// `__name__`
    pub name: &'static str,
    /// Its functions.
    pub functions: &'static [NativeSpec],
    /// Adds constants and classes to the namespace.
    pub init: fn(&Vm, Dict) -> Result<()>,
}
