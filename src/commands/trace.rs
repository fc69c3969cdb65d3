//! Shows traces: runs a program with tier 2 and shows what was made of what was recorded.
//!
//! What there is to see comes from the runtime as plain data; [`text`] lays it out for people, [`json`] for programs. What the program
//! prints goes to standard error, so that standard output holds the traces alone.

mod json;
mod text;

use super::run;
use crate::arguments::{Format, Machine, Tier2, Trace};
use crate::output::{complain, print_status};
use std::process::ExitCode;
use trefoil_runtime::Exit;
use trefoil_runtime::tier2::report::View;

/// Runs of a back-edge before its loop is recorded, if the command line does not say.
const THRESHOLD: u32 = 40;

/// Runs a program and shows its traces.
pub fn trace(arguments: &Trace) -> ExitCode {
    let source = match run::read(arguments.program.clone()) {
        Ok(source) => source,
        Err(status) => return status,
    };
    let mut machine: Machine = arguments.machine.clone();
    machine.tier2 = Tier2::Executor;
    machine.tier2_threshold.get_or_insert(THRESHOLD);
    let (function, format, head) = (arguments.function.clone(), arguments.format, arguments.head);
    run::explaining(machine, source, move |interpreter, source| {
        let aside = OutputAside::start();
        let exit = run::run_source(interpreter, source);
        drop(aside);
        let mut view = interpreter.traces();
        if let Some(function) = &function {
            only(&mut view, function);
        }
        if view.traces.is_empty() {
            complain(if function.is_some() {
                "no trace runs through this function"
            } else {
                "no trace was made: no loop was hot"
            });
        }
        let text = match format {
            Format::Text => text::render(&view, text::width(), head),
            Format::Json => json::render(&view),
        };
        match (print_status(&text), exit) {
            (0, exit) => exit,
            (status, _) => Exit::Status(status),
        }
    })
}

/// Keeps the traces that run through a function, given by its name or qualified name.
fn only(view: &mut View, function: &str) {
    let is = |name: &str| name == function || name.rsplit('.').next() == Some(function);
    view.traces.retain(|it| it.steps.iter().any(|step| is(&step.function)));
}

/// While it lives, standard output is standard error.
struct OutputAside {
    #[cfg(unix)]
    kept: libc::c_int,
}

impl OutputAside {
    #[cfg(unix)]
    fn start() -> OutputAside {
        // SAFETY: the calls take descriptors and give one, or -1; nothing else holds standard output by another means.
        let kept = unsafe {
            let kept = libc::dup(1);
            if kept >= 0 {
                libc::dup2(2, 1);
            }
            kept
        };
        OutputAside { kept }
    }
    #[cfg(not(unix))]
    fn start() -> OutputAside {
        OutputAside {}
    }
}

#[cfg(unix)]
impl Drop for OutputAside {
    fn drop(&mut self) {
        if self.kept >= 0 {
            // SAFETY: the descriptor is the one that `start` has made.
            unsafe {
                libc::dup2(self.kept, 1);
                libc::close(self.kept);
            }
        }
    }
}
