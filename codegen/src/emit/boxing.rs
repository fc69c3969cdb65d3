//! The end of a handler: stores what is live and dispatches; boxing that may allocate goes out of line.
//!
//! A type whose box function may allocate (`box: from_float [allocates]`) does so rarely. A call in the middle of a
//! handler would cost its fast path a stack frame, so the handler tries to box in place and otherwise leaves for a
//! function of its own that boxes, stores and dispatches.

use super::body::{Builder, Component};
use super::code::{Code, Local};
use super::flow::{self, Live, Stmt};
use super::operands::{Held, Item};
use crate::model::*;

/// More live values than this do not fit the registers that a handler's arguments leave.
const MAX_PASSED: usize = 3;

/// The function that a handler leaves for.
pub(super) struct OutOfLine {
    pub name: String,
    /// Beside those of a handler.
    pub params: Vec<(String, String)>,
    pub stmts: Vec<Stmt>,
}

/// Ends a handler after its last op.
pub(super) fn finish(builder: &mut Builder<'_>, units: u32) -> Option<OutOfLine> {
    let out_of_line = box_in_place(builder, units);
    emit_end(builder, units);
    out_of_line
}

fn emit_end(builder: &mut Builder<'_>, units: u32) {
    let sp = builder.flush();
    builder.out.push(Stmt::Tail(Builder::dispatch(Builder::pc_at(units), sp)));
}

/// The only live operand whose boxing may allocate, with the try to do without.
fn allocating(builder: &Builder<'_>) -> Option<(usize, String)> {
    let mut found = None;
    let mut live = 0;
    for (index, item) in builder.operands.items.iter().enumerate().filter(|(_, item)| !item.home) {
        live += 1;
        if item.count.is_some() {
            return None;
        }
        let Some(Held { ty: Ty::Scalar(scalar), .. }) = &item.held else { continue };
        let ty = builder.program.types.rows().iter().find(|ty| ty.repr == Repr::Scalar(*scalar));
        let Some(ty) = ty.filter(|ty| ty.box_allocates) else { continue };
        let function = ty.boxed.as_ref()?;
        if found.replace((index, format!("Value::try_{function}"))).is_some() {
            return None;
        }
    }
    found.filter(|_| live <= MAX_PASSED)
}

fn box_in_place(builder: &mut Builder<'_>, units: u32) -> Option<OutOfLine> {
    let (index, attempt) = allocating(builder)?;
    let name = format!("{}_boxing", builder.function.trim_start_matches("r#"));
    let live: Vec<Held> = live_locals(&builder.operands.items);
    let out_of_line = continuation(builder, &name, &live, units);
    let held = builder.operands.items[index].held.clone()?;
    let (boxed, local) = builder.fresh(&held.name, Some(held.local));
    let args = [Code::pc(), Code::sp(), Code::fp(), Code::vm()]
        .into_iter()
        .chain(live.iter().map(Held::code));
    builder.out.push(Stmt::LetElse {
        pattern: "Some",
        names: vec![(boxed.clone(), local)],
        init: Code::call(&attempt, [held.code()]),
        otherwise: vec![
            Stmt::Do(Code::call("cold_path", [])),
            Stmt::Return(Code::call(&name, args)),
        ],
    });
    let ty = Ty::Value(TypeSet::default());
    builder.operands.items[index].held = Some(Held { name: boxed, local, ty });
    Some(out_of_line)
}

fn live_locals(items: &[Item]) -> Vec<Held> {
    items.iter().filter(|item| !item.home).filter_map(|item| item.held.clone()).collect()
}

/// Boxes, stores and dispatches, from the live values.
fn continuation(builder: &Builder<'_>, name: &str, live: &[Held], units: u32) -> OutOfLine {
    let mut rest = Builder::new(builder.program, builder.purpose, name.to_string());
    for Component { start, end, fixed, .. } in &builder.components {
        rest.start_component(*start, *end, String::new(), *fixed);
    }
    rest.operands = builder.operands.clone();
    let mut params = Vec::new();
    for item in rest.operands.items.iter_mut().filter(|item| !item.home) {
        let Some(held) = &mut item.held else { continue };
        held.local = Local(rest.locals);
        rest.locals += 1;
        let ty =
            live.iter().find(|known| known.name == held.name).map_or(&held.ty, |known| &known.ty);
        params.push((held.name.clone(), builder.rust_type(ty)));
    }
    emit_end(&mut rest, units);
    let stmts = flow::sweep(std::mem::take(&mut rest.out), &mut Live::new(rest.locals));
    OutOfLine { name: name.to_string(), params, stmts }
}
