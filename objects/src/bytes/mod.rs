//! `bytes`, immutable and in place after the header, and `bytearray`, which owns a vector.
//!
//! `methods.rs` has what both have, `bytearray.rs` what changes a `bytearray`.

mod bytearray;
pub mod class;
pub mod methods;

pub use class::{BYTEARRAY_CLASS, CLASS};

use crate::class::Class;
use crate::object::{Header, Kind, Ref, object};
use crate::vm::Vm;
use std::cell::{Cell, RefCell};

/// A `bytes`. `len` bytes follow.
#[repr(C)]
#[derive(Debug)]
pub struct BytesObject {
    header: Header,
    /// Hash, 0 while not computed.
    hash: Cell<u64>,
    len: usize,
}
object!(BytesObject: Bytes);

/// A reference to a `bytes`.
pub type Bytes = Ref<BytesObject>;

impl BytesObject {
    /// The bytes.
    #[inline]
    pub fn as_bytes(&self) -> &[u8] {
        // SAFETY: objects are allocated with `len` bytes after the struct, which are written once.
        unsafe {
            let start = (self as *const Self).add(1).cast::<u8>();
            std::slice::from_raw_parts(start, self.len)
        }
    }
    /// The hash of the bytes, computed once. Never 0.
    pub fn hash(&self) -> u64 {
        if self.hash.get() == 0 {
            self.hash.set(crate::string::hash_bytes(self.as_bytes()));
        }
        self.hash.get()
    }
}

/// A `bytearray`.
#[repr(C)]
#[derive(Debug)]
pub struct ByteArrayObject {
    header: Header,
    /// No borrow is held across a call of user code.
    bytes: RefCell<Vec<u8>>,
    /// Bytes of capacity that the heap has been told of.
    accounted: Cell<usize>,
}
object!(ByteArrayObject: ByteArray);

/// A reference to a `bytearray`.
pub type ByteArray = Ref<ByteArrayObject>;

impl ByteArrayObject {
    /// A copy of the bytes.
    pub fn to_vec(&self) -> Vec<u8> {
        self.bytes.borrow().clone()
    }
    /// `len(self)`
    pub fn len(&self) -> usize {
        self.bytes.borrow().len()
    }
    /// Whether it has no bytes.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// Changes the bytes. `change` does not call user code.
    pub fn change<T>(&self, vm: &Vm, change: impl FnOnce(&mut Vec<u8>) -> T) -> T {
        let (result, capacity) = {
            let mut bytes = self.bytes.borrow_mut();
            (change(&mut bytes), bytes.capacity())
        };
        vm.heap.account(capacity as isize - self.accounted.replace(capacity) as isize);
        result
    }
    /// Bytes that it owns in the Rust allocator, as the heap was told.
    pub fn external_bytes(&self) -> usize {
        self.accounted.get()
    }
}

impl Vm {
    /// Makes an instance of `class`, which is `bytearray` or a subclass of it.
    pub fn new_bytearray_of(&self, class: Class, bytes: Vec<u8>) -> ByteArray {
        let header = Header::new(Kind::ByteArray, crate::shape::id::BYTEARRAY);
        let accounted = Cell::new(bytes.capacity());
        self.heap.account(bytes.capacity() as isize);
        self.allocate_of(class, ByteArrayObject { header, bytes: RefCell::new(bytes), accounted })
    }
    /// Makes a `bytes`. Many bytes are asked for with [`Vm::reserve`] first.
    pub fn new_bytes(&self, bytes: &[u8]) -> Bytes {
        let made = self.heap.allocate_with(header(bytes.len()), bytes.len());
        fill(made, bytes);
        made
    }
    /// Makes an instance of `class`, which is `bytes` or a subclass of it.
    pub fn new_bytes_of(&self, class: Class, bytes: &[u8]) -> Bytes {
        if class == self.classes.bytes {
            return self.new_bytes(bytes);
        }
        let made = self.allocate_of_with(class, header(bytes.len()), bytes.len());
        fill(made, bytes);
        made
    }
}

fn header(len: usize) -> BytesObject {
    BytesObject {
        header: Header::new(Kind::Bytes, crate::shape::id::BYTES),
        hash: Cell::new(0),
        len,
    }
}

fn fill(made: Bytes, bytes: &[u8]) {
    let place: *mut u8 = made.as_ptr().wrapping_add(1).cast();
    // SAFETY: the object was allocated with room for the bytes after the struct, and nobody reads them yet.
    unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), place, bytes.len()) };
}
