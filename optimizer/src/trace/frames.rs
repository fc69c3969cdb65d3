//! Frames of calls that are followed: entered and left in snapshots alone. Of frames below the first one nothing is known.

use super::GiveUp;
use super::build::{Around, Builder};
use super::recording::{Callee, Caller, Recorded};
use crate::calls::{Frame, FrameOp};
use crate::event::EventKind;
use crate::semantics::Datum;
use crate::term::T;

impl Builder<'_, '_> {
    pub(super) fn take_frame_event(&mut self) -> Option<(FrameOp, Vec<T>, T)> {
        match self.cx.events.last().map(|it| &it.kind) {
            Some(EventKind::Frame { .. }) => {}
            _ => return None,
        }
        match self.cx.events.pop().map(|it| it.kind) {
            Some(EventKind::Frame { op, values, action }) => Some((op, values, action)),
            _ => None,
        }
    }

    pub(super) fn frame(
        &mut self,
        step: &Recorded,
        op: FrameOp,
        values: &[T],
        action: T,
    ) -> Result<(), GiveUp> {
        match op {
            FrameOp::Push => self.push(step, values, action),
            FrameOp::Pop => self.pop(step, values),
            FrameOp::Yield => self.suspend(step, values),
            FrameOp::Resume => self.resume(step, values, action),
        }
    }

    /// Enters the function that was recorded, after making sure that it is the one.
    fn push(&mut self, step: &Recorded, values: &[T], action: T) -> Result<(), GiveUp> {
        let callee = self.callee(step).ok_or(GiveUp::Frame)?;
        let (function, arguments) = values.split_first().ok_or(GiveUp::Malformed)?;
        let arranged = self.arranged.take();
        if arranged.is_none() && callee.parameters != Some(arguments.len() as u32) {
            return Err(GiveUp::Frame);
        }
        let action = self.action_of(action)?;
        self.only_callee(*function, &callee)?;
        self.suspend_caller();
        let null = self.absent();
        let mut locals = arranged.unwrap_or_else(|| arguments.to_vec());
        locals.resize(locals.len().max(callee.locals as usize), null);
        let function = self.cx.canonical(*function);
        self.cx.frames_mut().push(Frame { code: callee.code, locals, stack: Vec::new() });
        self.enter(0, function, action);
        Ok(())
    }

    /// The frame that a step entered.
    pub(super) fn callee(&self, step: &Recorded) -> Option<Callee> {
        step.callee.and_then(|row| self.recording.callees.get(row as usize)).copied()
    }
    /// The frame below the first one that a step returned to.
    pub(super) fn caller(&self, step: &Recorded) -> Result<Option<Caller>, GiveUp> {
        let row = |row: u32| self.recording.callers.get(row as usize).copied();
        step.caller.map(|it| row(it).ok_or(GiveUp::Malformed)).transpose()
    }

