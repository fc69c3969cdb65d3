//! What the abstract functions of ops leave to do: measured for each op, run twice on the same operands.
//!
//! The second run sees what the first has learnt: guards that passed are known, fields that were read or written are known,
//! and what was computed is not computed again. So every event of a second run is one that something has to explain.

use trefoil_optimizer::T;
use trefoil_optimizer::cx::Cx;
use trefoil_optimizer::host::Ignorant;
use trefoil_optimizer::semantics::{Content, Datum, Op, OpInfo, Repr, Semantics, Site, slots};

/// What a run leaves.
#[derive(Default)]
struct Left {
    events: usize,
    known_ifs: usize,
    ifs: usize,
    terms: usize,
}

/// A constant operand: of a scalar type one that is small and not zero.
fn constant(sem: &Semantics, content: &Content) -> Option<Datum> {
    let ty = content.types.only()?;
    match sem.ty(ty).repr {
        Repr::Int(_) => Some(Datum::new(ty, 3i64.clamp(content.lo, content.hi) as u64)),
        Repr::Bool => Some(Datum::new(ty, 1)),
        Repr::Float => Some(Datum::new(ty, 1.5f64.to_bits())),
        Repr::Unit => Some(Datum::new(ty, 0)),
        Repr::Object => None,
    }
}

fn operands(cx: &mut Cx<'_>, info: &OpInfo, oparg: u32, constants: bool) -> Vec<T> {
    let sem = cx.semantics();
    let mut inputs = Vec::new();
    for operand in info.inputs {
        let count = operand.count.map_or(1, |(scale, offset)| slots(oparg, scale, offset));
        for _ in 0..count {
            inputs.push(match constant(sem, &operand.content) {
                Some(datum) if constants => cx.datum(datum),
                _ => cx.any(&operand.content),
            });
        }
    }
    inputs
}

fn run(cx: &mut Cx<'_>, op: Op, site: &Site<'_>, inputs: &[T]) -> Left {
    let (events, terms) = (cx.events().len(), cx.terms().len());
    cx.run(op, site, inputs, &mut Vec::new());
    let ifs = &cx.step().ifs;
    Left {
        events: cx.events().len() - events,
        known_ifs: ifs.iter().filter(|(_, known)| known.is_some()).count(),
        ifs: ifs.len(),
        terms: cx.terms().len() - terms,
    }
}

/// Measures an op on operands of which the types are known, or on constants.
fn measure(sem: &'static Semantics, op: Op, constants: bool) -> String {
    let info = sem.op(op);
    let mut host = Ignorant;
    let mut cx = Cx::new(sem, &mut host);
    let oparg = info.replica.unwrap_or(2);
    let inputs = operands(&mut cx, info, oparg, constants);
    let types = info.caches.iter().map(|it| it.types.types().next().unwrap_or(sem.int));
    let caches: Vec<Datum> = types.map(|ty| Datum::new(ty, 1)).collect();
    let site = Site { oparg, taken: None, caches: &caches };
    let first = run(&mut cx, op, &site, &inputs);
    if cx.is_unreachable() {
        return format!("{} events, always leaves", first.events);
    }
    let second = run(&mut cx, op, &site, &inputs);
    let known = match (first.known_ifs + second.known_ifs, first.ifs + second.ifs) {
        (_, 0) => String::new(),
        (known, all) => format!(", {known} of {all} ifs known"),
    };
    let (events, terms) = ((first.events, second.events), (first.terms, second.terms));
    format!("{} events then {}, {} terms then {}{known}", events.0, events.1, terms.0, terms.1)
}

/// Measures all ops of a definition.
///
/// # Errors
/// What the sink says.
pub fn all(sem: &'static Semantics, sink: super::Sink<'_>) -> Result<(), String> {
    for (index, info) in sem.ops.iter().enumerate() {
        let op = Op(index as u16);
        let (any, known) = (measure(sem, op, false), measure(sem, op, true));
        let constants =
            if any == known { String::new() } else { format!("; of constants {known}") };
        sink(format!("{}: {any}{constants}", info.name))?;
    }
    Ok(())
}
