//! Recording: while a loop runs once in tier 1, notes each instruction with what was seen of it.
//!
//! All entries of the dispatch table are [`step`], which completes the instruction before (which way it branched, which function it
//! entered), notes the next one, and runs it. An instruction that leaves a specialization runs again as another one: the entry
//! is replaced. What traces do not follow ends the recording.

use super::{Compiled, DEFINITION, Heat, Tier2, bridge, count, enter, of, world};
use crate::machine::frames::action;
use crate::machine::{Fp, Next, Pc, Sp, Vm};
use std::cell::Cell;
use std::rc::Rc;
use trefoil_compiler::metadata::INSTS;
use trefoil_objects::code::{Code, flag};
use trefoil_objects::frame::HEADER;
use trefoil_objects::vm::OPCODES;
use trefoil_optimizer::Cx;
use trefoil_optimizer::event::EventKind;
use trefoil_optimizer::semantics::{Datum, Op};
use trefoil_optimizer::trace::Trace;
use trefoil_optimizer::trace::lower::schedule;
use trefoil_optimizer::trace::peel::optimize;
use trefoil_optimizer::trace::recording::{Callee, End, Place, Recorded, Recording};
use trefoil_primitives::metadata::{CacheKind, InstMeta, OpargKind};

/// Most instructions of a recording.
const MOST: usize = 2000;
/// Most frames that a recording enters.
const DEPTH: usize = 24;

/// A recording that is being made.
#[derive(Debug)]
pub struct Recorder {
    recording: Recording,
    /// The instruction with the back-edge, by its address.
    edge: usize,
    /// Where the loop starts.
    start: usize,
    /// Frames, the one of the loop first.
    frames: Vec<Fp>,
    /// The last instruction.
    last: Option<Last>,
}

/// An instruction that runs: its address and frame, and the rows of its entries.
#[derive(Clone, Copy, Debug)]
struct Last {
    pc: usize,
    first: usize,
    caches: usize,
}

/// Why a recording ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stop {
    /// The loop is closed.
    Closed,
    /// Something that traces do not follow.
    Abandon(&'static str),
}

impl Recorder {
    /// The constants that it holds.
    pub fn constants(&self) -> impl Iterator<Item = Datum> + '_ {
        let callees = self.recording.callees.iter().map(|it| it.function);
        self.recording.caches.iter().copied().chain(callees)
    }
}

/// Starts a recording at an instruction with a back-edge.
///
/// # Safety
/// The state is that of the running frame.
pub unsafe fn start(vm: &Vm, pc: Pc, fp: Fp) {
    let Some(tier2) = of(vm) else { return };
    // SAFETY: contract.
    let code = unsafe { fp.function() }.code.get();
    let base = code.units.as_ptr() as usize;
    // SAFETY: contract: `pc` is at an instruction with a back-edge in that code.
    let target = unsafe { target_of(pc) };
    let recording = Recording {
        start: Place { code: code.value().bits(), at: ((target - base) / 4) as u32 },
        last: Place { code: code.value().bits(), at: ((target - base) / 4) as u32 },
        locals: code.local_count,
        end: End::Loop,
        ..Recording::default()
    };
    *tier2.recorder.borrow_mut() = Some(Recorder {
        recording,
        edge: pc.0 as usize,
        start: target,
        frames: vec![fp],
        last: None,
    });
    vm.table.set([step; OPCODES]);
}

/// The address that an instruction jumps to: of a superinstruction its last component.
///
/// # Safety
/// `pc` is at an instruction.
unsafe fn target_of(pc: Pc) -> usize {
    // SAFETY: contract.
    unsafe {
        let (end, inst) = last_component(pc);
        target_of_component(end, inst)
    }
}

/// The address that an instruction jumps to that is no superinstruction.
///
/// # Safety
/// `pc` is at such an instruction, or at a component of one.
unsafe fn target_of_component(pc: Pc, inst: &InstMeta) -> usize {
    let after = pc.0 as usize + usize::from(inst.units) * 4;
    // SAFETY: contract.
    let distance = unsafe { pc.oparg() } as usize * 4;
    match inst.oparg {
        OpargKind::JumpBack => after - distance,
        OpargKind::Jump => after + distance,
        _ => after,
    }
}

/// The last component of the instruction at `pc`, or itself.
///
/// # Safety
/// `pc` is at an instruction.
unsafe fn last_component(pc: Pc) -> (Pc, &'static InstMeta) {
    let mut pc = pc;
    // SAFETY: contract; components lie one behind the other.
    unsafe {
        let inst = &INSTS[usize::from(pc.opcode())];
        let Some((last, before)) = inst.components.split_last() else { return (pc, inst) };
        for component in before {
            pc = pc.advance(usize::from(INSTS[usize::from(*component)].units));
        }
        (pc, &INSTS[usize::from(*last)])
    }
}

crate::handler! {
    /// Stands for every instruction while a recording is made.
    pub fn step(pc: Pc, sp: Sp, fp: Fp, vm: &Vm) -> Next {
        // SAFETY: `pc` is at an instruction; the handler gets the state as it was.
        unsafe {
            note(vm, pc, sp, fp);
            crate::interpreter::HANDLERS[usize::from(pc.opcode())](pc, sp, fp, vm)
        }
    }
}

