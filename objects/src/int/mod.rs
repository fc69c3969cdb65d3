//! `int`: 62 bits in the word, the rest in objects.
//!
//! `integer.rs` and `text.rs` are plain Rust; `methods.rs` is the class. Here: the object, and values to operands and back. A result is always normal:
//! an object of exactly class `int` never holds what fits a word, so equal integers of class `int` in words are identical.
//!
//! Digits beyond 128 bits are those of num-bigint. dashu-int was measured beside it (ns; num-bigint / dashu-int; 64-bit limbs):
//!
//! ```text
//! limbs   a * b                  a / b, a of twice the limbs   to_string               parse
//!     2   125 / 73               221 / 167                     500 / 602               312 / 206
//!    20   1,221 / 1,170          3,437 / 3,895                 6,613 / 9,739           3,107 / 2,462
//!   200   73,481 / 91,349        192,220 / 155,111             211,805 / 176,311       87,611 / 58,587
//!  2000   3,080,350 / 2,535,582  6,909,340 / 6,349,574         6,345,982 / 7,195,240   6,017,609 / 3,339,739
//! ```
//!
//! Neither wins; at two limbs, where dashu-int does, no digits are used here. num-bigint is the more widely used one.

pub mod integer;
pub mod methods;
pub mod text;

pub use integer::{IntError, IntRef, Integer};
pub use methods::CLASS;

use crate::class::Class;
use crate::object::{Header, Kind, Ref, object};
use crate::shape::id;
use crate::string::Str;
use crate::value::Value;
use crate::vm::{Raised, Result, Vm};
use num_bigint::BigInt;

/// Where the digits are. Two words in place, with the alignment of words, so that the object has no padding.
#[derive(Debug)]
enum Digits {
    Wide([u64; 2]),
    Big(BigInt),
}

/// An `int` that does not fit a word, or an instance of a subclass of `int`. Dropping it frees its digits.
#[repr(C)]
#[derive(Debug)]
pub struct BigIntObject {
    header: Header,
    digits: Digits,
}
object!(BigIntObject: BigInt);

impl BigIntObject {
    fn new(shape: u32, value: Integer) -> BigIntObject {
        let digits = match value {
            Integer::Wide(n) => Digits::Wide([n as u64, (n >> 64) as u64]),
            Integer::Big(n) => Digits::Big(n),
        };
        BigIntObject { header: Header::new(Kind::BigInt, shape), digits }
    }
    /// The number.
    #[inline]
    pub fn integer(&self) -> IntRef<'_> {
        match &self.digits {
            Digits::Wide([low, high]) => {
                IntRef::Wide((u128::from(*low) | u128::from(*high) << 64) as i128)
            }
            Digits::Big(n) => IntRef::Big(n),
        }
    }
    /// Bytes that it owns in the Rust allocator.
    #[inline]
    pub fn external_bytes(&self) -> usize {
        match &self.digits {
            Digits::Wide(_) => 0,
            Digits::Big(n) => digit_bytes(n),
        }
    }
}

fn digit_bytes(n: &BigInt) -> usize {
    n.bits() as usize / 8 + 8
}

impl Value {
    /// The number of an `int`, a `bool`, or an instance of a subclass of `int`.
    #[inline]
    pub fn as_integer(&self) -> Option<IntRef<'_>> {
        if self.is_int() {
            return Some(IntRef::Wide(self.int().into()));
        }
        if self.is_bool() {
            return Some(IntRef::Wide(self.as_bool().into()));
        }
        self.as_big_int()
    }
    #[inline]
    fn as_big_int(&self) -> Option<IntRef<'_>> {
        let object = self.cast::<BigIntObject>()?;
        // SAFETY: objects do not move, and the collector keeps this one alive as long as somebody holds the value, which the
        // result borrows.
        let object: &BigIntObject = unsafe { &*object.as_ptr() };
        Some(object.integer())
    }
    /// The number of a value whose class is exactly `int` or `bool`.
    #[inline]
    pub fn as_exact_integer(&self) -> Option<IntRef<'_>> {
        if self.is_object() {
            if self.has_shape(id::INT) { self.as_big_int() } else { None }
        } else {
            self.as_integer()
        }
    }
    /// Whether its class is `int`, `bool` or a subclass of `int`.
    #[inline]
    pub fn is_any_int(self) -> bool {
        self.is_int() || self.is_bool() || self.has_kind(Kind::BigInt)
    }
}

