//! Generators in traces: a frame that is suspended is the fields of an object, one that goes on is a frame like any other.
//!
//! Nothing is emitted for a frame but loads and stores of those fields, so that what is forwarded, deferred and promised of memory
//! holds for suspended frames too. While a generator runs, what its object keeps of the frame is out of date, as in tier 1.
//!
//! A generator that handles an exception while it is suspended is not followed: so the exception that is being handled is the same in
//! it and around it when it goes on. When it comes to a handler they become different; then its frame says which one is handled around it.

use super::build::Builder;
use super::recording::{Callee, Recorded};
use super::{GiveUp, Suspension};
use crate::calls::Frame;
use crate::event::EventKind;
use crate::memory::Known;
use crate::semantics::{Datum, Field};
use crate::term::T;

impl Builder<'_, '_> {
    /// Makes a generator of the innermost frame, if that is what the call at a row of the events does: an object like any other, which
    /// exists in snapshots alone until something else wants it.
    pub(super) fn begin_generator(&mut self, step: &Recorded, row: usize) -> bool {
        let Some(by) = self.def.suspension else { return false };
        let function = self.innermost_function();
        let result = match self.cx.events()[row].kind {
            EventKind::Call { result, helper, .. } if helper == by.make => result,
            _ => return false,
        };
        let code = self.def.sem.field(by.code).content.types.only();
        let (Some(code), true) = (code, function.is_some()) else { return false };
        let Some(inst) = self.def.insts.get(usize::from(step.inst)) else { return false };
        self.cx.made_instead(row, self.def.sem.field(by.state).object);
        let frame = &self.cx.frames()[self.cx.frames().len() - 1];
        let words = [frame.locals.as_slice(), frame.stack.as_slice()].concat();
        let at = step.place.at + u32::from(inst.units);
        let at = self.cx.host().resume_at(step.place.code, at);
        let code = self.cx.datum(Datum::new(code, step.place.code));
        let null = self.absent();
        let [state, saved, at] = [by.created, words.len() as i64, at].map(|it| self.cx.int(it));
        for (field, value) in [
            (by.function, function),
            (by.code, code),
            (by.handled, null),
            (by.state, state),
            (by.saved, saved),
            (by.resume_at, at),
        ] {
            self.cx.init_at(result, field, T::NONE, value);
        }
        for (index, word) in words.into_iter().enumerate() {
            let index = self.cx.int(index as i64);
            self.cx.init_at(result, by.words, index, word);
        }
        true
    }

    /// Goes on with the frame of a generator, after making sure that it goes on where it did.
    pub(super) fn resume(
        &mut self,
        step: &Recorded,
        values: &[T],
        action: T,
    ) -> Result<(), GiveUp> {
        let by = self.def.suspension.ok_or(GiveUp::Frame)?;
        let callee = self.callee(step).ok_or(GiveUp::Frame)?;
        let resumed = callee.resumed.ok_or(GiveUp::Frame)?;
        let [generator, sent] = *values else { return Err(GiveUp::Malformed) };
        let action = self.action_of(action)?;
        if self.stack().last() != Some(&generator) {
            return Err(GiveUp::Frame);
        }
        let function = self.only_place(by, generator, &callee)?;
        let mut words = Vec::with_capacity(resumed.words as usize + 1);
        for index in 0..resumed.words {
            let index = self.cx.int(i64::from(index));
            words.push(self.cx.load_at(by.words, generator, index));
        }
        self.set_word(by.state, generator, by.running);
        self.suspend_caller();
        words.push(self.cx.canonical(sent));
        let stack = words.split_off(callee.locals as usize);
        self.cx.frames_mut().push(Frame { code: callee.code, locals: words, stack });
        self.enter(resumed.at, function, action);
        Ok(())
    }

    /// Leaves unless a generator is suspended where it was. Gives its function.
    fn only_place(&mut self, by: &Suspension, generator: T, callee: &Callee) -> Result<T, GiveUp> {
        let at = callee.resumed.map_or(0, |it| it.at);
        let found = self.cx.load_at(by.resume_at, generator, T::NONE);
        let wanted = self.cx.host().resume_at(callee.code, at);
        let wanted = self.cx.int(wanted);
        let same = self.cx.eq(found, wanted);
        let differs = self.cx.not(same);
        self.added_exit(differs)?;
        let function = self.cx.load_at(by.function, generator, T::NONE);
        // A function says which code it has. That of a generator that the trace has made may have got other code since: other generators
        // are given a function of their own then.
        let made = self.cx.memory().is_made(generator);
        if let Some(field) = self.def.function_code.filter(|_| !made) {
            let ty = self.def.sem.field(field).content.types.only().ok_or(GiveUp::Malformed)?;
            let code = self.cx.datum(Datum::new(ty, callee.code));
            self.learn(field, function, code);
        }
        let null = self.absent();
        self.learn(by.handled, generator, null);
        let saved = self.cx.int(callee.resumed.map_or(0, |it| i64::from(it.words)));
        self.learn(by.saved, generator, saved);
        Ok(function)
    }