#[inline(never)]
fn note(vm: &Vm, pc: Pc, sp: Sp, fp: Fp) {
    let Some(tier2) = of(vm) else { return };
    let mut slot = tier2.recorder.borrow_mut();
    let Some(recorder) = &mut *slot else { return };
    // SAFETY: the state is that of the running frame at an instruction.
    let stop = unsafe { recorder.next(pc, sp, fp) };
    let Err(stop) = stop else { return };
    let done = slot.take();
    drop(slot);
    vm.table.set(count::handlers());
    if let Some(recorder) = done {
        finish(vm, tier2, recorder, stop);
    }
}

fn finish(vm: &Vm, tier2: &Tier2, recorder: Recorder, stop: Stop) {
    let heat = match stop {
        Stop::Abandon(why) => {
            give_up(tier2, why);
            Heat::Cold
        }
        Stop::Closed => match compile(vm, &recorder.recording) {
            Ok(compiled) => {
                tier2.counts.traces.set(tier2.counts.traces.get() + 1);
                Heat::Trace(Rc::new(compiled))
            }
            Err(why) => {
                give_up(tier2, &why);
                Heat::Cold
            }
        },
    };
    tier2.heat.borrow_mut().insert(recorder.edge, heat);
}

fn give_up(tier2: &Tier2, why: &str) {
    *tier2.counts.given_up.borrow_mut().entry(why.to_owned()).or_insert(0) += 1;
}

fn compile(vm: &Vm, recording: &Recording) -> Result<Compiled, String> {
    let mut host = world::TraceHost::new(vm);
    let mut cx = Cx::new(DEFINITION.sem, &mut host);
    let trace = optimize(DEFINITION, recording, &mut cx).map_err(|why| format!("{why:?}"))?;
    if has_opaque_ops(&trace) {
        return Err("an op that does not decompose".to_owned());
    }
    let schedule = schedule(&trace);
    let (frames, words) = room(&trace);
    Ok(Compiled {
        trace,
        schedule,
        frames,
        words,
        entered: Cell::new(0),
        iterations: Cell::new(0),
        guards: Cell::new(0),
    })
}

/// The most frames that a trace leaves with beyond the one in which it starts, and the most words.
fn room(trace: &Trace) -> (u32, usize) {
    let mut most = (0, 0);
    for leave in &trace.leaves {
        let inlined = leave.frames.len().saturating_sub(1) as u32;
        let words = leave.frames.iter().map(|it| {
            let code = enter::code_of(it.place.code);
            HEADER + code.local_count as usize + code.stack_size as usize
        });
        most = (most.0.max(inlined), most.1.max(words.sum::<usize>() + HEADER));
    }
    most
}

fn has_opaque_ops(trace: &Trace) -> bool {
    let body = trace.body.iter().flat_map(|it| &it.events);
    trace.head.iter().chain(body).any(|it| matches!(it.kind, EventKind::Whole { .. }))
}

impl Recorder {
    /// Completes the last entry and notes the next one.
    ///
    /// # Safety
    /// The state is that of the running frame at an instruction.
    unsafe fn next(&mut self, pc: Pc, sp: Sp, fp: Fp) -> Result<(), Stop> {
        // SAFETY: contract.
        unsafe {
            if self.is_native(fp) {
                return Ok(());
            }
            if let Some(last) = self.last {
                self.complete(last, pc, fp)?;
            }
            if pc.0 as usize == self.start && fp == self.frames[0] && self.frames.len() == 1 {
                if self.last.is_some() && !self.recording.steps.is_empty() {
                    return Err(Stop::Closed);
                }
                let locals = self.recording.locals as usize;
                self.recording.stack = (sp.0.offset_from(fp.0) as usize - locals) as u32;
            } else if self.last.is_none() {
                // The back-edge that started the recording has still to run.
                return Ok(());
            }
            self.add(pc, fp)
        }
    }

    /// Whether a frame was entered by native code that the last instruction called: it is no part of the recording.
    ///
    /// # Safety
    /// The frame runs.
    unsafe fn is_native(&self, fp: Fp) -> bool {
        let own = self.frames[self.frames.len() - 1];
        let mut frame = fp;
        while frame > own {
            // SAFETY: the frame runs, and so do those that called it.
            let link = unsafe { frame.link() };
            if link.action() == action::ENTRY {
                return true;
            }
            frame = link.caller();
        }
        false
    }

