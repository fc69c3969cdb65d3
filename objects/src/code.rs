//! Code objects: bytecode with what it needs to run.

use crate::dict::Dict;
use crate::object::{Header, Ref, object};
use crate::string::Str;
use crate::value::Value;
use crate::vm::Vm;
use std::cell::Cell;

/// How a code object is called and what it is.
pub mod flag {
    /// `*args`
    pub const VARARGS: u32 = 1;
    /// `**kwargs`
    pub const VARKEYWORDS: u32 = 2;
    /// A generator function.
    pub const GENERATOR: u32 = 4;
    /// The body of a class statement.
    pub const CLASS_BODY: u32 = 8;
    /// A module's top level.
    pub const MODULE: u32 = 16;
    /// `consts[0]` is the docstring.
    pub const DOCSTRING: u32 = 32;
    /// Positional parameters only, no `*args` and such: arguments can stay in place.
    pub const SIMPLE: u32 = 64;
    /// Stands for native code: its frames are not to be seen.
    pub const HIDDEN: u32 = 128;
}

/// One row of the exception table. Offsets are in units.
#[derive(Clone, Copy, Debug)]
pub struct Handler {
    /// First unit covered.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Where the handler is.
    pub target: u32,
    /// Operand stack depth at the handler.
    pub depth: u32,
    /// Push the offset of the raising instruction before the exception.
    pub push_lasti: bool,
}

/// Where an instruction comes from. Lines from 1, columns in UTF-8 bytes from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// Offset of the first unit that has this position.
    pub start: u32,
    /// First line; 0 for an artificial instruction.
    pub line: u32,
    /// Last line.
    pub end_line: u32,
    /// First column.
    pub col: u32,
    /// One past the last column.
    pub end_col: u32,
}

/// A code object.
#[repr(C)]
#[derive(Debug)]
pub struct CodeObject {
    /// See [`Header`].
    pub header: Header,
    /// Unique id; names the code in caches.
    pub version: u32,
    /// Parameters that can be given by position, `*args` not counted.
    pub arg_count: u32,
    /// Of these, positional-only.
    pub posonly_count: u32,
    /// Keyword-only parameters.
    pub kwonly_count: u32,
    /// Slots that a call fills: all parameters, `*args` and `**kwargs` included.
    pub parameter_count: u32,
    /// Locals, cells and free variables: slots before the operand stack.
    pub local_count: u32,
    /// Deepest operand stack.
    pub stack_size: u32,
    /// Calls until the function counts as hot: counted down where a frame is entered, and at zero the interpreter decides.
    pub heat: Cell<u32>,
    /// Bits of [`flag`].
    pub flags: u32,
    /// `co_firstlineno`
    pub first_line: u32,
    /// The code units; they are rewritten by specialization.
    pub units: Box<[Cell<u32>]>,
    /// Constants.
    pub consts: Box<[Value]>,
    /// Names, interned.
    pub names: Box<[Value]>,
    /// Names of the local slots.
    pub local_names: Box<[Str]>,
    /// For each local slot: 0 plain, 1 cell, 2 free; 3 and 4 are plain and cell of an inlined comprehension, which programs do not see.
    pub local_kinds: Box<[u8]>,
    /// `co_name`
    pub name: Str,
    /// `co_qualname`
    pub qualname: Str,
    /// `co_filename`
    pub filename: Str,
    /// Exception table, sorted by `start`; ranges are disjoint.
    pub handlers: Box<[Handler]>,
    /// Sorted by `start`.
    pub positions: Box<[Position]>,
    /// Whose code it is: inline caches are of one namespace.
    pub space: Space,
}
object!(CodeObject: Code);

/// The namespace that code runs in, and what to run in another one.
#[derive(Debug)]
pub struct Space {
    /// The globals of the functions that have the code, or null while there is none.
    pub globals: Cell<Value>,
    /// The code that it is a copy of, which is what programs see, or null.
    pub original: Cell<Value>,
    /// The copy for the other globals that it was last wanted for, or null.
    pub copy: Cell<Value>,
}

impl Default for Space {
    fn default() -> Space {
        let null = || Cell::new(Value::NULL);
        Space { globals: null(), original: null(), copy: null() }
    }
}

impl Code {
    /// The code as programs see it.
    pub fn shown(self) -> Value {
        match self.space.original.get() {
            Value::NULL => self.value(),
            original => original,
        }
    }
}

impl Vm {
    /// The code for functions with some globals: one that has not run with others, since what inline caches and traces know of globals is
    /// what one namespace holds.
    pub fn code_for(&self, code: Code, globals: Dict) -> Code {
        let code = Code::from_value(code.shown());
        let found = code.space.globals.get();
        if found == globals.value() {
            return code;
        }
        if found.is_null() {
            code.space.globals.set(globals.value());
            return code;
        }
        if let Some(copy) = code.space.copy.get().cast::<CodeObject>()
            && copy.space.globals.get() == globals.value()
        {
            return copy;
        }
        let copy = (self.hooks.get().copy_code)(self, code);
        copy.space.globals.set(globals.value());
        copy.space.original.set(code.value());
        code.space.copy.set(copy.value());
        copy
    }
}

/// A reference to a code object.
pub type Code = Ref<CodeObject>;
