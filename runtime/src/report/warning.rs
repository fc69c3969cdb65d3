//! Warnings of the compiler, as CPython's `warnings` module writes them.

use super::write_error;
use crate::machine::Vm;
use trefoil_compiler::SyntaxWarning;

/// Writes warnings of a file to `sys.stderr`, each with its line unless the program has no file.
pub(crate) fn show(vm: &Vm, filename: &str, warnings: &[SyntaxWarning]) {
    for SyntaxWarning { message, line, text } in warnings {
        let mut shown = format!("{filename}:{line}: SyntaxWarning: {message}\n");
        let text = text.trim();
        if !filename.starts_with('<') && !text.is_empty() {
            shown += &format!("  {text}\n");
        }
        write_error(vm, &shown);
    }
}
