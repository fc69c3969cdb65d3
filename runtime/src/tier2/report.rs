//! What there is to see of traces: what was recorded, what is left of it, and why the rest is not there, as plain data in words.
//!
//! What was recorded is put into words when a trace is made, because a recording keeps nothing alive; the rest when somebody asks. How it is
//! laid out is the command's.

mod words;

use super::record::{Recorder, Target};
use super::{Tier2, enter, of};
use crate::machine::Vm;
use crate::traceback::line_at;
use rustc_hash::FxHashMap;
use std::rc::Rc;
use trefoil_compiler::metadata::{INSTS, OPS};
use trefoil_objects::code::Code as Bytecode;
use trefoil_optimizer::event::{Event, EventKind};
use trefoil_optimizer::exec::Code;
use trefoil_optimizer::term::T;
use trefoil_optimizer::trace::explain::Removal;
use trefoil_optimizer::trace::lower::Action;
use trefoil_optimizer::trace::recording::Place;
use trefoil_optimizer::trace::{Cause, Ending, Entry, Leave, Trace};
use trefoil_primitives::metadata::{Effects, Flow, OpargKind};
use words::Words;

/// An instruction that was recorded.
#[derive(Clone, Debug)]
pub struct Step {
    /// Calls that it is inside of, from where the trace starts.
    pub depth: usize,
    /// The function.
    pub function: String,
    /// Its file.
    pub file: String,
    /// Its line.
    pub line: u32,
    /// The instruction.
    pub instruction: &'static str,
    /// Its operand in words; empty if it has none.
    pub operand: String,
    /// Its micro-ops, with whether they use the operand.
    pub ops: Vec<(&'static str, bool)>,
}

/// A trace that was made, with what was recorded for it.
#[derive(Debug)]
pub struct Made {
    code: Rc<Code>,
    parent: Option<(Rc<Code>, u32)>,
    steps: Vec<Step>,
    names: FxHashMap<T, String>,
    nanoseconds: u64,
    /// Why the recording ended, if it closed no loop.
    stopped: &'static str,
}

impl Made {
    /// The trace, which names objects.
    pub fn trace(&self) -> &Trace {
        &self.code.trace
    }
}

/// A micro-op as recorded, and what is left of it in a part of a trace.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The step; the last one for what is done behind all of them.
    pub step: usize,
    /// The micro-op; empty for what no op has asked for.
    pub op: &'static str,
    /// Its operand, if it uses it.
    pub operand: String,
    /// What is left.
    pub left: Vec<Left>,
    /// What is not there.
    pub removed: Vec<Removed>,
}

/// Something that a trace does.
#[derive(Clone, Debug)]
pub struct Left {
    /// In words.
    pub text: String,
    /// Of a guard its exit.
    pub exit: Option<u32>,
    /// Of a guard what it tests: `type`, `overflow`, `identity`, `value`, `caller`.
    pub tests: Option<&'static str>,
}

/// Something that a trace does not do.
#[derive(Clone, Debug)]
pub struct Removed {
    /// `exit`, `branch`, `load`, `call` or `object`.
    pub what: &'static str,
    /// The field, helper or type.
    pub name: &'static str,
    /// Of each reason its kind.
    pub kinds: Vec<&'static str>,
    /// The reasons in words.
    pub reason: String,
}

/// A way out of a trace.
#[derive(Clone, Debug)]
pub struct Exit {
    /// Its number in the trace.
    pub number: u32,
    /// Why it is taken.
    pub cause: &'static str,
    /// The micro-op at which it is taken.
    pub op: &'static str,
    /// Where tier 1 goes on.
    pub function: String,
    /// Its line.
    pub line: u32,
    /// In the loop, not before it.
    pub in_loop: bool,
    /// How often it was taken.
    pub taken: u64,
    /// The side trace that goes on there, by number.
    pub side: Option<usize>,
}

