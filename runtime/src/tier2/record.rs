//! Recording: while code runs once in tier 1, notes each instruction with what was seen of it.
//!
//! All entries of the dispatch table are [`step`], which completes the instruction before (which way it branched, which function it
//! entered), notes the next one, and runs it. An instruction that leaves a specialization runs again as another one: the entry
//! is replaced. What traces do not follow ends the recording: the trace leaves there.

use super::{DEFINITION, Root, Tier2, bridge, install, of, remake};
use crate::machine::adapt;
use crate::machine::frames::{action, after, generator_of};
use crate::machine::{Fp, Next, Pc, Sp, Vm};
use crate::run;
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;
use std::time::Instant;
use trefoil_compiler::metadata::INSTS;
use trefoil_objects::code::{Code, flag};
use trefoil_objects::frame::HEADER;
use trefoil_objects::vm::OPCODES;
use trefoil_optimizer::exec::{self, Start};
use trefoil_optimizer::semantics::{Datum, Op};
use trefoil_optimizer::trace::Passes;
use trefoil_optimizer::trace::recording::{
    Callee, Caller, Caught, End, Place, Recorded, Recording, Resumed,
};
use trefoil_primitives::metadata::{CacheKind, Effects, Flow, InstMeta, OpargKind, PartMeta};

/// Most instructions of a recording.
const MOST: usize = 2000;
/// Most frames that a recording is inside of.
const DEPTH: usize = 24;
/// Most frames of one code object that a recording is inside of.
const RECURSION: usize = 3;
/// Most frames below the first one that a recording returns to.
const RETURNS: u32 = 8;
/// Most iterations of a loop inside a recording.
const UNROLLED: u32 = 8;
/// Fewer iterations than this each time that a loop is entered, on average, make it short: it is unrolled in loops around it.
const SHORT: u64 = 6;
/// Times that a loop must have been entered for its average to mean something.
const SAMPLE: u64 = 16;

/// What a recording is made for.
#[derive(Clone, Debug)]
pub enum Target {
    /// A trace that starts at an address.
    Root(usize),
    /// A side trace.
    Side {
        /// The trace that was left.
        parent: Rc<exec::Code>,
        /// The row of its leave.
        leave: u32,
        /// The root of the tree.
        root: Rc<Root>,
        /// The leave is reached from the loop of the root.
        in_body: bool,
    },
}

