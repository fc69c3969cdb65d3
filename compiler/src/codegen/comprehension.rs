//! Comprehensions, generator expressions and `yield from`.
//!
//! List, set and dict comprehensions run in the frame of their parent (PEP 709), with slots of their
//! own for what they bind; a generator expression is a function of its outermost iterator.

use ruff_python_ast::{self as ast, Comprehension, Expr};
use ruff_text_size::TextRange;
use rustc_hash::FxHashMap;

use super::instr::pseudo;
use super::unit::InlineScope;
use super::{Compiler, Emit};
use crate::code::{CodeFlags, LocalKind, Position};
use crate::opcode as op;
use crate::symtable::{Resolution, Role, flags};

/// What a comprehension does with each element.
#[derive(Clone, Copy)]
struct Element<'a> {
    key: Option<&'a Expr>,
    value: &'a Expr,
    /// `BUILD_LIST`, `BUILD_SET` or `BUILD_MAP`; `YIELD_VALUE` in a generator expression.
    kind: u16,
}

impl<'a> Compiler<'a> {
    pub(crate) fn inlined_comprehension<T>(
        &mut self,
        node: &T,
        generators: &'a [Comprehension],
        key: Option<&'a Expr>,
        value: &'a Expr,
        kind: u16,
        position: Position,
    ) -> Emit {
        let Some((first, _)) = generators.split_first() else { return Ok(()) };
        self.expr(&first.iter)?;
        self.emit(op::GET_ITER, self.at(&first.iter));
        self.enter_inline(node, position);
        self.emit_arg(kind, 0, position);
        self.emit_arg(op::SWAP, 2, position);
        let element = Element { key, value, kind };
        let result = self.generator_loop(generators, 0, 1, element, true);
        self.unit_mut().leave_inline();
        result
    }

    /// Gives the variables of a comprehension their slots.
    fn enter_inline<T>(&mut self, node: &T, position: Position) {
        let Some(scope) = self.table.scope_of(node, Role::Body) else { return };
        let mut slots = FxHashMap::default();
        for symbol in self.table.get(scope).symbols() {
            if symbol.flags & flags::BOUND == 0
                || symbol.flags & (flags::NONLOCAL | flags::GLOBAL) != 0
            {
                continue;
            }
            let (kind, is_cell) = match symbol.resolution {
                Resolution::Local => (LocalKind::Hidden, false),
                Resolution::Cell => (LocalKind::HiddenCell, true),
                _ => continue,
            };
            let slot = self.unit_mut().hidden_slot(&symbol.name, kind);
            // The slot may hold what an earlier run left.
            if is_cell {
                self.emit_arg(op::LOAD_FAST_AND_CLEAR, slot, position);
                self.emit(op::POP_TOP, position);
                self.emit_arg(op::MAKE_CELL, slot, position);
            } else {
                self.emit_arg(pseudo::CLEAR_SLOT, slot, position);
            }
            slots.insert(symbol.name.clone(), slot);
        }
        self.unit_mut().inline.push(InlineScope { scope, slots });
    }

    /// Compiles the loops from `index` on; `depth` counts the iterators above the collection.
    fn generator_loop(
        &mut self,
        generators: &'a [Comprehension],
        index: usize,
        mut depth: u32,
        element: Element<'a>,
        has_iterator: bool,
    ) -> Emit {
        let Some(generator) = generators.get(index) else {
            return self.add_element(element, depth);
        };
        let at_element = self.element_position(element);
        let at_iter = self.at(&generator.iter);
        let (start, skip, anchor) = (self.new_label(), self.new_label(), self.new_label());
        // `for y in [f(x)]` binds one value: no loop.
        let single = if has_iterator { None } else { single_element(&generator.iter) };
        match single {
            Some(value) => self.expr(value)?,
            None => {
                if !has_iterator {
                    self.expr(&generator.iter)?;
                    self.emit(op::GET_ITER, at_iter);
                    depth += 1;
                }
                self.place(start);
                self.emit_jump(op::FOR_ITER, anchor, at_iter);
            }
        }
        self.store_target(&generator.target)?;
        for condition in &generator.ifs {
            self.jump_if(condition, skip, false, at_element)?;
        }
        self.generator_loop(generators, index + 1, depth, element, false)?;
        self.place(skip);
        if single.is_none() {
            self.emit_jump(pseudo::JUMP, start, at_element);
            self.place(anchor);
            self.emit(op::POP_TOP, Position::NONE);
        }
        Ok(())
    }

