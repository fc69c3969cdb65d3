//! The generated handlers, in a module where the machine is in scope.

use crate::bytecode::{consts, family, opcode};
use crate::helpers;
use crate::machine::*;
use crate::value::*;

include!(concat!(env!("OUT_DIR"), "/interpreter.rs"));
