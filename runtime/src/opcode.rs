//! What the interpreter asks of the generated metadata about an opcode.
//!
//! The tables are those of `trefoil_compiler::metadata`; here they are turned into arrays by opcode where the question is hot.

use trefoil_compiler::metadata::{INSTS, REPLICAS, SUPERS};
use trefoil_primitives::metadata::{CacheKind, InstKind};

const COUNT: usize = INSTS.len();

static UNITS: [u8; COUNT] = {
    let mut units = [1; COUNT];
    let mut i = 0;
    while i < COUNT {
        units[i] = INSTS[i].units as u8;
        i += 1;
    }
    units
};

/// For a superinstruction the opcode of its first component, for a replica its original, else the opcode itself.
static FIRST: [u16; COUNT] = {
    let mut first = [0; COUNT];
    let mut i = 0;
    while i < COUNT {
        first[i] = i as u16;
        i += 1;
    }
    i = 0;
    while i < SUPERS.len() {
        first[SUPERS[i].opcode as usize] = SUPERS[i].components[0];
        i += 1;
    }
    i = 0;
    while i < REPLICAS.len() {
        first[REPLICAS[i].opcode as usize] = REPLICAS[i].original;
        i += 1;
    }
    first
};

/// Length of the instruction in units; of a superinstruction, of all its components.
#[inline(always)]
pub fn units(opcode: u16) -> usize {
    usize::from(UNITS[usize::from(opcode)])
}

/// The plain form of an opcode: the first component of a superinstruction, the original of a replica.
#[inline]
pub fn first_of(opcode: u16) -> u16 {
    FIRST[usize::from(opcode)]
}

/// The superinstruction of two instructions, if there is one.
pub fn super_of(first: u16, second: u16) -> Option<u16> {
    SUPERS.iter().find(|row| row.components == [first, second]).map(|row| row.opcode)
}

/// The replica of an instruction for an operand, if there is one.
pub fn replica_of(opcode: u16, oparg: u32) -> Option<u16> {
    REPLICAS.iter().find(|row| row.original == opcode && row.oparg == oparg).map(|row| row.opcode)
}

/// Whether the instruction has an adaptive counter in unit 1.
pub fn is_adaptive(opcode: u16) -> bool {
    INSTS[usize::from(opcode)].family.is_some()
}

/// Whether the instruction is a specialization.
pub fn is_member(opcode: u16) -> bool {
    INSTS[usize::from(opcode)].kind == InstKind::Member
}

/// Units of the cache fields that hold objects.
pub fn object_caches(opcode: u16) -> impl Iterator<Item = u16> {
    let caches = INSTS[usize::from(opcode)].caches;
    caches.iter().filter(|cache| cache.kind == CacheKind::Object).map(|cache| cache.unit)
}
