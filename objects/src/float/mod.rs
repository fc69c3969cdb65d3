//! `float`: in place in the word, or boxed if its exponent is extreme.
//!
//! `arithmetic.rs` and `text.rs` are plain Rust; `methods.rs` is the class.

pub mod arithmetic;
pub mod methods;
pub mod text;

pub use arithmetic::FloatError;
pub use methods::CLASS;

use crate::class::Class;
use crate::object::{Header, Kind, Ref, object};
use crate::shape::id;
use crate::value::Value;
use crate::vm::{Raised, Result, Vm};

/// The system's number of the error of results out of range, which an overflow is reported with.
const ERANGE: i64 = 34;

/// A `float` that does not fit a word, or an instance of a subclass of `float`.
#[repr(C)]
#[derive(Debug)]
pub struct FloatObject {
    header: Header,
    /// The number.
    pub value: f64,
}
object!(FloatObject: Float);

impl Value {
    /// The number of a `float` or an instance of a subclass, in place or boxed.
    #[inline]
    pub fn as_any_float(self) -> Option<f64> {
        if self.is_float() {
            return Some(self.as_float());
        }
        self.cast::<FloatObject>().map(|float| float.value)
    }
    /// The number of a value whose class is exactly `float`.
    #[inline]
    pub fn as_exact_float(self) -> Option<f64> {
        if self.is_float() {
            return Some(self.as_float());
        }
        if self.has_shape(id::FLOAT) {
            self.cast::<FloatObject>().map(|float| float.value)
        } else {
            None
        }
    }
    /// The value of a float.
    #[inline(always)]
    pub fn from_float(vm: &Vm, number: f64) -> Value {
        vm.new_float(number)
    }
}

impl Vm {
    /// The value of a float.
    #[inline(always)]
    pub fn new_float(&self, number: f64) -> Value {
        match Value::float_in_place(number) {
            Some(value) => value,
            None => self.boxed_float(number),
        }
    }
    #[cold]
    #[inline(never)]
    fn boxed_float(&self, value: f64) -> Value {
        self.heap
            .allocate(FloatObject { header: Header::new(Kind::Float, id::FLOAT), value })
            .value()
    }
    /// A NaN that is identical to no other: as a value in place it is told from others by its payload. Programs see that in containers,
    /// which take identical items for equal ones.
    pub fn new_nan(&self, negative: bool) -> f64 {
        let number = self.nans.get().wrapping_add(1);
        self.nans.set(number);
        let nan = f64::from_bits(f64::NAN.to_bits() | u64::from(number));
        if negative { -nan } else { nan }
    }
    /// An instance of `class`, which is `float` or a subclass of it.
    pub fn new_float_of(&self, class: Class, value: f64) -> Value {
        if class == self.classes.float {
            return self.new_float(value);
        }
        let header = Header::new(Kind::Float, class.root_shape.get());
        let made: Ref<FloatObject> = self.allocate_of(class, FloatObject { header, value });
        made.value()
    }
    /// The value of the result of an operation, or its exception.
    #[inline]
    pub fn float_result(&self, result: std::result::Result<f64, FloatError>) -> Result {
        match result {
            Ok(number) => Ok(self.new_float(number)),
            Err(error) => Err(self.float_error(error)),
        }
    }
    /// Raises the exception of a failed operation.
    #[cold]
    pub fn float_error(&self, error: FloatError) -> Raised {
        match error {
            FloatError::DivisionByZero => self.zero_division("division by zero"),
            FloatError::ZeroToNegative => self.zero_division("zero to a negative power"),
            FloatError::NotReal => {
                self.value_error("negative number cannot be raised to a fractional power")
            }
            FloatError::Overflow => {
                let reason = self.new_str("Numerical result out of range").value();
                self.raise_with(self.classes.overflow_error, &[Value::small(ERANGE), reason])
            }
        }
    }
}