/// A recording that is being made.
#[derive(Debug)]
pub struct Recorder {
    /// What was recorded so far.
    pub recording: Recording,
    /// What it is for.
    pub target: Target,
    /// The header at which it closes a loop, and the frame of the loop.
    header: Option<(usize, Fp)>,
    /// Frames, that in which the trace was entered first.
    frames: Vec<Fp>,
    /// Whether calls are followed.
    inlines: bool,
    /// How often it has returned to a frame below the first one.
    returns: u32,
    /// What the frame below goes on with, if the instruction that runs returns to it.
    caller: Option<Caller>,
    /// How often a back-edge has come to an address, in a frame.
    visits: FxHashMap<(usize, usize), u32>,
    /// The last instruction.
    last: Option<Last>,
    /// The frame whose handler has caught what the last instruction raised, and how.
    landed: Option<(Fp, Caught)>,
    /// Where superinstructions were: recordings have their components.
    touched: Vec<Pc>,
    /// The places that it has come to, each with its frame.
    passed: FxHashSet<(usize, usize)>,
    /// It has ended where another trace starts or is to.
    pub starts: Option<Start>,
    /// When it was begun.
    started: Instant,
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
    /// The loop was left, and entered anew.
    Left,
    /// A side trace has come to the header of its loop.
    Header,
    /// The trace leaves before the next instruction, for a reason.
    Here(&'static str),
    /// The same, where another trace starts or is to.
    Start(Start, &'static str),
    /// The trace leaves before the last instruction.
    Before(&'static str),
}

impl Recorder {
    /// The constants that it holds.
    pub fn constants(&self) -> impl Iterator<Item = Datum> + '_ {
        let callees = self.recording.callees.iter().map(|it| it.function);
        self.recording.caches.iter().copied().chain(callees)
    }
    /// The code objects that it has been in.
    pub fn codes(&self) -> impl Iterator<Item = u64> + '_ {
        self.recording.steps.iter().map(|it| it.place.code)
    }
}

/// Starts a recording of a loop whose header, at `pc`, a back-edge has come to.
///
/// # Safety
/// The state is that of the running frame.
pub unsafe fn start_loop(vm: &Vm, pc: Pc, fp: Fp) {
    let target = pc.0 as usize;
    // SAFETY: contract.
    unsafe { start(vm, target, fp, Target::Root(target), vec![fp], Some((target, fp))) };
}

/// Starts a recording at the entry of a function, which is about to run its first instruction.
///
/// # Safety
/// The state is that of the running frame.
pub unsafe fn start_entry(vm: &Vm, pc: Pc, fp: Fp) {
    let target = pc.0 as usize;
    // SAFETY: contract.
    unsafe { start(vm, target, fp, Target::Root(target), vec![fp], None) };
}

/// Starts a recording where a trace was left with so many frames.
///
/// # Safety
/// The state is that of the running frame; `depth` frames are those of the leave.
pub unsafe fn start_side(vm: &Vm, pc: Pc, fp: Fp, depth: usize, target: Target) {
    let mut frames = vec![fp];
    for _ in 1..depth {
        // SAFETY: contract.
        frames.push(unsafe { frames[frames.len() - 1].link() }.caller());
    }
    frames.reverse();
    let Target::Side { root, in_body, .. } = &target else { return };
    let place = root.code.trace.start;
    // The header is the loop's only in the frame in which the root was entered.
    let header = (*in_body && root.code.trace.body.is_some()).then(|| {
        let units = super::enter::code_of(place.code).units.as_ptr() as usize;
        (units + place.at as usize * 4, frames[0])
    });
    // SAFETY: contract.
    unsafe { start(vm, pc.0 as usize, fp, target, frames, header) };
}

/// # Safety
/// The frame runs.
unsafe fn start(
    vm: &Vm,
    at: usize,
    fp: Fp,
    target: Target,
    frames: Vec<Fp>,
    header: Option<(usize, Fp)>,
) {
    let Some(tier2) = of(vm) else { return };
    // SAFETY: contract.
    let code = unsafe { fp.function() }.code.get();
    let base = code.units.as_ptr() as usize;
    let place = Place { code: code.value().bits(), at: ((at - base) / 4) as u32 };
    let recording =
        Recording { start: place, last: place, locals: code.local_count, ..Recording::default() };
    *tier2.recorder.borrow_mut() = Some(Recorder {
        recording,
        target,
        header,
        frames,
        inlines: tier2.passes.has(Passes::INLINING),
        returns: 0,
        caller: None,
        visits: FxHashMap::default(),
        last: None,
        landed: None,
        touched: Vec::new(),
        passed: FxHashSet::default(),
        starts: None,
        started: Instant::now(),
    });
    vm.table.set([step; OPCODES]);
}

/// The address that an instruction jumps to: of a superinstruction its last component.
///
/// # Safety
/// `pc` is at an instruction.
pub unsafe fn target_of(pc: Pc) -> usize {
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
            if vm.settings.stats {
                crate::stats::note(vm, usize::from(pc.opcode()));
            }
            crate::interpreter::HANDLERS[usize::from(pc.opcode())](pc, sp, fp, vm)
        }
    }
}

/// Whether a recording is being made.
pub fn is_recording(vm: &Vm) -> bool {
    of(vm).is_some_and(|tier2| tier2.recorder.borrow().is_some())
}

