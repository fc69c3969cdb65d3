//! What traces are made and run with: constants of code, memory, helpers.

use super::{Tier2, bridge, enter};
use crate::machine::frames;
use crate::machine::frames::action::{ENTRY, FOR, SEND};
use crate::machine::unwind;
use crate::machine::{Fp, Pc, Sp, Value, Vm};
use std::cell::Cell;
use std::rc::Rc;
use trefoil_objects::function::Function;
use trefoil_objects::generator::{ResumeAt, State};
use trefoil_objects::watch::Place as Watch;
use trefoil_optimizer::exec::{Code, Raised, Rebuilt, Validity, World};
use trefoil_optimizer::generated::{SEMANTICS, field};
use trefoil_optimizer::host::Host;
use trefoil_optimizer::semantics::{Datum, Field, Helper, Op, Type};
use trefoil_optimizer::trace::recording::Place;

/// The world while a trace is made.
pub struct TraceHost<'a> {
    vm: &'a Vm,
    /// Places of which nothing is promised.
    refused: &'a [Watch],
    /// Places that the trace relies on.
    promised: Vec<Watch>,
}

impl<'a> TraceHost<'a> {
    /// The world of a machine, which makes no promise of some places.
    pub fn new(vm: &'a Vm, refused: &'a [Watch]) -> TraceHost<'a> {
        TraceHost { vm, refused, promised: Vec::new() }
    }
    /// What was promised: the trace is to become invalid before one of these changes.
    pub fn into_promised(self) -> Vec<Watch> {
        self.promised
    }
    fn promise(&mut self, place: Watch) -> bool {
        if self.refused.contains(&place) {
            return false;
        }
        if !self.promised.contains(&place) {
            self.promised.push(place);
        }
        true
    }
}

impl Host for TraceHost<'_> {
    fn resume_at(&mut self, code: u64, at: u32) -> i64 {
        ResumeAt::in_code(enter::code_of(code), at).number() as i64
    }
    fn watch(&mut self, field: Field, object: Datum, index: Option<i64>) -> Option<Datum> {
        let info = SEMANTICS.field(field);
        let index = usize::try_from(index.unwrap_or(0)).ok()?;
        // What is asked for behind a guard that does not hold may be no such object.
        if object.ty != info.object {
            return None;
        }
        if info.watch {
            let place = bridge::watch(self.vm, field, object, index)?;
            return self.promise(place).then(|| bridge::load(self.vm, field, object, index));
        }
        let len = info.len.map(|len| bridge::load(self.vm, len, object, 0).bits);
        let exists = !info.array || len.is_some_and(|len| (index as u64) < len);
        (exists && !info.mutable).then(|| bridge::load(self.vm, field, object, index))
    }
    fn keeps_code(&mut self, function: Datum, code: u64) -> bool {
        let function = Function::from_value(bridge::value_of(self.vm, function));
        let place = Watch::of_function(function);
        function.code.get().value().bits() == code && place.is_some_and(|it| self.promise(it))
    }
    fn pure_call(&mut self, helper: Helper, args: &[Datum]) -> Option<Datum> {
        bridge::call(self.vm, helper, args, &[]).ok()
    }
    fn constant(&mut self, code: u64, index: u32) -> Option<Datum> {
        super::enter::code_of(code).consts.get(index as usize).map(|value| bridge::datum_of(*value))
    }
    fn name(&mut self, code: u64, index: u32) -> Option<Datum> {
        super::enter::code_of(code).names.get(index as usize).map(|value| bridge::datum_of(*value))
    }
}

/// The world of a trace that runs.
pub struct TraceWorld<'a> {
    /// The machine.
    pub vm: &'a Vm,
    /// Its tier 2.
    pub tier2: &'a Tier2,
    /// The frame in which the trace was entered.
    pub fp: Fp,
    /// The depth of that frame.
    pub depth: u32,
}

impl TraceWorld<'_> {
    /// A generator, of its fields in the order of words.
    fn generator(&self, fields: &[(Field, Datum)]) -> Datum {
        let vm = self.vm;
        let one = |wanted: Field| fields.iter().find(|it| it.0 == wanted).map(|it| it.1);
        let object = |wanted| one(wanted).map_or(Value::NULL, |it| bridge::value_of(vm, it));
        let number = |wanted| one(wanted).map_or(0, |it| it.bits);
        let code = enter::code_of(object(field::GENERATOR_CODE).bits());
        // SAFETY: the field holds a function.
        let mut function: Function = unsafe { object(field::GENERATOR_FUNCTION).as_unchecked() };
        // It has got other code meanwhile.
        if function.code.get() != code {
            function = vm.twin_of(function, code);
        }
        let words = fields.iter().filter(|it| it.0 == field::GENERATOR_WORDS);
        let words: Vec<Value> = words.map(|it| bridge::value_of(vm, it.1)).collect();
        let generator = vm.new_generator(function, &words, 0);
        generator.state.set(State::of(number(field::GENERATOR_STATE) as u32));
        generator.saved.set(number(field::GENERATOR_SAVED) as u32);
        generator.resume_at.set(ResumeAt::of_number(number(field::GENERATOR_RESUME_AT)));
        bridge::datum_of(generator.value())
    }
}

