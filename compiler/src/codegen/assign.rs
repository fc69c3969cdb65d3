//! Assignments: targets, augmented and annotated ones.

use ruff_python_ast::{self as ast, Expr, Operator};
use ruff_text_size::Ranged;

use super::{Compiler, Emit};
use crate::code::Position;
use crate::failure::Failure;
use crate::intrinsics::BinaryOp;
use crate::opcode as op;
use crate::symtable::ScopeKind;

impl<'a> Compiler<'a> {
    pub(crate) fn assign(&mut self, node: &'a ast::StmtAssign) -> Emit {
        let position = self.at(node);
        if let Some(result) = self.swap_assign(node) {
            return result;
        }
        self.expr(&node.value)?;
        for (index, target) in node.targets.iter().enumerate() {
            if index + 1 < node.targets.len() {
                self.emit_arg(op::COPY, 1, position);
            }
            self.store_target(target)?;
        }
        Ok(())
    }

    /// `a, b = b, a`: no tuple is built for two or three elements.
    fn swap_assign(&mut self, node: &'a ast::StmtAssign) -> Option<Emit> {
        let ([Expr::Tuple(target)], Expr::Tuple(value)) = (&*node.targets, &*node.value) else {
            return None;
        };
        let count = target.elts.len();
        let no_star = |elts: &[Expr]| !elts.iter().any(Expr::is_starred_expr);
        if count != value.elts.len()
            || !(2..=3).contains(&count)
            || !no_star(&target.elts)
            || !no_star(&value.elts)
        {
            return None;
        }
        Some(self.emit_swap(&target.elts, &value.elts, self.at(target)))
    }

    fn emit_swap(&mut self, targets: &'a [Expr], values: &'a [Expr], position: Position) -> Emit {
        values.iter().try_for_each(|value| self.expr(value))?;
        // The first target is stored first, so its value has to come to the top.
        self.emit_arg(op::SWAP, u32::try_from(targets.len()).unwrap_or(2), position);
        targets.iter().try_for_each(|target| self.store_target(target))
    }

    /// Pops a value into a target.
    pub(crate) fn store_target(&mut self, target: &'a Expr) -> Emit {
        let position = self.at(target);
        match target {
            Expr::Name(name) => self.store_name(&name.id, position),
            Expr::Attribute(node) => {
                self.expr(&node.value)?;
                self.note_static_attribute(node);
                let position = self.attribute_position(node);
                self.emit_attr(op::STORE_ATTR, &node.attr, position);
                Ok(())
            }
            Expr::Subscript(node) => {
                self.expr(&node.value)?;
                if let Some(slice) = self.plain_slice(&node.slice) {
                    self.slice_bounds(slice)?;
                    self.emit(op::STORE_SLICE, position);
                } else {
                    self.expr(&node.slice)?;
                    self.emit(op::STORE_SUBSCR, position);
                }
                Ok(())
            }
            Expr::Tuple(node) => self.unpack(&node.elts, position),
            Expr::List(node) => self.unpack(&node.elts, position),
            Expr::Starred(node) => Err(Failure::syntax(
                "starred assignment target must be in a list or tuple",
                node.range(),
            )),
            _ => Err(Failure::syntax("invalid syntax", target.range())),
        }
    }

    fn unpack(&mut self, targets: &'a [Expr], position: Position) -> Emit {
        let mut stars = targets.iter().enumerate().filter(|(_, target)| target.is_starred_expr());
        match (stars.next(), stars.next()) {
            (_, Some((_, _second))) => {
                let Position { line, end_line, col, end_col } = position;
                let place = crate::failure::Place::Exact { line, col, end_line, end_col };
                let kind = crate::SyntaxErrorKind::SyntaxError;
                return Err(Failure::new(
                    kind,
                    "multiple starred expressions in assignment",
                    place,
                ));
            }
            (Some((before, _)), None) => {
                if before > 255 {
                    let Position { line, end_line, col, end_col } = position;
                    let place = crate::failure::Place::Exact { line, col, end_line, end_col };
                    let kind = crate::SyntaxErrorKind::SyntaxError;
                    return Err(Failure::new(
                        kind,
                        "too many expressions in star-unpacking assignment",
                        place,
                    ));
                }
                self.emit_count(op::UNPACK_EX, targets.len(), position)?;
                let before = u32::try_from(before).unwrap_or(0);
                if let Some(last) = self.unit_mut().instrs.last_mut() {
                    last.cache = before;
                }
            }
            (None, _) => self.emit_count(op::UNPACK_SEQUENCE, targets.len(), position)?,
        }
        for target in targets {
            self.store_target(if let Expr::Starred(star) = target { &star.value } else { target })?;
        }
        Ok(())
    }

