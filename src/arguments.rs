//! The command line.

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use trefoil_optimizer::trace::Passes;

/// Exit statuses, for `--help`.
const STATUSES: &str = "\
Exit status:
  0    success
  1    the program raised an exception, or a definition has errors
  2    the command line is wrong, or a file cannot be read
  N    what the program passed to sys.exit
  120  standard output could not be flushed

Examples:
  trefoil examples/nbody.py 1000
  trefoil -c 'print(1 + 2)'
  trefoil --stats examples/nbody.py
  trefoil dis --after-run examples/nbody.py
  trefoil trace examples/nbody.py 1000
  trefoil explain BINARY_OP_ADD_INT";

/// Runs Python programs on a virtual machine generated from one definition, and inspects both.
#[derive(Parser, Debug)]
#[command(name = "trefoil", version, about, after_help = STATUSES, args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
pub struct Cli {
    /// What to do; running a program if none is given.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// How the machine runs.
    #[command(flatten)]
    pub machine: Machine,
    /// What to run.
    #[command(flatten)]
    pub program: Program,
}

/// The subcommands.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Run a program (the same as `trefoil FILE`)
    Run(Run),
    /// Show the bytecode of a program
    Dis(Dis),
    /// Run a program and show its traces: what was recorded, what is left of it, and why
    Trace(Trace),
    /// Check a definition and report every mistake in it
    Check(Check),
    /// Explain an op or an instruction: expansion, effects with their reasons, specialization
    Explain(Explain),
    /// Show the Rust text that one op or instruction becomes
    Expand(Expand),
    /// Print a definition as JSON (see codegen/JSON.md)
    Model(Model),
}

/// `trefoil run`
#[derive(Args, Debug)]
#[command(after_help = STATUSES)]
pub struct Run {
    /// How the machine runs.
    #[command(flatten)]
    pub machine: Machine,
    /// What to run.
    #[command(flatten)]
    pub program: Program,
}

/// How the machine runs.
#[derive(Args, Debug, Clone)]
pub struct Machine {
    /// Print counts after the program: instructions, specialization, allocation, collection
    #[arg(long)]
    pub stats: bool,
    /// Leave every instruction in its generic form
    #[arg(long)]
    pub no_specialize: bool,
    /// Collect garbage at every safepoint
    #[arg(long)]
    pub gc_stress: bool,
    /// Raise MemoryError beyond this much heap memory (suffixes K, M, G)
    #[arg(long, value_name = "SIZE", value_parser = parse_size)]
    pub max_memory: Option<usize>,
    /// How hot loops run
    #[arg(long, value_enum, default_value_t = Tier2::Off)]
    pub tier2: Tier2,
    /// Record a loop after this many iterations [default: 400; for `trefoil trace` 40]
    #[arg(long, value_name = "N")]
    pub tier2_threshold: Option<u32>,
    /// Spend at most this share of the run time on making traces, in percent [default: 4; no limit if a threshold is given]
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u32).range(1..=100))]
    pub tier2_budget: Option<u32>,
    /// Keep traces of at most this size, counted in terms and events; the least useful ones are dropped
    #[arg(long, value_name = "N", default_value_t = 1 << 20, hide_short_help = true)]
    pub tier2_size: usize,
    /// Leave out an optimization of traces, for tests and for study; may be repeated
    #[arg(long, value_name = "PASS", value_delimiter = ',', value_parser = pass_names())]
    pub tier2_without: Vec<String>,
    /// Take every exit of every trace once although its condition does not hold, for tests
    #[arg(long)]
    pub exit_stress: bool,
    /// How one instruction goes on to the next
    #[arg(long, value_enum, default_value_t = Dispatch::Tail)]
    pub dispatch: Dispatch,
}

/// The optimizations of traces.
fn pass_names() -> PossibleValuesParser {
    PossibleValuesParser::new(Passes::NAMES.iter().map(|(name, _)| *name))
}

/// How hot loops run.
#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tier2 {
    /// As all other code
    Off,
    /// As traces, by the reference executor
    Executor,
    /// As all other code: traces are made but never entered, which shows what making them costs
    Idle,
}

