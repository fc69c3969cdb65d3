//! The entries of a traceback as text.

use super::carets;
use super::source::Sources;
use crate::machine::{Value, Vm};
use trefoil_objects::code::Position;
use trefoil_objects::exception::traceback::{Traceback, TracebackObject};
use trefoil_objects::module::Module;

/// How often an entry is shown before its repetitions are only counted.
const REPEATED: usize = 3;

/// The lines of a traceback, innermost entry last.
pub(super) fn format(vm: &Vm, traceback: Value, sources: &mut Sources) -> Vec<String> {
    let mut entries = Vec::new();
    let mut cursor = traceback.cast::<TracebackObject>();
    while let Some(entry) = cursor {
        entries.push(entry);
        cursor = entry.next.get().cast::<TracebackObject>();
    }
    let skipped = limit(vm).map_or(0, |limit| entries.len().saturating_sub(limit));
    let mut lines = Vec::new();
    let mut count = 0;
    let mut previous: Option<Traceback> = None;
    for &entry in &entries[skipped..] {
        if !previous.is_some_and(|previous| is_same(previous, entry)) {
            push_repetitions(&mut lines, count);
            previous = Some(entry);
            count = 0;
        }
        count += 1;
        if count <= REPEATED {
            push_entry(&mut lines, entry, sources);
        }
    }
    push_repetitions(&mut lines, count);
    lines
}

/// `sys.tracebacklimit`, if a program has set it.
fn limit(vm: &Vm) -> Option<usize> {
    let sys: Module = vm.modules_dict().get_name(vm.names.sys)?.cast()?;
    let limit = sys.dict.get_text("tracebacklimit")?;
    limit.is_int().then(|| usize::try_from(limit.int()).unwrap_or(0))
}

fn is_same(a: Traceback, b: Traceback) -> bool {
    a.line == b.line && a.code.filename.equals(b.code.filename) && a.code.name.equals(b.code.name)
}

fn push_repetitions(lines: &mut Vec<String>, count: usize) {
    if count > REPEATED {
        let more = count - REPEATED;
        let s = if more > 1 { "s" } else { "" };
        lines.push(format!("  [Previous line repeated {more} more time{s}]"));
    }
}

/// Where an entry's instruction is; columns are equal if only the line is known.
fn position(entry: Traceback) -> Position {
    let positions = &entry.code.positions;
    let after = positions.partition_point(|position| position.start <= entry.offset);
    match after.checked_sub(1).map(|index| positions[index]) {
        Some(position) if position.line != 0 => position,
        _ => Position { line: entry.line, end_line: entry.line, ..Position::default() },
    }
}

fn push_entry(lines: &mut Vec<String>, entry: Traceback, sources: &mut Sources) {
    let position = position(entry);
    let (filename, name) = (entry.code.filename, entry.code.name);
    lines.push(format!(
        "  File \"{}\", line {}, in {}",
        filename.as_str(),
        position.line,
        name.as_str()
    ));
    let last = position.end_line.max(position.line);
    let source: Vec<String> =
        (position.line..=last).map(|number| sources.line(filename.as_str(), number)).collect();
    if source.iter().all(|line| line.trim().is_empty()) {
        return;
    }
    if position.line == position.end_line && position.col == position.end_col {
        lines.push(format!("    {}", source[0].trim()));
        return;
    }
    lines.extend(carets::mark(&source, position).into_iter().map(|line| format!("    {line}")));
}