impl World for TraceWorld<'_> {
    fn begin(&mut self, registers: &Rc<[Cell<Datum>]>) {
        self.tier2.running.borrow_mut().push(Rc::clone(registers));
    }
    fn finish(&mut self) {
        self.tier2.running.borrow_mut().pop();
    }
    fn load(&mut self, field: Field, object: Datum, index: Option<i64>) -> Datum {
        bridge::load(self.vm, field, object, index.unwrap_or(0) as usize)
    }
    fn store(&mut self, field: Field, object: Datum, index: Option<i64>, value: Datum) {
        bridge::store(self.vm, field, object, index.unwrap_or(0) as usize, value);
    }
    fn alloc(&mut self, ty: Type, fields: &[(Field, Option<i64>, Datum)]) -> Datum {
        let mut ordered = fields.to_vec();
        ordered.sort_by_key(|(_, index, _)| *index);
        let fields: Vec<(Field, Datum)> =
            ordered.iter().map(|(field, _, value)| (*field, *value)).collect();
        if ty == trefoil_optimizer::generated::ty::GENERATOR {
            return self.generator(&fields);
        }
        bridge::alloc(self.vm, ty, &fields)
    }
    fn call(&mut self, helper: Helper, args: &[Datum], lens: &[u32]) -> Result<Datum, Raised> {
        bridge::call(self.vm, helper, args, lens)
    }
    fn expose(&mut self, frames: &[Rebuilt]) {
        // SAFETY: the frames are those of a leave of the trace that was entered at `fp`; room was checked at its entry.
        let (pc, sp, fp) = unsafe { enter::rebuild(self.vm, frames, self.fp) };
        self.vm.save(pc, sp, fp);
    }
    fn call_on_frame(
        &mut self,
        helper: Helper,
        args: &[Datum],
        lens: &[u32],
        first: u32,
    ) -> Result<Datum, Raised> {
        let (_, _, fp) = self.vm.saved.get();
        let len = lens.first().map_or(0, |len| *len as usize);
        // SAFETY: the frame is in place; the operands of the instruction, which are the array, are in it.
        let array = unsafe { Sp(fp.0.add(first as usize)).slots(0, len) };
        bridge::call_on_frame(self.vm, helper, args, lens, &[array])
    }
    fn frame_slots(&mut self, first: u32, count: usize) -> Vec<Datum> {
        let (_, _, fp) = self.vm.saved.get();
        // SAFETY: the frame is in place, and a helper has written its locals or arguments; room was checked at entry.
        let slots = unsafe { std::slice::from_raw_parts(fp.0.add(first as usize), count) };
        slots.iter().map(|value| bridge::datum_of(*value)).collect()
    }
    fn catch(&mut self) -> Datum {
        let (pc, sp, fp) = self.vm.saved.get();
        // SAFETY: the frames of the leave are in place, and the innermost one has called the helper that raised.
        let exception = unsafe { unwind::catch(pc, sp, fp, self.vm) };
        bridge::datum_of(exception)
    }
    fn conceal(&mut self) {
        self.vm.depth.set(self.depth);
    }
    fn return_to(
        &mut self,
        place: Place,
        action: Option<u32>,
        suspended: Option<(u32, &[Datum])>,
        count: usize,
    ) -> Option<Vec<Datum>> {
        // SAFETY: the frame at `fp` is the one in which the trace runs, with its header in place.
        unsafe {
            let link = self.fp.link();
            let below = link.caller();
            if link.action() != action.unwrap_or(0) || link.action() == ENTRY {
                return None;
            }
            let code = below.function().code.get();
            let base = code.units.as_ptr() as usize;
            let at = (self.fp.ret().0 as usize).wrapping_sub(base) / 4;
            if code.value().bits() != place.code || at != place.at as usize {
                return None;
            }
            match suspended {
                Some((resume_at, kept)) => {
                    let generator = frames::generator_of(self.fp);
                    for (index, datum) in kept.iter().enumerate() {
                        *generator.words().add(index) = bridge::value_of(self.vm, *datum);
                    }
                    let units = self.fp.function().code.get().units.as_ptr() as *mut u32;
                    let next = Pc(units.add(resume_at as usize));
                    frames::put_away(generator, kept.len(), next, self.vm);
                }
                None if matches!(link.action(), FOR | SEND) => frames::finish(self.fp, self.vm),
                None => {}
            }
            self.fp = below;
            self.depth -= 1;
            self.vm.depth.set(self.depth);
            // The header of the frame lies above the operands.
            let slots = std::slice::from_raw_parts(below.0, count);
            Some(slots.iter().map(|value| bridge::datum_of(*value)).collect())
        }
    }
    fn whole(&mut self, _: Op, _: &[Datum], _: &mut Vec<Datum>) -> Result<(), Raised> {
        unreachable!("recordings with ops that do not decompose are given up")
    }
    fn forces(&mut self, code: &Code, leave: u32) -> bool {
        self.vm.settings.exit_stress
            && code.exits.get(leave as usize).is_some_and(|exit| exit.taken.get() == 0)
    }
    fn safepoint(&mut self) -> Validity {
        let pending = self.vm.poll.load(std::sync::atomic::Ordering::Relaxed) != 0;
        if pending { Validity::Invalid } else { Validity::Valid }
    }
}