/// Notes the instruction that is about to run, if a recording is being made.
#[inline(never)]
pub fn note(vm: &Vm, pc: Pc, sp: Sp, fp: Fp) {
    let Some(tier2) = of(vm) else { return };
    let mut slot = tier2.recorder.borrow_mut();
    let Some(recorder) = &mut *slot else { return };
    // SAFETY: the state is that of the running frame at an instruction.
    unsafe {
        if recorder.is_native(fp) {
            return;
        }
        if adapt::fit(pc, sp, fp, vm) {
            recorder.touched.push(pc);
        }
    }
    // SAFETY: as above.
    let stop = unsafe { recorder.next(tier2, pc, sp, fp) };
    let Err(stop) = stop else { return };
    let done = slot.take();
    drop(slot);
    vm.table.set(run::handlers(vm));
    if let Some(recorder) = done {
        let recording = &tier2.counts.recording;
        recording.set(recording.get() + recorder.started.elapsed().as_nanos() as u64);
        finish(vm, tier2, recorder, stop, pc, fp);
    }
}

/// Notes that an exception raised by the instruction that runs in a frame has come to a handler in the same frame or one below.
pub fn landed(vm: &Vm, raised_in: Fp, fp: Fp, caught: Caught) {
    let Some(tier2) = of(vm) else { return };
    // Native code that a trace calls may raise while a side trace is made: that is no part of any recording.
    let Ok(mut slot) = tier2.recorder.try_borrow_mut() else { return };
    let Some(recorder) = &mut *slot else { return };
    // SAFETY: both frames run.
    if unsafe { !recorder.is_native(raised_in) } {
        recorder.landed = Some((fp, caught));
    }
}

fn finish(vm: &Vm, tier2: &Tier2, mut recorder: Recorder, stop: Stop, pc: Pc, fp: Fp) {
    for pc in std::mem::take(&mut recorder.touched) {
        // SAFETY: the code lives as long as the recording, which refers to it; another instruction followed each of these.
        unsafe { adapt::combine(pc) };
    }
    let recording = &mut recorder.recording;
    let mut why = "";
    match stop {
        Stop::Closed => recording.end = End::Loop,
        Stop::Left => {
            install::retry(vm, tier2, &recorder.target);
            return;
        }
        Stop::Header => {
            // SAFETY: the frame runs.
            recording.last = unsafe { place_of(pc.0 as usize, fp) };
            recording.end = End::Header;
        }
        Stop::Here(reason) | Stop::Start(_, reason) => {
            why = reason;
            if let Stop::Start(start, _) = stop {
                recorder.starts = Some(start);
            }
            // SAFETY: the frame runs.
            recording.last = unsafe { place_of(pc.0 as usize, fp) };
            recording.end = End::Open;
        }
        Stop::Before(reason) => {
            why = reason;
            if let Some(last) = recorder.last {
                if let Some(step) = recording.steps.get(last.first) {
                    recording.last = step.place;
                }
                recording.steps.truncate(last.first);
                recording.caches.truncate(last.caches);
            }
            recording.end = End::Open;
        }
    }
    if recorder.recording.steps.is_empty() {
        install::give_up(vm, tier2, &recorder.target, why);
    } else {
        let made = install::install(vm, tier2, &recorder, why);
        if made && vm.settings.tier2_keep {
            remake::keep(tier2, recorder);
        }
    }
}

/// A place in the code of a frame.
///
/// # Safety
/// The frame runs.
unsafe fn place_of(address: usize, fp: Fp) -> Place {
    // SAFETY: contract.
    let code = unsafe { fp.function() }.code.get();
    let base = code.units.as_ptr() as usize;
    Place { code: code.value().bits(), at: (address.wrapping_sub(base) / 4) as u32 }
}

impl Recorder {
    /// Completes the last entry and notes the next one, in a frame that native code has not entered.
    ///
    /// # Safety
    /// The state is that of the running frame at an instruction.
    unsafe fn next(&mut self, tier2: &Tier2, pc: Pc, sp: Sp, fp: Fp) -> Result<(), Stop> {
        // SAFETY: contract.
        unsafe {
            if let Some(last) = self.last {
                self.complete(last, pc, fp)?;
            }
            let at = pc.0 as usize;
            let innermost = self.frames.len() == 1;
            if self.recording.steps.is_empty() {
                let wanted = place_of(at, fp) == self.recording.start;
                if self.last.is_none() && !wanted {
                    // The back-edge that started the recording has still to run.
                    return Ok(());
                }
                if self.last.is_none() {
                    let locals = self.recording.locals as usize;
                    self.recording.stack = (sp.0.offset_from(fp.0) as usize - locals) as u32;
                }
            } else {
                if innermost && self.header == Some((at, fp)) {
                    return Err(match self.target {
                        Target::Root(_) if self.came_back() => Stop::Closed,
                        Target::Root(_) => Stop::Left,
                        Target::Side { .. } => Stop::Header,
                    });
                }
                self.stops_at(tier2, at, fp)?;
            }
            self.add(pc, fp)
        }
    }