impl Vm {
    /// The value of an integer.
    #[inline]
    pub fn new_int(&self, number: i64) -> Value {
        match Value::try_small(number) {
            Some(small) => small,
            None => self.boxed_int(Integer::Wide(number.into())),
        }
    }
    /// The value of an integer.
    #[inline]
    pub fn new_size(&self, number: usize) -> Value {
        self.new_integer(Integer::Wide(number as i128))
    }
    /// The value of an integer.
    #[inline]
    pub fn new_integer(&self, number: impl Into<Integer>) -> Value {
        let number = number.into();
        if let Integer::Wide(wide) = number
            && let Ok(short) = i64::try_from(wide)
            && let Some(small) = Value::try_small(short)
        {
            return small;
        }
        self.boxed_int(number)
    }
    #[inline(never)]
    fn boxed_int(&self, number: Integer) -> Value {
        if let Integer::Big(n) = &number {
            self.heap.account(digit_bytes(n) as isize);
        }
        self.heap.allocate(BigIntObject::new(id::INT, number)).value()
    }
    /// An instance of `class`, which is `int` or a subclass of it.
    pub fn new_int_of(&self, class: Class, number: Integer) -> Value {
        if class == self.classes.int {
            return self.new_integer(number);
        }
        if let Integer::Big(n) = &number {
            self.heap.account(digit_bytes(n) as isize);
        }
        let object = BigIntObject::new(class.root_shape.get(), number);
        let made: Ref<BigIntObject> = self.allocate_of(class, object);
        made.value()
    }
    /// The value of the result of an operation, or its exception.
    #[inline]
    pub fn int_result(&self, result: std::result::Result<Integer, IntError>) -> Result {
        match result {
            Ok(number) => Ok(self.new_integer(number)),
            Err(error) => Err(self.int_error(error)),
        }
    }
    /// Raises the exception of a failed operation.
    #[cold]
    pub fn int_error(&self, error: IntError) -> Raised {
        match error {
            IntError::DivisionByZero => self.zero_division("division by zero"),
            IntError::NegativeShift => self.value_error("negative shift count"),
            IntError::TooLarge => self.memory_error(),
            IntError::QuotientTooLarge => {
                self.overflow_error("integer division result too large for a float")
            }
            IntError::ZeroModulus => self.value_error("pow() 3rd argument cannot be 0"),
            IntError::NotInvertible => {
                self.value_error("base is not invertible for the given modulus")
            }
        }
    }
    /// The float nearest to an integer.
    ///
    /// # Errors
    /// OverflowError.
    #[inline]
    pub fn int_to_float(&self, number: IntRef) -> Result<f64> {
        let float = number.to_f64();
        if float.is_infinite() {
            return Err(self.overflow_error("int too large to convert to float"));
        }
        Ok(float)
    }
    /// The decimal digits of an integer.
    ///
    /// # Errors
    /// ValueError if there are more than the limit.
    pub fn int_to_text(&self, number: IntRef) -> Result<String> {
        let limit = self.int_max_digits.get();
        text::to_decimal(number, limit).ok_or_else(|| {
            self.value_error(format!(
                "Exceeds the limit ({limit} digits) for integer string conversion; \
                 use sys.set_int_max_str_digits() to increase the limit"
            ))
        })
    }
    /// `repr` of an integer.
    ///
    /// # Errors
    /// As [`Vm::int_to_text`].
    pub fn int_repr(&self, number: IntRef) -> Result<Str> {
        if let Some(short) = number.to_i64() {
            return Ok(self.small_int_repr(short));
        }
        Ok(self.new_str(&self.int_to_text(number)?))
    }
    fn small_int_repr(&self, number: i64) -> Str {
        let mut buffer = [0u8; 20];
        let mut at = buffer.len();
        let mut rest = number.unsigned_abs();
        loop {
            at -= 1;
            buffer[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if number < 0 {
            at -= 1;
            buffer[at] = b'-';
        }
        self.new_str(std::str::from_utf8(&buffer[at..]).unwrap_or_default())
    }
}
