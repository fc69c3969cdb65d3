//! What every heap object starts with, and references to objects.

use crate::value::Value;
use std::cell::Cell;
use std::marker::PhantomData;
use std::ops::Deref;
use std::ptr::NonNull;

/// The layout of an object: which Rust struct it is. A subclass written in Python keeps the kind of its built-in base.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[allow(missing_docs, reason = "each names the object type of the module with that name")]
pub enum Kind {
    Free = 0,
    BigInt,
    Float,
    Str,
    Bytes,
    ByteArray,
    List,
    Tuple,
    Dict,
    Set,
    FrozenSet,
    Range,
    Slice,
    Function,
    Builtin,
    BoundMethod,
    Cell,
    Code,
    Generator,
    Class,
    Instance,
    Module,
    Exception,
    Traceback,
    Property,
    ClassMethod,
    StaticMethod,
    Super,
    MemberDescriptor,
    GetSet,
    ListIter,
    TupleIter,
    RangeIter,
    StrIter,
    DictView,
    DictIter,
    SetIter,
    SeqIter,
    CallableIter,
    Enumerate,
    Zip,
    Map,
    Filter,
    Reversed,
    Array,
    MappingProxy,
    TypeAlias,
    TypeVar,
    GenericAlias,
    Union,
    Random,
    /// Memory for the items of one list: a header and nothing but values. No object that programs see.
    Buffer,
    Other,
}

/// The first word of every object.
#[repr(C)]
#[derive(Debug)]
pub struct Header {
    /// Names the class, and for instances the slots: an index into [`crate::shape::Shapes`].
    shape: Cell<u32>,
    kind: Kind,
    /// Free for the layout's own use.
    pub flags: Cell<u8>,
    /// Free for the layout's own use.
    pub extra: Cell<u16>,
}

impl Header {
    /// A header. `Heap` is the only maker of objects.
    #[inline(always)]
    pub const fn new(kind: Kind, shape: u32) -> Header {
        Header { shape: Cell::new(shape), kind, flags: Cell::new(0), extra: Cell::new(0) }
    }
    /// The layout.
    #[inline(always)]
    pub fn kind(&self) -> Kind {
        self.kind
    }
    /// The shape id.
    #[inline(always)]
    pub fn shape(&self) -> u32 {
        self.shape.get()
    }
    /// Gives the object another shape of the same layout.
    #[inline(always)]
    pub fn set_shape(&self, shape: u32) {
        self.shape.set(shape);
    }
}

/// A heap object layout: a `#[repr(C)]` struct that starts with a [`Header`].
///
/// # Safety
/// The struct is `#[repr(C)]`, its first field is a `Header`, and `is` accepts only kinds whose objects have this layout.
pub unsafe trait Object: 'static {
    /// Whether objects of this kind have this layout.
    fn is(kind: Kind) -> bool;
}

// SAFETY: every object starts with a header, whatever its kind.
unsafe impl Object for Header {
    fn is(_: Kind) -> bool {
        true
    }
}

/// Declares that a struct is the layout of some kinds.
macro_rules! object {
    ($name:ty: $($kind:ident)|+) => {
        // SAFETY: the struct is `#[repr(C)]` and starts with a `Header`; only these kinds are made with it.
        unsafe impl $crate::object::Object for $name {
            #[inline(always)]
            fn is(kind: $crate::object::Kind) -> bool {
                matches!(kind, $($crate::object::Kind::$kind)|+)
            }
        }
    };
}
pub(crate) use object;

/// A reference to a live object.
///
/// The collector keeps alive what is reachable from roots: the VM stack, registered roots, and every word of the native
/// stack that could be a reference. So a `Ref` may be held in a local variable across any call. One that is kept in a Rust
/// collection on the Rust heap needs a registered root (`heap::Roots`), and one in an object is seen when the object is traced.
#[repr(transparent)]
pub struct Ref<T>(NonNull<T>, PhantomData<*const T>);

impl<T> Clone for Ref<T> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Ref<T> {}
impl<T> PartialEq for Ref<T> {
    #[inline(always)]
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for Ref<T> {}
impl<T> std::hash::Hash for Ref<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl<T: Object> Ref<T> {
    /// The reference to the object at an address.
    ///
    /// # Safety
    /// A live object with layout `T` must be there.
    #[inline(always)]
    pub unsafe fn from_address(address: usize) -> Ref<T> {
        // SAFETY: the address of a live object is not null.
        Ref(unsafe { NonNull::new_unchecked(address as *mut T) }, PhantomData)
    }
    /// Where the object is. Objects do not move.
    #[inline(always)]
    pub fn address(self) -> usize {
        self.0.as_ptr() as usize
    }
    /// The object as a pointer.
    #[inline(always)]
    pub fn as_ptr(self) -> *mut T {
        self.0.as_ptr()
    }
    /// The value that refers to it.
    #[inline(always)]
    pub fn value(self) -> Value {
        Value::from_object(self)
    }
    /// The object of a value known to have this layout. Checked in debug builds.
    #[inline(always)]
    pub fn from_value(value: Value) -> Ref<T> {
        if cfg!(debug_assertions) && !(value.is_object() && T::is(value.header().kind())) {
            other_layout(value);
        }
        // SAFETY: callers establish the kind first (generated code by a guard); debug builds check it.
        unsafe { value.as_unchecked() }
    }
    /// The header.
    #[inline(always)]
    pub fn header(self) -> Ref<Header> {
        // SAFETY: every object starts with a header.
        unsafe { Ref::from_address(self.address()) }
    }
}

impl<T> Deref for Ref<T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: a `Ref` is made only for a live object, and the collector keeps objects alive that a `Ref` on the stack
        // names. Fields that change are `Cell`s, so shared references are all that is ever made.
        unsafe { self.0.as_ref() }
    }
}

impl<T: Object> std::fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.value().fmt(f)
    }
}

impl<T: Object> From<Ref<T>> for Value {
    #[inline(always)]
    fn from(object: Ref<T>) -> Value {
        object.value()
    }
}

/// A function of its own: a handler that took the address of a local for the message could not end in a tail call.
#[cold]
#[inline(never)]
fn other_layout(value: Value) -> ! {
    panic!("{value:?} has another layout")
}
