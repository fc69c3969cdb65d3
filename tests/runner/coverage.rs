//! Both sides of every exit: what no program has reached has to be in a list, with the reason why none can.
//!
//! The command writes what it has seen (`runtime/src/coverage.rs`) into a folder that all runs share. A line of `uncovered_exits.txt` is
//! `_OP ordinal side  # reason`, where `side` is `taken` or `passed`: the exit was not evaluated with that outcome.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// A side of an exit.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Side {
    op: String,
    ordinal: u32,
    taken: bool,
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = if self.taken { "taken" } else { "passed" };
        write!(f, "{} {} {side}", self.op, self.ordinal)
    }
}

/// An empty folder for what the runs of one process of tests see.
pub fn folder() -> Result<PathBuf, String> {
    let folder = std::env::temp_dir().join(format!("trefoil-exits-{}", std::process::id()));
    // A folder that an earlier process with this number has left.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder)
}

/// Compares what was seen with the list, and prints the difference; whether there is none.
///
/// # Errors
/// Says what cannot be read or understood.
pub fn check(folder: &Path, list: &Path) -> Result<bool, String> {
    let seen = read(&folder.join("exits"))?;
    let listed = parse_list(&read(list)?)?;
    let mut missing = Vec::new();
    let mut stale: BTreeMap<Side, String> = listed.clone();
    let mut covered = 0;
    for line in seen.lines() {
        for (side, known) in parse_seen(line)? {
            match (known, listed.contains_key(&side)) {
                (true, false) => covered += 1,
                (true, true) => {}
                (false, true) => {
                    stale.remove(&side);
                }
                (false, false) => missing.push((side, line.to_string())),
            }
        }
    }
    println!("test exits ... {covered} sides covered, {} out of reach", listed.len() - stale.len());
    for (side, line) in &missing {
        println!("{side}: no program reaches this side: {line}");
    }
    for side in stale.keys() {
        println!("{side}: covered, or not there: take it off {}", list.display());
    }
    if !missing.is_empty() {
        println!(
            "Write a program in tests/programs/exits that reaches them, or say in {} why none can.",
            list.display()
        );
    }
    Ok(missing.is_empty() && stale.is_empty())
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// The sides of the exit of a line, and whether each was seen.
fn parse_seen(line: &str) -> Result<[(Side, bool); 2], String> {
    let mut words = line.split(' ');
    let (op, ordinal) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let ordinal = ordinal.parse().map_err(|_| format!("not a line of exits: {line}"))?;
    let side = |taken| Side { op: op.to_string(), ordinal, taken };
    let (taken, passed) = (words.next() == Some("taken"), words.next() == Some("passed"));
    Ok([(side(true), taken), (side(false), passed)])
}

/// The sides that a list names, with reasons.
fn parse_list(text: &str) -> Result<BTreeMap<Side, String>, String> {
    let mut sides = BTreeMap::new();
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        let wrong = || format!("not `_OP ordinal taken|passed  # reason`: {line}");
        let (side, reason) = line.split_once('#').ok_or_else(wrong)?;
        let words: Vec<&str> = side.split_whitespace().collect();
        let [op, ordinal, side @ ("taken" | "passed")] = words.as_slice() else {
            return Err(wrong());
        };
        let ordinal = ordinal.parse().map_err(|_| wrong())?;
        if reason.trim().is_empty() {
            return Err(wrong());
        }
        let side = Side { op: op.to_string(), ordinal, taken: *side == "taken" };
        if sides.insert(side, reason.trim().to_string()).is_some() {
            return Err(format!("twice: {line}"));
        }
    }
    Ok(sides)
}
