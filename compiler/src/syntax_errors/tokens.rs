//! What CPython's tokenizer rejects.

use crate::failure::Failure;
use crate::source::Source;

/// Rejects a program that the tokenizer of CPython rejects.
pub(crate) fn check_tokens(_source: &Source) -> Result<(), Failure> {
    Ok(())
}
