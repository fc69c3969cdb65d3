//! Exceptions: their layout. Raising is in [`raise`], the hierarchy in [`hierarchy`], chaining in [`chain`], `except` in
//! [`matching`], groups in [`group`], tracebacks in [`traceback`].
//!
//! All exceptions have one layout with room for the named attributes of any built-in class; which of [`ExceptionObject::fields`]
//! means what is in [`field`]. Attributes that a program sets are in a dict of their own.

pub mod chain;
pub mod constructors;
pub mod group;
pub mod hierarchy;
pub mod matching;
pub mod os_error;
pub mod raise;
pub mod traceback;
pub mod unicode;

#[cfg(test)]
mod tests;

use crate::class::Class;
use crate::object::{Header, Kind, Ref, object};
use crate::tuple::Tuple;
use crate::value::Value;
use crate::vm::Vm;
use std::cell::Cell;

/// Number of named attributes that an exception has room for.
pub const FIELDS: usize = 8;

/// Set in `Header::flags` when `__suppress_context__`.
pub const SUPPRESS_CONTEXT: u8 = 1;

/// Index of named attributes in [`ExceptionObject::fields`], by class.
#[allow(missing_docs, reason = "each is the field of the attribute of that name")]
pub mod field {
    pub const STOP_ITERATION_VALUE: usize = 0;
    pub const SYSTEM_EXIT_CODE: usize = 0;
    pub const IMPORT_MSG: usize = 0;
    pub const IMPORT_NAME: usize = 1;
    pub const IMPORT_PATH: usize = 2;
    pub const IMPORT_NAME_FROM: usize = 3;
    pub const NAME_NAME: usize = 0;
    pub const ATTRIBUTE_NAME: usize = 0;
    pub const ATTRIBUTE_OBJ: usize = 1;
    pub const OS_ERRNO: usize = 0;
    pub const OS_STRERROR: usize = 1;
    pub const OS_FILENAME: usize = 2;
    pub const OS_FILENAME2: usize = 3;
    pub const OS_CHARACTERS_WRITTEN: usize = 4;
    pub const SYNTAX_MSG: usize = 0;
    pub const SYNTAX_FILENAME: usize = 1;
    pub const SYNTAX_LINENO: usize = 2;
    pub const SYNTAX_OFFSET: usize = 3;
    pub const SYNTAX_TEXT: usize = 4;
    pub const SYNTAX_END_LINENO: usize = 5;
    pub const SYNTAX_END_OFFSET: usize = 6;
    pub const SYNTAX_PRINT_FILE_AND_LINE: usize = 7;
    pub const UNICODE_ENCODING: usize = 0;
    pub const UNICODE_OBJECT: usize = 1;
    pub const UNICODE_START: usize = 2;
    pub const UNICODE_END: usize = 3;
    pub const UNICODE_REASON: usize = 4;
    pub const GROUP_MESSAGE: usize = 0;
    pub const GROUP_EXCEPTIONS: usize = 1;
}

/// An exception.
#[repr(C)]
#[derive(Debug)]
pub struct ExceptionObject {
    header: Header,
    /// `args`
    pub args: Cell<Tuple>,
    /// `__traceback__`: a traceback, or null.
    pub traceback: Cell<Value>,
    /// `__cause__`, or null.
    pub cause: Cell<Value>,
    /// `__context__`, or null.
    pub context: Cell<Value>,
    /// `__dict__`, or null while there is none.
    pub attributes: Cell<Value>,
    /// Named attributes; see [`field`]. Null where unset.
    pub fields: [Cell<Value>; FIELDS],
}
object!(ExceptionObject: Exception);

/// A reference to an exception.
pub type Exception = Ref<ExceptionObject>;

impl ExceptionObject {
    /// Whether `__suppress_context__`.
    pub fn suppresses_context(&self) -> bool {
        self.header.flags.get() & SUPPRESS_CONTEXT != 0
    }
    /// Sets `__suppress_context__`.
    pub fn set_suppress_context(&self, suppress: bool) {
        let rest = self.header.flags.get() & !SUPPRESS_CONTEXT;
        self.header.flags.set(rest | if suppress { SUPPRESS_CONTEXT } else { 0 });
    }
    /// A named attribute, `None` if unset.
    pub fn field(&self, index: usize) -> Value {
        let value = self.fields[index].get();
        if value.is_null() { Value::NONE } else { value }
    }
}

impl Vm {
    /// An exception of a class with arguments; no `__init__` runs.
    pub fn new_exception(&self, class: Class, args: Tuple) -> Exception {
        debug_assert_eq!(class.instance_kind.get(), Kind::Exception);
        self.heap.allocate(ExceptionObject {
            header: Header::new(Kind::Exception, class.root_shape.get()),
            args: Cell::new(args),
            traceback: Cell::new(Value::NULL),
            cause: Cell::new(Value::NULL),
            context: Cell::new(Value::NULL),
            attributes: Cell::new(Value::NULL),
            fields: [const { Cell::new(Value::NULL) }; FIELDS],
        })
    }
}