    /// Whether the last instruction was a back-edge.
    fn came_back(&self) -> bool {
        let inst = self.recording.steps.last().map(|it| &INSTS[usize::from(it.inst)]);
        inst.is_some_and(|it| it.effects.contains(Effects::SAFEPOINT))
    }

    /// Whether the recording ends at an address, where another trace starts or a loop goes round.
    ///
    /// # Safety
    /// The frame runs.
    unsafe fn stops_at(&mut self, tier2: &Tier2, at: usize, fp: Fp) -> Result<(), Stop> {
        if self.recording.steps.len() >= MOST {
            return Err(Stop::Here("length"));
        }
        // SAFETY: contract.
        let code = unsafe { fp.function() }.code.get();
        // The first instruction may be a loop's header too.
        let callee = self.recording.steps.last().and_then(|it| it.callee);
        let callee = callee.and_then(|row| self.recording.callees.get(row as usize));
        if callee.is_some_and(|it| it.resumed.is_some() || code.units.as_ptr() as usize == at) {
            // SAFETY: the frames of a recording run.
            let same = |frame: &&Fp| unsafe { frame.function() }.code.get().value() == code.value();
            return if self.frames.iter().filter(same).count() > RECURSION {
                Err(Stop::Start(Start::Entry, "recursion"))
            } else {
                Ok(())
            };
        }
        if self.came_back() {
            // The header of a loop around what was recorded: it is to get a trace of its own.
            if self.is_around(fp) && !self.passed.contains(&(at, fp.0 as usize)) {
                return Err(match self.target {
                    Target::Root(address) if self.header.is_some() && tier2.retries(address) => {
                        Stop::Left
                    }
                    _ => Stop::Start(Start::Loop, "outer loop"),
                });
            }
            let visits = self.visits.entry((at, fp.0 as usize)).or_insert(0);
            *visits += 1;
            if *visits > UNROLLED {
                return Err(Stop::Start(Start::Loop, "inner loop"));
            }
        }
        let own = match &self.target {
            Target::Side { root, .. } => Some(&root.code),
            Target::Root(_) => None,
        };
        match tier2.root_at(at) {
            Some(root)
                if !is_short(&root) || own.is_some_and(|own| Rc::ptr_eq(own, &root.code)) =>
            {
                Err(Stop::Start(Start::Loop, "another trace"))
            }
            _ => Ok(()),
        }
    }