/// A trace.
#[derive(Clone, Debug)]
pub struct TraceView {
    /// Its number, in the order in which traces were made.
    pub number: usize,
    /// The function in which it starts.
    pub function: String,
    /// Its file.
    pub file: String,
    /// The lines of that function that it runs through, first and last.
    pub lines: (u32, u32),
    /// Of a side trace the trace and exit at which it starts.
    pub parent: Option<(usize, u32)>,
    /// How it goes on at its end: `loop`, `leave`, `header`.
    pub end: &'static str,
    /// Why the recording ended, if it closed no loop.
    pub stopped: &'static str,
    /// The trace with which it goes on at its end: of `header` with its loop, of `leave` from its start.
    pub linked: Option<usize>,
    /// What it relies on holds still.
    pub valid: bool,
    /// How often it was entered.
    pub entered: u64,
    /// Iterations that ran to their end.
    pub iterations: u64,
    /// Instructions of tier 1 that it stood for.
    pub instructions: u64,
    /// Guards that were recorded, once through.
    pub guards_recorded: u64,
    /// Guards that are left, once through: in the loop, if it has one.
    pub guards_left: u64,
    /// Guards that would have run.
    pub guards_recorded_in_all: u64,
    /// Guards that ran.
    pub guards_executed: u64,
    /// Micro-ops that were recorded.
    pub ops: usize,
    /// What it took to make it of its recording.
    pub nanoseconds: u64,
    /// What was recorded.
    pub steps: Vec<Step>,
    /// Its head: of a loop the first iteration.
    pub head: Vec<Row>,
    /// Its loop.
    pub body: Option<Vec<Row>>,
    /// Its exits.
    pub exits: Vec<Exit>,
}

/// Everything that there is to see.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// The traces.
    pub traces: Vec<TraceView>,
    /// Recordings that were given up, by reason.
    pub given_up: Vec<(String, u64)>,
    /// Traces that were dropped, by reason.
    pub dropped: Vec<(String, u64)>,
}

/// Notes a trace with what was recorded for it.
pub fn note(
    vm: &Vm,
    tier2: &Tier2,
    recorder: &Recorder,
    code: &Rc<Code>,
    nanoseconds: u64,
    stopped: &'static str,
) {
    let parent = match &recorder.target {
        Target::Root(_) => None,
        Target::Side { parent, leave, .. } => Some((Rc::clone(parent), *leave)),
    };
    let made = Made {
        code: Rc::clone(code),
        steps: steps(vm, recorder),
        names: names(code, parent.as_ref()),
        parent,
        nanoseconds,
        stopped,
    };
    tier2.made.borrow_mut().push(made);
}

fn steps(vm: &Vm, recorder: &Recorder) -> Vec<Step> {
    let mut depth: usize = match &recorder.target {
        Target::Root(_) => 0,
        Target::Side { parent, leave, .. } => {
            let trace = &parent.trace;
            trace.snapshots.depth(trace.leaves[*leave as usize].frame) - 1
        }
    };
    let mut found = Vec::new();
    for it in &recorder.recording.steps {
        let code = enter::code_of(it.place.code);
        let inst = &INSTS[usize::from(it.inst)];
        let next = it.place.at as usize + usize::from(inst.units);
        let operand = match inst.oparg {
            OpargKind::Unused => String::new(),
            OpargKind::Plain => it.oparg.to_string(),
            OpargKind::Jump => format!("to line {}", line_at(code, next as u32 + it.oparg)),
            OpargKind::JumpBack => {
                format!("to line {}", line_at(code, (next as u32).saturating_sub(it.oparg)))
            }
            kind => {
                let text = crate::dis::operand(vm, code, next, it.oparg, kind);
                let inner = text.split_once(" (").map(|it| it.1.trim_end_matches(')').to_owned());
                inner.unwrap_or(text)
            }
        };
        let ops = inst.ops.iter().map(|part| &OPS[usize::from(part.op)]);
        found.push(Step {
            depth,
            function: code.qualname.as_str().to_owned(),
            file: code.filename.as_str().to_owned(),
            line: line_at(code, it.place.at),
            instruction: inst.name,
            operand,
            ops: ops.map(|op| (op.name, op.effects.contains(Effects::USES_OPARG))).collect(),
        });
        if it.callee.is_some() {
            depth += 1;
        } else if inst.flow == Flow::End {
            depth = depth.saturating_sub(1);
        }
    }
    found
}

fn local(code: Bytecode, slot: usize) -> String {
    let operand = slot.wrapping_sub(code.local_count as usize);
    code.local_names
        .get(slot)
        .map_or_else(|| format!("stack{operand}"), |name| name.as_str().to_owned())
}