    /// What the last instruction did.
    unsafe fn complete(&mut self, last: Last, pc: Pc, fp: Fp) -> Result<(), Stop> {
        let row = self.recording.steps.len() - 1;
        let own = self.frames[self.frames.len() - 1];
        if pc.0 as usize == last.pc && fp == own && self.recording.start_of(last.first) {
            // An exit was taken, and it runs again as another instruction.
            self.recording.steps.truncate(last.first);
            self.recording.caches.truncate(last.caches);
            return Ok(());
        }
        if fp == own {
            return self.branched(last, pc);
        }
        // SAFETY: the frame runs.
        let caller = unsafe { fp.link() }.caller();
        if caller == own {
            if self.frames.len() > DEPTH {
                return Err(Stop::Abandon("depth"));
            }
            // SAFETY: as above.
            let function = unsafe { fp.function() };
            let code = function.code.get();
            let base = code.units.as_ptr() as usize;
            if pc.0 as usize != base {
                return Err(Stop::Abandon("generator resumed"));
            }
            self.recording.callees.push(Callee {
                function: bridge::datum_of(function.value()),
                code: code.value().bits(),
                locals: code.local_count,
                parameters: parameters(code),
            });
            self.recording.steps[row].callee = Some(self.recording.callees.len() as u32 - 1);
            self.frames.push(fp);
            return Ok(());
        }
        let outer = self.frames.len().checked_sub(2).map(|row| self.frames[row]);
        if outer == Some(fp) {
            self.frames.pop();
            return Ok(());
        }
        Err(Stop::Abandon("left the frame"))
    }

    /// Where control went within the frame. The components of a superinstruction behind one that jumped have not run.
    fn branched(&mut self, last: Last, pc: Pc) -> Result<(), Stop> {
        let mut at = last.pc;
        for row in last.first..self.recording.steps.len() {
            let inst = &INSTS[usize::from(self.recording.steps[row].inst)];
            let after = at + usize::from(inst.units) * 4;
            if inst.jumps() {
                // SAFETY: the address is that of a component of the instruction that ran.
                let target = unsafe { target_of_component(Pc(at as *mut u32), inst) };
                if pc.0 as usize == target && (target != after || !inst.falls_through()) {
                    self.recording.steps[row].taken = Some(0);
                    self.recording.steps.truncate(row + 1);
                    return Ok(());
                }
            }
            at = after;
        }
        if pc.0 as usize == at { Ok(()) } else { Err(Stop::Abandon("exception")) }
    }

    /// Notes an instruction, component by component.
    unsafe fn add(&mut self, pc: Pc, fp: Fp) -> Result<(), Stop> {
        if self.recording.steps.len() > MOST {
            return Err(Stop::Abandon("too long"));
        }
        // SAFETY: contract of `next`.
        unsafe {
            let opcode = pc.opcode();
            let inst = &INSTS[usize::from(opcode)];
            let code = fp.function().code.get();
            let base = code.units.as_ptr() as usize;
            let (first, caches) = (self.recording.steps.len(), self.recording.caches.len());
            let own = [opcode];
            let parts = if inst.components.is_empty() { &own[..] } else { inst.components };
            let mut at = pc;
            for component in parts {
                let inst = &INSTS[usize::from(*component)];
                let start = self.recording.caches.len() as u32;
                self.add_caches(at, inst);
                self.recording.steps.push(Recorded {
                    place: Place {
                        code: code.value().bits(),
                        at: ((at.0 as usize - base) / 4) as u32,
                    },
                    inst: *component,
                    oparg: at.oparg(),
                    caches: start,
                    taken: None,
                    callee: None,
                });
                at = at.advance(usize::from(inst.units));
            }
            self.last = Some(Last { pc: pc.0 as usize, first, caches });
        }
        Ok(())
    }

    /// The values of cache fields, those of each op in turn.
    unsafe fn add_caches(&mut self, pc: Pc, inst: &InstMeta) {
        for part in inst.ops {
            let contents = DEFINITION.sem.op(Op(part.op)).caches;
            for (unit, content) in part.caches.iter().zip(contents) {
                let meta = inst.caches.iter().find(|it| it.unit == *unit);
                let kind = meta.map_or(CacheKind::Scalar, |it| it.kind);
                let unit = usize::from(*unit);
                // SAFETY: contract of `next`: the instruction has these caches.
                let datum = unsafe {
                    match kind {
                        CacheKind::Object => bridge::datum_of(pc.cache_value(unit)),
                        CacheKind::Wide => {
                            Datum::new(DEFINITION.sem.int, pc.cache_i62(unit).get() as u64)
                        }
                        CacheKind::Scalar if content.types == DEFINITION.sem.bool.set() => {
                            Datum::new(DEFINITION.sem.bool, u64::from(pc.cache_bool(unit)))
                        }
                        CacheKind::Scalar => {
                            Datum::new(DEFINITION.sem.int, u64::from(pc.cache_u32(unit)))
                        }
                    }
                };
                self.recording.caches.push(datum);
            }
        }
    }
}

/// The arguments that code takes as they lie.
fn parameters(code: Code) -> Option<u32> {
    (code.flags & flag::SIMPLE != 0).then_some(code.arg_count)
}

/// Whether the entries from a row on are those of one instruction that has not changed frames.
trait StartOf {
    fn start_of(&self, first: usize) -> bool;
}
impl StartOf for Recording {
    fn start_of(&self, first: usize) -> bool {
        self.steps.get(first).is_some_and(|it| it.callee.is_none())
    }
}