    pub(crate) fn aug_assign(&mut self, node: &'a ast::StmtAugAssign) -> Emit {
        let position = self.at(node);
        let target_position = self.at(&*node.target);
        let operation = binary_op(node.op).number() + BinaryOp::IN_PLACE;
        match &*node.target {
            Expr::Name(name) => {
                self.load_name(&name.id, target_position)?;
                self.expr(&node.value)?;
                self.emit_arg(op::BINARY_OP, operation, position);
                self.store_name(&name.id, target_position)
            }
            Expr::Attribute(target) => {
                self.expr(&target.value)?;
                self.note_static_attribute(target);
                self.emit_arg(op::COPY, 1, target_position);
                let attribute_position = self.attribute_position(target);
                self.emit_attr(op::LOAD_ATTR, &target.attr, attribute_position);
                self.expr(&node.value)?;
                self.emit_arg(op::BINARY_OP, operation, position);
                self.emit_arg(op::SWAP, 2, attribute_position);
                self.emit_attr(op::STORE_ATTR, &target.attr, attribute_position);
                Ok(())
            }
            Expr::Subscript(target) => self.aug_assign_item(node, target, operation),
            _ => Err(Failure::syntax(
                "illegal expression for augmented assignment",
                node.target.range(),
            )),
        }
    }

    fn aug_assign_item(
        &mut self,
        node: &'a ast::StmtAugAssign,
        target: &'a ast::ExprSubscript,
        operation: u32,
    ) -> Emit {
        let (position, at) = (self.at(node), self.at(target));
        self.expr(&target.value)?;
        if let Some(slice) = self.plain_slice(&target.slice) {
            self.slice_bounds(slice)?;
            self.emit_arg(op::COPY, 3, at);
            self.emit_arg(op::COPY, 3, at);
            self.emit_arg(op::COPY, 3, at);
            self.emit(op::BINARY_SLICE, at);
            self.expr(&node.value)?;
            self.emit_arg(op::BINARY_OP, operation, position);
            self.emit_arg(op::SWAP, 4, at);
            self.emit_arg(op::SWAP, 3, at);
            self.emit_arg(op::SWAP, 2, at);
            self.emit(op::STORE_SLICE, at);
        } else {
            self.expr(&target.slice)?;
            self.emit_arg(op::COPY, 2, at);
            self.emit_arg(op::COPY, 2, at);
            self.emit(op::BINARY_SUBSCR, at);
            self.expr(&node.value)?;
            self.emit_arg(op::BINARY_OP, operation, position);
            self.emit_arg(op::SWAP, 3, at);
            self.emit_arg(op::SWAP, 2, at);
            self.emit(op::STORE_SUBSCR, at);
        }
        Ok(())
    }

    pub(crate) fn ann_assign(&mut self, node: &'a ast::StmtAnnAssign) -> Emit {
        if let Some(value) = &node.value {
            self.expr(value)?;
            self.store_target(&node.target)?;
        }
        let kind = self.table.get(self.unit().scope).kind;
        let is_recorded = matches!(kind, ScopeKind::Module | ScopeKind::Class);
        match &*node.target {
            Expr::Name(name) if node.simple && is_recorded => {
                if self.features.annotations {
                    self.store_string_annotation(&name.id, node)?;
                } else {
                    self.defer_annotation(node, kind)?;
                }
            }
            Expr::Attribute(target) if node.value.is_none() => self.evaluate(&target.value)?,
            Expr::Subscript(target) if node.value.is_none() => {
                self.evaluate(&target.value)?;
                self.evaluate(&target.slice)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Evaluates an expression for its effects.
    fn evaluate(&mut self, expr: &'a Expr) -> Emit {
        self.expr(expr)?;
        self.emit(op::POP_TOP, self.at(expr));
        Ok(())
    }

    /// Records `self.name = ...` in a method for `__static_attributes__` of its class.
    fn note_static_attribute(&mut self, node: &ast::ExprAttribute) {
        if !matches!(&*node.value, Expr::Name(name) if name.id == "self") {
            return;
        }
        let table = self.table;
        let class =
            self.units.iter_mut().rev().find(|unit| table.get(unit.scope).kind == ScopeKind::Class);
        if let Some(class) = class {
            class.static_attributes.insert(node.attr.as_str().into());
        }
    }
}

/// Returns the operand for an operator.
pub(crate) fn binary_op(operator: Operator) -> BinaryOp {
    match operator {
        Operator::Add => BinaryOp::Add,
        Operator::Sub => BinaryOp::Sub,
        Operator::Mult => BinaryOp::Mul,
        Operator::Div => BinaryOp::TrueDiv,
        Operator::FloorDiv => BinaryOp::FloorDiv,
        Operator::Mod => BinaryOp::Mod,
        Operator::Pow => BinaryOp::Pow,
        Operator::LShift => BinaryOp::LShift,
        Operator::RShift => BinaryOp::RShift,
        Operator::BitAnd => BinaryOp::And,
        Operator::BitOr => BinaryOp::Or,
        Operator::BitXor => BinaryOp::Xor,
        Operator::MatMult => BinaryOp::MatMul,
    }
}
