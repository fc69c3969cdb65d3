//! Broken programs: the compiler neither panics nor points outside the text, and what it compiles is sound.
//!
//! The programs of the repository are mutated with a fixed seed. `TREFOIL_MUTATIONS` is how many mutants there are.

use std::fs;
use std::path::{Path, PathBuf};

use trefoil_compiler::{SyntaxError, SyntaxErrorKind, compile_module, verify};

const MUTANTS: usize = 10_000;
/// Longer programs would take the time of several short ones.
const LONGEST: usize = 6000;

/// xorshift64*
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(high).unwrap_or(0) % bound.max(1)
    }

    fn range(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length);
        start..length.min(start + 1 + self.below(12))
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "py") {
            files.push(path);
        }
    }
}

fn programs() -> Vec<Vec<u8>> {
    let mut files = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests"), &mut files);
    files.sort();
    let mut programs: Vec<Vec<u8>> = files.iter().filter_map(|path| fs::read(path).ok()).collect();
    programs.retain(|program| (10..LONGEST).contains(&program.len()));
    programs
}

/// What programs are made of, put where it does not belong.
const PIECES: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "'",
    "\"",
    "'''",
    "f'{",
    "}'",
    ":",
    "=",
    ",",
    ".",
    "\\",
    "\n",
    "\n  ",
    "\t",
    "#",
    " if ",
    " else ",
    " for ",
    " in ",
    "lambda ",
    "not ",
    "*",
    "**",
    "@",
    "->",
    ":=",
    "!",
    "0x",
    "1_",
    "1e",
    "é",
    "\u{200b}",
    "\u{feff}",
    "\r",
    "\0",
    "\x0c",
    "\\N{",
    "\\x",
    "def ",
    "class ",
    "try:",
    "except* ",
    "with ",
    "yield ",
    "global ",
    "import ",
    "return ",
    "match x:\n case ",
    "type X = ",
    "t'{",
    "print ",
    "None",
    "$",
    "?",
];

fn mutate(program: &[u8], random: &mut Random) -> Vec<u8> {
    let mut text = program.to_vec();
    for _ in 0..=random.below(3) {
        if text.is_empty() {
            break;
        }
        let range = random.range(text.len());
        match random.below(7) {
            0 => _ = text.drain(range),
            1 => {
                let copy = text[range.clone()].to_vec();
                text.splice(range.start..range.start, copy);
            }
            2 => text.truncate(range.start),
            3 => {
                let other = random.below(text.len());
                text.swap(range.start, other);
            }
            4 => text[range].iter_mut().for_each(|byte| {
                *byte = u8::try_from(random.below(256)).unwrap_or(0);
            }),
            5 => text[range].reverse(),
            _ => {
                let piece = PIECES[random.below(PIECES.len())];
                text.splice(range, piece.bytes());
            }
        }
    }
    text
}

/// Whether the place of an error lies in the text, or at its end.
fn is_inside(error: &SyntaxError, text: &[u8]) -> bool {
    let text = String::from_utf8_lossy(text).replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.split('\n').collect();
    let fits = |line: u32, col: u32| {
        let Some(line) = (line as usize).checked_sub(1) else { return col == 0 };
        // CPython counts the second line as the first where it is no UTF-8.
        let shown = error.text.as_deref().filter(|_| line + 1 == error.line as usize);
        let width = shown.or(lines.get(line).copied()).map_or(0, |line| line.chars().count());
        // A column behind the line feed, and one for a byte order mark.
        line <= lines.len() && col as usize <= width + 3
    };
    fits(error.line, error.col)
        && fits(error.end_line, error.end_col)
        && (error.end_line == 0 || error.line <= error.end_line)
}

#[test]
fn mutants_are_compiled_or_rejected() {
    let programs = programs();
    assert!(programs.len() > 200, "programs are missing");
    let mut random = Random(0x5EED_0F7E_F011_0001);
    let count = std::env::var("TREFOIL_MUTATIONS").ok().and_then(|text| text.parse().ok());
    for number in 0..count.unwrap_or(MUTANTS) {
        let mutant = mutate(&programs[random.below(programs.len())], &mut random);
        let shown = || String::from_utf8_lossy(&mutant).into_owned();
        match compile_module(&mutant, "mutant.py") {
            Ok(code) => {
                let checked = verify::verify(&code);
                assert!(checked.is_ok(), "mutant {number}: {checked:?}\n{}", shown());
            }
            Err(error) => {
                let is_known = error.kind != SyntaxErrorKind::MemoryError
                    && !error.message.starts_with("internal error");
                assert!(is_known, "mutant {number}: {error}\n{}", shown());
                assert!(is_inside(&error, &mutant), "mutant {number}: {error:?}\n{}", shown());
            }
        }
    }
}
