//! Runs the abstract functions of recorded instructions, with the frames, snapshots and provenance around them.

use std::rc::Rc;

use super::recording::{Place, Recorded, Recording};
use super::snapshot::{FrameHead, FrameId, Snapshots};
use super::{Cause, Definition, GiveUp, Leave, Passes, Provenance, Virtual};
use crate::calls::Frame;
use crate::cx::Cx;
use crate::event::EventKind;
use crate::semantics::{Field, Op, OpInfo, Site, slots};
use crate::term::T;
use trefoil_primitives::metadata::{Effects, InstMeta, OpargKind};

/// The atom number of exits that the driver adds.
const ADDED: u32 = 62;

/// Effects with which an op can leave.
const LEAVES: u32 = Effects::EXITS.0
    | Effects::ERRORS.0
    | Effects::ESCAPES.0
    | Effects::ALLOCATES.0
    | Effects::FRAMES.0
    | Effects::SAFEPOINT.0
    | Effects::OPAQUE.0;

/// What the driver knows of a frame beside its values.
#[derive(Clone, Debug)]
pub(super) struct Around {
    pub(super) at: u32,
    pub(super) function: T,
    pub(super) action: Option<u32>,
    /// Of a generator: the exception that is handled around it, once that may not be the one that is handled.
    pub(super) handled: T,
    /// The frame as of its last call; while another one runs it does not change.
    pub(super) suspended: Option<FrameId>,
}

impl Around {
    /// A frame of which the trace does not know who called it.
    pub(super) fn outermost(at: u32) -> Around {
        Around { at, function: T::NONE, action: None, handled: T::NONE, suspended: None }
    }
}

/// A run over a recording.
pub struct Builder<'a, 'h> {
    pub(super) def: Definition,
    pub(super) recording: &'a Recording,
    pub(super) cx: &'a mut Cx<'h>,
    pub(super) around: Vec<Around>,
    pub(super) leaves: Vec<Leave>,
    pub(super) snapshots: Snapshots,
    pub(super) origins: Vec<Provenance>,
    /// Exits and branches that were reached.
    pub(super) reached: u32,
    /// By step: those that were reached before it.
    pub(super) recorded: Vec<u32>,
    /// The instruction that runs: the state before it, as far as it is wanted.
    before: Before,
    outputs: Vec<T>,
    /// Arguments as a helper has arranged them for the function that is entered next.
    pub(super) arranged: Option<Vec<T>>,
    none: Rc<Vec<Virtual>>,
    /// The state in which the trace ends, once something leaves there.
    ended: Option<Ended>,
}

/// The state in which the trace ends.
struct Ended {
    /// Changes of memory before it.
    memory: usize,
    frame: FrameId,
    objects: Rc<Vec<Virtual>>,
}

/// The state before the running instruction, from which its exits leave.
#[derive(Debug, Default)]
struct Before {
    at: u32,
    /// Operands of the innermost frame.
    stack: Vec<T>,
    /// Changes of memory before it.
    memory: usize,
    /// The frame, once something leaves.
    frame: Option<FrameId>,
    /// Objects in snapshots alone, once something leaves.
    objects: Option<Rc<Vec<Virtual>>>,
}

/// A state to go back to.
pub(super) struct Mark {
    pub(super) trail: usize,
    pub(super) terms: usize,
    events: usize,
    memory: usize,
    leaves: usize,
    pub(super) origins: usize,
    snapshots: usize,
    frames: Vec<Frame>,
    around: Vec<Around>,
    unchecked: bool,
}

/// The state before an op that branches.
struct BranchStart {
    trail: usize,
    memory: usize,
    locals: Option<Vec<T>>,
    first_term: u32,
    unchecked: bool,
}

