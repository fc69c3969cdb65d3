//! Values, heap, objects and built-in types of the Python VM: everything that does not depend on the instruction set.

pub mod boolean;
pub mod bytes;
pub mod class;
pub mod code;
pub mod dict;
pub mod float;
pub mod format;
pub mod frame;
pub mod function;
pub mod generator;
pub mod heap;
pub mod instance;
pub mod int;
pub mod list;
pub mod module;
pub mod modules;
pub mod names;
pub mod object;
pub mod ops;
pub mod output;
pub mod shape;
pub mod string;
pub mod tuple;
pub mod type_tests;
pub mod value;
pub mod vm;
