//! The `trefoil-fuzz` command: arguments and reports. What it does is in the library.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;
use std::thread::available_parallelism;
use std::time::Duration;

use anstream::{eprintln, println};
use anstyle::{AnsiColor, Style};
use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use trefoil_fuzz::{CONFIGURATIONS, Disagreement, Machines, campaign, program, reduce};

const BAD: Style = AnsiColor::Red.on_default().bold();
const GOOD: Style = AnsiColor::Green.on_default().bold();
const NAME: Style = AnsiColor::Cyan.on_default();

/// Exit statuses, for `--help`.
const STATUSES: &str =
    "Exit status: 0 if all agree, 1 if there is a disagreement, 2 if it could not be found out.";

/// Runs random Python programs in every configuration of Trefoil and compares what they do
#[derive(Parser, Debug)]
#[command(name = "trefoil-fuzz", version, about, after_help = STATUSES, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Run the programs of many seeds
    Run(Run),
    /// Print the program of a seed
    Show {
        /// Its number
        seed: u64,
    },
    /// Make a program that shows a disagreement small, and print it
    Reduce(Reduce),
}

#[derive(Args, Debug)]
struct Common {
    /// The command to test [default: `trefoil` beside this command]
    #[arg(long, value_name = "FILE")]
    bin: Option<PathBuf>,
    /// CPython 3.14, with its arguments: what programs do is compared with it too
    #[arg(long, value_name = "COMMAND")]
    python: Option<String>,
    /// Seconds for one run
    #[arg(long, value_name = "SECONDS", default_value_t = 90.0)]
    limit: f64,
    /// Run only this configuration besides the first; may be repeated
    #[arg(long, value_name = "NAME", value_parser = PossibleValuesParser::new(CONFIGURATIONS.iter().map(|it| it.name)))]
    only: Vec<String>,
}

#[derive(Args, Debug)]
#[command(after_help = STATUSES)]
struct Run {
    #[command(flatten)]
    common: Common,
    /// How many programs
    #[arg(long, value_name = "N", default_value_t = 1000)]
    count: u64,
    /// The first seed
    #[arg(long, value_name = "SEED", default_value_t = 0)]
    seed: u64,
    /// How many run at once [default: the number of cores]
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
    /// Put programs that show a disagreement into this folder
    #[arg(long, value_name = "FOLDER")]
    keep: Option<PathBuf>,
    /// Stop after so many disagreements
    #[arg(long, value_name = "N", default_value_t = 20)]
    most: usize,
}

#[derive(Args, Debug)]
#[command(after_help = STATUSES)]
struct Reduce {
    #[command(flatten)]
    common: Common,
    /// A seed, or a file with a program
    what: String,
}

fn main() -> ExitCode {
    let found = match Cli::parse().command {
        Command::Run(run) => run_many(&run),
        Command::Show { seed } => {
            // Whoever reads may have had enough.
            let _ = io::stdout().write_all(program(seed).as_bytes());
            Ok(true)
        }
        Command::Reduce(reduce) => reduce_one(&reduce),
    };
    match found {
        Ok(agree) => ExitCode::from(u8::from(!agree)),
        Err(error) => {
            eprintln!("{BAD}trefoil-fuzz:{BAD:#} {error}");
            ExitCode::from(2)
        }
    }
}

impl Common {
    fn machines(&self) -> io::Result<Machines> {
        let binary = match &self.bin {
            Some(path) => path.clone(),
            None => {
                let name = format!("trefoil{}", env::consts::EXE_SUFFIX);
                env::current_exe()?.with_file_name(name)
            }
        };
        if !binary.is_file() {
            let path = binary.display();
            let text = format!("there is no {path}; build the command, or name one with --bin");
            return Err(io::Error::new(io::ErrorKind::NotFound, text));
        }
        let python = self.python.as_ref().map(|it| it.split_whitespace().map(OsString::from));
        let limit = Duration::try_from_secs_f64(self.limit).map_err(io::Error::other)?;
        Ok(Machines {
            binary: fs::canonicalize(binary)?,
            python: python.map(Iterator::collect),
            limit,
            only: self.only.clone(),
        })
    }
}

