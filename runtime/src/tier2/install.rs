//! From a recording to a trace that can be entered, and what becomes of recordings that come to nothing.

use super::record::{Recorder, Target};
use super::{DEFINITION, Kept, Root, Tier2, bounds, bridge, enter, remake, report, world};
use crate::machine::Vm;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Instant;
use trefoil_objects::frame::HEADER;
use trefoil_objects::watch::Place as Watch;
use trefoil_optimizer::Cx;
use trefoil_optimizer::event::EventKind;
use trefoil_optimizer::exec::{self, Code};
use trefoil_optimizer::term::{Prim, T};
use trefoil_optimizer::trace::peel::optimize;
use trefoil_optimizer::trace::recording::End;
use trefoil_optimizer::trace::side::{Start, optimize_side};
use trefoil_optimizer::trace::{Ending, Trace};

/// Fewer instructions are not worth a trace.
const FEWEST: usize = 3;

/// Makes a trace of a finished recording and puts it where it belongs. `why` says why the recording ended, if it did not close a loop.
/// Whether one was made.
pub fn install(vm: &Vm, tier2: &Tier2, recorder: &Recorder, why: &'static str) -> bool {
    let started = Instant::now();
    let made = make(vm, tier2, recorder);
    let counts = &tier2.counts;
    let nanoseconds = started.elapsed().as_nanos() as u64;
    counts.optimizing.set(counts.optimizing.get() + nanoseconds);
    let ops = remake::micro_ops(recorder);
    counts.recorded.set(counts.recorded.get() + ops as u64);
    match made {
        Ok(_) if recorder.recording.steps.len() < FEWEST && !why.is_empty() => {
            give_up(vm, tier2, &recorder.target, why);
            false
        }
        Ok((trace, promised)) => {
            let code = put(tier2, recorder, trace, promised);
            let root = match &recorder.target {
                Target::Root(_) => &code,
                Target::Side { root, .. } => &root.code,
            };
            bounds::trim(vm, tier2, root);
            if vm.settings.tier2_explain {
                report::note(vm, tier2, recorder, &code, nanoseconds, why);
            }
            true
        }
        Err(why) => {
            give_up(vm, tier2, &recorder.target, &why);
            false
        }
    }
}

/// All the work of making a trace of a recording, with nothing put anywhere.
pub fn code_of(vm: &Vm, tier2: &Tier2, recorder: &Recorder) -> Option<Code> {
    let (trace, _) = make(vm, tier2, recorder).ok()?;
    room(&trace);
    Some(Code::new(trace))
}

/// A trace of a recording, and what it relies on.
fn make(vm: &Vm, tier2: &Tier2, recorder: &Recorder) -> Result<(Box<Trace>, Vec<Watch>), String> {
    if let Target::Side { parent, root, .. } = &recorder.target
        && !(root.code.valid.get() && parent.valid.get())
    {
        return Err("its parent is invalid".to_owned());
    }
    let mut refused = Vec::new();
    loop {
        let (trace, promised) = make_without(vm, tier2, recorder, &refused)?;
        // A trace that writes what it relies on would end itself: it is to read that.
        let own: Vec<_> = written(vm, &trace).filter(|place| promised.contains(place)).collect();
        if own.is_empty() {
            return Ok((trace, promised));
        }
        refused.extend(own);
    }
}

/// The watched places that a trace writes itself, as far as they are known.
fn written<'a>(vm: &'a Vm, trace: &'a Trace) -> impl Iterator<Item = Watch> + 'a {
    let constant = |t: T| match trace.terms.get(t).prim {
        Prim::Const(datum) => Some(datum),
        _ => None,
    };
    let body = trace.body.iter().flat_map(|it| &it.events);
    let events = trace.head.iter().chain(body).map(|it| &it.kind);
    let left_to_do = trace.leaves.iter().flat_map(|it| &it.before);
    events.chain(left_to_do).filter_map(move |kind| {
        let EventKind::Store { field, object, index, .. } = *kind else { return None };
        let index = if index.is_some() { constant(index)?.bits as usize } else { 0 };
        bridge::watch(vm, field, constant(object)?, index)
    })
}

