//! Writing to standard output and error, where either may be closed.

use std::io::{self, Write};
use std::process::ExitCode;

/// Prints a whole text to standard output. A closed pipe is a quiet end, as for any filter.
pub fn print(text: &str) -> ExitCode {
    ExitCode::from(print_status(text))
}

/// The same, with the exit status as a number.
pub fn print_status(text: &str) -> u8 {
    let mut stdout = anstream::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Ok(()) => 0,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
        Err(error) => {
            complain(&format!("cannot write to standard output: {error}"));
            120
        }
    }
}

/// Prints a message of the command itself to standard error.
pub fn complain(message: &str) {
    // Nothing is left to tell where standard error is closed too.
    let _ = writeln!(anstream::stderr().lock(), "trefoil: {message}");
}

/// Whether standard error is a terminal that shows colour.
pub fn stderr_has_colour() -> bool {
    anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never
}