fn run_many(run: &Run) -> io::Result<bool> {
    let machines = run.common.machines()?;
    if let Some(folder) = &run.keep {
        fs::create_dir_all(folder)?;
    }
    let jobs = match run.jobs {
        Some(jobs) => jobs,
        None => available_parallelism()?.get(),
    };
    let end = run.seed.checked_add(run.count).ok_or_else(|| io::Error::other("no such seeds"))?;
    let folder = tempfile::tempdir()?;
    let progress = Progress::new(run.count);
    let found = Mutex::new(Vec::new());
    campaign::run(&machines, run.seed..end, jobs, folder.path(), |seed, disagreement| {
        let mut found = found.lock().expect("no thread panics with the lock");
        if let Some(it) = disagreement {
            found.push((it.other.clone(), it.what));
            progress.print(&report(seed, it));
            if let Some(folder) = &run.keep
                && let Err(error) = fs::write(folder.join(format!("{seed}.py")), kept(seed, it))
            {
                progress.print(&format!("{BAD}not kept:{BAD:#} {error}"));
            }
        }
        progress.step(found.len());
        found.len() < run.most
    })?;
    let mut found = found.into_inner().expect("no thread panics with the lock");
    progress.finish(found.len());
    found.sort_unstable();
    let total = found.len();
    let mut rest = found.as_slice();
    while let Some(first) = rest.first() {
        let alike = rest.iter().take_while(|it| *it == first).count();
        println!("{alike:7} {} with {}", first.1, first.0);
        rest = &rest[alike..];
    }
    let done = progress.done();
    if total == 0 {
        println!("{GOOD}{done} programs, no disagreement{GOOD:#}");
    } else {
        println!("{BAD}{done} programs, {total} with a disagreement{BAD:#}");
    }
    Ok(total == 0)
}

fn reduce_one(arguments: &Reduce) -> io::Result<bool> {
    let mut machines = arguments.common.machines()?;
    let text = match arguments.what.parse() {
        Ok(seed) => program(seed),
        Err(_) => fs::read_to_string(&arguments.what).map_err(|error| {
            io::Error::new(error.kind(), format!("{}: {error}", arguments.what))
        })?,
    };
    let folder = tempfile::tempdir()?;
    let Some(known) = machines.check(&text, folder.path(), None)? else {
        eprintln!("{GOOD}no disagreement{GOOD:#}");
        return Ok(true);
    };
    // Edited programs may run forever; one that took long by itself has to do so still.
    if known.what != trefoil_fuzz::What::TimeOut {
        machines.limit = machines.limit.min(Duration::from_secs(5));
    }
    let bar = ProgressBar::new_spinner();
    let mut problem = None;
    let mut tried = 0u64;
    let small = reduce::reduce(&text, &mut |candidate| {
        tried += 1;
        bar.set_message(format!("{tried} tried"));
        bar.tick();
        match machines.check_again(candidate, folder.path(), &known) {
            Ok(found) => found.is_some_and(|it| it.is_like(&known)),
            Err(error) => {
                problem = Some(error);
                false
            }
        }
    });
    bar.finish_and_clear();
    if let Some(error) = problem {
        return Err(error);
    }
    let now = machines.check_again(&small, folder.path(), &known)?.unwrap_or(known);
    print_all(&format!("{}{small}", comment(&now)));
    Ok(false)
}

fn print_all(text: &str) {
    // Whoever reads may have had enough.
    let _ = io::stdout().write_all(text.as_bytes());
}

/// A disagreement for people.
fn report(seed: u64, it: &Disagreement) -> String {
    let (expected, found) = it.first_difference();
    let (reference, other, what) = (&it.reference, &it.other, it.what);
    format!(
        "{BAD}seed {seed}: {what}{BAD:#} with {NAME}{other}{NAME:#}\n  {reference}: {expected}\n  {other}: {found}"
    )
}

/// A disagreement as the beginning of a program.
fn comment(it: &Disagreement) -> String {
    let (expected, found) = it.first_difference();
    let (reference, other, what) = (&it.reference, &it.other, it.what);
    format!("# {what}\n# {reference}: {expected}\n# {other}: {found}\n")
}

fn kept(seed: u64, it: &Disagreement) -> String {
    format!("# Seed {seed}.\n{}{}", comment(it), program(seed))
}

/// A bar on a terminal; elsewhere a line from time to time.
struct Progress {
    bar: ProgressBar,
    total: u64,
    every: u64,
}

impl Progress {
    fn new(total: u64) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
        let template = "{bar:30} {pos} of {len} programs, {per_sec}, {eta} left, {msg}";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Progress { bar, total, every: (total / 20).max(50) }
    }

    /// A program is done, and `found` of them had a disagreement.
    fn step(&self, found: usize) {
        self.bar.set_message(format!("{found} disagree"));
        self.bar.inc(1);
        let done = self.bar.position();
        if self.bar.is_hidden() && done.is_multiple_of(self.every) {
            let speed = done as f64 / self.bar.elapsed().as_secs_f64();
            eprintln!("{done} of {} programs, {speed:.0} per second, {found} disagree", self.total);
        }
    }

    fn print(&self, text: &str) {
        self.bar.suspend(|| println!("{text}"));
    }

    fn done(&self) -> u64 {
        self.bar.position()
    }

    fn finish(&self, found: usize) {
        let speed = self.done() as f64 / self.bar.elapsed().as_secs_f64();
        self.bar.finish_and_clear();
        eprintln!("{} programs, {speed:.1} per second, {found} disagree", self.done());
    }
}
