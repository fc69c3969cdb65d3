//! The command where the world is not as it should be: streams that are closed or full, files that cannot be read, arguments that are wrong.
//! It says so and ends with a status; it never panics.
//!
//! And what it costs to start, in numbers that do not depend on the machine.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// The command in an empty folder of its own for a test.
struct Place {
    folder: PathBuf,
}

impl Place {
    fn new(name: &str) -> Place {
        let folder = std::env::temp_dir().join(format!("trefoil-{name}-{}", std::process::id()));
        // What an earlier process with this number has left.
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Place { folder }
    }
    fn file(&self, name: &str, contents: &[u8]) -> String {
        fs::write(self.folder.join(name), contents).unwrap();
        name.to_string()
    }
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_trefoil"));
        command.args(arguments).current_dir(&self.folder).stdin(Stdio::null());
        command.env("NO_COLOR", "1").env_remove("PYTHONPATH");
        command
    }
    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // A folder in the place for temporary files harms nobody if it stays.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Asserts the status and that standard error has a text, and nothing of a panic.
#[track_caller]
fn ends(output: &Output, status: i32, text: &str) {
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{output:?}");
    assert!(!stderr.contains("panicked"), "{stderr}");
    assert!(stderr.contains(text) && (!text.is_empty() || stderr.is_empty()), "{stderr}");
}

#[test]
fn files_that_cannot_be_read() {
    let place = Place::new("files");
    fs::create_dir(place.folder.join("empty")).unwrap();
    fs::create_dir(place.folder.join("whole")).unwrap();
    place.file("whole/__main__.py", b"print('main')\n");
    ends(&place.run(&["missing.py"]), 2, "can't open file 'missing.py'");
    ends(&place.run(&["run", "missing.py"]), 2, "can't open file 'missing.py'");
    ends(&place.run(&["dis", "missing.py"]), 2, "can't open file 'missing.py'");
    ends(&place.run(&["empty"]), 2, "can't open file 'empty'");
    let whole = place.run(&["whole"]);
    ends(&whole, 0, "");
    assert_eq!(whole.stdout, b"main\n");
    ends(&place.run(&["check", "missing.def"]), 2, "cannot read missing.def");
    ends(&place.run(&["check", "empty"]), 2, "cannot read empty");
    ends(&place.run(&["explain", "ADD", "--def", "missing.def"]), 2, "cannot read missing.def");
}

/// Root may read everything: the mode of a file says nothing to it.
#[cfg(unix)]
#[test]
fn a_file_without_permission() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new("permission");
    let name = place.file("secret.py", b"print(1)\n");
    let path = place.folder.join(&name);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if File::open(&path).is_ok() {
        eprintln!("skipped: this user may read every file");
        return;
    }
    ends(&place.run(&[&name]), 2, "Permission denied");
}

#[test]
fn files_that_are_no_programs() {
    let place = Place::new("programs");
    let nul = place.file("nul.py", b"print(1)\0");
    ends(&place.run(&[&nul]), 1, "SyntaxError: source code cannot contain null bytes");
    let bytes: Vec<u8> = (1..=255).collect();
    let noise = place.file("noise.py", &bytes);
    ends(&place.run(&[&noise]), 1, "SyntaxError");
    ends(&place.run(&["dis", &noise]), 1, "SyntaxError");
    let definition = place.file("noise.def", &bytes);
    ends(&place.run(&["check", &definition]), 1, "error[");
}

#[test]
fn modules_that_are_not_there() {
    let place = Place::new("modules");
    place.file("present.py", b"print(__name__)\n");
    ends(&place.run(&["-m", "missing"]), 1, "No module named 'missing'");
    ends(&place.run(&["-m", "missing.part"]), 1, "No module named 'missing'");
    ends(&place.run(&["-m", "present.part"]), 1, "present");
    ends(&place.run(&["-m", ""]), 1, "No module named ''");
    let present = place.run(&["-m", "present"]);
    ends(&present, 0, "");
    assert_eq!(present.stdout, b"__main__\n");
    ends(&place.run(&["dis", "-m", "present"]), 2, "give the module's file");
}

#[test]
fn arguments_that_are_wrong() {
    let place = Place::new("arguments");
    ends(&place.run(&["--bogus"]), 2, "unknown option '--bogus'");
    ends(&place.run(&["--max-memory", "much", "-c", "1"]), 2, "--max-memory");
    ends(&place.run(&["--dispatch=none", "-c", "1"]), 2, "--dispatch");
    ends(&place.run(&["explain", "NOTHING"]), 2, "neither an op nor an instruction");
    ends(&place.run(&["-c", "import sys; sys.exit(300)"]), 44, "");
    ends(&place.run(&["-c", "raise SystemExit('over')"]), 1, "over");
}

/// More than a pipe or a buffer holds.
const MUCH: &str = "for i in range(100000): print(i)";

/// Runs with standard output on a file or a pipe that cannot take it.
fn writing_to(place: &Place, arguments: &[&str], stdout: Stdio) -> Output {
    place.command(arguments).stdout(stdout).stderr(Stdio::piped()).output().unwrap()
}

/// A pipe whose other end is closed.
fn broken_pipe() -> Stdio {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    Stdio::from(writer)
}

