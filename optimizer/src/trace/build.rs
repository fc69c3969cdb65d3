//! Runs the abstract functions of recorded instructions, with the frames, snapshots and provenance around them.

use std::rc::Rc;

use super::recording::{Place, Recorded, Recording};
use super::{Cause, Definition, FrameState, GiveUp, Leave, Provenance, Virtual};
use crate::calls::{Frame, FrameOp};
use crate::cx::Cx;
use crate::event::{EventKind, Origin};
use crate::memory::Memory;
use crate::semantics::{Datum, Op, OpInfo, Site, slots};
use crate::term::T;
use trefoil_primitives::metadata::{Effects, InstMeta, OpargKind};

/// The atom number of exits that the driver adds.
const ADDED: u32 = 62;

/// What the driver knows of a frame beside its values.
#[derive(Clone, Debug)]
struct Around {
    at: u32,
    function: T,
    action: Option<u32>,
    /// The frame as of its last call; while another one runs it does not change.
    suspended: Option<Rc<FrameState>>,
}

/// A run over a recording.
pub struct Builder<'a, 'h> {
    def: Definition,
    recording: &'a Recording,
    pub(super) cx: &'a mut Cx<'h>,
    around: Vec<Around>,
    pub(super) leaves: Vec<Leave>,
    pub(super) origins: Vec<Provenance>,
    /// For each event its leave.
    pub(super) leave_of: Vec<Option<u32>>,
    /// Exit atoms that were reached.
    pub(super) reached: u32,
    outputs: Vec<T>,
}

/// A state to go back to.
pub(super) struct Mark {
    pub(super) trail: usize,
    pub(super) terms: usize,
    events: usize,
    leaves: usize,
    origins: usize,
    memory: Memory,
    frames: Vec<Frame>,
}

impl<'a, 'h> Builder<'a, 'h> {
    /// A run that starts with nothing known of the frame. Its inputs are the locals, then the operands.
    pub fn new(
        def: Definition,
        recording: &'a Recording,
        cx: &'a mut Cx<'h>,
    ) -> (Builder<'a, 'h>, Vec<T>) {
        cx.clear();
        let any = def.sem.of_types(def.sem.any());
        let locals: Vec<T> = (0..recording.locals).map(|_| cx.opaque(any)).collect();
        let stack: Vec<T> = (0..recording.stack).map(|_| cx.opaque(any)).collect();
        let inputs = [locals.clone(), stack.clone()].concat();
        *cx.frames_mut() = vec![Frame { code: recording.start.code, locals, stack }];
        let around =
            Around { at: recording.start.at, function: T::NONE, action: None, suspended: None };
        let builder = Builder {
            def,
            recording,
            cx,
            around: vec![around],
            leaves: Vec::new(),
            origins: Vec::new(),
            leave_of: Vec::new(),
            reached: 0,
            outputs: Vec::new(),
        };
        (builder, inputs)
    }

    /// Runs all steps.
    ///
    /// # Errors
    /// Why no trace comes of it.
    pub fn run(&mut self) -> Result<(), GiveUp> {
        for (number, step) in self.recording.steps.iter().enumerate() {
            self.instruction(number as u32, step)?;
        }
        Ok(())
    }

