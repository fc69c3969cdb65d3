//! `--stats`: instructions run, specialization by family, allocation and collection.
//!
//! Counting costs nothing when it is off: it is a dispatch table of its own, in which every instruction is [`count`].

use crate::machine::{Fp, Next, Pc, Sp, Vm};
use std::fmt::Write;
use trefoil_compiler::metadata::{FAMILIES, INSTS};
use trefoil_objects::vm::OPCODES;
use trefoil_primitives::metadata::{Effects, InstKind};

crate::handler! {
    /// Stands for every instruction in the table that counts: counts it and runs it.
    pub fn count(pc: Pc, sp: Sp, fp: Fp, vm: &Vm) -> Next {
        // SAFETY: `pc` is at an instruction; the handler gets the state as it was.
        unsafe {
            let opcode = usize::from(pc.opcode());
            note(vm, opcode);
            crate::interpreter::HANDLERS[opcode](pc, sp, fp, vm)
        }
    }
}

/// Counts a run of an instruction.
#[inline(never)]
pub fn note(vm: &Vm, opcode: usize) {
    if let Some(count) = vm.counts.instructions.borrow_mut().get_mut(opcode) {
        *count += 1;
    }
}

/// Counting on the machine.
pub trait Counting {
    /// An adaptive instruction was specialized, or was found not to apply.
    fn count_specialization(&self, family: usize, found: bool);
    /// An exit of a member was taken.
    fn count_miss(&self, family: usize);
}

impl Counting for Vm {
    #[inline]
    fn count_specialization(&self, family: usize, found: bool) {
        if self.settings.stats {
            self.counts.family(family, usize::from(!found));
        }
    }
    #[inline]
    fn count_miss(&self, family: usize) {
        if self.settings.stats {
            self.counts.family(family, 2);
        }
    }
}

/// Starts counting, if the settings ask for it.
pub fn start(vm: &Vm) {
    if vm.settings.stats {
        vm.counts.start(FAMILIES.len());
    }
}

/// Effects that make a helper more than a computation.
const EFFECTS: [Effects; 4] =
    [Effects::ERRORS, Effects::ESCAPES, Effects::WRITES, Effects::ALLOCATES];

/// Whether the instruction's body calls a helper with effects.
fn calls_with_effects(opcode: usize) -> bool {
    let effects = INSTS[opcode].effects;
    effects.contains(Effects::CALLS) && EFFECTS.iter().any(|effect| effects.contains(*effect))
}

/// The counts, for people.
pub fn render(vm: &Vm) -> String {
    let counts = vm.counts.instructions.borrow();
    let total: u64 = counts.iter().sum();
    let mut text = String::new();
    let share = |part: u64| if total == 0 { 0.0 } else { 100.0 * part as f64 / total as f64 };
    let sum = |wanted: &dyn Fn(usize) -> bool| -> u64 {
        (0..INSTS.len().min(OPCODES))
            .filter(|opcode| wanted(*opcode))
            .map(|opcode| counts.get(opcode).copied().unwrap_or(0))
            .sum()
    };
    let members = sum(&|opcode| INSTS[opcode].kind == InstKind::Member);
    let supers = sum(&|opcode| INSTS[opcode].kind == InstKind::Super);
    let inlined =
        sum(&|opcode| INSTS[opcode].kind == InstKind::Member || !calls_with_effects(opcode));
    let _ = writeln!(text, "instructions             {total:>15}");
    let _ = writeln!(text, "  specialized            {members:>15}  {:5.1} %", share(members));
    let _ = writeln!(text, "  superinstructions      {supers:>15}  {:5.1} %", share(supers));
    let _ = writeln!(text, "  no helper with effects {inlined:>15}  {:5.1} %", share(inlined));
    render_frequent(&mut text, &counts, total);
    render_families(vm, &mut text);
    let _ = write!(text, "{}", vm.heap.statistics());
    crate::tier2::totals::write(vm, total, &mut text);
    text
}

fn render_frequent(text: &mut String, counts: &[u64], total: u64) {
    let mut rows: Vec<(u64, usize)> =
        counts.iter().copied().zip(0..).filter(|(count, _)| *count > 0).collect();
    rows.sort_by(|a, b| b.cmp(a));
    let _ = writeln!(text, "\nmost frequent instructions");
    for (count, opcode) in rows.into_iter().take(40) {
        let _ = writeln!(
            text,
            "  {:32} {count:>15}  {:5.1} %",
            INSTS[opcode].name,
            100.0 * count as f64 / total as f64
        );
    }
}

fn render_families(vm: &Vm, text: &mut String) {
    let instructions = vm.counts.instructions.borrow();
    let count = |opcode: u16| instructions.get(usize::from(opcode)).copied().unwrap_or(0);
    let _ = writeln!(
        text,
        "\nfamily                       hits          misses     generic  specialized  declined"
    );
    for (family, events) in FAMILIES.iter().zip(vm.counts.families.borrow().iter()) {
        let [specialized, declined, missed] = *events;
        let hits: u64 = family.members.iter().map(|member| count(*member)).sum();
        let generic = count(family.head);
        if hits + generic + missed == 0 {
            continue;
        }
        let _ = writeln!(
            text,
            "{:22} {:>11} {missed:>15} {generic:>11} {specialized:>12} {declined:>9}",
            family.name,
            hits.saturating_sub(missed)
        );
    }
}
