//! Makes traces again of recordings that were kept: for measuring what that costs. Nothing else comes of it.

use super::{Tier2, install, of, record};
use crate::machine::Vm;
use trefoil_compiler::metadata::INSTS;
use trefoil_optimizer::exec::Code;

/// What a recording of which a trace was made comes to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Summary {
    /// Instructions in it.
    pub instructions: usize,
    /// Their micro-ops.
    pub ops: usize,
    /// It was made for a side trace.
    pub side: bool,
}

/// The recordings that were kept, if the settings ask for that, in the order in which they were made.
pub fn summaries(vm: &Vm) -> Vec<Summary> {
    let Some(tier2) = of(vm) else { return Vec::new() };
    let recordings = tier2.recordings.borrow();
    recordings
        .iter()
        .map(|it| Summary {
            instructions: it.recording.steps.len(),
            ops: micro_ops(it),
            side: matches!(it.target, record::Target::Side { .. }),
        })
        .collect()
}

/// Makes a trace of a recording that was kept, ready to be run; none if the world has changed so that none comes of it.
pub fn remake(vm: &Vm, number: usize) -> Option<Code> {
    let tier2 = of(vm)?;
    let recordings = tier2.recordings.borrow();
    install::code_of(vm, tier2, recordings.get(number)?)
}

/// The micro-ops of the instructions of a recording.
pub(super) fn micro_ops(recorder: &record::Recorder) -> usize {
    recorder.recording.steps.iter().map(|it| INSTS[usize::from(it.inst)].ops.len()).sum()
}

/// Keeps a recording of which a trace was made.
pub(super) fn keep(tier2: &Tier2, recorder: record::Recorder) {
    tier2.recordings.borrow_mut().push(recorder);
}
