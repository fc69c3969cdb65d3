//! Exceptions that are caught in the trace: what raises goes on at the handler, which may be that of a frame further out.
//!
//! The call that was seen to raise becomes an [`EventKind::Invoke`], with a branch behind it that leaves if it did not. Frames that the
//! exception leaves exist in snapshots alone, as any others: a trace that raises and catches makes none. Which exception it is
//! nothing says; handlers find out as they do in tier 1.

use super::build::{Builder, can_be_left_to_do};
use super::recording::{Caught, Recorded};
use super::{Cause, GiveUp, Leave};
use crate::defects::{Defect, broken};
use crate::event::EventKind;
use crate::term::T;
use trefoil_primitives::metadata::InstMeta;

impl Builder<'_, '_> {
    /// The op that has just run, whose events start at `first`, has called a helper that raises: undoes what it did behind the call and
    /// goes on at the handler. `locals` are those from before the op if it writes any.
    pub(super) fn catch(
        &mut self,
        inst: &InstMeta,
        step: &Recorded,
        first: usize,
        outputs: &[T],
        locals: Option<Vec<T>>,
    ) -> Result<(), GiveUp> {
        if self.cx.step().ends || self.cx.is_unreachable() {
            return Err(GiveUp::Contradiction);
        }
        let caught = step.caught.and_then(|row| self.recording.caught.get(row as usize));
        let caught = *caught.ok_or(GiveUp::Malformed)?;
        let sem = self.def.sem;
        // One that works on the frame is called in another way.
        let raises = |kind: &EventKind| match kind {
            EventKind::Call { helper, .. } => {
                let info = sem.helper(*helper);
                info.errors && !info.frame
            }
            _ => false,
        };
        let last = self.cx.events()[first..].iter().rposition(|it| raises(&it.kind));
        let row = first + last.ok_or(GiveUp::Handler)?;
        let EventKind::Call { helper, .. } = self.cx.events()[row].kind else {
            return Err(GiveUp::Handler);
        };
        let returns = !sem.helper(helper).never;
        let otherwise = returns.then(|| self.leave_behind(inst, step, row, outputs)).transpose()?;
        if let Some(locals) = locals {
            *self.locals() = locals;
        }
        self.undo_behind(row);
        let exception = self.cx.opaque(sem.of_types(sem.present()));
        let raised = self.cx.opaque(sem.a_bool());
        if let EventKind::Call { result, helper, args, lens } = &mut self.cx.events[row].kind {
            let (args, lens) = (std::mem::take(args), std::mem::take(lens));
            let (result, helper) = (*result, *helper);
            self.cx.events[row].kind =
                EventKind::Invoke { result, helper, args, lens, raised, exception };
        }
        self.attach(first);
        if otherwise.is_some() && !broken(Defect::RaisesAlways) {
            self.reached += 1;
            let branch = self.cx.events().len();
            self.cx.emit(EventKind::Branch { cond: raised, taken: true });
            self.cx.events[branch..].iter_mut().for_each(|it| it.leave = otherwise);
        }
        self.land(&caught, exception)
    }

    /// The leave behind the instruction, for the case that the call at a row of the events does not raise.
    fn leave_behind(
        &mut self,
        inst: &InstMeta,
        step: &Recorded,
        row: usize,
        outputs: &[T],
    ) -> Result<u32, GiveUp> {
        let at = step.place.at + u32::from(inst.units);
        let frame = self.add_frame(at, None, outputs);
        let objects = self.virtuals(frame);
        let before: Vec<EventKind> =
            self.cx.events()[row + 1..].iter().map(|it| it.kind.clone()).collect();
        if !before.iter().all(|kind| can_be_left_to_do(&objects, kind)) {
            return Err(GiveUp::Handler);
        }
        let (cause, tested) = (Cause::Branch, self.reached + 1);
        self.leaves.push(Leave { cause, tested, frame, objects, before });
        Ok(self.leaves.len() as u32 - 1)
    }

    /// Undoes what has happened behind the event at a row.
    fn undo_behind(&mut self, row: usize) {
        let event = &self.cx.events()[row];
        let (trail, memory) = (event.trail as usize, event.memory as usize);
        self.cx.events.truncate(row + 1);
        self.cx.undo_to(trail);
        if !broken(Defect::RaisedKeepsMemory) {
            self.cx.memory_mut().undo_to(memory);
        }
    }

    /// Goes on at a handler, with the exception.
    fn land(&mut self, caught: &Caught, exception: T) -> Result<(), GiveUp> {
        if self.around.len() <= caught.frames as usize {
            return Err(GiveUp::Malformed);
        }
        for _ in 0..caught.frames {
            if self.innermost_action().is_some_and(|it| it.resumes) {
                self.finish_generator()?;
            }
            self.leave_frame();
        }
        self.go_on();
        if self.innermost_code() != caught.place.code {
            return Err(GiveUp::Malformed);
        }
        let depth = caught.depth as usize;
        if self.stack().len() < depth {
            return Err(GiveUp::Malformed);
        }
        let raised_at = caught.raised_at.map(|at| self.cx.int(i64::from(at)));
        let stack = self.stack();
        stack.truncate(depth);
        stack.extend(raised_at);
        stack.push(exception);
        Ok(())
    }

    fn innermost_code(&self) -> u64 {
        self.cx.frames().last().map_or(0, |it| it.code)
    }
}
