//! From a trace to its text.

use rustc_hash::FxHashMap;
use std::fmt::Write;

use super::CAUSES;
use crate::event::{Event, EventKind};
use crate::semantics::{Datum, Field, Helper, Repr, Semantics};
use crate::term::{Indexed, Prim, T};
use crate::trace::lower::operands;
use crate::trace::recording::Place;
use crate::trace::snapshot::FrameId;
use crate::trace::{Ending, Entry, Leave, Trace};

/// Where the origin of an event stands.
const COLUMN: usize = 56;

/// Writes a trace.
pub fn write(sem: &'static Semantics, trace: &Trace) -> String {
    let mut writer = Writer {
        sem,
        trace,
        text: String::new(),
        terms: vec![false; trace.terms.len()],
        frames: vec![false; trace.snapshots.len()],
        leaves: vec![false; trace.leaves.len()],
        constants: FxHashMap::default(),
    };
    writer.all();
    writer.text
}

struct Writer<'a> {
    sem: &'static Semantics,
    trace: &'a Trace,
    text: String,
    /// What has been written.
    terms: Vec<bool>,
    frames: Vec<bool>,
    leaves: Vec<bool>,
    /// The term of each value, the first one.
    constants: FxHashMap<Datum, T>,
}

/// A line, with how far it is indented.
macro_rules! line {
    ($self:ident, $depth:expr, $($text:tt)*) => {{
        let text = format!($($text)*);
        $self.line($depth, &text);
    }};
}