impl<'a, 'h> Builder<'a, 'h> {
    /// A run with no frame yet.
    pub(super) fn empty(
        def: Definition,
        recording: &'a Recording,
        cx: &'a mut Cx<'h>,
    ) -> Builder<'a, 'h> {
        cx.clear();
        cx.set_passes(def.passes);
        cx.frames_mut().clear();
        let steps = recording.steps.len();
        Builder {
            def,
            recording,
            cx,
            around: Vec::new(),
            leaves: Vec::with_capacity(4 + steps / 2),
            snapshots: Snapshots::with_capacity(4 + steps / 2),
            origins: Vec::with_capacity(1 + steps * 2),
            reached: 0,
            recorded: Vec::with_capacity(1 + steps),
            before: Before::default(),
            outputs: Vec::new(),
            arranged: None,
            none: Rc::default(),
            ended: None,
        }
    }

    /// A run that starts with nothing known of the frame. Its inputs are the locals, then the operands.
    pub(super) fn new(
        def: Definition,
        recording: &'a Recording,
        cx: &'a mut Cx<'h>,
    ) -> (Builder<'a, 'h>, Vec<T>) {
        let builder = Builder::empty(def, recording, cx);
        let cx = &mut *builder.cx;
        let any = def.sem.of_types(def.sem.any());
        let locals: Vec<T> = (0..recording.locals).map(|_| cx.opaque(any)).collect();
        let stack: Vec<T> = (0..recording.stack).map(|_| cx.opaque(any)).collect();
        let inputs = [locals.clone(), stack.clone()].concat();
        cx.frames_mut().push(Frame { code: recording.start.code, locals, stack });
        let around = Around::outermost(recording.start.at);
        let mut builder = builder;
        builder.around.push(around);
        (builder, inputs)
    }

    /// Runs all steps.
    ///
    /// # Errors
    /// Why no trace comes of it.
    pub fn run(&mut self) -> Result<(), GiveUp> {
        self.reached = 0;
        self.recorded.clear();
        let recording = self.recording;
        for (number, step) in recording.steps.iter().enumerate() {
            self.recorded.push(self.reached);
            self.instruction(number as u32, step)?;
        }
        self.recorded.push(self.reached);
        Ok(())
    }

    pub(super) fn steps(&self) -> usize {
        self.recording.steps.len()
    }

    /// The slots of the frame in which the trace starts: locals, then operands.
    pub(super) fn slots(&self) -> Vec<T> {
        let frame = &self.cx.frames()[0];
        [frame.locals.as_slice(), frame.stack.as_slice()].concat()
    }
    pub(super) fn set_slots(&mut self, slots: &[T]) {
        let frame = &mut self.cx.frames_mut()[0];
        let locals = frame.locals.len();
        frame.locals.copy_from_slice(&slots[..locals]);
        frame.stack.copy_from_slice(&slots[locals..]);
    }

    pub(super) fn mark(&self) -> Mark {
        Mark {
            trail: self.cx.mark(),
            terms: self.cx.terms().len(),
            events: self.cx.events().len(),
            memory: self.cx.memory().mark(),
            leaves: self.leaves.len(),
            origins: self.origins.len(),
            snapshots: self.snapshots.len(),
            frames: self.cx.frames().to_vec(),
            around: self.around.clone(),
            unchecked: self.cx.unchecked,
        }
    }
    pub(super) fn rewind(&mut self, mark: &Mark) {
        self.cx.memory_mut().undo_to(mark.memory);
        self.cx.rewind(mark.trail, mark.terms, mark.events);
        self.cx.frames_mut().clone_from(&mark.frames);
        self.around.clone_from(&mark.around);
        self.leaves.truncate(mark.leaves);
        self.origins.truncate(mark.origins);
        self.cx.forget_removals(mark.origins);
        self.snapshots.truncate(mark.snapshots);
        self.cx.unchecked = mark.unchecked;
    }

    // ---- one instruction

