//! Random worlds: objects of every declared layout, values within declared contents, elements that hold a value.

use super::machine::{Machine, Record, Slot};
use super::random::Random;
use crate::lattice::{Elem, Range};
use crate::semantics::{Content, Datum, Repr, Type};

/// Objects of each type at the start.
const OBJECTS_PER_TYPE: usize = 2;
/// Locals and constants.
const SLOTS: usize = 8;

/// Fills a machine with a random world.
pub(super) fn populate(machine: &mut Machine, random: &mut Random) {
    machine.heap.clear();
    machine.wild = false;
    machine.calls = 0;
    machine.seed = random.word();
    machine.begin();
    for object in machine.sem.objects {
        for _ in 0..OBJECTS_PER_TYPE {
            machine.heap.push(Record { ty: object.ty, slots: Vec::new(), reachable: true });
        }
    }
    machine.old = machine.heap.len();
    for row in 0..machine.heap.len() {
        machine.heap[row].slots = slots(machine, machine.heap[row].ty, random);
    }
    let mut values = |types| {
        let content = Content { types, lo: i64::MIN, hi: i64::MAX };
        (0..SLOTS).map(|_| value_or_int(machine, &content, random)).collect::<Vec<_>>()
    };
    // A local may be unbound; a constant is a value.
    let (locals, constants) = (values(machine.sem.any()), values(machine.sem.present()));
    machine.locals = locals;
    machine.constants = constants;
}

fn value_or_int(machine: &Machine, content: &Content, random: &mut Random) -> Datum {
    value(machine, content, random).unwrap_or(Datum::new(machine.sem.int, 0))
}

/// Random fields for an object of a type; arrays are as long as their length field says.
fn slots(machine: &Machine, ty: Type, random: &mut Random) -> Vec<Slot> {
    let sem = machine.sem;
    let Some(object) = sem.objects.iter().find(|object| object.ty == ty) else { return Vec::new() };
    let len = random.below(5);
    let fields = object.fields.iter().map(|field| {
        let info = sem.field(*field);
        let counts = object.fields.iter().any(|array| sem.field(*array).len == Some(*field));
        if counts {
            return Slot::One(Datum::new(sem.int, len as u64));
        }
        if info.array {
            let count = if info.len.is_some() { len } else { 6 };
            return Slot::Many(
                (0..count).map(|_| value_or_int(machine, &info.content, random)).collect(),
            );
        }
        Slot::One(value_or_int(machine, &info.content, random))
    });
    fields.collect()
}

/// Makes a random object.
pub(super) fn new_object(
    machine: &mut Machine,
    ty: Type,
    random: &mut Random,
    reachable: bool,
) -> Datum {
    let slots = slots(machine, ty, random);
    machine.heap.push(Record { ty, slots, reachable });
    Datum::new(ty, machine.heap.len() as u64 - 1)
}

/// A random value of a content that code outside the trace can have.
pub(super) fn value(machine: &Machine, content: &Content, random: &mut Random) -> Option<Datum> {
    pick(machine, content, random, machine.heap.len())
}

/// The same of the objects that were there at the start.
pub(super) fn old_value(
    machine: &Machine,
    content: &Content,
    random: &mut Random,
) -> Option<Datum> {
    pick(machine, content, random, machine.old)
}

fn pick(machine: &Machine, content: &Content, random: &mut Random, rows: usize) -> Option<Datum> {
    let sem = machine.sem;
    let count = content.types.0.count_ones() as usize;
    for _ in 0..16 {
        if count == 0 {
            return None;
        }
        let ty = content.types.types().nth(random.below(count))?;
        match sem.ty(ty).repr {
            Repr::Unit => return Some(Datum::new(ty, 0)),
            Repr::Float => return Some(Datum::new(ty, float(random).to_bits())),
            Repr::Int(_) | Repr::Bool => {
                let whole = sem.of_types(ty.set()).range();
                let range = Range::between(content.lo, content.hi);
                let range = if content.types == sem.int.set() { range } else { range.meet(&whole) };
                if !range.is_empty() {
                    return Some(Datum::new(ty, integer(random, range.lo(), range.hi()) as u64));
                }
            }
            Repr::Object => {
                // By their order: rows depend on what else was made.
                let fitting = |row: &usize| {
                    let record = &machine.heap[*row];
                    record.ty == ty && record.reachable
                };
                let count = (0..rows).filter(fitting).count();
                let found = (0..rows).filter(fitting).nth(random.below(count.max(1)));
                if let Some(row) = found {
                    return Some(Datum::new(ty, row as u64));
                }
            }
        }
    }
    None
}

fn float(random: &mut Random) -> f64 {
    const FLOATS: [f64; 12] = [
        0.0,
        -0.0,
        1.0,
        1.5,
        -2.0,
        3.0,
        1e300,
        -1e-300,
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        0.1,
    ];
    FLOATS[random.below(FLOATS.len())]
}

/// A random integer of an inclusive range: often small, at an end, or a power of two.
fn integer(random: &mut Random, lo: i64, hi: i64) -> i64 {
    let span = (i128::from(hi) - i128::from(lo) + 1) as u128;
    let near = |base: i64, random: &mut Random| base.saturating_add(random.below(4) as i64);
    let value = match random.below(10) {
        0 => near(lo, random),
        1 => hi.saturating_sub(random.below(4) as i64),
        2 => (i128::from(lo) + (u128::from(random.word()) % span) as i128) as i64,
        3 => 1i64 << random.below(62),
        4 => -(1i64 << random.below(62)),
        5 => near(-4, random),
        _ => near(0, random),
    };
    value.clamp(lo, hi)
}

/// A random cache value: small numbers, which equal the fields of objects often.
pub(super) fn cache(machine: &Machine, content: &Content, random: &mut Random) -> Option<Datum> {
    let sem = machine.sem;
    if content.types == sem.int.set() && content.lo <= 0 && content.hi >= 4 {
        return Some(Datum::new(sem.int, random.below(4) as u64));
    }
    old_value(machine, content, random)
}

/// A random element within a content that holds a value.
pub(super) fn element(
    machine: &Machine,
    value: Datum,
    content: &Content,
    random: &mut Random,
) -> Elem {
    let sem = machine.sem;
    let whole = sem.of_content(content);
    match random.below(5) {
        0 if machine.may_be_constant(value) => return sem.of_datum(value),
        1 => return whole,
        _ => {}
    }
    let more = if random.once_in(2) { 0 } else { random.word() & random.word() & content.types.0 };
    let types = crate::lattice::TypeSet(value.ty.set().0 | more);
    // A word of 64 bits may be outside of what values of the type can be.
    let raw = content.types == sem.int.set();
    let mut elem = if raw { whole } else { sem.of_types(types).meet(&whole) };
    if elem.ints().has(value.ty) {
        elem = elem.meet(&Elem::only_range(range(value.word(), random)));
    }
    elem
}

/// A random range that holds a number.
fn range(value: i64, random: &mut Random) -> Range {
    const SLACK: [i64; 6] = [0, 0, 1, 3, 1 << 30, i64::MAX];
    let lo = value.saturating_sub(SLACK[random.below(SLACK.len())]);
    let hi = value.saturating_add(SLACK[random.below(SLACK.len())]);
    let range = Range::between(lo, hi);
    if !random.once_in(4) {
        return range;
    }
    let known = random.word() & random.word();
    range.with_bits(!(value as u64) & known, value as u64 & known)
}
