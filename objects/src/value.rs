//! The value word: a small integer, a float in place, a singleton, or a reference to an object.
//!
//! ```text
//! low three bits   meaning
//! 000 100          a 62-bit integer in the upper bits
//! 001              the address of an object, plus 1
//! 101              a singleton: null, None, False, True, Ellipsis, NotImplemented
//! 010 011 110 111  a float: rotl(bits, 4) + 3 (the scheme of Melançon, Feeley and Serrano, arranged so that one bit tests it)
//! ```
//!
//! Floats of about 1e±77 to 1e±231 do not fit and are boxed ([`crate::float::FloatObject`]). One bit tells a float, one mask
//! tells that two words are both integers.

use crate::object::{Header, Kind, Object, Ref};
use trefoil_primitives::Int;

/// A small integer: 62 bits, unboxed.
pub type Small = Int<62>;

/// A Python value. `Copy`; says nothing about who keeps the object alive (the collector does: see `heap`).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct Value(u64);

const POINTER: u64 = 1;
const FLOAT_BIT: u64 = 2;

/// Smallest and largest integers in a word.
pub const SMALL_MIN: i64 = -(1 << 61);
/// Largest integer in a word.
pub const SMALL_MAX: i64 = (1 << 61) - 1;

impl Value {
    /// An empty slot: an unbound local, an absent optional. No program sees it.
    pub const NULL: Value = Value(0x05);
    /// `None`
    pub const NONE: Value = Value(0x0d);
    /// `False`
    pub const FALSE: Value = Value(0x15);
    /// `True`
    pub const TRUE: Value = Value(0x1d);
    /// `...`
    pub const ELLIPSIS: Value = Value(0x25);
    /// `NotImplemented`
    pub const NOT_IMPLEMENTED: Value = Value(0x2d);

    /// The word.
    #[inline(always)]
    pub const fn bits(self) -> u64 {
        self.0
    }
    /// The value with this word. Any word that is not a reference is a value; one that is must be a live object's.
    #[inline(always)]
    pub const fn from_bits(bits: u64) -> Value {
        Value(bits)
    }

    // ---- tests

    /// Whether it is an integer of at most 62 bits.
    #[inline(always)]
    pub const fn is_int(self) -> bool {
        self.0 & 3 == 0
    }
    /// Whether it is a float in place. A boxed float is not: see [`Value::as_any_float`].
    #[inline(always)]
    pub const fn is_float(self) -> bool {
        self.0 & FLOAT_BIT != 0
    }
    /// Whether it refers to an object.
    #[inline(always)]
    pub const fn is_object(self) -> bool {
        self.0 & 7 == POINTER
    }
    /// Whether it is `True` or `False`.
    #[inline(always)]
    pub const fn is_bool(self) -> bool {
        self.0 | 8 == 0x1d
    }
    /// Whether it is `None`.
    #[inline(always)]
    pub const fn is_none(self) -> bool {
        self.0 == Value::NONE.0
    }
    /// Whether the slot is empty.
    #[inline(always)]
    pub const fn is_null(self) -> bool {
        self.0 == Value::NULL.0
    }
    /// Whether it is `NotImplemented`.
    #[inline(always)]
    pub const fn is_not_implemented(self) -> bool {
        self.0 == Value::NOT_IMPLEMENTED.0
    }

    // ---- scalars