impl Writer<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        for _ in 0..depth {
            self.text.push_str("  ");
        }
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    fn all(&mut self) {
        let trace = self.trace;
        line!(self, 0, "trace {} of {} terms", place(trace.start), trace.terms.len());
        match &trace.entry {
            Entry::Frame => line!(self, 0, "entry frame"),
            Entry::Side(given) => line!(self, 0, "entry side {}", raw(given)),
        }
        line!(self, 0, "inputs {}", raw(&trace.inputs));
        let recorded: Vec<String> = trace.recorded.iter().map(u32::to_string).collect();
        line!(self, 0, "recorded {}", recorded.join(" "));
        self.constants();
        line!(self, 0, "head");
        self.events(&trace.head);
        if let Some(body) = &trace.body {
            for phi in &body.phis {
                self.computed(phi.entry, 1);
            }
            line!(self, 0, "loop first {} origins {}", body.first, body.origins);
            for phi in &body.phis {
                let (entry, back) = (self.operand(phi.entry), self.operand(phi.back));
                line!(self, 1, "phi {} = {entry} then {back}", name(phi.phi));
            }
            self.events(&body.events);
            for phi in &body.phis {
                self.computed(phi.back, 1);
            }
        }
        self.end();
        self.unused();
        for (row, origin) in trace.origins.iter().enumerate() {
            let op = origin.op.map_or("", |op| self.sem.op(op).name);
            line!(self, 0, "origin {row} at {} step {} {op}", place(origin.place), origin.step);
        }
    }

    fn constants(&mut self) {
        let mut found = Vec::new();
        for (row, term) in self.trace.terms.iter().enumerate() {
            if let Prim::Const(datum) = term.prim {
                let t = T(row as u32);
                self.terms[row] = true;
                self.constants.entry(datum).or_insert(t);
                found.push(format!("{} = {}", name(t), self.datum(datum)));
            }
        }
        line!(self, 0, "constants {}", found.join(", "));
    }

    fn end(&mut self) {
        match &self.trace.end {
            Ending::Loop => line!(self, 0, "end loop"),
            Ending::Leave(row) => {
                line!(self, 0, "end leave {row}");
                self.leave(*row);
            }
            Ending::Header(given) => {
                given.iter().for_each(|it| self.computed(it.1, 1));
                let given: Vec<String> = given
                    .iter()
                    .map(|(phi, t)| format!("{} = {}", name(*phi), self.operand(*t)))
                    .collect();
                line!(self, 0, "end header {}", given.join(", "));
            }
        }
    }

    /// What nothing has asked for.
    fn unused(&mut self) {
        line!(self, 0, "unused");
        for row in 0..self.trace.leaves.len() as u32 {
            self.leave(row);
        }
        for id in self.trace.snapshots.ids() {
            self.frame(id);
        }
        for row in 0..self.trace.terms.len() as u32 {
            self.computed(T(row), 1);
        }
    }

    // ---- terms

    /// Writes down how a term is computed, unless that has been done.
    fn computed(&mut self, t: T, depth: usize) {
        if !t.is_some() || self.terms.get(t.index()).is_none_or(|it| *it) {
            return;
        }
        self.terms[t.index()] = true;
        let term = self.trace.terms.get(t);
        if term.prim == Prim::Opaque {
            return;
        }
        term.args.into_iter().for_each(|arg| self.computed(arg, depth));
        let args = term.args.into_iter().rev().skip_while(|arg| !arg.is_some());
        let mut args: Vec<String> = args.map(|arg| self.operand(arg)).collect();
        args.reverse();
        let kind = format!("{:?}", term.prim.kind());
        let prim = match term.prim.index() {
            Indexed::None | Indexed::Datum(_) => kind,
            Indexed::Width(width) => format!("{kind}.{width:?}"),
            Indexed::Type(ty) => format!("{kind}.{}", self.sem.ty(ty).name),
            Indexed::Helper(helper) => format!("{kind}.{}", self.sem.helper(helper).name),
        };
        let partial = term.prim.kind().is_partial();
        let after =
            if partial { format!(" after {}", self.trace.terms.after(t)) } else { String::new() };
        line!(self, depth, "{} = {prim} {}{after}", name(t), args.join(" "));
    }

    /// A term where it is used: constants by their value, if no other term has it.
    fn operand(&self, t: T) -> String {
        if t.is_some()
            && t.index() < self.trace.terms.len()
            && let Prim::Const(datum) = self.trace.terms.get(t).prim
            && self.constants.get(&datum) == Some(&t)
        {
            return self.datum(datum);
        }
        name(t)
    }

    fn operands(&self, terms: &[T]) -> String {
        terms.iter().map(|t| self.operand(*t)).collect::<Vec<_>>().join(" ")
    }

    fn datum(&self, datum: Datum) -> String {
        let sem = self.sem;
        let info = sem.ty(datum.ty);
        let float = datum.float();
        match info.repr {
            Repr::Int(_) if datum.ty == sem.int => datum.word().to_string(),
            Repr::Bool if datum.ty == sem.bool && datum.bits < 2 => (datum.bits == 1).to_string(),
            Repr::Float if datum.ty == sem.float && !float.is_nan() => format!("{float:?}"),
            Repr::Unit if datum.bits == 0 => info.name.to_string(),
            _ => format!("{}:{}", info.name, datum.word()),
        }
    }

    // ---- events

    fn events(&mut self, events: &[Event]) {
        for event in events {
            operands(&event.kind, |t| self.computed(t, 1));
            let text = self.event(&event.kind);
            let leave = event.leave.map_or(String::new(), |row| format!(" leave {row}"));
            let mut text = format!("{text:COLUMN$} @{}{leave}", event.origin);
            if let Some(origin) = self.trace.origins.get(event.origin as usize) {
                let op = origin.op.map_or("", |op| self.sem.op(op).name);
                let _ = write!(text, "  # {} {op}", place(origin.place));
            }
            self.line(1, &text);
            if let Some(row) = event.leave {
                self.leave(row);
            }
        }
    }

    /// A field of an object.
    fn field(&self, field: Field, index: T) -> String {
        let info = self.sem.field(field).name;
        if index.is_some() { format!("{info}[{}]", self.operand(index)) } else { info.to_string() }
    }

    /// Arguments, those of an array in brackets.
    fn arguments(&self, helper: Helper, args: &[T], lens: &[u32]) -> String {
        let info = self.sem.helper(helper);
        let mut lens = lens.iter();
        let mut rest = args;
        let mut text = String::new();
        let mut take = |count: usize| {
            let (first, more) = rest.split_at(count.min(rest.len()));
            rest = more;
            self.operands(first)
        };
        for param in info.params {
            let part = match lens.as_slice().first() {
                Some(len) if param.array => {
                    lens.next();
                    format!("[{}]", take(*len as usize))
                }
                _ => take(1),
            };
            let _ = write!(text, "{}{part}", if text.is_empty() { "" } else { " " });
        }
        // What the helper does not take: such a call is broken, which the text has to show.
        let more = take(usize::MAX);
        let more = if more.is_empty() { more } else { format!(" {more}") };
        format!("{}({text}{more})", info.name)
    }

    fn event(&self, kind: &EventKind) -> String {
        let at = |field: &Field, index: &T, object: &T| {
            format!("{} of {}", self.field(*field, *index), self.operand(*object))
        };
        let gives = |result: T| {
            if result.is_some() { format!("{} = ", name(result)) } else { String::new() }
        };
        match kind {
            EventKind::Exit { index, cond, deopt } => {
                let word = if *deopt { "deopt" } else { "exit" };
                format!("{word} {index} {}", self.operand(*cond))
            }
            EventKind::Branch { cond, taken } => format!("branch {} {taken}", self.operand(*cond)),
            EventKind::Load { result, field, object, index } => {
                format!("{} = load {}", name(*result), at(field, index, object))
            }
            EventKind::Store { field, object, index, value } => {
                format!("store {} = {}", at(field, index, object), self.operand(*value))
            }
            EventKind::Init { field, object, index, value } => {
                format!("init {} = {}", at(field, index, object), self.operand(*value))
            }
            EventKind::Alloc { result, ty } => {
                format!("{} = new {}", name(*result), self.sem.ty(*ty).name)
            }
            EventKind::Call { result, helper, args, lens } => {
                format!("{}call {}", gives(*result), self.arguments(*helper, args, lens))
            }
            EventKind::Invoke { result, helper, args, lens, raised, exception } => {
                let call = self.arguments(*helper, args, lens);
                let raises = raw(&[*raised, *exception]);
                format!("{}call {call} raises {raises}", gives(*result))
            }
            EventKind::CallFrame { result, helper, args, lens, first, slots } => {
                let call = self.arguments(*helper, args, lens);
                format!("{}call {call} slots {first} {}", gives(*result), raw(slots))
            }
            EventKind::Frame { op, values, action } => {
                format!("frames {op:?} {} action {}", self.operands(values), self.operand(*action))
            }
            EventKind::Return { place: to, action, resume_at, kept, slots } => {
                let action = action.map_or(String::new(), |it| format!(" action {it}"));
                let kept = match resume_at {
                    Some(at) => format!(" suspend {at} {}", self.operands(kept)),
                    None => String::new(),
                };
                format!("return {}{action}{kept} slots {}", place(*to), raw(slots))
            }
            EventKind::Validity => "valid".to_string(),
            EventKind::Safepoint => "safepoint".to_string(),
            EventKind::Whole { op, inputs, outputs, taken } => {
                let name = self.sem.op(*op).name;
                let taken = taken.map_or(String::new(), |it| format!(" taken {it}"));
                format!(
                    "whole {name}({}){taken} gives {}",
                    self.operands(inputs),
                    self.operands(outputs)
                )
            }
        }
    }

    // ---- leaves

    fn leave(&mut self, row: u32) {
        let trace = self.trace;
        let Some(leave) = trace.leaves.get(row as usize) else { return };
        if std::mem::replace(&mut self.leaves[row as usize], true) {
            return;
        }
        self.leave_terms(leave);
        self.frame(leave.frame);
        let cause = CAUSES.iter().find(|it| it.0 == leave.cause).map_or("", |it| it.1);
        let tested = match leave.tested {
            0 => String::new(),
            tested => format!(" tested {tested}"),
        };
        line!(self, 2, "leave {row} {cause}{tested} frame {}", leave.frame.row());
        for kind in &leave.before {
            let text = self.event(kind);
            line!(self, 3, "first {text}");
        }
        for object in leave.objects.iter() {
            let fields: Vec<String> = object
                .fields
                .iter()
                .map(|(field, index, value)| {
                    format!("{} = {}", self.field(*field, *index), self.operand(*value))
                })
                .collect();
            let (object, ty) = (name(object.object), self.sem.ty(object.ty).name);
            line!(self, 3, "object {object} {ty} {{ {} }}", fields.join(", "));
        }
    }

    fn leave_terms(&mut self, leave: &Leave) {
        for kind in &leave.before {
            operands(kind, |t| self.computed(t, 2));
        }
        for (_, index, value) in leave.objects.iter().flat_map(|it| &it.fields) {
            self.computed(*index, 2);
            self.computed(*value, 2);
        }
    }

    /// A frame, after those that called it.
    fn frame(&mut self, id: FrameId) {
        let snapshots = &self.trace.snapshots;
        let row = id.row() as usize;
        if self.frames.get(row).is_none_or(|it| *it) {
            return;
        }
        self.frames[row] = true;
        let frame = snapshots.frame(id);
        let mut head = format!("frame {row} at {}", place(frame.place));
        if let Some(caller) = frame.caller {
            self.frame(caller);
            let _ = write!(head, " of {}", caller.row());
        }
        snapshots.terms(id).for_each(|t| self.computed(t, 2));
        if frame.function.is_some() {
            let _ = write!(head, " function {}", self.operand(frame.function));
        }
        if let Some(action) = frame.action {
            let _ = write!(head, " action {action}");
        }
        if frame.handled.is_some() {
            let _ = write!(head, " handled {}", self.operand(frame.handled));
        }
        let (locals, stack) = (snapshots.locals(id), snapshots.stack(id));
        let (locals, stack) = (self.operands(locals), self.operands(stack));
        line!(self, 2, "{head} locals {locals} stack {stack}");
    }
}

/// A term by its row.
fn name(t: T) -> String {
    if t.is_some() { format!("t{}", t.0) } else { "_".to_string() }
}

fn raw(terms: &[T]) -> String {
    terms.iter().map(|t| name(*t)).collect::<Vec<_>>().join(" ")
}

fn place(place: Place) -> String {
    format!("{}:{}", place.code, place.at)
}