    /// The slots of the frame in which the trace starts: locals, then operands.
    pub(super) fn slots(&self) -> Vec<T> {
        let frame = &self.cx.frames()[0];
        [frame.locals.clone(), frame.stack.clone()].concat()
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
            leaves: self.leaves.len(),
            origins: self.origins.len(),
            memory: self.cx.memory().clone(),
            frames: self.cx.frames().to_vec(),
        }
    }
    pub(super) fn rewind(&mut self, mark: &Mark) {
        self.cx.rewind(mark.trail, mark.terms, mark.events);
        *self.cx.memory_mut() = mark.memory.clone();
        self.cx.frames_mut().clone_from(&mark.frames);
        self.around.truncate(1);
        self.leaves.truncate(mark.leaves);
        self.origins.truncate(mark.origins);
        self.leave_of.truncate(mark.events);
        self.reached = 0;
    }

    // ---- one instruction

    fn instruction(&mut self, number: u32, step: &Recorded) -> Result<(), GiveUp> {
        let inst = self.def.insts.get(usize::from(step.inst)).ok_or(GiveUp::Malformed)?;
        self.top().at = step.place.at;
        self.top().suspended = None;
        let leaves = Effects::EXITS.0
            | Effects::ERRORS.0
            | Effects::ESCAPES.0
            | Effects::FRAMES.0
            | Effects::SAFEPOINT.0
            | Effects::OPAQUE.0;
        let before = (inst.effects.0 & leaves != 0).then(|| self.state(step.place.at));
        let mut caches = self.recording.caches.get(step.caches as usize..).unwrap_or(&[]);
        for part in inst.ops {
            let op = Op(part.op);
            let info = self.def.sem.op(op);
            let (own, rest) =
                caches.split_at_checked(info.caches.len()).ok_or(GiveUp::Malformed)?;
            caches = rest;
            let site =
                Site { oparg: info.replica.unwrap_or(step.oparg), taken: step.taken, caches: own };
            self.origins.push(Provenance { place: step.place, step: number, op: Some(op) });
            self.cx.set_origin(Origin(self.origins.len() as u32 - 1));
            self.op(inst, step, op, info, &site, before.as_ref())?;
            if self.cx.step().jumps {
                break;
            }
        }
        Ok(())
    }

    fn op(
        &mut self,
        inst: &InstMeta,
        step: &Recorded,
        op: Op,
        info: &OpInfo,
        site: &Site<'_>,
        before: Option<&State>,
    ) -> Result<(), GiveUp> {
        let first = self.cx.events().len();
        let inputs = self.pop_inputs(info, site.oparg)?;
        let start = info.branches.then(|| self.branch_start());
        let mut outputs = std::mem::take(&mut self.outputs);
        outputs.clear();
        self.cx.run(op, site, &inputs, &mut outputs);
        self.reached += self.cx.step().reached.count_ones();
        self.leave_of.resize(first, None);
        let frame = self.take_frame_event();
        self.attach(first, before);
        if let Some(start) = start {
            self.other_side(inst, step, op, site, &inputs, first, start)?;
        }
        if self.cx.step().ends || self.cx.is_unreachable() {
            return Err(GiveUp::Contradiction);
        }
        if self.writes_frame(first) {
            return Err(GiveUp::Frame);
        }
        if let Some((kind, values, action)) = frame {
            // What the op passes on lies below the frame that it pushes.
            self.stack().extend_from_slice(&outputs);
            self.outputs = outputs;
            return self.frame(step, kind, &values, action, before);
        }
        self.stack().extend_from_slice(&outputs);
        self.outputs = outputs;
        Ok(())
    }

    fn writes_frame(&self, first: usize) -> bool {
        self.cx.events()[first..].iter().any(|it| {
            matches!(it.kind, EventKind::Call { helper, .. } if self.def.sem.helper(helper).frame)
        })
    }

    fn pop_inputs(&mut self, info: &OpInfo, oparg: u32) -> Result<Vec<T>, GiveUp> {
        let count =
            info.inputs.iter().map(|it| it.count.map_or(1, |(s, o)| slots(oparg, s, o))).sum();
        let stack = self.stack();
        let start = stack.len().checked_sub(count).ok_or(GiveUp::Malformed)?;
        Ok(stack.split_off(start))
    }

    fn stack(&mut self) -> &mut Vec<T> {
        let frames = self.cx.frames_mut();
        let last = frames.len() - 1;
        &mut frames[last].stack
    }
    fn top(&mut self) -> &mut Around {
        let last = self.around.len() - 1;
        &mut self.around[last]
    }

    // ---- snapshots

    /// The frames as they are, the innermost going on at a unit, with the objects that exist here alone.
    fn state(&mut self, at: u32) -> State {
        let frames = self.frames_at(at, None);
        let objects = self.virtuals(&frames);
        State { frames, objects }
    }

    /// The frames; `stack` replaces the operands of the innermost one.
    fn frames_at(&mut self, at: u32, stack: Option<Vec<T>>) -> Vec<Rc<FrameState>> {
        let frames = self.cx.frames();
        let last = frames.len() - 1;
        let mut states = Vec::with_capacity(frames.len());
        for (index, (frame, around)) in frames.iter().zip(&self.around).enumerate() {
            if index < last
                && let Some(state) = &around.suspended
            {
                states.push(Rc::clone(state));
                continue;
            }
            let own = if index == last { at } else { around.at };
            states.push(Rc::new(FrameState {
                place: Place { code: frame.code, at: own },
                function: around.function,
                action: around.action,
                locals: frame.locals.clone(),
                stack: match &stack {
                    Some(stack) if index == last => stack.clone(),
                    _ => frame.stack.clone(),
                },
            }));
        }
        states
    }

    /// The objects that have not escaped and that frames refer to, each after those in it.
    fn virtuals(&self, frames: &[Rc<FrameState>]) -> Rc<Vec<Virtual>> {
        let memory = self.cx.memory();
        let mut found = Vec::new();
        if memory.allocations().iter().any(|it| it.made && !it.escaped) {
            for t in frames.iter().flat_map(|it| it.locals.iter().chain(&it.stack)) {
                self.add_virtual(*t, &mut found);
            }
        }
        Rc::new(found)
    }

    fn add_virtual(&self, t: T, found: &mut Vec<Virtual>) {
        let memory = self.cx.memory();
        if !t.is_some() || !memory.is_deferrable(t) || found.iter().any(|it| it.object == t) {
            return;
        }
        let Some(ty) = self.cx.fact(t).types().only() else { return };
        let fields: Vec<_> = memory
            .known()
            .iter()
            .filter(|it| it.object == t)
            .map(|it| (it.field, it.index, it.value))
            .collect();
        // An object in itself would have escaped: what is stored, not initialized, escapes.
        for (_, _, value) in &fields {
            self.add_virtual(*value, found);
        }
        found.push(Virtual { object: t, ty, fields });
    }

    /// Gives the events since `first` that can leave the state to leave with.
    fn attach(&mut self, first: usize, before: Option<&State>) {
        self.leave_of.resize(first, None);
        let mut shared: Vec<(Cause, u32)> = Vec::new();
        for index in first..self.cx.events().len() {
            let sem = self.def.sem;
            let cause = match &self.cx.events()[index].kind {
                EventKind::Exit { deopt: false, .. } => Some(Cause::Exit),
                EventKind::Exit { deopt: true, .. } => Some(Cause::Deopt),
                EventKind::Whole { .. } => Some(Cause::Call),
                EventKind::Call { helper, .. } => {
                    let info = sem.helper(*helper);
                    (info.errors || info.escapes || info.allocates).then_some(Cause::Call)
                }
                EventKind::Safepoint => Some(Cause::Safepoint),
                _ => None,
            };
            let leave = match (cause, before) {
                (Some(cause), Some(before)) => {
                    let known = shared.iter().find(|it| it.0 == cause).map(|it| it.1);
                    Some(known.unwrap_or_else(|| {
                        let mut state = before.clone();
                        if cause == Cause::Call {
                            state.objects = self.still_deferred(&state.objects);
                        }
                        let row = self.add_leave(cause, state, Vec::new());
                        shared.push((cause, row));
                        row
                    }))
                }
                _ => None,
            };
            self.leave_of.push(leave);
        }
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

    fn add_leave(&mut self, cause: Cause, state: State, before: Vec<EventKind>) -> u32 {
        let State { frames, objects } = state;
        self.leaves.push(Leave { cause, frames, objects, before });
        self.leaves.len() as u32 - 1
    }

    /// The state in which the trace ends.
    pub(super) fn end_here(&mut self) -> u32 {
        let at = self.recording.last.at;
        let state = self.state(at);
        self.add_leave(Cause::End, state, Vec::new())
    }

    // ---- branches

    fn branch_start(&mut self) -> BranchStart {
        BranchStart {
            mark: self.cx.mark(),
            memory: self.cx.memory().clone(),
            frames: self.cx.frames().to_vec(),
            first_term: self.cx.terms().len() as u32,
        }
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
        let state = self.run_other(op, &other, inputs, first + branch, first, start, at);
        let (state, side) = state?;
        let row = self.add_leave(Cause::Branch, state, side);
        self.leave_of[first + branch] = Some(row);
        Ok(())
    }

    /// The state at a unit after the op has run as at another site, and the events of that run behind the branch.
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
    ) -> Result<(State, Vec<EventKind>), GiveUp> {
        let redo = self.cx.set_aside(start.mark);
        let (memory, frames) = (self.cx.memory().clone(), self.cx.frames().to_vec());
        let step = self.cx.step().clone();
        let events = self.cx.events.split_off(first);
        *self.cx.memory_mut() = start.memory;
        self.cx.frames_mut().clone_from(&start.frames);
        let until = step.branch_terms.unwrap_or(start.first_term);
        let opaque = self.cx.opaque_between(start.first_term, until);
        self.cx.replay(opaque);
        let mut outputs = Vec::new();
        self.cx.run(op, site, inputs, &mut outputs);
        self.cx.replay(Vec::new());
        let mut theirs = self.cx.events.split_off(first);
        let side = theirs.split_off((branch - first + 1).min(theirs.len()));
        self.stack().extend_from_slice(&outputs);
        let state = self.state(at);
        self.cx.undo_to(start.mark);
        self.cx.events.extend(events);
        self.cx.put_back(redo);
        *self.cx.memory_mut() = memory;
        *self.cx.frames_mut() = frames;
        self.cx.step = step;
        let side: Vec<EventKind> = side.into_iter().map(|it| it.kind).collect();
        if side.iter().all(|kind| state.can_be_left_to_do(kind)) {
            Ok((state, side))
        } else {
            Err(GiveUp::Branch)
        }
    }

    // ---- frames

    fn take_frame_event(&mut self) -> Option<(FrameOp, Vec<T>, T)> {
        match self.cx.events.last().map(|it| &it.kind) {
            Some(EventKind::Frame { .. }) => {}
            _ => return None,
        }
        match self.cx.events.pop().map(|it| it.kind) {
            Some(EventKind::Frame { op, values, action }) => Some((op, values, action)),
            _ => None,
        }
    }

    fn frame(
        &mut self,
        step: &Recorded,
        op: FrameOp,
        values: &[T],
        action: T,
        before: Option<&State>,
    ) -> Result<(), GiveUp> {
        match op {
            FrameOp::Push => self.push(step, values, action, before),
            FrameOp::Pop => self.pop(values, before),
            FrameOp::Yield | FrameOp::Resume => Err(GiveUp::Frame),
        }
    }

    /// Enters the function that was recorded, after making sure that it is the one.
    fn push(
        &mut self,
        step: &Recorded,
        values: &[T],
        action: T,
        before: Option<&State>,
    ) -> Result<(), GiveUp> {
        let callee = step.callee.and_then(|row| self.recording.callees.get(row as usize));
        let callee = *callee.ok_or(GiveUp::Frame)?;
        let (function, arguments) = values.split_first().ok_or(GiveUp::Malformed)?;
        if callee.parameters != Some(arguments.len() as u32) {
            return Err(GiveUp::Frame);
        }
        let action = if action.is_some() {
            let word = self.cx.word_of(action).ok_or(GiveUp::Frame)?;
            Some(u32::try_from(word).map_err(|_| GiveUp::Frame)?)
        } else {
            None
        };
        if action.is_some_and(|it| !self.action(it).is_some_and(|it| it.known)) {
            return Err(GiveUp::Frame);
        }
        self.only_callee(*function, callee.function, before)?;
        self.top().suspended = None;
        let at = self.top().at;
        let state = self.frames_at(at, None).pop();
        self.top().suspended = state;
        let null = self.absent();
        let mut locals = arguments.to_vec();
        locals.resize(locals.len().max(callee.locals as usize), null);
        let function = self.cx.canonical(*function);
        self.cx.frames_mut().push(Frame { code: callee.code, locals, stack: Vec::new() });
        self.around.push(Around { at: 0, function, action, suspended: None });
        Ok(())
    }

    fn only_callee(
        &mut self,
        function: T,
        seen: Datum,
        before: Option<&State>,
    ) -> Result<(), GiveUp> {
        let seen = self.cx.datum(seen);
        let same = self.cx.same(function, seen);
        let differs = self.cx.not(same);
        self.added_exit(differs, before)?;
        Ok(())
    }

    fn added_exit(&mut self, cond: T, before: Option<&State>) -> Result<(), GiveUp> {
        let first = self.cx.events().len();
        self.cx.exit_if(ADDED, cond);
        self.attach(first, before);
        if self.cx.is_unreachable() { Err(GiveUp::Contradiction) } else { Ok(()) }
    }

    fn absent(&mut self) -> T {
        let absent = self.def.sem.types.iter().position(|it| it.absent).unwrap_or(0);
        self.cx.unit(crate::semantics::Type(absent as u8))
    }

    fn action(&self, action: u32) -> Option<&'static super::ReturnAction> {
        self.def.actions.get(action as usize)
    }

    /// Returns from the innermost frame.
    fn pop(&mut self, values: &[T], before: Option<&State>) -> Result<(), GiveUp> {
        let value = *values.first().ok_or(GiveUp::Malformed)?;
        if self.around.len() < 2 {
            return Err(GiveUp::Frame);
        }
        let action = self.top().action;
        if let Some(row) = action.and_then(|it| self.action(it)) {
            if let Some(ty) = row.only {
                let is = self.cx.is(value, ty);
                let other = self.cx.not(is);
                self.added_exit(other, before)?;
            }
            if let Some(ty) = row.never {
                let is = self.cx.is(value, ty);
                self.added_exit(is, before)?;
            }
        }
        self.around.pop();
        self.cx.frames_mut().pop();
        self.top().suspended = None;
        let (drops, pushes) =
            action.and_then(|it| self.action(it)).map_or((0, true), |it| (it.drops, it.pushes));
        let stack = self.stack();
        let kept = stack.len().checked_sub(drops as usize).ok_or(GiveUp::Malformed)?;
        stack.truncate(kept);
        if pushes {
            stack.push(value);
        }
        Ok(())
    }
}

/// A state to leave with.
#[derive(Clone, Debug)]
struct State {
    frames: Vec<Rc<FrameState>>,
    objects: Rc<Vec<Virtual>>,
}

impl State {
    /// Whether an event may wait until the trace is left with this state: memory is read and written; objects are made if they
    /// exist here alone.
    fn can_be_left_to_do(&self, kind: &EventKind) -> bool {
        match kind {
            EventKind::Load { .. } | EventKind::Store { .. } => true,
            EventKind::Alloc { result: object, .. } | EventKind::Init { object, .. } => {
                self.objects.iter().any(|it| it.object == *object)
            }
            _ => false,
        }
    }
}

/// The state before an op that branches.
struct BranchStart {
    mark: usize,
    memory: Memory,
    frames: Vec<Frame>,
    first_term: u32,
}