    fn instruction(&mut self, number: u32, step: &Recorded) -> Result<(), GiveUp> {
        let inst = self.def.insts.get(usize::from(step.inst)).ok_or(GiveUp::Malformed)?;
        let top = self.top();
        top.at = step.place.at;
        top.suspended = None;
        let leaves = inst.effects.0 & LEAVES != 0;
        if leaves {
            self.begin(step.place.at);
        }
        self.cx.may_leave = leaves;
        let recording = self.recording;
        let mut caches = recording.caches.get(step.caches as usize..).unwrap_or(&[]);
        for (row, part) in inst.ops.iter().enumerate() {
            let op = Op(part.op);
            let info = self.def.sem.op(op);
            let (own, rest) =
                caches.split_at_checked(info.caches.len()).ok_or(GiveUp::Malformed)?;
            caches = rest;
            let site =
                Site { oparg: info.replica.unwrap_or(step.oparg), taken: step.taken, caches: own };
            self.origins.push(Provenance { place: step.place, step: number, op: Some(op) });
            self.cx.set_origin(self.origins.len() as u32 - 1);
            let catches = step.caught.is_some() && row + 1 == inst.ops.len();
            self.op(inst, step, op, &site, catches)?;
            if self.cx.step().jumps {
                break;
            }
        }
        Ok(())
    }

    /// Notes the state before an instruction that can leave.
    fn begin(&mut self, at: u32) {
        let frames = self.cx.frames();
        let stack = &frames[frames.len() - 1].stack;
        let before = &mut self.before;
        before.at = at;
        before.stack.clear();
        before.stack.extend_from_slice(stack);
        before.memory = self.cx.memory().mark();
        before.frame = None;
        before.objects = None;
    }

    fn op(
        &mut self,
        inst: &InstMeta,
        step: &Recorded,
        op: Op,
        site: &Site<'_>,
        catches: bool,
    ) -> Result<(), GiveUp> {
        let info = self.def.sem.op(op);
        let first = self.cx.events().len();
        let mut outputs = std::mem::take(&mut self.outputs);
        outputs.clear();
        let inputs = self.pop_inputs(info, site.oparg)?;
        let locals = (catches && info.writes_locals).then(|| self.locals().clone());
        let start = info.branches.then(|| self.branch_start(info));
        self.cx.run(op, site, inputs.as_slice(), &mut outputs);
        let done = self.cx.step();
        self.reached += done.reached.count_ones() + done.branches;
        if catches {
            let caught = self.catch(inst, step, first, &outputs, locals);
            self.outputs = outputs;
            return caught;
        }
        let frame = self.take_frame_event();
        let written = self.call_on_frame(step, first);
        self.attach(first);
        self.note_handling(first);
        if let Some(locals) = written {
            *self.locals() = locals;
        }
        if let Some(start) = start {
            self.other_side(inst, step, op, site, inputs.as_slice(), first, start)?;
        }
        if self.cx.step().ends || self.cx.is_unreachable() {
            return Err(GiveUp::Contradiction);
        }
        // What the op passes on lies below the frame that it pushes.
        self.stack().extend_from_slice(&outputs);
        self.outputs = outputs;
        match frame {
            Some((kind, values, action)) => self.frame(step, kind, &values, action),
            None => Ok(()),
        }
    }