    fn learn(&mut self, field: Field, object: T, value: T) {
        let object = self.cx.canonical(object);
        if self.cx.known_field(field, object, T::NONE).is_none() {
            self.cx.memory_mut().learn(Known { field, object, index: T::NONE, value });
        }
    }

    /// Suspends the innermost frame and gives a value to the one that resumed it.
    pub(super) fn suspend(&mut self, step: &Recorded, values: &[T]) -> Result<(), GiveUp> {
        let by = self.def.suspension.ok_or(GiveUp::Frame)?;
        let value = *values.first().ok_or(GiveUp::Malformed)?;
        let frame = self.cx.frames().last().ok_or(GiveUp::Malformed)?;
        let words = [frame.locals.as_slice(), frame.stack.as_slice()].concat();
        if let Some(caller) = self.caller(step)? {
            caller.resume_at.ok_or(GiveUp::Frame)?;
            // What suspended frames keep may be anything from here on.
            words.iter().for_each(|t| self.cx.escape(*t));
            self.forget_suspended();
            self.enter_caller(caller, words);
        } else {
            let generator = self.generator()?;
            let units = self.def.insts.get(usize::from(step.inst)).ok_or(GiveUp::Malformed)?.units;
            for (index, word) in words.iter().enumerate() {
                let index = self.cx.int(index as i64);
                self.set(by.words, generator, index, *word);
            }
            self.set_word(by.saved, generator, words.len() as i64);
            let at = self.cx.host().resume_at(step.place.code, step.place.at + u32::from(units));
            self.set_word(by.resume_at, generator, at);
            self.set_word(by.state, generator, by.suspended);
            self.leave_frame();
        }
        self.go_on();
        self.stack().push(value);
        Ok(())
    }

    /// If an op whose events start at `first` begins to handle an exception: what was handled before is what is handled around the
    /// generators that have gone on in the trace.
    pub(super) fn note_handling(&mut self, first: usize) {
        let Some(by) = self.def.suspension.filter(|_| self.around.len() > 1) else { return };
        let before = self.cx.events()[first..].iter().find_map(|it| match it.kind {
            EventKind::Call { result, helper, .. } if helper == by.handle => Some(result),
            _ => None,
        });
        let Some(before) = before else { return };
        for row in 1..self.around.len() {
            let around = &self.around[row];
            let action = around.action.and_then(|it| self.action(it));
            if action.is_some_and(|it| it.resumes) && !around.handled.is_some() {
                self.around[row].handled = before;
            }
        }
        self.suspend_callers();
    }

    /// The innermost frame is a generator's, and returns.
    pub(super) fn finish_generator(&mut self) -> Result<(), GiveUp> {
        let by = self.def.suspension.ok_or(GiveUp::Frame)?;
        let generator = self.generator()?;
        self.set_word(by.state, generator, by.finished);
        self.set_word(by.saved, generator, 0);
        Ok(())
    }

    /// The generator whose frame is the innermost one.
    fn generator(&self) -> Result<T, GiveUp> {
        let frames = self.cx.frames();
        let resumes = self.innermost_action().is_some_and(|it| it.resumes);
        let below = frames.len().checked_sub(2).and_then(|row| frames[row].stack.last());
        below.filter(|_| resumes).copied().ok_or(GiveUp::Frame)
    }

    /// Forgets what generators keep: that of a frame below was written by the machine.
    pub(super) fn forget_suspended(&mut self) {
        if let Some(by) = self.def.suspension {
            let fields = [by.handled, by.state, by.saved, by.resume_at, by.words];
            self.cx.forget_written(&fields, false);
        }
    }

    fn set_word(&mut self, field: Field, object: T, word: i64) {
        let value = self.cx.int(word);
        self.set(field, object, T::NONE, value);
    }

    /// Stores to a field unless it is known to hold the value.
    fn set(&mut self, field: Field, object: T, index: T, value: T) {
        let value = self.cx.canonical(value);
        if self.cx.known_field(field, object, index) != Some(value) {
            self.cx.store_at(field, object, index, value);
        }
    }
}