    fn element_position(&self, element: Element<'a>) -> Position {
        let end = self.at(element.value);
        match element.key {
            Some(key) => {
                let start = self.at(key);
                Position { line: start.line, col: start.col, ..end }
            }
            None => end,
        }
    }

    fn add_element(&mut self, element: Element<'a>, depth: u32) -> Emit {
        let position = self.element_position(element);
        if let Some(key) = element.key {
            self.expr(key)?;
        }
        self.expr(element.value)?;
        match element.kind {
            op::BUILD_LIST => self.emit_arg(op::LIST_APPEND, depth + 1, position),
            op::BUILD_SET => self.emit_arg(op::SET_ADD, depth + 1, position),
            op::BUILD_MAP => self.emit_arg(op::MAP_ADD, depth + 1, position),
            _ => {
                self.emit(op::YIELD_VALUE, position);
                self.emit(op::POP_TOP, position);
            }
        }
        Ok(())
    }

    pub(crate) fn generator_expression(&mut self, node: &'a ast::ExprGenerator) -> Emit {
        let range: TextRange = node.range;
        let position = self.at_range(range);
        let Some(scope) = self.table.scope_of(node, Role::Body) else { return Ok(()) };
        let Some(first) = node.generators.first() else { return Ok(()) };
        self.enter(scope, "<genexpr>", position.line, CodeFlags::default());
        let slot = self.unit_mut().add_slot(".0".into(), LocalKind::Arg);
        self.unit_mut().slots.insert(".0".into(), slot);
        self.unit_mut().arg_count = 1;
        self.prologue();
        let handler = self.open_generator();
        self.emit_arg(op::LOAD_FAST, slot, position);
        let element = Element { key: None, value: &node.elt, kind: op::YIELD_VALUE };
        self.generator_loop(&node.generators, 0, 1, element, true)?;
        self.load_none(Position::NONE);
        self.emit(op::RETURN_VALUE, Position::NONE);
        self.close_generator(handler);
        let code = self.leave()?;
        self.make_closure(code, position);
        self.emit(op::PUSH_LINK, position);
        self.expr(&first.iter)?;
        self.emit(op::GET_ITER, self.at(&first.iter));
        self.emit_arg(op::CALL, 1, position);
        Ok(())
    }

    pub(crate) fn yield_from(&mut self, node: &'a ast::ExprYieldFrom) -> Emit {
        let position = self.at(node);
        self.expr(&node.value)?;
        self.emit(op::GET_YIELD_FROM_ITER, position);
        self.load_none(position);
        let (send, fail, exit) = (self.new_label(), self.new_label(), self.new_label());
        self.place(send);
        self.emit_jump(op::SEND, exit, position);
        // `close` and `throw` raise at the yield; a `StopIteration` from there is the result.
        self.emit_jump(pseudo::SETUP_FINALLY, fail, position);
        self.emit_arg(op::YIELD_VALUE, 1, position);
        self.emit(pseudo::POP_BLOCK, Position::NONE);
        self.emit_jump(pseudo::JUMP, send, position);
        self.place(fail);
        self.emit(op::CLEANUP_THROW, position);
        self.place(exit);
        self.emit(op::END_SEND, position);
        Ok(())
    }
}

/// Returns the only element of a display.
fn single_element(iter: &Expr) -> Option<&Expr> {
    let elements = match iter {
        Expr::List(list) => &list.elts,
        Expr::Tuple(tuple) => &tuple.elts,
        _ => return None,
    };
    match elements.as_slice() {
        [only] if !only.is_starred_expr() => Some(only),
        _ => None,
    }
}