    /// A helper that works on the frame finds it in place; what it may have written there is read when it has returned: the arguments
    /// that it has arranged for the function that is entered, or the locals, which are given back.
    fn call_on_frame(&mut self, step: &Recorded, first: usize) -> Option<Vec<T>> {
        let sem = self.def.sem;
        let row = self.cx.events()[first..].iter().position(
            |it| matches!(it.kind, EventKind::Call { helper, .. } if sem.helper(helper).frame),
        );
        let row = first + row?;
        if self.begin_generator(step, row) {
            return None;
        }
        let callee = step.callee.and_then(|row| self.recording.callees.get(row as usize));
        let locals = self.locals().clone();
        // The helper may keep what it finds there.
        locals.iter().for_each(|t| self.cx.escape(*t));
        let given = match &self.cx.events()[row].kind {
            EventKind::Call { lens, .. } => lens.iter().sum::<u32>(),
            _ => 0,
        };
        let (start, count) = match callee {
            Some(callee) => {
                let stack = self.before.stack.len() as u32;
                ((locals.len() as u32 + stack).saturating_sub(given), callee.arranged)
            }
            None => (0, locals.len() as u32),
        };
        let any = sem.of_types(sem.any());
        let slots: Vec<T> = (0..count).map(|_| self.cx.opaque(any)).collect();
        let written = slots.clone();
        let event = &mut self.cx.events[row].kind;
        if let EventKind::Call { result, helper, args, lens } = event {
            *event = EventKind::CallFrame {
                result: *result,
                helper: *helper,
                args: std::mem::take(args),
                lens: std::mem::take(lens),
                first: start,
                slots,
            };
        }
        if callee.is_none() {
            return Some(written);
        }
        self.arranged = Some(written);
        None
    }

    fn pop_inputs(&mut self, info: &OpInfo, oparg: u32) -> Result<Inputs, GiveUp> {
        let count =
            info.inputs.iter().map(|it| it.count.map_or(1, |(s, o)| slots(oparg, s, o))).sum();
        let stack = self.stack();
        let start = stack.len().checked_sub(count).ok_or(GiveUp::Malformed)?;
        let inputs = Inputs::of(&stack[start..]);
        stack.truncate(start);
        Ok(inputs)
    }

    pub(super) fn stack(&mut self) -> &mut Vec<T> {
        let frames = self.cx.frames_mut();
        let last = frames.len() - 1;
        &mut frames[last].stack
    }
    pub(super) fn top(&mut self) -> &mut Around {
        let last = self.around.len() - 1;
        &mut self.around[last]
    }

    // ---- snapshots

    /// Writes the innermost frame down, with operands `stack` and then `more`, going on at a unit.
    pub(super) fn add_frame(&mut self, at: u32, stack: Option<&[T]>, more: &[T]) -> FrameId {
        self.add_frame_of(self.around.len() - 1, at, stack, more)
    }

    fn add_frame_of(&mut self, row: usize, at: u32, stack: Option<&[T]>, more: &[T]) -> FrameId {
        let frame = &self.cx.frames()[row];
        let around = &self.around[row];
        let caller = row.checked_sub(1).and_then(|row| self.around[row].suspended);
        let head = FrameHead {
            place: Place { code: frame.code, at },
            function: around.function,
            action: around.action,
            handled: around.handled,
            caller,
        };
        self.snapshots.add(head, &frame.locals, stack.unwrap_or(&frame.stack), more)
    }

    /// Writes the frames down that have called others.
    pub(super) fn suspend_callers(&mut self) {
        for row in 0..self.around.len() - 1 {
            let frame = self.add_frame_of(row, self.around[row].at, None, &[]);
            self.around[row].suspended = Some(frame);
        }
    }

    /// The objects that have not escaped and that frames refer to, each after those in it.
    pub(super) fn virtuals(&self, frame: FrameId) -> Rc<Vec<Virtual>> {
        if !self.cx.memory().has_deferrable() {
            return Rc::clone(&self.none);
        }
        let mut found = Vec::new();
        for id in self.snapshots.inwards(frame) {
            self.snapshots.terms(id).for_each(|t| self.add_virtual(t, 0, &mut found));
        }
        if found.is_empty() { Rc::clone(&self.none) } else { Rc::new(found) }
    }

    fn add_virtual(&self, t: T, depth: usize, found: &mut Vec<Virtual>) {
        let memory = self.cx.memory();
        if !t.is_some() || !memory.is_deferrable(t) || found.iter().any(|it| it.object == t) {
            return;
        }
        let Some(ty) = self.cx.fact(t).types().only() else { return };
        let fields = memory.fields_of(t);
        debug_assert!(depth <= memory.allocations().len(), "an object in itself has escaped");
        for (_, _, value) in &fields {
            self.add_virtual(*value, depth + 1, found);
        }
        found.push(Virtual { object: t, ty, fields });
    }