/// How one instruction goes on to the next.
#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dispatch {
    /// By a tail call through the dispatch table
    Tail,
    /// By returning to a driver loop
    Trampoline,
}

/// What to run.
#[derive(Args, Debug, Clone)]
pub struct Program {
    /// Run this source text
    #[arg(short = 'c', value_name = "CODE", allow_hyphen_values = true)]
    pub code: Option<String>,
    /// Run a module found on the module path as a program
    #[arg(short = 'm', value_name = "MODULE", conflicts_with = "code")]
    pub module: Option<String>,
    /// The program, `-` for standard input, and its arguments
    #[arg(value_name = "FILE [ARGS]", trailing_var_arg = true, allow_hyphen_values = true)]
    pub rest: Vec<String>,
}

/// `trefoil dis`
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  trefoil dis --after-run examples/nbody.py 1000")]
pub struct Dis {
    /// Run the program first and show what its instructions became
    #[arg(long)]
    pub after_run: bool,
    /// How the machine runs.
    #[command(flatten)]
    pub machine: Machine,
    /// What to show.
    #[command(flatten)]
    pub program: Program,
}

/// `trefoil trace`
#[derive(Args, Debug)]
#[command(
    after_help = "What the program prints goes to standard error.\n\nExample:\n  trefoil trace --function advance examples/nbody.py 1000"
)]
pub struct Trace {
    /// Show only the traces that run through this function
    #[arg(long, value_name = "NAME")]
    pub function: Option<String>,
    /// How to show them
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Of loops show the first iteration too, which runs at each entry
    #[arg(long)]
    pub head: bool,
    /// How the machine runs.
    #[command(flatten)]
    pub machine: Machine,
    /// What to run.
    #[command(flatten)]
    pub program: Program,
}

/// How to show something.
#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people
    Text,
    /// For programs (see src/commands/trace/JSON.md)
    Json,
}

/// Where the definition is.
#[derive(Args, Debug)]
pub struct Definition {
    /// The definition to read; the one that this machine was built from by default
    #[arg(long = "def", value_name = "FILE")]
    pub file: Option<PathBuf>,
}

/// `trefoil check`
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  trefoil check bytecodes.def --precision")]
pub struct Check {
    /// The definition
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Show for each op which outputs are unknown to its abstract function, and why
    #[arg(long)]
    pub precision: bool,
}

/// `trefoil explain`
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  trefoil explain BINARY_OP_ADD_INT")]
pub struct Explain {
    /// An op or an instruction
    pub name: String,
    /// Where the definition is.
    #[command(flatten)]
    pub definition: Definition,
}

/// `trefoil expand`
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  trefoil expand BINARY_OP_ADD_INT --meaning abstract")]
pub struct Expand {
    /// An op or an instruction
    pub name: String,
    /// Which of its meanings
    #[arg(long, value_enum, default_value_t = Meaning::Concrete)]
    pub meaning: Meaning,
    /// Where the definition is.
    #[command(flatten)]
    pub definition: Definition,
}

/// A meaning of an op.
#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// The tier-1 handler
    Concrete,
    /// The transfer function of the trace optimizer
    Abstract,
}

/// `trefoil model`
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  trefoil model bytecodes.def > model.json")]
pub struct Model {
    /// The definition
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
}

fn parse_size(text: &str) -> Result<usize, String> {
    let (digits, unit) = match text.char_indices().find(|(_, c)| !c.is_ascii_digit()) {
        Some((at, _)) => text.split_at(at),
        None => (text, ""),
    };
    let factor: usize = match unit.to_ascii_uppercase().trim_end_matches('B') {
        "" => 1,
        "K" => 1 << 10,
        "M" => 1 << 20,
        "G" => 1 << 30,
        _ => return Err(format!("`{unit}` is no unit of size; use K, M or G")),
    };
    let number: usize =
        digits.parse().map_err(|_| "expected a number of bytes, such as 64M".to_string())?;
    number.checked_mul(factor).ok_or_else(|| "too large".to_string())
}
