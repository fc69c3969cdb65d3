//! Code units from instructions, and back to text. Works from the generated metadata alone.

use std::fmt::Write;

use trefoil_primitives::metadata::{InstKind, OpargKind};

use crate::bytecode::{INSTS, REPLICAS, SUPERS};
use crate::machine::{Vm, initial_counter, units};

/// Code under construction.
#[derive(Default, Debug)]
pub(crate) struct Assembler {
    units: Vec<u32>,
}

impl Assembler {
    /// Appends an instruction and room for its caches; returns where it lies.
    pub fn emit(&mut self, opcode: u16, oparg: u16) -> usize {
        let replica = REPLICAS
            .iter()
            .find(|replica| replica.original == opcode && replica.oparg == u32::from(oparg));
        let opcode = replica.map_or(opcode, |replica| replica.opcode);
        let at = self.units.len();
        let inst = &INSTS[usize::from(opcode)];
        self.units.push(u32::from(oparg) << 16 | u32::from(opcode));
        for cache in 1..inst.units {
            let counter = cache == 1 && inst.kind == InstKind::Head;
            self.units.push(if counter { initial_counter() } else { 0 });
        }
        at
    }

    /// Where the next instruction will lie.
    pub fn here(&self) -> usize {
        self.units.len()
    }

    /// The first unit after the instruction at `at`: what jumps are relative to.
    pub fn after(&self, at: usize) -> usize {
        at + units(self.units[at])
    }

    /// Changes the oparg of the instruction at `at`.
    pub fn patch(&mut self, at: usize, oparg: u16) {
        self.units[at] = u32::from(oparg) << 16 | self.units[at] & 0xffff;
    }

    /// The code, with superinstructions where their components lie in a row. A jump to a component still finds it:
    /// only the first opcode changes.
    pub fn finish(mut self) -> Vec<u32> {
        let mut at = 0;
        while at < self.units.len() {
            let length = units(self.units[at]);
            let fits = |components: &[u16]| {
                let mut next = at;
                components.iter().all(|component| {
                    let found = self.units.get(next).is_some_and(|unit| *unit as u16 == *component);
                    next += usize::from(INSTS[usize::from(*component)].units);
                    found
                })
            };
            if let Some(whole) = SUPERS.iter().find(|whole| fits(whole.components)) {
                self.units[at] = self.units[at] & 0xffff_0000 | u32::from(whole.opcode);
            }
            at += length;
        }
        self.units
    }
}

/// The code of a program as text: as it is now, so with the specializations that a run has chosen.
pub fn disassemble(vm: &Vm) -> String {
    let mut out = String::new();
    let mut at = 0;
    while at < vm.code.len() {
        let unit = vm.code[at].get();
        let inst = &INSTS[usize::from(unit as u16)];
        let (oparg, length) = ((unit >> 16) as usize, usize::from(inst.units));
        // Components of a superinstruction are listed after it, as they lie.
        let length = inst
            .components
            .first()
            .map_or(length, |first| usize::from(INSTS[usize::from(*first)].units));
        let meaning = match inst.oparg {
            OpargKind::Unused => String::new(),
            OpargKind::Jump => format!(" -> {}", at + length + oparg),
            OpargKind::JumpBack => format!(" -> {}", (at + length).saturating_sub(oparg)),
            OpargKind::Constant => format!(" {}", vm.constants[oparg]),
            OpargKind::Local => format!(" local {oparg}"),
            OpargKind::Name | OpargKind::Plain => format!(" {oparg}"),
        };
        let _ = writeln!(out, "{at:5} {}{meaning}", inst.name);
        at += length;
    }
    out
}