fn make_without(
    vm: &Vm,
    tier2: &Tier2,
    recorder: &Recorder,
    refused: &[Watch],
) -> Result<(Box<Trace>, Vec<Watch>), String> {
    let mut host = world::TraceHost::new(vm, refused);
    let mut cx = Cx::within(tier2.scratch.take(), DEFINITION.sem, &mut host);
    if vm.settings.tier2_explain {
        cx.explain();
    }
    let made = match &recorder.target {
        Target::Root(_) => optimize(tier2.definition(), &recorder.recording, &mut cx),
        Target::Side { parent, leave, root, in_body } => {
            let root = in_body.then_some(&root.code.trace);
            let start = Start { parent: &parent.trace, leave: *leave, root };
            optimize_side(tier2.definition(), &recorder.recording, start, &mut cx)
        }
    };
    tier2.scratch.replace(cx.into_scratch());
    let trace = made.map_err(|why| format!("{why:?}"))?;
    if has_opaque_ops(&trace) {
        return Err("an op that does not decompose".to_owned());
    }
    Ok((trace, host.into_promised()))
}

fn put(tier2: &Tier2, recorder: &Recorder, trace: Box<Trace>, promised: Vec<Watch>) -> Rc<Code> {
    let counts = &tier2.counts;
    let (frames, words) = room(&trace);
    let linked = matches!(trace.end, Ending::Header(_));
    let code = Rc::new(Code::new(trace));
    if let Ending::Leave(row) = code.trace.end {
        let header = (recorder.recording.end == End::Header).then_some(exec::Start::Loop);
        code.exits[row as usize].start.set(recorder.starts.or(header));
    }
    let promised: Rc<[Watch]> = promised.into();
    promised.iter().for_each(|place| place.watch(&code.valid));
    bounds::free(tier2);
    let kept = Kept { code: Rc::clone(&code), promised: Rc::clone(&promised) };
    tier2.codes.borrow_mut().push(kept);
    tier2.size.set(tier2.size.get() + bounds::size_of(&code));
    match &recorder.target {
        Target::Root(address) => {
            counts.roots.set(counts.roots.get() + 1);
            let root = Root {
                code: Rc::clone(&code),
                frames: Cell::new(frames),
                words: Cell::new(words),
                sides: Cell::new(0),
                promised,
                used: Cell::default(),
            };
            tier2.starts.borrow_mut().entry(*address).or_default().root = Some(Rc::new(root));
        }
        Target::Side { parent, leave, root, .. } => {
            counts.sides.set(counts.sides.get() + 1);
            counts.linked.set(counts.linked.get() + u64::from(linked));
            root.promised.iter().for_each(|place| place.watch(&code.valid));
            root.frames.set(root.frames.get().max(frames));
            root.words.set(root.words.get().max(words));
            root.sides.set(root.sides.get() + 1);
            *parent.exits[*leave as usize].side.borrow_mut() = Some(Rc::clone(&code));
        }
    }
    code
}

/// Notes that nothing came of a recording: it is tried again later, and after some attempts never.
pub fn give_up(vm: &Vm, tier2: &Tier2, target: &Target, why: &str) {
    *tier2.counts.given_up.borrow_mut().entry(why.to_owned()).or_insert(0) += 1;
    let threshold = vm.settings.tier2_threshold;
    match target {
        Target::Root(address) => {
            tier2.starts.borrow_mut().entry(*address).or_default().failed(threshold);
        }
        Target::Side { parent, leave, .. } => {
            let exit = &parent.exits[*leave as usize];
            exit.patience.set(exit.patience.get().max(u64::from(threshold)).saturating_mul(8));
        }
    }
}

/// Notes that a recording was made in the last iteration of a loop: the next time it is tried again.
pub fn retry(vm: &Vm, tier2: &Tier2, target: &Target) {
    *tier2.counts.given_up.borrow_mut().entry("the loop was left".to_owned()).or_insert(0) += 1;
    if let Target::Root(address) = target {
        let mut starts = tier2.starts.borrow_mut();
        let start = starts.entry(*address).or_default();
        start.retries += 1;
        if start.retries >= super::RETRIES {
            start.retries = 0;
            start.failed(vm.settings.tier2_threshold);
        }
    }
}

/// The most frames that a trace leaves with beyond the one in which it starts, and the most words.
fn room(trace: &Trace) -> (u32, usize) {
    let mut most = (0, 0);
    for leave in &trace.leaves {
        let (mut frames, mut words) = (0, HEADER);
        for id in trace.snapshots.inwards(leave.frame) {
            let code = enter::code_of(trace.snapshots.frame(id).place.code);
            frames += 1;
            words += HEADER + code.local_count as usize + code.stack_size as usize;
        }
        most = (most.0.max(frames - 1), most.1.max(words));
    }
    most
}

fn has_opaque_ops(trace: &Trace) -> bool {
    let body = trace.body.iter().flat_map(|it| &it.events);
    trace.head.iter().chain(body).any(|it| matches!(it.kind, EventKind::Whole { .. }))
}