    /// Gives the events since `first` that can leave the state to leave with.
    pub(super) fn attach(&mut self, first: usize) {
        for index in first..self.cx.events().len() {
            let sem = self.def.sem;
            let cause = match &self.cx.events()[index].kind {
                EventKind::Exit { deopt: false, .. } | EventKind::Return { .. } => {
                    Some(Cause::Exit)
                }
                EventKind::Exit { deopt: true, .. } | EventKind::Validity => Some(Cause::Deopt),
                EventKind::Whole { .. }
                | EventKind::CallFrame { .. }
                | EventKind::Invoke { .. } => Some(Cause::Call),
                EventKind::Call { helper, .. } => {
                    let info = sem.helper(*helper);
                    (info.errors || info.escapes || info.allocates).then_some(Cause::Call)
                }
                EventKind::Safepoint => Some(Cause::Safepoint),
                _ => None,
            };
            let tested = self.tested(&self.cx.events()[index].kind);
            let leave = cause.map(|cause| self.leave_before(cause, tested));
            self.cx.events[index].leave = leave;
        }
    }

    /// How many exits and branches of the recording were reached when an event of the running op leaves.
    fn tested(&self, kind: &EventKind) -> u32 {
        let done = self.cx.step();
        let own = done.reached.count_ones() + done.branches;
        let before = self.reached.saturating_sub(own);
        match kind {
            EventKind::Exit { index: ADDED, .. } | EventKind::Return { .. } => self.reached + 1,
            EventKind::Exit { index, .. } => {
                let until = 1_u64.checked_shl(index + 1).map_or(u64::MAX, |bit| bit - 1);
                before + (done.reached & until).count_ones()
            }
            _ => self.reached,
        }
    }

    /// A leave from the state before the running instruction.
    fn leave_before(&mut self, cause: Cause, tested: u32) -> u32 {
        let frame = match self.before.frame {
            Some(frame) => frame,
            None => {
                let stack = std::mem::take(&mut self.before.stack);
                let frame = self.add_frame(self.before.at, Some(&stack), &[]);
                self.before.stack = stack;
                self.before.frame = Some(frame);
                frame
            }
        };
        let objects = match &self.before.objects {
            Some(objects) => Rc::clone(objects),
            None => {
                let objects = self.virtuals_before(frame);
                self.before.objects = Some(Rc::clone(&objects));
                objects
            }
        };
        let objects = if cause == Cause::Call { self.still_deferred(&objects) } else { objects };
        self.leaves.push(Leave { cause, tested, frame, objects, before: Vec::new() });
        self.leaves.len() as u32 - 1
    }

    /// The objects in snapshots alone as of before the running instruction.
    fn virtuals_before(&mut self, frame: FrameId) -> Rc<Vec<Virtual>> {
        let mark = self.before.memory;
        if self.cx.memory().mark() == mark {
            return self.virtuals(frame);
        }
        let made = self.cx.memory_mut().set_aside(mark);
        let objects = self.virtuals(frame);
        self.cx.memory_mut().put_back(&made);
        objects
    }

    /// Those objects that exist in snapshots alone still: what a call was given is the object itself in the frames too.
    fn still_deferred(&self, objects: &Rc<Vec<Virtual>>) -> Rc<Vec<Virtual>> {
        let memory = self.cx.memory();
        if objects.iter().all(|it| memory.is_deferrable(it.object)) {
            return Rc::clone(objects);
        }
        let kept = objects.iter().filter(|it| memory.is_deferrable(it.object));
        Rc::new(kept.cloned().collect())
    }

