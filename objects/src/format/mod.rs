//! Formatting: format specifications, `%` formatting, `str.format`.

pub mod number;
pub mod percent;
pub mod spec;
pub mod template;

/// Why text cannot be formatted: the message of the exception, and which one it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FormatError {
    /// ValueError
    Value(String),
    /// OverflowError
    Overflow(String),
}

impl FormatError {
    fn value<T>(message: impl Into<String>) -> Result<T, FormatError> {
        Err(FormatError::Value(message.into()))
    }
    /// Raises the exception.
    pub fn raise(self, vm: &crate::vm::Vm) -> crate::vm::Raised {
        match self {
            FormatError::Value(message) => vm.value_error(message),
            FormatError::Overflow(message) => vm.overflow_error(message),
        }
    }
}
