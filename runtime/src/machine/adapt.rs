//! Adaptive counters: when an instruction specializes, when it gives up, when it goes back; and superinstructions.
//!
//! Unit 1 of an adaptive instruction is its counter:
//!
//! ```text
//! bits 0..16   in the head: runs until the next attempt; in a member: misses so far
//! bits 16..24  backoff exponent; 0 means that it never ran
//! bits 24..32  units back to the instruction before it, 0 if there is none (set when the code is loaded)
//! ```
//!
//! A superinstruction is installed by rewriting the opcode of its first component when both components are in place, and taken
//! out again when the second changes: it reads the caches of both.

use super::{Fp, Pc, Sp, Vm};
use crate::opcode;
use crate::stats::Counting;
use trefoil_compiler::metadata::{FAMILIES, INSTS};

/// Misses after which a member turns back into its head.
const MISSES: u32 = 32;
/// Runs of the head before the next attempt are `1 << FIRST`, doubled with each failure.
const FIRST: u32 = 4;
/// Largest exponent.
const LAST: u32 = 12;
const COUNT: u32 = 0xffff;
const EXPONENT: u32 = 0xff_0000;
const BEFORE: u32 = 0xff00_0000;

/// What handlers ask of an adaptive instruction.
pub trait Adaptive {
    /// Counts a run of the head; says whether it is time to specialize.
    ///
    /// # Safety
    /// At an adaptive instruction.
    unsafe fn warm(self) -> bool;
}

impl Adaptive for Pc {
    #[inline(always)]
    unsafe fn warm(self) -> bool {
        // SAFETY: contract: unit 1 is the counter.
        unsafe {
            let counter = self.cache_u32(1);
            if counter & COUNT != 0 {
                self.set_cache_u32(1, counter - 1);
                return false;
            }
            if counter & EXPONENT == 0 {
                self.set_cache_u32(1, counter | 1 << 16);
                return false;
            }
            true
        }
    }
}

/// What the specializer and the handlers of misses tell the VM.
pub trait Adapt {
    /// A member was found: puts it in place.
    ///
    /// # Safety
    /// At an adaptive instruction of that family, whose caches are filled for the member.
    unsafe fn specialized(&self, pc: Pc, family: u16, member: u16);
    /// No member applies: waits longer.
    ///
    /// # Safety
    /// At an adaptive instruction of that family.
    unsafe fn not_specialized(&self, pc: Pc, family: u16);
    /// An exit was taken: counts it, and puts the head back after too many.
    ///
    /// # Safety
    /// At a member (or a superinstruction that starts with one) of that family.
    unsafe fn missed(&self, pc: Pc, family: u16, head: u16);
}

impl Adapt for Vm {
    #[cold]
    unsafe fn specialized(&self, pc: Pc, family: u16, member: u16) {
        if !self.settings.specialize {
            // SAFETY: contract. The head runs again, and asks again after many runs.
            return unsafe { back_off(pc) };
        }
        // SAFETY: contract.
        unsafe {
            pc.set_cache_u32(1, pc.cache_u32(1) & !COUNT);
            separate(pc);
            pc.set_opcode(member);
            combine(pc);
            if let Some(before) = instruction_before(pc) {
                combine(before);
            }
        }
        self.count_specialization(usize::from(family), true);
    }

    #[cold]
    unsafe fn not_specialized(&self, pc: Pc, family: u16) {
        // SAFETY: contract.
        unsafe { back_off(pc) };
        self.count_specialization(usize::from(family), false);
    }

    #[inline]
    unsafe fn missed(&self, pc: Pc, family: u16, head: u16) {
        self.count_miss(usize::from(family));
        // SAFETY: contract.
        unsafe {
            let counter = pc.cache_u32(1);
            if counter & COUNT < MISSES {
                pc.set_cache_u32(1, counter + 1);
            } else {
                back_off(pc);
                separate(pc);
                pc.set_opcode(head);
            }
        }
    }
}

/// Puts in place what fits the operands at hand: no superinstruction, of an adaptive instruction the member that would be chosen now,
/// or its head if there is none. For recorders: what they note is then what happens. Says whether there was a superinstruction, which
/// [`combine`] puts back.
///
/// # Safety
/// The state is that of the running frame at an instruction.
pub unsafe fn fit(pc: Pc, sp: Sp, fp: Fp, vm: &Vm) -> bool {
    // SAFETY: contract. The state is saved, as specializers ask helpers.
    unsafe {
        let (before, first) = (pc.opcode(), opcode::first_of(pc.opcode()));
        pc.set_opcode(first);
        let family = INSTS[usize::from(first)].family.filter(|_| vm.settings.specialize);
        let Some(family) = family else { return before != first };
        let Some(specializer) = crate::interpreter::SPECIALIZERS[usize::from(family)] else {
            return before != first;
        };
        vm.save(pc, sp, fp);
        let member = specializer(pc, sp, fp, vm).unwrap_or(FAMILIES[usize::from(family)].head);
        if member != pc.opcode() {
            pc.set_cache_u32(1, pc.cache_u32(1) & !COUNT);
            separate(pc);
            pc.set_opcode(member);
        }
        before != first
    }
}

/// Sets the counter to wait for more runs than the last time.
///
/// # Safety
/// At an adaptive instruction.
unsafe fn back_off(pc: Pc) {
    // SAFETY: contract.
    unsafe {
        let counter = pc.cache_u32(1);
        let exponent = ((counter & EXPONENT) >> 16).clamp(FIRST, LAST);
        pc.set_cache_u32(1, counter & BEFORE | (exponent + 1).min(LAST) << 16 | 1 << exponent);
    }
}

/// The instruction before an adaptive one, if it can begin a superinstruction with it.
///
/// # Safety
/// At an adaptive instruction.
unsafe fn instruction_before(pc: Pc) -> Option<Pc> {
    // SAFETY: contract; the distance was measured when the code was loaded.
    unsafe {
        let distance = pc.cache_u32(1) >> 24;
        (distance != 0).then(|| pc.jump(-(distance as i32)))
    }
}

/// Takes a superinstruction out that ends with the adaptive instruction at `pc`, which is about to change.
///
/// # Safety
/// At an adaptive instruction.
unsafe fn separate(pc: Pc) {
    // SAFETY: contract.
    unsafe {
        if let Some(before) = instruction_before(pc) {
            before.set_opcode(opcode::first_of(before.opcode()));
        }
    }
}

/// Installs the superinstruction that begins at `pc` with the instruction there and the next, if there is one.
///
/// # Safety
/// `pc` is at an instruction that another one follows.
pub unsafe fn combine(pc: Pc) {
    // SAFETY: contract.
    unsafe {
        let first = opcode::first_of(pc.opcode());
        let second = opcode::first_of(pc.advance(opcode::units(first)).opcode());
        if let Some(combined) = opcode::super_of(first, second) {
            pc.set_opcode(combined);
        }
    }
}
