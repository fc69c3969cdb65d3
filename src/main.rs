//! The `trefoil` command: arguments and I/O. What it does is in the crates.

mod arguments;
mod commands;
mod output;

use arguments::{Cli, Command};
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli.command {
        None => commands::run::run(&cli.machine, cli.program),
        Some(Command::Run(run)) => commands::run::run(&run.machine, run.program),
        Some(Command::Dis(dis)) => commands::dis::dis(&dis),
        Some(Command::Trace(trace)) => commands::trace::trace(&trace),
        Some(Command::Check(check)) => commands::definition::check(&check),
        Some(Command::Explain(explain)) => commands::definition::explain(&explain),
        Some(Command::Expand(expand)) => commands::definition::expand(&expand),
        Some(Command::Model(model)) => commands::definition::model(&model),
    }
}