    /// An exit to where the trace ends.
    pub(super) fn exit_at_end(&mut self, cond: T) {
        let first = self.cx.events().len();
        self.cx.exit_if(ADDED, cond);
        self.leave_at_end(first);
        self.reached += 1;
    }

    /// Reads a field where the trace ends: it leaves there if what is watched may have changed and the trace has become invalid.
    pub(super) fn load_at_end(&mut self, field: Field, object: T, index: T) -> T {
        let first = self.cx.events().len();
        let value = self.cx.load_at(field, object, index);
        self.leave_at_end(first);
        value
    }

    /// Leaves where the trace ends if it has become invalid.
    pub(super) fn check_validity_at_end(&mut self) {
        let first = self.cx.events().len();
        self.cx.check_validity();
        self.leave_at_end(first);
    }

    /// Gives the events since `first` that can leave the state in which the trace ends.
    fn leave_at_end(&mut self, first: usize) {
        for row in first..self.cx.events().len() {
            if matches!(self.cx.events()[row].kind, EventKind::Exit { .. } | EventKind::Validity) {
                self.cx.events[row].leave = Some(self.end_here());
            }
        }
    }

    /// The state in which the trace ends. Once the recording has run it is the same for all that leaves there.
    pub(super) fn end_here(&mut self) -> u32 {
        let memory = self.cx.memory().mark();
        let frame = match &self.ended {
            Some(ended) => ended.frame,
            None => self.add_frame(self.recording.last.at, None, &[]),
        };
        let objects = match &self.ended {
            Some(ended) if ended.memory == memory => Rc::clone(&ended.objects),
            _ => self.virtuals(frame),
        };
        self.ended = Some(Ended { memory, frame, objects: Rc::clone(&objects) });
        let (cause, tested) = (Cause::End, self.reached);
        self.leaves.push(Leave { cause, tested, frame, objects, before: Vec::new() });
        self.leaves.len() as u32 - 1
    }

    // ---- branches

    fn branch_start(&mut self, info: &OpInfo) -> BranchStart {
        BranchStart {
            trail: self.cx.mark(),
            memory: self.cx.memory().mark(),
            locals: info.writes_locals.then(|| self.locals().clone()),
            first_term: self.cx.terms().len() as u32,
            unchecked: self.cx.unchecked,
        }
    }

    pub(super) fn locals(&mut self) -> &mut Vec<T> {
        let frames = self.cx.frames_mut();
        let last = frames.len() - 1;
        &mut frames[last].locals
    }

    /// Finds the state at the other side of a branch, by running the op again that way: results of events before the branch
    /// are those of the first run, events after it are left to be done on leaving.
    #[allow(clippy::too_many_arguments, reason = "one op, its site, and both runs of it")]
    fn other_side(
        &mut self,
        inst: &InstMeta,
        step: &Recorded,
        op: Op,
        site: &Site<'_>,
        inputs: &[T],
        first: usize,
        start: BranchStart,
    ) -> Result<(), GiveUp> {
        let Some(branch) = self.cx.events()[first..].iter().position(|it| {
            matches!(it.kind, EventKind::Branch { .. } | EventKind::Whole { taken: Some(_), .. })
        }) else {
            return Ok(());
        };
        let after = step.place.at + u32::from(inst.units);
        let target = match inst.oparg {
            OpargKind::Jump => after.wrapping_add(step.oparg),
            OpargKind::JumpBack => after.wrapping_sub(step.oparg),
            _ => after,
        };
        let at = if step.taken.is_some() { after } else { target };
        let other = Site { taken: if step.taken.is_some() { None } else { Some(0) }, ..*site };
        let row = self.run_other(op, &other, inputs, first + branch, first, start, at)?;
        self.cx.events[first + branch].leave = Some(row);
        Ok(())
    }

