//! Displays: tuples, lists, sets, dicts, with unpacking and of any length.

use ruff_python_ast::{self as ast, DictItem, Expr};

use super::{Compiler, Emit};
use crate::code::{Const, Position};
use crate::intrinsics::Intrinsic1;
use crate::opcode as op;

/// Most elements that a display holds on the stack at once.
const ON_STACK: usize = 30;
/// Most constants of a list that are pushed one by one; more are copied from a tuple. A list that one instruction makes of its operands
/// is one whose items an optimizer knows.
const PUSHED: usize = 16;

impl<'a> Compiler<'a> {
    /// Builds a collection with `build`: `BUILD_TUPLE`, `BUILD_LIST` or `BUILD_SET`.
    pub(crate) fn display(&mut self, elements: &'a [Expr], build: u16, position: Position) -> Emit {
        let most_pushed = match build {
            op::BUILD_TUPLE => usize::MAX,
            op::BUILD_LIST => PUSHED,
            _ => 2,
        };
        if elements.len() > most_pushed
            && let Some(items) = self.constants(elements)
        {
            self.emit_arg(build, 0, position);
            let (value, extend) = if build == op::BUILD_SET {
                (Const::FrozenSet(items.into()), op::SET_UPDATE)
            } else {
                (Const::Tuple(items.into()), op::LIST_EXTEND)
            };
            self.load_const(value, position);
            self.emit_arg(extend, 1, position);
            return Ok(());
        }
        let has_star = elements.iter().any(Expr::is_starred_expr);
        if !has_star && elements.len() <= ON_STACK {
            elements.iter().try_for_each(|element| self.expr(element))?;
            return self.emit_count(build, elements.len(), position);
        }
        let (start, append, extend) = match build {
            op::BUILD_SET => (op::BUILD_SET, op::SET_ADD, op::SET_UPDATE),
            _ => (op::BUILD_LIST, op::LIST_APPEND, op::LIST_EXTEND),
        };
        // What precedes the first `*` is built at once, unless it is long.
        let first_star = elements.iter().position(Expr::is_starred_expr).unwrap_or(0);
        let at_once = if elements.len() > ON_STACK { 0 } else { first_star };
        elements[..at_once].iter().try_for_each(|element| self.expr(element))?;
        self.emit_count(start, at_once, position)?;
        self.extend_collection(&elements[at_once..], append, extend, position)?;
        if build == op::BUILD_TUPLE {
            self.intrinsic_1(Intrinsic1::ListToTuple, position);
        }
        Ok(())
    }

    /// Adds elements one by one to the collection on top of the stack.
    pub(crate) fn extend_collection(
        &mut self,
        elements: &'a [Expr],
        append: u16,
        extend: u16,
        position: Position,
    ) -> Emit {
        for element in elements {
            if let Expr::Starred(star) = element {
                self.expr(&star.value)?;
                self.emit_arg(extend, 1, position);
            } else {
                self.expr(element)?;
                self.emit_arg(append, 1, position);
            }
        }
        Ok(())
    }

    fn constants(&mut self, elements: &'a [Expr]) -> Option<Vec<Const>> {
        elements.iter().map(|element| self.folder.constant(element)).collect()
    }

    pub(crate) fn dict(&mut self, node: &'a ast::ExprDict) -> Emit {
        let position = self.at(node);
        let mut rest: &'a [DictItem] = &node.items;
        let mut has_dict = false;
        if rest.is_empty() {
            self.emit_arg(op::BUILD_MAP, 0, position);
        }
        while !rest.is_empty() {
            let plain =
                rest.iter().take_while(|item| item.key.is_some()).count().min(ON_STACK / 2 + 2);
            if plain > 0 {
                self.dict_part(&rest[..plain], position)?;
                if has_dict {
                    self.emit_arg(op::DICT_UPDATE, 1, position);
                }
                has_dict = true;
                rest = &rest[plain..];
                continue;
            }
            if !has_dict {
                self.emit_arg(op::BUILD_MAP, 0, position);
                has_dict = true;
            }
            self.expr(&rest[0].value)?;
            self.emit_arg(op::DICT_UPDATE, 1, position);
            rest = &rest[1..];
        }
        Ok(())
    }

    fn dict_part(&mut self, items: &'a [DictItem], position: Position) -> Emit {
        let is_big = items.len() * 2 > ON_STACK;
        if is_big {
            self.emit_arg(op::BUILD_MAP, 0, position);
        }
        for item in items {
            if let Some(key) = &item.key {
                self.expr(key)?;
            }
            self.expr(&item.value)?;
            if is_big {
                self.emit_arg(op::MAP_ADD, 1, position);
            }
        }
        if is_big { Ok(()) } else { self.emit_count(op::BUILD_MAP, items.len(), position) }
    }
}
