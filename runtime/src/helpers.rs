//! What instruction bodies call: the functions that `bytecodes.def` declares as `extern fn`.
//!
//! Each is a thin bridge from operands to `trefoil-objects`. The definition states the effects of each; a helper that does more
//! than it states is a bug, which ends the program in development builds (`monitor.rs`, which also says what it cannot see).
//!
//! One that has an array of its own to pass on is `inline(never)`: in a handler the reference to it would keep tail calls from becoming
//! jumps. Whether it is inlined otherwise differs from build to build.

mod attributes;
mod building;
mod calls;
mod exceptions;
mod fill;
mod functions;
mod imports;
mod intrinsics;
mod items;
mod iteration;
mod namespaces;
mod operators;

pub use attributes::*;
pub use building::*;
pub use calls::*;
pub use exceptions::*;
pub use fill::*;
pub use functions::*;
pub use imports::*;
pub use intrinsics::*;
pub use items::*;
pub use iteration::*;
pub use namespaces::*;
pub use operators::*;

/// What every file of helpers needs.
mod prelude {
    pub use crate::machine::fields::{
        BoundMethod, Builtin, Cell, Class, Dict, Function, List, Module, Str, Tuple, shape_of,
    };
    pub use crate::machine::{Fp, Int, Slots, Value, Vm};
    pub use trefoil_objects::ops;
    pub use trefoil_objects::vm::{Raised, Result};

    /// The name that an instruction's operand stands for: names are interned strings.
    pub fn name_of(name: Value) -> Str {
        Str::from_value(name)
    }
}
