//! Runs a program.

use crate::arguments::{Dispatch, Machine, Program, Tier2};
use crate::output::complain;
use std::io::Read;
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicU32, Ordering};
use trefoil_runtime::{Exit, Interpreter, Settings};

/// Stack of the thread that the machine runs on. Reserved address space; only what is used costs memory.
const STACK: usize = 256 << 20;

/// Runs of a back-edge before its loop is recorded, if the command line does not say.
const THRESHOLD: u32 = 400;

/// Percent of the run time that making traces may take, if the command line does not say.
const BUDGET: u32 = 4;

/// Exit status of a process that SIGINT has ended, as shells show it.
const INTERRUPTED: u8 = 130;

/// A program that was found and read.
pub struct Source {
    /// Its text.
    pub text: Vec<u8>,
    /// The name that tracebacks show.
    pub filename: String,
    /// `__file__`, if it has one.
    pub file: Option<String>,
    /// `sys.argv`.
    pub argv: Vec<String>,
    /// `sys.path[0]`.
    pub folder: String,
    /// The module to run, for `-m`.
    pub module: Option<String>,
}

/// Runs a program and gives its exit status.
pub fn run(machine: &Machine, program: Program) -> ExitCode {
    let source = match read(program) {
        Ok(source) => source,
        Err(status) => return status,
    };
    on_big_stack(machine.clone(), source, run_source)
}

/// Runs the program on a machine.
pub fn run_source(interpreter: &Interpreter, source: &Source) -> Exit {
    match &source.module {
        Some(module) => interpreter.run_module_as_main(module),
        None => interpreter.run_program(&source.text, &source.filename, source.file.as_deref()),
    }
}

/// Makes a machine on a thread with a large stack of known size and does something with it.
pub fn on_big_stack(
    machine: Machine,
    source: Source,
    work: impl FnOnce(&Interpreter, &Source) -> Exit + Send + 'static,
) -> ExitCode {
    let settings = settings(&machine, &source);
    on_thread(machine, settings, source, work)
}

/// The same, and the machine keeps what was recorded for traces and why there is less in them.
pub fn explaining(
    machine: Machine,
    source: Source,
    work: impl FnOnce(&Interpreter, &Source) -> Exit + Send + 'static,
) -> ExitCode {
    let settings = Settings { tier2_explain: true, ..settings(&machine, &source) };
    on_thread(machine, settings, source, work)
}

fn on_thread(
    machine: Machine,
    settings: Settings,
    source: Source,
    work: impl FnOnce(&Interpreter, &Source) -> Exit + Send + 'static,
) -> ExitCode {
    let thread =
        std::thread::Builder::new().name("main".to_string()).stack_size(STACK).spawn(move || {
            let interpreter = Interpreter::new(settings);
            // SAFETY: the interpreter lives until the process ends: it is forgotten below, and a panic ends the process.
            interrupt_on_ctrl_c(unsafe { &*interpreter.poll() });
            let exit = work(&interpreter, &source);
            trefoil_runtime::coverage::save();
            if machine.stats {
                complain_stats(&interpreter);
            }
            // The process ends now: nothing gains from taking the heap apart.
            std::mem::forget(interpreter);
            exit
        });
    match thread.map(std::thread::JoinHandle::join) {
        Ok(Ok(Exit::Status(status))) => ExitCode::from(status),
        Ok(Ok(Exit::Interrupted)) => end_by_interrupt(),
        Ok(Err(_)) => ExitCode::from(134),
        Err(error) => {
            complain(&format!("cannot start a thread: {error}"));
            ExitCode::from(2)
        }
    }
}

fn complain_stats(interpreter: &Interpreter) {
    use std::io::Write;
    let _ = write!(anstream::stderr().lock(), "{}", interpreter.stats());
}

/// A threshold says when traces are made: then they are, whatever that costs.
fn budget(machine: &Machine) -> Option<u32> {
    machine.tier2_budget.or(if machine.tier2_threshold.is_some() { None } else { Some(BUDGET) })
}

