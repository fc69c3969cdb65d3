//! Raw views of object fields for generated code: what inline caches and handlers read without a method call's ceremony.
//!
//! Nothing here checks anything: each caller has established by a guard what it needs (a length, a version, a shape).

use crate::class::ClassObject;
use crate::code::{Code, CodeObject};
use crate::dict::{DictObject, Entry};
use crate::function::Function;
use crate::generator::{Generator, GeneratorObject, ResumeAt, State};
use crate::list::ListObject;
use crate::modules::array::ArrayObject;
use crate::object::{Header, Kind};
use crate::shape::id;
use crate::tuple::TupleObject;
use crate::value::Value;
use crate::vm::Vm;
use std::cell::Cell;

impl ListObject {
    /// The first item; `len` follow.
    #[inline(always)]
    pub fn items_ptr(&self) -> *mut Value {
        self.items.get()
    }
}

impl TupleObject {
    /// The first item; `len` follow.
    #[inline(always)]
    pub fn items_ptr(&self) -> *const Value {
        // SAFETY: the items follow the struct in the same allocation.
        unsafe { (&raw const *self).add(1).cast() }
    }
}

impl DictObject {
    /// The first entry.
    #[inline(always)]
    pub fn entries_ptr(&self) -> *const Entry {
        self.entries.get()
    }
}

impl ClassObject {
    /// The version as it is: 0 where nobody has asked for one since the class changed.
    #[inline(always)]
    pub fn current_version(&self) -> u32 {
        self.version()
    }
}

impl ArrayObject {
    /// The type code, a character.
    #[inline(always)]
    pub fn typecode_number(&self) -> u32 {
        self.typecode
    }
    /// Number of items.
    #[inline(always)]
    pub fn item_count(&self) -> usize {
        self.len.get()
    }
    /// The items.
    #[inline(always)]
    pub fn data_ptr(&self) -> *mut u8 {
        self.data.get()
    }
}

impl GeneratorObject {
    /// The words of the suspended frame; there is room for `capacity`.
    #[inline(always)]
    pub fn words(&self) -> *mut Value {
        // SAFETY: the words follow the struct in the same allocation.
        unsafe { (&raw const *self).add(1).cast::<Value>().cast_mut() }
    }
}

impl Vm {
    /// A generator that goes on at a unit of its function with these locals and operands.
    pub fn new_generator(&self, function: Function, words: &[Value], resume_at: u32) -> Generator {
        let code = function.code.get();
        // One more than the deepest stack: the value sent is pushed on it.
        let capacity = (code.local_count + code.stack_size + 1) as usize;
        let object = GeneratorObject {
            header: Header::new(Kind::Generator, id::GENERATOR),
            state: Cell::new(State::Created),
            saved: Cell::new(words.len() as u32),
            capacity: capacity as u32,
            resume_at: Cell::new(ResumeAt::in_code(code, resume_at)),
            function: Cell::new(function),
            code,
            handled: Cell::new(Value::NULL),
            outer_handled: Cell::new(Value::NULL),
            name: Cell::new(function.name.get()),
            qualname: Cell::new(function.qualname.get()),
        };
        let generator = self.heap.allocate_with(object, capacity * size_of::<Value>());
        // SAFETY: there is room for `capacity` words after the struct, of which these are the first.
        unsafe { std::ptr::copy_nonoverlapping(words.as_ptr(), generator.words(), words.len()) };
        generator
    }
    /// Makes a code object.
    pub fn new_code(&self, code: CodeObject) -> Code {
        self.heap.allocate(code)
    }
}

impl CodeObject {
    /// The header of a code object.
    pub fn header() -> Header {
        Header::new(Kind::Code, id::CODE)
    }
}
