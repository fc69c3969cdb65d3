//! What `--stats` says of traces: how much ran in them, what they test, what became of recordings, what making them cost.

use super::bounds::Sums;
use super::{Tier2, of};
use crate::machine::Vm;
use std::fmt::{Display, Write};

/// Appends the counts of tier 2, if there is one. `instructions` is how many ran in tier 1.
pub fn write(vm: &Vm, instructions: u64, text: &mut String) {
    let Some(tier2) = of(vm) else { return };
    let sums = Sums::default();
    sums.add_all(&tier2.counts.gone);
    tier2.codes.borrow().iter().for_each(|kept| sums.add(&kept.code));
    let (inside, iterations) = (sums.instructions.get(), sums.iterations.get());
    let (recorded, executed) = (sums.recorded.get(), sums.guards.get());
    let (taken, sides) = (sums.taken.get(), sums.sides.get());
    let all = inside + instructions;
    line(text, "in traces", inside, share(inside, all, "of all instructions"));
    line(text, "  iterations", iterations, "");
    line(text, "guards recorded", recorded, "");
    line(text, "guards executed", executed, share(executed, recorded, "of those recorded"));
    line(text, "exits taken", taken, "");
    line(text, "  with a side trace", sides, share(sides, taken, ""));
    write_made(tier2, text);
}

fn write_made(tier2: &Tier2, text: &mut String) {
    let counts = &tier2.counts;
    let (roots, sides, linked) = (counts.roots.get(), counts.sides.get(), counts.linked.get());
    line(
        text,
        "traces made",
        roots + sides,
        format!("{sides} at exits, {linked} back to their loop"),
    );
    let mut given_up: Vec<(String, u64)> =
        counts.given_up.borrow().iter().map(|(why, count)| (why.clone(), *count)).collect();
    given_up.sort();
    for (why, count) in given_up {
        line(text, "recordings given up", count, why);
    }
    let mut dropped: Vec<(&str, u64)> =
        counts.dropped.borrow().iter().map(|(why, count)| (*why, *count)).collect();
    dropped.sort_unstable();
    for (why, count) in dropped {
        line(text, "traces dropped", count, why);
    }
    let ops = counts.recorded.get();
    line(text, "micro-ops recorded", ops, spent(counts.recording.get(), ops));
    line(text, "  optimized", ops, spent(counts.optimizing.get(), ops));
}

fn line(text: &mut String, what: &str, count: u64, note: impl Display) {
    let row = format!("{what:24} {count:>15}  {note}");
    let _ = writeln!(text, "{}", row.trim_end());
}

fn spent(nanoseconds: u64, ops: u64) -> String {
    let each = if ops == 0 { 0.0 } else { nanoseconds as f64 / ops as f64 };
    format!("in {:.1} ms, {each:.0} ns each", nanoseconds as f64 / 1e6)
}

fn share(part: u64, whole: u64, of: &str) -> String {
    let percent = if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 };
    format!("{percent:5.1} % {of}")
}