    /// Writes the innermost frame down, which is about to enter another one.
    pub(super) fn suspend_caller(&mut self) {
        let at = self.top().at;
        let suspended = self.add_frame(at, None, &[]);
        self.top().suspended = Some(suspended);
    }
    /// The frame that was pushed runs.
    pub(super) fn enter(&mut self, at: u32, function: T, action: Option<u32>) {
        let frame = Around { function, action, ..Around::outermost(at) };
        self.around.push(frame);
    }
    /// The innermost frame is left for the one that it was entered from.
    pub(super) fn leave_frame(&mut self) {
        self.around.pop();
        self.cx.frames_mut().pop();
    }
    /// The frame that called runs again.
    pub(super) fn go_on(&mut self) {
        self.top().suspended = None;
    }
    /// The function of the innermost frame, if it is known.
    pub(super) fn innermost_function(&self) -> T {
        self.around.last().map_or(T::NONE, |it| it.function)
    }
    /// What happens when the innermost frame returns.
    pub(super) fn innermost_action(&self) -> Option<&'static super::ReturnAction> {
        self.around.last().and_then(|it| it.action).and_then(|it| self.action(it))
    }

    /// The number of the action of a frame that is entered.
    pub(super) fn action_of(&self, action: T) -> Result<Option<u32>, GiveUp> {
        if !action.is_some() {
            return Ok(None);
        }
        let word = self.cx.word_of(action).ok_or(GiveUp::Frame)?;
        let action = u32::try_from(word).map_err(|_| GiveUp::Frame)?;
        let known = self.action(action).is_some_and(|it| it.known);
        if known { Ok(Some(action)) } else { Err(GiveUp::Frame) }
    }

    /// Leaves unless a function has the code that was recorded: closures that are made anew each time have it too.
    pub(super) fn only_callee(&mut self, function: T, callee: &Callee) -> Result<(), GiveUp> {
        let function = self.cx.canonical(function);
        let seen = self.cx.datum(callee.function);
        let (found, wanted) = match self.def.function_code {
            Some(field) if self.cx.constant_of(function).is_none() => {
                let types = self.cx.fact(seen).types();
                let ty = types.only().ok_or(GiveUp::Malformed)?;
                let is = self.cx.is(function, ty);
                let other = self.cx.not(is);
                self.added_exit(other)?;
                let code = self.cx.load_at(field, function, T::NONE);
                let ty = self.cx.fact(code).types().only().ok_or(GiveUp::Malformed)?;
                (code, self.cx.datum(Datum::new(ty, callee.code)))
            }
            _ => {
                self.keeps_code(callee)?;
                (function, seen)
            }
        };
        let same = self.cx.same(found, wanted);
        let differs = self.cx.not(same);
        self.cx.log_callee();
        self.added_exit(differs)
    }

    /// Makes sure that the function has the code that was recorded.
    fn keeps_code(&mut self, callee: &Callee) -> Result<(), GiveUp> {
        if !self.cx.host().keeps_code(callee.function, callee.code) {
            return Err(GiveUp::Frame);
        }
        let first = self.cx.events().len();
        self.cx.check_validity();
        self.attach(first);
        Ok(())
    }

    pub(super) fn action(&self, action: u32) -> Option<&'static super::ReturnAction> {
        self.def.actions.get(action as usize)
    }

    /// Returns from the innermost frame.
    fn pop(&mut self, step: &Recorded, values: &[T]) -> Result<(), GiveUp> {
        let value = *values.first().ok_or(GiveUp::Malformed)?;
        let caller = self.caller(step)?;
        if self.around.len() < 2 && caller.is_none() {
            return Err(GiveUp::Frame);
        }
        let action = caller.map_or_else(|| self.top().action, |it| it.action);
        let row = action.and_then(|it| self.action(it));
        if action.is_some() && !row.is_some_and(|it| it.known) {
            return Err(GiveUp::Frame);
        }
        if let Some(row) = row {
            if let Some(ty) = row.only {
                let is = self.cx.is(value, ty);
                let other = self.cx.not(is);
                self.added_exit(other)?;
            }
            if let Some(ty) = row.never {
                let is = self.cx.is(value, ty);
                self.added_exit(is)?;
            }
        }
        match caller {
            None => {
                if row.is_some_and(|it| it.resumes) {
                    self.finish_generator()?;
                }
                self.leave_frame();
            }
            Some(caller) => {
                if row.is_some_and(|it| it.resumes) {
                    self.forget_suspended();
                }
                self.enter_caller(caller, Vec::new());
            }
        }
        self.go_on();
        let (drops, pushes) = row.map_or((0, true), |it| (it.drops, it.pushes));
        let stack = self.stack();
        let kept = stack.len().checked_sub(drops as usize).ok_or(GiveUp::Malformed)?;
        stack.truncate(kept);
        if pushes {
            stack.push(value);
        }
        Ok(())
    }

    /// Goes on in the frame below the one in which the trace has run so far. Nothing is known of it.
    pub(super) fn enter_caller(&mut self, caller: Caller, kept: Vec<T>) {
        let any = self.def.sem.of_types(self.def.sem.any());
        let locals: Vec<T> = (0..caller.locals).map(|_| self.cx.opaque(any)).collect();
        let stack: Vec<T> = (0..caller.stack).map(|_| self.cx.opaque(any)).collect();
        let slots = [locals.as_slice(), stack.as_slice()].concat();
        let first = self.cx.events().len();
        let Caller { place, action, resume_at, .. } = caller;
        self.cx.emit(EventKind::Return { place, action, resume_at, kept, slots });
        self.attach(first);
        self.reached += 1;
        *self.cx.frames_mut() = vec![Frame { code: caller.place.code, locals, stack }];
        self.around = vec![Around::outermost(caller.place.at)];
    }
}
