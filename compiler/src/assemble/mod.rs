//! Instructions to code: control-flow graph, exception regions, stack depth, layout, encoding.
//!
//! ```text
//! Unit --cfg--> blocks --thread--> --flow--> handlers, depths --bound--> LOAD_FAST_CHECK
//!      --layout--> order --encode--> units, tables
//! ```

mod bound;
mod cfg;
mod encode;
mod flow;
mod layout;

use std::rc::Rc;

use crate::code::{Code, LocalInfo, LocalKind};
use crate::codegen::unit::Unit;
use crate::failure::{Failure, Place};

/// Turns a unit into a code object.
pub(crate) fn assemble(unit: Unit<'_>, filename: &Rc<str>) -> Result<Code, Failure> {
    let mut graph = cfg::Graph::build(&unit);
    graph.thread_jumps();
    let stack_size = flow::analyze(&mut graph).map_err(|message| {
        let text = format!("internal error: {message} in {}", unit.qualname);
        Failure::new(crate::SyntaxErrorKind::SyntaxError, text, Place::Line(unit.first_line))
    })?;
    graph.remove_unreachable();
    bound::mark_unbound_loads(&mut graph, &unit.locals);
    graph.propagate_positions(unit.first_line);
    graph.remove_nops();
    let (slots, locals) = slot_order(unit.locals);
    graph.renumber_slots(&slots);
    let order = layout::order(&mut graph);
    let encoded = encode::encode(&graph, &order);
    Ok(Code {
        name: unit.name,
        qualname: unit.qualname,
        filename: filename.clone(),
        first_line: unit.first_line,
        flags: unit.flags,
        arg_count: unit.arg_count,
        posonly_count: unit.posonly_count,
        kwonly_count: unit.kwonly_count,
        locals,
        stack_size,
        units: encoded.units,
        consts: unit.consts,
        names: unit.names,
        exception_table: encoded.exception_table,
        positions: encoded.positions,
    })
}

/// Orders slots by kind; returns the new number of each old one, and the new list.
fn slot_order(locals: Vec<LocalInfo>) -> (Vec<u32>, Vec<LocalInfo>) {
    let class = |kind: LocalKind| match kind {
        LocalKind::Arg | LocalKind::ArgCell => 0,
        LocalKind::Local => 1,
        LocalKind::Hidden => 2,
        LocalKind::Cell => 3,
        LocalKind::HiddenCell => 4,
        LocalKind::Free => 5,
    };
    let mut order: Vec<usize> = (0..locals.len()).collect();
    order.sort_by_key(|&index| class(locals[index].kind));
    let mut numbers = vec![0; locals.len()];
    let mut sorted = Vec::with_capacity(locals.len());
    for (number, &index) in order.iter().enumerate() {
        numbers[index] = u32::try_from(number).unwrap_or(u32::MAX);
        sorted.push(locals[index].clone());
    }
    (numbers, sorted)
}