/// The names of values that locals have at the start and at the header of a loop.
fn names(code: &Code, parent: Option<&(Rc<Code>, u32)>) -> FxHashMap<T, String> {
    let trace = &code.trace;
    let mut names = FxHashMap::default();
    if let (Entry::Side(given), Some((parent, leave))) = (&trace.entry, parent) {
        let from = &parent.trace;
        for id in from.snapshots.inwards(from.leaves[*leave as usize].frame) {
            let code = enter::code_of(from.snapshots.frame(id).place.code);
            for (slot, t) in from.snapshots.locals(id).iter().enumerate() {
                for (input, _) in trace.inputs.iter().zip(given).filter(|it| it.1 == t) {
                    names.entry(*input).or_insert_with(|| local(code, slot));
                }
            }
        }
        return names;
    }
    let code = enter::code_of(trace.start.code);
    names.extend(trace.inputs.iter().enumerate().map(|(slot, t)| (*t, local(code, slot))));
    names.extend(trace.slots_of_phis().into_iter().map(|(slot, t)| (t, local(code, slot))));
    names
}

/// What there is to see, if traces were noted.
pub fn view(vm: &Vm) -> View {
    let Some(tier2) = of(vm) else { return View::default() };
    let made = tier2.made.borrow();
    let number = |code: &Rc<Code>| made.iter().position(|it| Rc::ptr_eq(&it.code, code));
    let root = |row: usize| {
        let mut row = row;
        while let Some((parent, _)) = &made[row].parent {
            row = number(parent)?;
        }
        Some(row)
    };
    let traces = made.iter().enumerate();
    let root_at = |place: Place| {
        let starts = |it: &Made| it.parent.is_none() && it.code.trace.start == place;
        made.iter().position(starts)
    };
    let traces = traces.map(|(row, it)| trace_view(vm, row, it, &number, &root, &root_at));
    let mut given_up: Vec<(String, u64)> =
        tier2.counts.given_up.borrow().iter().map(|(why, count)| (why.clone(), *count)).collect();
    given_up.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let dropped = tier2.counts.dropped.borrow();
    let mut dropped: Vec<(String, u64)> =
        dropped.iter().map(|(why, count)| ((*why).to_owned(), *count)).collect();
    dropped.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    View { traces: traces.collect(), given_up, dropped }
}

fn trace_view(
    vm: &Vm,
    number: usize,
    made: &Made,
    number_of: &dyn Fn(&Rc<Code>) -> Option<usize>,
    root_of: &dyn Fn(usize) -> Option<usize>,
    root_at: &dyn Fn(Place) -> Option<usize>,
) -> TraceView {
    let code = &made.code;
    let (trace, counts) = (&code.trace, &code.counts);
    let first = made.steps.first();
    let function = first.map_or(String::new(), |it| it.function.clone());
    let file = first.map_or(String::new(), |it| it.file.clone());
    let lines = made.steps.iter().filter(|it| it.function == function && it.file == file);
    let lines: Vec<u32> = lines.map(|it| it.line).collect();
    let parent = made.parent.as_ref().and_then(|(code, leave)| Some((number_of(code)?, *leave)));
    let words = Words::new(vm, trace, &made.names);
    let split = trace.body.as_ref().map_or(trace.origins.len(), |it| it.origins as usize);
    let part = |origins, events, actions| rows(made, &words, origins, events, actions);
    let head = part(0..split, &trace.head, &code.schedule.head);
    let body = trace.body.as_ref().map(|it| {
        let mut rows = part(split..trace.origins.len(), &it.events, &code.schedule.body);
        let carried = it.phis.iter().filter(|phi| phi.phi != phi.back);
        let carried: Vec<Left> = carried
            .map(|phi| Left {
                text: format!("{} ← {}", words.term(phi.phi), words.term(phi.back)),
                exit: None,
                tests: None,
            })
            .collect();
        if !carried.is_empty() {
            let step = made.steps.len().saturating_sub(1);
            rows.push(Row { step, left: carried, ..Row::default() });
        }
        rows
    });
    let looping = trace.body.as_ref().map_or(&trace.head, |it| &it.events);
    let is_guard = |it: &&Event| {
        matches!(
            it.kind,
            EventKind::Exit { .. } | EventKind::Branch { .. } | EventKind::Return { .. }
        )
    };
    let linked = match trace.end {
        Ending::Header(_) => root_of(number),
        Ending::Leave(row) => {
            root_at(trace.snapshots.frame(trace.leaves[row as usize].frame).place)
        }
        Ending::Loop => None,
    };
    TraceView {
        number,
        function,
        file,
        lines: (lines.iter().copied().min().unwrap_or(0), lines.iter().copied().max().unwrap_or(0)),
        parent,
        end: match trace.end {
            Ending::Loop => "loop",
            Ending::Leave(_) => "leave",
            Ending::Header(_) => "header",
        },
        stopped: made.stopped,
        linked,
        valid: code.valid.get(),
        entered: counts.entered.get(),
        iterations: counts.iterations.get(),
        instructions: counts.instructions.get(),
        guards_recorded: trace.recorded.last().copied().unwrap_or(0).into(),
        guards_left: looping.iter().filter(is_guard).count() as u64,
        guards_recorded_in_all: counts.recorded.get(),
        guards_executed: counts.guards.get(),
        ops: made.steps.iter().map(|it| it.ops.len()).sum(),
        nanoseconds: made.nanoseconds,
        steps: made.steps.clone(),
        head,
        body,
        exits: exits(code, split, number_of),
    }
}

