//! Shows bytecode.

use super::run;
use crate::arguments::Dis;
use crate::output::{complain, print_status};
use std::process::ExitCode;
use trefoil_runtime::Exit;

/// Prints the bytecode of a program and of all code in it, before or after a run.
pub fn dis(arguments: &Dis) -> ExitCode {
    let source = match run::read(arguments.program.clone()) {
        Ok(source) => source,
        Err(status) => return status,
    };
    if source.module.is_some() {
        complain("`dis` shows a file or `-c CODE`; give the module's file");
        return ExitCode::from(2);
    }
    let after_run = arguments.after_run;
    run::on_big_stack(arguments.machine.clone(), source, move |interpreter, source| {
        match interpreter.disassemble(
            &source.text,
            &source.filename,
            source.file.as_deref(),
            after_run,
        ) {
            Ok(text) => Exit::Status(print_status(&text)),
            Err(exit) => exit,
        }
    })
}
