//! What the README shows is what the command prints.
//!
//! A block whose first line is `$ trefoil ARGUMENTS` is compared with what that prints (standard error, then standard output); `$ cat FILE` gives
//! the contents of a file for the commands after it. A line of two dots stands for any lines; a block of Rust shows the beginning. Lines of definitions and counts
//! of members move with every edit of `bytecodes.def`: they may differ. `BLESS=1 cargo test --test documents` writes all figures anew; words are for
//! a person to change.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The definition that the README checks, which has two mistakes.
const MISTAKEN: &str = "\
type Int : i62 { test: is_int, unbox: as_int, box: from_int }
extern fn add(left: Value, right: Value) -> Value [errors, escapes];

inst ADD(left, right -- sum) { sum = add(left, right); }
op _ADD_INT(left: Int, right: Int -- sum: Int) { sum = left + right; }
macro ADD_INT = _ADD_INT;
";

/// A command of a block and the lines that it is said to print: their numbers in the document.
struct Shown {
    command: String,
    rust: bool,
    lines: Vec<usize>,
}

/// The commands of all blocks.
fn shown(document: &[String]) -> Vec<Shown> {
    let mut found: Vec<Shown> = Vec::new();
    let mut block: Option<String> = None;
    let mut in_command = false;
    for (number, line) in document.iter().enumerate() {
        match (&block, line.strip_prefix("```")) {
            (None, Some(kind)) => {
                (block, in_command) = (Some(kind.to_string()), false);
            }
            (Some(_), Some(_)) => block = None,
            (Some(kind), None) => match line.strip_prefix("$ ") {
                Some(command) => {
                    let rust = kind == "rust";
                    found.push(Shown { command: command.to_string(), rust, lines: Vec::new() });
                    in_command = true;
                }
                None if in_command => {
                    found.last_mut().expect("a command").lines.push(number);
                }
                None => {}
            },
            (None, None) => {}
        }
    }
    found
}

fn print(folder: &Path, arguments: &str) -> Vec<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_trefoil"))
        .args(arguments.split(' '))
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let (stdout, stderr) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let (first, second) =
        if arguments.starts_with("--stats") { (stdout, stderr) } else { (stderr, stdout) };
    first.lines().chain(second.lines()).map(|line| line.trim_end().to_string()).collect()
}

/// A line without what an edit of the definition elsewhere changes.
fn settled(line: &str) -> String {
    // What the start of the machine allocates changes with every built-in function.
    if line.starts_with("allocated") {
        return outline(line);
    }
    let mut text = String::new();
    let mut rest = line.trim_end();
    while let Some(at) = ["bytecodes.def:", "number ", " of "]
        .iter()
        .filter_map(|mark| rest.find(mark).map(|at| at + mark.len()))
        .min()
    {
        text.push_str(&rest[..at]);
        let digits = rest[at..].chars().take_while(char::is_ascii_digit).count();
        text.push_str(if digits > 0 { "#" } else { "" });
        rest = &rest[at + digits..];
    }
    text + rest
}

/// A line without any figures: what they are is compared when it is known which line is which.
fn outline(line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    let mut text = String::new();
    for c in words.join(" ").chars() {
        match c.is_ascii_digit() {
            true if text.ends_with('#') => {}
            true => text.push('#'),
            false => text.push(c),
        }
    }
    text
}

/// The lines of the document with those that were printed in their places, or where they part.
fn matched(expected: &[&str], printed: &[String], rust: bool) -> Result<Vec<String>, String> {
    let mut lines = Vec::new();
    let mut place = 0;
    let mut skipping = false;
    for line in expected {
        if line.trim() == ".." {
            skipping = true;
            lines.push((*line).to_string());
            continue;
        }
        let wanted = outline(line);
        let found = printed[place..].iter().position(|printed| outline(printed) == wanted);
        match found {
            Some(offset) if offset == 0 || skipping => {
                lines.push(printed[place + offset].clone());
                place += offset + 1;
            }
            _ => {
                let instead = printed.get(place).map_or("nothing", String::as_str);
                return Err(format!("shown:   {line}\nprinted: {instead}"));
            }
        }
        skipping = false;
    }
    match printed.get(place) {
        Some(more) if !skipping && !rust => Err(format!("not shown: {more}")),
        _ => Ok(lines),
    }
}

#[test]
fn the_readme_shows_what_is_printed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = fs::read_to_string(&path).unwrap();
    let mut document: Vec<String> = text.lines().map(str::to_string).collect();
    let folder: PathBuf =
        std::env::temp_dir().join(format!("trefoil-documents-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("add.def"), MISTAKEN).unwrap();
    let bless = std::env::var_os("BLESS").is_some();
    let mut failures = Vec::new();
    let mut compared = 0;
    for Shown { command, rust, lines } in shown(&document) {
        let expected: Vec<&str> = lines.iter().map(|line| document[*line].as_str()).collect();
        if let Some(name) = command.strip_prefix("cat ") {
            fs::write(folder.join(name), expected.join("\n") + "\n").unwrap();
            continue;
        }
        let Some(arguments) = command.strip_prefix("trefoil ") else { continue };
        compared += 1;
        match matched(&expected, &print(&folder, arguments), rust) {
            Ok(printed) => {
                for (line, text) in lines.iter().zip(printed) {
                    if settled(&document[*line]) != settled(&text) && !bless {
                        failures.push(format!("$ {command}\n{}\n{text}", document[*line]));
                    }
                    document[*line] = text;
                }
            }
            Err(difference) => failures.push(format!("$ {command}\n{difference}")),
        }
    }
    // A folder in the place for temporary files harms nobody if it stays.
    let _ = fs::remove_dir_all(&folder);
    if bless {
        fs::write(&path, document.join("\n") + "\n").unwrap();
    }
    assert!(compared >= 6, "{compared} commands");
    assert!(
        failures.is_empty(),
        "{}\n\nBLESS=1 cargo test --test documents writes figures anew",
        failures.join("\n\n")
    );
}

#[test]
fn what_is_shown_is_matched() {
    let printed = ["a".to_string(), "b (bytecodes.def:12)".to_string(), "c".to_string()];
    let lines = |expected: &[&str]| matched(expected, &printed, false);
    assert_eq!(lines(&["a", "b (bytecodes.def:7)", "c"]), Ok(printed.to_vec()));
    assert!(lines(&["a", "b (bytecodes.def:7)"]).is_err(), "something is not shown");
    assert!(lines(&["..", "c"]).is_ok() && lines(&["a", ".."]).is_ok());
    assert_eq!(outline("  12  A 7 (to 45)"), outline("3  A 17   (to 5)"));
    assert_ne!(settled("length 8"), settled("length 9"));
    assert_eq!(settled("x (bytecodes.def:8) 1 of 9"), settled("x (bytecodes.def:17) 1 of 10"));
    assert!(lines(&["a", "c"]).is_err() && lines(&["a", "b (bytecodes.def:7)", "d"]).is_err());
    assert!(matched(&["a"], &printed, true).is_ok());
}