/// The micro-ops of a part of a trace, with what is left of them.
fn rows(
    made: &Made,
    words: &Words<'_>,
    origins: std::ops::Range<usize>,
    events: &[Event],
    actions: &[Action],
) -> Vec<Row> {
    let trace = &made.code.trace;
    let mut rows: Vec<Row> = trace.origins[origins.clone()]
        .iter()
        .map(|origin| {
            let step = &made.steps[origin.step as usize];
            let op = origin.op.map_or("", |op| OPS[usize::from(op.0)].name);
            let uses = step.ops.contains(&(op, true));
            let operand = if uses { step.operand.clone() } else { String::new() };
            Row { step: origin.step as usize, op, operand, ..Row::default() }
        })
        .collect();
    if rows.is_empty() {
        return rows;
    }
    let last = rows.len() - 1;
    let row_of = |origin: usize| origin.saturating_sub(origins.start).min(last);
    let explained = trace.explained.as_ref();
    for action in actions {
        let (origin, left) = match *action {
            Action::Compute(t) => {
                let Some(text) = words.computed(t) else { continue };
                let made = explained.and_then(|it| it.made.get(t.index()).copied()).unwrap_or(0);
                (made, Left { text, exit: None, tests: None })
            }
            Action::Event(row) => {
                let event = &events[row as usize];
                let Some(text) = words.event(&event.kind) else { continue };
                let tests = words.tests(&event.kind);
                let exit = tests.and(event.leave);
                (event.origin, Left { text, exit, tests })
            }
        };
        rows[row_of(origin as usize)].left.push(left);
    }
    let removals = explained.map_or(&[][..], |it| &it.removals);
    for it in removals.iter().filter(|it| origins.contains(&(it.origin as usize))) {
        rows[row_of(it.origin as usize)].removed.push(removed(made, words, it, origins.start));
    }
    rows
}

fn removed(made: &Made, words: &Words<'_>, it: &Removal, start: usize) -> Removed {
    let trace = &made.code.trace;
    let line = |origin: u32| {
        let step = trace.origins.get(origin as usize).map_or(0, |it| it.step as usize);
        made.steps.get(step).map_or(0, |it| it.line)
    };
    let (what, name) = words.what(it.what);
    let kinds = it.reasons.iter().map(words::kind).collect();
    Removed { what, name, kinds, reason: words.reasons(it, start as u32, &line) }
}

fn exits(
    code: &Rc<Code>,
    split: usize,
    number_of: &dyn Fn(&Rc<Code>) -> Option<usize>,
) -> Vec<Exit> {
    let trace = &code.trace;
    let body = trace.body.iter().flat_map(|it| &it.events);
    let events = trace.head.iter().chain(body).filter_map(|it| Some((it.leave?, it.origin)));
    let end = match trace.end {
        Ending::Leave(row) => Some((row, trace.origins.len().saturating_sub(1) as u32)),
        _ => None,
    };
    let exit = |(number, origin): (u32, u32)| {
        let leave: &Leave = &trace.leaves[number as usize];
        let place = trace.snapshots.frame(leave.frame).place;
        let bytecode = enter::code_of(place.code);
        let state = &code.exits[number as usize];
        let op = trace.origins.get(origin as usize).and_then(|it| it.op);
        Exit {
            number,
            cause: match leave.cause {
                Cause::Exit => "guard",
                Cause::Deopt => "deopt",
                Cause::Branch => "branch",
                Cause::Call => "call",
                Cause::Safepoint => "safepoint",
                Cause::End => "end",
            },
            op: op.map_or("", |op| OPS[usize::from(op.0)].name),
            function: bytecode.qualname.as_str().to_owned(),
            line: line_at(bytecode, place.at),
            in_loop: trace.body.is_some() && origin as usize >= split,
            taken: state.taken.get(),
            side: state.side.borrow().as_ref().and_then(number_of),
        }
    };
    events.chain(end).map(exit).collect()
}