    /// The leave to a unit after the op has run as at another site, with the events of that run behind the branch.
    #[allow(clippy::too_many_arguments, reason = "as above")]
    fn run_other(
        &mut self,
        op: Op,
        site: &Site<'_>,
        inputs: &[T],
        branch: usize,
        first: usize,
        start: BranchStart,
        at: u32,
    ) -> Result<u32, GiveUp> {
        let redo = self.cx.set_aside(start.trail);
        let made = self.cx.memory_mut().set_aside(start.memory);
        let step = self.cx.step().clone();
        let unchecked = std::mem::replace(&mut self.cx.unchecked, start.unchecked);
        let events = self.cx.events.split_off(first);
        let locals = start.locals.map(|before| std::mem::replace(self.locals(), before));
        let until = step.branch_terms.unwrap_or(start.first_term);
        let opaque = self.cx.opaque_between(start.first_term, until);
        self.cx.replay(opaque);
        let mut outputs = Vec::new();
        let log = self.cx.log.take();
        self.cx.run(op, site, inputs, &mut outputs);
        self.cx.log = log;
        self.cx.replay(Vec::new());
        let mut theirs = self.cx.events.split_off(first);
        let side = theirs.split_off((branch - first + 1).min(theirs.len()));
        let frame = self.add_frame(at, None, &outputs);
        let objects = self.virtuals(frame);
        self.cx.undo_to(start.trail);
        self.cx.memory_mut().undo_to(start.memory);
        self.cx.events.extend(events);
        self.cx.put_back(redo);
        self.cx.memory_mut().put_back(&made);
        if let Some(locals) = locals {
            *self.locals() = locals;
        }
        self.cx.step = step;
        self.cx.unchecked = unchecked;
        let before: Vec<EventKind> = side.into_iter().map(|it| it.kind).collect();
        if !before.iter().all(|kind| can_be_left_to_do(&objects, kind)) {
            return Err(GiveUp::Branch);
        }
        let (cause, tested) = (Cause::Branch, self.reached);
        self.leaves.push(Leave { cause, tested, frame, objects, before });
        Ok(self.leaves.len() as u32 - 1)
    }

    /// An exit that no op has.
    pub(super) fn added_exit(&mut self, cond: T) -> Result<(), GiveUp> {
        let first = self.cx.events().len();
        self.cx.exit_if(ADDED, cond);
        self.attach(first);
        self.reached += 1;
        if self.cx.is_unreachable() { Err(GiveUp::Contradiction) } else { Ok(()) }
    }

    pub(super) fn absent(&mut self) -> T {
        let absent = self.def.sem.types.iter().position(|it| it.absent).unwrap_or(0);
        self.cx.unit(crate::semantics::Type(absent as u8))
    }

    /// Whether something is done at all.
    pub(super) fn has(&self, pass: Passes) -> bool {
        self.def.passes.has(pass)
    }
}

/// Whether an event may wait until the trace is left: memory is read and written; objects are made if they exist in the snapshot
/// alone.
pub(super) fn can_be_left_to_do(objects: &[Virtual], kind: &EventKind) -> bool {
    match kind {
        EventKind::Load { .. } | EventKind::Store { .. } => true,
        EventKind::Alloc { result: object, .. } | EventKind::Init { object, .. } => {
            objects.iter().any(|it| it.object == *object)
        }
        _ => false,
    }
}

/// The inputs of an op: mostly few.
enum Inputs {
    Few(u8, [T; 8]),
    Many(Vec<T>),
}

impl Inputs {
    fn of(terms: &[T]) -> Inputs {
        let mut few = [T::NONE; 8];
        match few.get_mut(..terms.len()) {
            Some(place) => {
                place.copy_from_slice(terms);
                Inputs::Few(terms.len() as u8, few)
            }
            None => Inputs::Many(terms.to_vec()),
        }
    }
    fn as_slice(&self) -> &[T] {
        match self {
            Inputs::Few(count, terms) => &terms[..usize::from(*count)],
            Inputs::Many(terms) => terms,
        }
    }
}