    /// The integer of an `is_int` value.
    #[inline(always)]
    pub const fn as_int(self) -> Small {
        Small::from_raw(self.0 as i64)
    }
    /// Boxes a small integer: no work.
    #[inline(always)]
    pub const fn from_int(int: Small) -> Value {
        Value(int.raw() as u64)
    }
    /// The number of an `is_int` value.
    #[inline(always)]
    pub const fn int(self) -> i64 {
        (self.0 as i64) >> 2
    }
    /// The value of an integer that fits.
    #[inline(always)]
    pub const fn small(int: i64) -> Value {
        debug_assert!(int >= SMALL_MIN && int <= SMALL_MAX);
        Value((int << 2) as u64)
    }
    /// The value of an integer if it fits 62 bits.
    #[inline(always)]
    pub const fn try_small(int: i64) -> Option<Value> {
        if int >= SMALL_MIN && int <= SMALL_MAX { Some(Value((int << 2) as u64)) } else { None }
    }
    /// The bool of an `is_bool` value.
    #[inline(always)]
    pub const fn as_bool(self) -> bool {
        self.0 & 8 != 0
    }
    /// `True` or `False`.
    #[inline(always)]
    pub const fn from_bool(value: bool) -> Value {
        Value(Value::FALSE.0 | (value as u64) << 3)
    }
    /// The number of an `is_float` value.
    #[inline(always)]
    pub const fn as_float(self) -> f64 {
        f64::from_bits(self.0.wrapping_sub(3).rotate_right(4))
    }
    /// The word of a float if it fits in place.
    #[inline(always)]
    pub const fn float_in_place(number: f64) -> Option<Value> {
        let word = number.to_bits().rotate_left(4).wrapping_add(3);
        if word & FLOAT_BIT != 0 { Some(Value(word)) } else { None }
    }
    /// The word of a float if boxing it does not allocate.
    #[inline(always)]
    pub const fn try_from_float(number: f64) -> Option<Value> {
        Value::float_in_place(number)
    }
    /// The word of a slot that holds nothing.
    #[inline(always)]
    pub const fn null() -> Value {
        Value::NULL
    }
    /// The word of `None`.
    #[inline(always)]
    pub const fn none() -> Value {
        Value::NONE
    }

    // ---- objects

    /// The value that refers to an object.
    #[inline(always)]
    pub fn from_object<T: Object>(object: Ref<T>) -> Value {
        Value(object.address() as u64 + POINTER)
    }
    /// The header of an `is_object` value.
    #[inline(always)]
    pub fn header(self) -> Ref<Header> {
        debug_assert!(self.is_object());
        // SAFETY: an `is_object` word is the address of a live object plus 1 (the invariant of this type), and every
        // object starts with a `Header`.
        unsafe { Ref::from_address((self.0 - POINTER) as usize) }
    }
    /// The kind of layout, if it is an object.
    #[inline(always)]
    pub fn kind(self) -> Option<Kind> {
        if self.is_object() { Some(self.header().kind()) } else { None }
    }
    /// Whether it is an object of that layout (subclasses included).
    #[inline(always)]
    pub fn has_kind(self, kind: Kind) -> bool {
        self.is_object() && self.header().kind() == kind
    }
    /// Whether it is an object of exactly that shape.
    #[inline(always)]
    pub fn has_shape(self, shape: u32) -> bool {
        self.is_object() && self.header().shape() == shape
    }
    /// The object as a `T`, without a test.
    ///
    /// # Safety
    /// `self` must be an object whose layout is `T`.
    #[inline(always)]
    pub unsafe fn as_unchecked<T: Object>(self) -> Ref<T> {
        // SAFETY: by this function's contract the word is the address of a live `T` plus 1.
        unsafe { Ref::from_address((self.0 - POINTER) as usize) }
    }
    /// The object as a `T` if its kind says that it is one.
    #[inline(always)]
    pub fn cast<T: Object>(self) -> Option<Ref<T>> {
        if self.is_object() && T::is(self.header().kind()) {
            // SAFETY: the kind of an object names its layout, and `T::is` accepts only kinds with layout `T`.
            Some(unsafe { self.as_unchecked() })
        } else {
            None
        }
    }
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            v if v.is_int() => write!(f, "{}", v.int()),
            v if v.is_float() => write!(f, "{:?}", v.as_float()),
            Value::NULL => f.write_str("<null>"),
            Value::NONE => f.write_str("None"),
            Value::FALSE => f.write_str("False"),
            Value::TRUE => f.write_str("True"),
            Value::ELLIPSIS => f.write_str("Ellipsis"),
            Value::NOT_IMPLEMENTED => f.write_str("NotImplemented"),
            v if v.is_object() => write!(f, "<{:?} {:#x}>", v.header().kind(), v.0 - POINTER),
            v => write!(f, "<bad word {:#x}>", v.0),
        }
    }
}