    /// Whether the loops that a frame is in are around the recording: it has run since before. The frame of a recording that starts with
    /// a call has not, nor has that of a generator that has just gone on, in whichever loop.
    fn is_around(&self, fp: Fp) -> bool {
        let starts_with_frame = self.header.is_none() && matches!(self.target, Target::Root(_));
        self.frames[0] == fp && (self.returns > 0 || !starts_with_frame)
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
        let own = self.frames[self.frames.len() - 1];
        if let Some((frame, caught)) = self.landed.take() {
            return self.caught(last, frame, caught);
        }
        if pc.0 as usize == last.pc && fp == own && self.recording.start_of(last.first) {
            // An exit was taken, and it runs again as another instruction.
            self.recording.steps.truncate(last.first);
            self.recording.caches.truncate(last.caches);
            return Ok(());
        }
        let row = self.recording.steps.len() - 1;
        let inst = &INSTS[usize::from(self.recording.steps[row].inst)];
        let frames = inst.effects.contains(Effects::FRAMES);
        if fp == own {
            // It gave a value to native code, which has resumed it.
            if frames && pc.0 as usize == last.pc + usize::from(inst.units) * 4 {
                return Err(Stop::Before("left the frame"));
            }
            return self.branched(last, pc);
        }
        if !frames {
            return Err(Stop::Before("exception"));
        }
        // Returned, or suspended.
        if inst.flow == Flow::End || fp < own {
            return self.returned(row, inst.flow != Flow::End, pc, fp);
        }
        // SAFETY: the frame runs.
        let caller = unsafe { fp.link() }.caller();
        if caller != own {
            return Err(Stop::Before("left the frame"));
        }
        if self.frames.len() > DEPTH || !self.inlines {
            return Err(Stop::Before("depth"));
        }
        // SAFETY: as above.
        let function = unsafe { fp.function() };
        let code = function.code.get();
        let resumed = if std::ptr::eq(pc.0.cast(), code.units.as_ptr()) {
            None
        } else {
            // SAFETY: as above; a frame that goes on elsewhere than at its start is a generator's.
            Some(unsafe { resumed(fp) }?)
        };
        self.recording.callees.push(Callee {
            function: bridge::datum_of(function.value()),
            code: code.value().bits(),
            locals: code.local_count,
            parameters: parameters(code),
            arranged: code.parameter_count,
            resumed,
        });
        self.recording.steps[row].callee = Some(self.recording.callees.len() as u32 - 1);
        self.frames.push(fp);
        Ok(())
    }

    /// The last instruction has raised, which a frame handles.
    fn caught(&mut self, last: Last, frame: Fp, mut caught: Caught) -> Result<(), Stop> {
        let Some(kept) = self.frames.iter().rposition(|it| *it == frame) else {
            return Err(Stop::Before("exception"));
        };
        if !raises_last(&self.recording.steps[last.first..]) {
            return Err(Stop::Before("exception"));
        }
        caught.frames = (self.frames.len() - 1 - kept) as u32;
        self.frames.truncate(kept + 1);
        self.recording.caught.push(caught);
        let row = self.recording.steps.len() - 1;
        self.recording.steps[row].caught = Some(self.recording.caught.len() as u32 - 1);
        Ok(())
    }

    /// The last instruction has left its frame.
    fn returned(&mut self, row: usize, suspends: bool, pc: Pc, fp: Fp) -> Result<(), Stop> {
        let outer = self.frames.len().checked_sub(2).map(|row| self.frames[row]);
        if outer == Some(fp) {
            let own = self.frames[self.frames.len() - 1];
            // SAFETY: what lies below the header of the frame that was left is as it was.
            if suspends && unsafe { handles(own) } {
                return Err(Stop::Before("generator that handles an exception"));
            }
            self.frames.pop();
            return Ok(());
        }
        let Some(caller) = self.caller.take() else { return Err(Stop::Before("left the frame")) };
        // SAFETY: the frame runs.
        let here = unsafe { place_of(pc.0 as usize, fp) };
        if here.code != caller.place.code || self.returns >= RETURNS {
            return Err(Stop::Before("left the frame"));
        }
        self.returns += 1;
        self.header = match (&self.target, self.header) {
            // A side trace may return to the frame of its loop only if it had left it by a call.
            (Target::Side { .. }, Some((at, frame))) if frame == fp => Some((at, frame)),
            _ => None,
        };
        self.recording.callers.push(caller);
        self.recording.steps[row].caller = Some(self.recording.callers.len() as u32 - 1);
        self.frames = vec![fp];
        Ok(())
    }