#[test]
fn a_reader_that_has_gone() {
    let place = Place::new("pipe");
    ends(&writing_to(&place, &["-c", MUCH], broken_pipe()), 1, "BrokenPipeError");
    // What is left in the buffer at the end.
    ends(&writing_to(&place, &["-c", "print(1)"], broken_pipe()), 120, "BrokenPipeError");
    // The command's own output: a quiet end, as for any filter.
    ends(&writing_to(&place, &["dis", "-c", "print(1)"], broken_pipe()), 0, "");
    ends(&writing_to(&place, &["model"], broken_pipe()), 0, "");
    ends(&writing_to(&place, &["check"], broken_pipe()), 0, "warning");
    ends(&writing_to(&place, &["expand", "LOAD_FAST"], broken_pipe()), 0, "");
    let traceback = place.command(&["-c", "1/0"]).stderr(broken_pipe()).output().unwrap();
    assert_eq!(traceback.status.code(), Some(1));
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full() {
    let place = Place::new("full");
    let full = || Stdio::from(File::options().write(true).open("/dev/full").unwrap());
    ends(&writing_to(&place, &["-c", MUCH], full()), 1, "No space left on device");
    ends(&writing_to(&place, &["-c", "print(1)"], full()), 120, "No space left on device");
    ends(&writing_to(&place, &["dis", "-c", "print(1)"], full()), 120, "No space left on device");
    ends(&writing_to(&place, &["model"], full()), 120, "No space left on device");
    let traceback = place.command(&["-c", "1/0"]).stderr(full()).output().unwrap();
    assert_eq!(traceback.status.code(), Some(1));
}

/// Without standard streams at all. Only a shell closes them.
#[cfg(unix)]
#[test]
fn streams_that_are_closed() {
    let place = Place::new("closed");
    let binary = env!("CARGO_BIN_EXE_trefoil");
    for (redirection, code, status) in [
        (">&-", "print(1)", &[0, 120][..]),
        (">&- 2>&-", "print(1)", &[0, 120]),
        ("2>&-", "1/0", &[1]),
        ("<&-", "print(1)", &[0]),
        ("<&- >&- 2>&-", "1/0", &[1]),
    ] {
        let script = format!("exec '{binary}' -c '{code}' {redirection}");
        let output = Command::new("sh").arg("-c").arg(script).current_dir(&place.folder).output();
        let output = output.unwrap();
        let ended = output.status.code();
        assert!(ended.is_some_and(|code| status.contains(&code)), "{redirection}: {output:?}");
        assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"), "{output:?}");
    }
}

/// The number on the line of `--stats` that starts with some words.
fn count(stats: &str, words: &str) -> u64 {
    let line = stats.lines().find_map(|line| line.strip_prefix(words));
    let line = line.unwrap_or_else(|| panic!("no {words} in {stats}"));
    line.split_whitespace().next().unwrap().parse().unwrap()
}

/// A start makes the built-in classes and modules and runs nothing: modules written in Python are compiled when they are imported.
#[test]
fn starting_costs_little() {
    let place = Place::new("start");
    let output = place.run(&["--stats", "-c", "pass"]);
    let stats = String::from_utf8_lossy(&output.stderr);
    let (instructions, objects) = (count(&stats, "instructions"), count(&stats, "allocated"));
    assert!(instructions < 20, "{instructions} instructions");
    assert!(objects < 16_000, "{objects} objects");
}

/// What making traces costs can be seen alone: they are made, for loops and functions, and never run.
#[test]
fn traces_that_are_made_but_not_entered() {
    let place = Place::new("idle");
    let program =
        "def f(x):\n    return x + 1\nn = 0\nfor i in range(5000):\n    n = f(n)\nprint(n)";
    for (tier2, runs) in [("idle", false), ("executor", true)] {
        let tier2 = format!("--tier2={tier2}");
        let output = place.run(&["--stats", &tier2, "--tier2-threshold=20", "-c", program]);
        assert!(output.status.success(), "{output:?}");
        assert_eq!(String::from_utf8_lossy(&output.stdout), "5000\n");
        let stats = String::from_utf8_lossy(&output.stderr);
        assert!(count(&stats, "traces made") > 0, "{stats}");
        assert!(count(&stats, "micro-ops recorded") > 0, "{stats}");
        assert_eq!(count(&stats, "in traces") > 0, runs, "{stats}");
    }
}

/// A program that ends soon is over before traces can be afforded, unless it is told when they are to be made.
#[test]
fn traces_have_a_budget() {
    let place = Place::new("budget");
    let program = "n = 0\nfor i in range(1000):\n    n += i\nprint(n)";
    for (limit, made) in [("--tier2-budget=1", 0), ("--tier2-threshold=400", 1)] {
        let output = place.run(&["--stats", "--tier2=executor", limit, "-c", program]);
        assert_eq!(String::from_utf8_lossy(&output.stdout), "499500\n");
        let stats = String::from_utf8_lossy(&output.stderr);
        assert_eq!(count(&stats, "traces made"), made, "{stats}");
    }
    ends(&place.run(&["--tier2-budget=0", "-c", "pass"]), 2, "0 is not in 1..=100");
}