fn settings(machine: &Machine, source: &Source) -> Settings {
    let mut path = vec![source.folder.clone()];
    if let Some(more) = std::env::var_os("PYTHONPATH") {
        path.extend(
            std::env::split_paths(&more).map(|folder| folder.to_string_lossy().into_owned()),
        );
    }
    Settings {
        argv: source.argv.clone(),
        path,
        gc_stress: machine.gc_stress,
        max_memory: machine.max_memory,
        specialize: !machine.no_specialize,
        trampoline: machine.dispatch == Dispatch::Trampoline,
        stats: machine.stats,
        tier2: machine.tier2 != Tier2::Off,
        tier2_threshold: machine.tier2_threshold.unwrap_or(THRESHOLD),
        tier2_budget: budget(machine),
        tier2_size: machine.tier2_size,
        tier2_without: machine.tier2_without.clone(),
        exit_stress: machine.exit_stress,
        tier2_explain: false,
        tier2_keep: false,
        tier2_idle: machine.tier2 == Tier2::Idle,
    }
}

/// Makes Ctrl-C ask the machine for a KeyboardInterrupt at its next safepoint.
fn interrupt_on_ctrl_c(poll: &'static AtomicU32) {
    let interrupt = trefoil_runtime::INTERRUPT;
    // Without a handler Ctrl-C ends the process, which is what remains if one cannot be set.
    let _ = ctrlc::set_handler(move || {
        poll.fetch_or(interrupt, Ordering::Relaxed);
    });
}

/// Ends the process as Ctrl-C does where nobody handles it, so that whoever waits for it knows: a shell stops its loop.
#[cfg(unix)]
fn end_by_interrupt() -> ExitCode {
    // SAFETY: the default action for the signal is installed, no function of this program; the signal is sent to this process itself.
    unsafe {
        libc::signal(libc::SIGINT, libc::SIG_DFL);
        libc::kill(libc::getpid(), libc::SIGINT);
    }
    // The signal may be blocked.
    ExitCode::from(INTERRUPTED)
}

/// Ends the process as Ctrl-C does.
#[cfg(not(unix))]
fn end_by_interrupt() -> ExitCode {
    ExitCode::from(INTERRUPTED)
}

/// Finds and reads the program that the command line names.
pub fn read(program: Program) -> Result<Source, ExitCode> {
    let Program { code, module, rest } = program;
    if let Some(code) = code {
        let argv = [vec!["-c".to_string()], rest].concat();
        return Ok(source(code.into_bytes(), "<string>", None, argv, String::new()));
    }
    if let Some(module) = module {
        let argv = [vec!["-m".to_string()], rest].concat();
        let folder =
            std::env::current_dir().map(|d| d.to_string_lossy().into_owned()).unwrap_or_default();
        return Ok(Source { module: Some(module), ..source(Vec::new(), "", None, argv, folder) });
    }
    match rest.first().map(String::as_str) {
        None if std::io::IsTerminal::is_terminal(&std::io::stdin()) => {
            complain("no program given; try `trefoil FILE`, `trefoil -c CODE` or `trefoil --help`");
            Err(ExitCode::from(2))
        }
        None | Some("-") => read_stdin(rest),
        Some(option) if option.starts_with('-') => {
            complain(&format!("unknown option '{option}'; try `trefoil --help`"));
            Err(ExitCode::from(2))
        }
        Some(file) => read_file(file.to_string(), rest),
    }
}

fn source(
    text: Vec<u8>,
    filename: &str,
    file: Option<String>,
    argv: Vec<String>,
    folder: String,
) -> Source {
    Source { text, filename: filename.to_string(), file, argv, folder, module: None }
}

fn read_stdin(rest: Vec<String>) -> Result<Source, ExitCode> {
    let mut text = Vec::new();
    if let Err(error) = std::io::stdin().read_to_end(&mut text) {
        complain(&format!("cannot read standard input: {error}"));
        return Err(ExitCode::from(2));
    }
    let argv = if rest.is_empty() { vec![String::new()] } else { rest };
    Ok(source(text, "<stdin>", None, argv, String::new()))
}

fn read_file(file: String, rest: Vec<String>) -> Result<Source, ExitCode> {
    let path = Path::new(&file);
    let main = if path.is_dir() { path.join("__main__.py") } else { path.to_path_buf() };
    // The program may change the current folder.
    let main = std::path::absolute(&main).unwrap_or(main);
    match std::fs::read(&main) {
        Ok(text) => {
            let folder = main
                .parent()
                .map(|folder| folder.to_string_lossy().into_owned())
                .unwrap_or_default();
            let name = main.to_string_lossy().into_owned();
            Ok(source(text, &name, Some(name.clone()), rest, folder))
        }
        Err(error) => {
            complain(&format!("can't open file '{file}': {error}"));
            Err(ExitCode::from(2))
        }
    }
}