    /// What the frame below goes on with when the outermost frame of the recording returns; none if traces do not follow.
    ///
    /// # Safety
    /// The frame runs.
    unsafe fn caller_of(&self, pc: Pc, fp: Fp) -> Option<Caller> {
        // SAFETY: contract: the header is in place, and the frame that called it lies below.
        unsafe {
            let link = fp.link();
            let action = link.action();
            let known = DEFINITION.actions.get(action as usize).is_some_and(|it| it.known);
            if !known || action == action::ENTRY {
                return None;
            }
            let below = link.caller();
            let code = below.function().code.get();
            let base = code.units.as_ptr() as usize;
            let locals = code.local_count;
            let own = fp.function().code.get().units.as_ptr() as usize;
            let suspends = INSTS[usize::from(pc.opcode())].flow != Flow::End;
            let resume_at = suspends.then(|| ((after(pc).0 as usize - own) / 4) as u32);
            let operands = fp.0.sub(HEADER).offset_from(below.0) as usize - locals as usize;
            Some(Caller {
                place: Place {
                    code: code.value().bits(),
                    at: ((fp.ret().0 as usize - base) / 4) as u32,
                },
                locals,
                stack: operands as u32,
                action: (action != action::PUSH).then_some(action),
                resume_at,
            })
        }
    }

    /// Where control went within the frame. The components of a superinstruction behind one that jumped have not run.
    fn branched(&mut self, last: Last, pc: Pc) -> Result<(), Stop> {
        let mut at = last.pc;
        let mut falls_through = false;
        for row in last.first..self.recording.steps.len() {
            let inst = &INSTS[usize::from(self.recording.steps[row].inst)];
            falls_through = inst.falls_through();
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
        // What raises, and does nothing else, may stand directly before its handler.
        if falls_through && pc.0 as usize == at { Ok(()) } else { Err(Stop::Before("exception")) }
    }

    /// Notes an instruction, component by component.
    unsafe fn add(&mut self, pc: Pc, fp: Fp) -> Result<(), Stop> {
        // SAFETY: contract of `next`.
        unsafe {
            let opcode = pc.opcode();
            let inst = &INSTS[usize::from(opcode)];
            if inst.effects.contains(Effects::FRAMES) && self.frames.len() == 1 {
                self.caller = self.caller_of(pc, fp);
                if self.caller.is_none() && inst.flow == Flow::End {
                    return Err(Stop::Here("return"));
                }
            }
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
                    caller: None,
                    caught: None,
                });
                at = at.advance(usize::from(inst.units));
            }
            self.last = Some(Last { pc: pc.0 as usize, first, caches });
            self.passed.insert((pc.0 as usize, fp.0 as usize));
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

/// Whether of the components of an instruction the last op alone can raise, and goes no other way and into no other frame.
fn raises_last(components: &[Recorded]) -> bool {
    let raises = |part: &PartMeta| DEFINITION.sem.op(Op(part.op)).errors;
    let inst = |it: &Recorded| &INSTS[usize::from(it.inst)];
    let Some((last, before)) = components.split_last() else { return false };
    let (last, others) = (inst(last), before.iter().flat_map(|it| inst(it).ops));
    let Some((op, first)) = last.ops.split_last() else { return false };
    raises(op)
        && !first.iter().chain(others).any(raises)
        && !last.jumps()
        && !last.effects.contains(Effects::FRAMES)
}

/// Whether a loop mostly ends after a few iterations: loops around it have them in their traces.
fn is_short(root: &Root) -> bool {
    let counts = &root.code.counts;
    let (entered, iterations) = (counts.entered.get(), counts.iterations.get());
    root.code.trace.body.is_some() && entered >= SAMPLE && iterations < entered * SHORT
}

/// Where the generator whose frame is innermost goes on.
///
/// # Safety
/// The frame runs; it has just been resumed.
unsafe fn resumed(fp: Fp) -> Result<Resumed, Stop> {
    // SAFETY: contract.
    unsafe {
        let generator = generator_of(fp);
        if !generator.handled.get().is_null() {
            return Err(Stop::Before("generator that handles an exception"));
        }
        Ok(Resumed { at: generator.resume_unit(), words: generator.saved.get() })
    }
}

/// Whether a frame that has just been suspended handles an exception.
///
/// # Safety
/// The frame has run; nothing was pushed where it lay.
unsafe fn handles(fp: Fp) -> bool {
    // SAFETY: contract: its link and what lies below its header are as they were.
    unsafe {
        matches!(fp.link().action(), action::FOR | action::SEND)
            && !generator_of(fp).handled.get().is_null()
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
