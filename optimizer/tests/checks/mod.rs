//! What the tests of the domain check, as functions: tests call them, and so does the run against mutants.
//!
//! A check that also measures gives its measurements as lines of text. `precision.txt` keeps them, so that knowing less
//! than before is a difference as well as knowing what is not so.

#![allow(dead_code, reason = "each test binary uses a part")]

pub mod expressions;
pub mod laws;
pub mod ops;
pub mod primitives;
pub mod refinements;
pub mod tally;

use crate::definitions::TORTURE;
use std::path::PathBuf;
use trefoil_primitives::Width;

/// How `precision.txt` starts.
pub const PREAMBLE: &str = "\
# How much is known of results and after conditions, summed over all elements of small widths: see `checks/`.
# Of the ops of `torture.def`: what is left to do when they run, and when they run again on the same operands.
# Fewer types, a smaller span and fewer unknown bits are better; so are more results that no element could say more about.
";

/// Where measurements are kept.
pub fn measurements() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "precision.txt"].iter().collect()
}

/// Where a measurement goes; it may end the measuring.
pub type Sink<'a> = &'a mut dyn FnMut(String) -> Result<(), String>;

/// Measures what the ops of the torture definition leave to do.
///
/// # Errors
/// What the sink says.
pub fn measure_ops(sink: Sink<'_>) -> Result<(), String> {
    ops::all(TORTURE.sem, sink)
}

/// Measures all primitives and refinements, cheap ones first.
///
/// # Errors
/// Something that is excluded and may be, or what the sink says.
pub fn measure(sink: Sink<'_>) -> Result<(), String> {
    sink(primitives::orders())?;
    let widths = [Width::signed(3), Width::unsigned(3)];
    for width in widths {
        primitives::all(width, sink)?;
    }
    for width in widths {
        refinements::all(width, sink)?;
    }
    refinements::through(sink)?;
    for width in widths {
        let measure = expressions::check(width, 4_000)?;
        sink(format!("expressions {}: {measure}", primitives::name(width)))?;
    }
    Ok(())
}

/// The measurements that are kept.
pub fn kept() -> Vec<String> {
    let text = std::fs::read_to_string(measurements()).unwrap_or_default();
    text.lines().filter(|line| !line.starts_with('#')).map(str::to_string).collect()
}

/// Where measurements differ from those that are kept.
pub fn difference(measured: &[String]) -> Vec<String> {
    let mut kept = kept();
    let mut different = Vec::new();
    for line in measured {
        match kept.iter().position(|it| it == line) {
            Some(index) => {
                kept.remove(index);
            }
            None => different.push(format!("+ {line}")),
        }
    }
    different.extend(kept.iter().map(|line| format!("- {line}")));
    different.sort_by(|a, b| a[2..].cmp(&b[2..]));
    different
}
