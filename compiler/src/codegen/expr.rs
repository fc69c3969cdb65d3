//! Expressions: dispatch, operators, attributes, subscripts.

use ruff_python_ast::{self as ast, BoolOp, Expr, UnaryOp};
use ruff_text_size::Ranged;

use super::assign::binary_op;
use super::{Compiler, Emit};
use crate::code::Position;
use crate::failure::Failure;
use crate::opcode as op;

impl<'a> Compiler<'a> {
    /// Pushes the value of an expression.
    pub(crate) fn expr(&mut self, expr: &'a Expr) -> Emit {
        if let Some(value) = self.folder.constant(expr) {
            self.load_const(value, self.at(expr));
            return Ok(());
        }
        let position = self.at(expr);
        match expr {
            Expr::Name(node) => self.load_name(&node.id, position),
            Expr::Attribute(node) => self.attribute(node),
            Expr::Call(node) => self.call(node),
            Expr::BinOp(node) => self.binary(node),
            Expr::Compare(node) => self.compare(node),
            Expr::Subscript(node) => self.subscript(node),
            Expr::BoolOp(node) => self.bool_op(node),
            Expr::UnaryOp(node) => self.unary(node),
            Expr::If(node) => self.conditional(node),
            Expr::Named(node) => {
                self.expr(&node.value)?;
                self.emit_arg(op::COPY, 1, position);
                self.store_target(&node.target)
            }
            Expr::Lambda(node) => self.lambda(node),
            Expr::Tuple(node) => self.display(&node.elts, op::BUILD_TUPLE, position),
            Expr::List(node) => self.display(&node.elts, op::BUILD_LIST, position),
            Expr::Set(node) => self.display(&node.elts, op::BUILD_SET, position),
            Expr::Dict(node) => self.dict(node),
            Expr::ListComp(node) => self.inlined_comprehension(
                node,
                &node.generators,
                None,
                &node.elt,
                op::BUILD_LIST,
                position,
            ),
            Expr::SetComp(node) => self.inlined_comprehension(
                node,
                &node.generators,
                None,
                &node.elt,
                op::BUILD_SET,
                position,
            ),
            Expr::DictComp(node) => {
                let key = node.key.as_deref();
                self.inlined_comprehension(
                    node,
                    &node.generators,
                    key,
                    &node.value,
                    op::BUILD_MAP,
                    position,
                )
            }
            Expr::Generator(node) => self.generator_expression(node),
            Expr::Yield(node) => {
                match &node.value {
                    Some(value) => self.expr(value)?,
                    None => self.load_none(position),
                }
                self.emit(op::YIELD_VALUE, position);
                Ok(())
            }
            Expr::YieldFrom(node) => self.yield_from(node),
            Expr::FString(node) => self.fstring(node),
            Expr::Slice(node) => self.slice(node),
            Expr::Starred(node) => {
                Err(Failure::syntax("can't use starred expression here", node.range()))
            }
            Expr::Await(node) => Err(Failure::unsupported("'await'", node.range())),
            Expr::TString(node) => Err(Failure::unsupported("a template string", node.range())),
            Expr::NumberLiteral(_)
            | Expr::StringLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_)
            | Expr::IpyEscapeCommand(_) => Err(Failure::syntax("invalid syntax", expr.range())),
        }
    }

    /// `a + b + c ...` without recursion on the left spine.
    fn binary(&mut self, node: &'a ast::ExprBinOp) -> Emit {
        let mut spine = vec![node];
        let mut left: &'a Expr = &node.left;
        while let Expr::BinOp(inner) = left {
            if self.folder.constant(left).is_some() {
                break;
            }
            spine.push(inner);
            left = &inner.left;
        }
        self.expr(left)?;
        for node in spine.into_iter().rev() {
            self.expr(&node.right)?;
            self.emit_arg(op::BINARY_OP, binary_op(node.op).number(), self.at(node));
        }
        Ok(())
    }

    fn unary(&mut self, node: &'a ast::ExprUnaryOp) -> Emit {
        self.expr(&node.operand)?;
        let op = match node.op {
            UnaryOp::Invert => op::UNARY_INVERT,
            UnaryOp::Not => op::UNARY_NOT,
            UnaryOp::UAdd => op::UNARY_POSITIVE,
            UnaryOp::USub => op::UNARY_NEGATIVE,
        };
        self.emit(op, self.at(node));
        Ok(())
    }

    fn bool_op(&mut self, node: &'a ast::ExprBoolOp) -> Emit {
        let position = self.at(node);
        let end = self.new_label();
        let Some((last, firsts)) = node.values.split_last() else { return Ok(()) };
        for value in firsts {
            self.expr(value)?;
            self.emit_arg(op::COPY, 1, position);
            self.branch(end, node.op == BoolOp::Or, position);
            self.emit(op::POP_TOP, position);
        }
        self.expr(last)?;
        self.place(end);
        Ok(())
    }

    fn conditional(&mut self, node: &'a ast::ExprIf) -> Emit {
        let (end, orelse) = (self.new_label(), self.new_label());
        self.jump_if(&node.test, orelse, false, self.at(node))?;
        self.expr(&node.body)?;
        self.jump(end);
        self.place(orelse);
        self.expr(&node.orelse)?;
        self.place(end);
        Ok(())
    }

    fn attribute(&mut self, node: &'a ast::ExprAttribute) -> Emit {
        if let Some(call) = self.plain_super(&node.value) {
            let position = self.at(node);
            self.super_arguments(call)?;
            let position = self.moved_to_attribute(position, node);
            self.emit_attr(op::LOAD_SUPER_ATTR, &node.attr, position);
            return Ok(());
        }
        self.expr(&node.value)?;
        let position = self.attribute_position(node);
        self.emit_attr(op::LOAD_ATTR, &node.attr, position);
        Ok(())
    }

    /// Returns the position of an access to an attribute.
    pub(crate) fn attribute_position(&self, node: &ast::ExprAttribute) -> Position {
        self.moved_to_attribute(self.at(node), node)
    }

    /// Moves a position that starts on an earlier line to the attribute's name, as CPython does.
    pub(crate) fn moved_to_attribute(
        &self,
        position: Position,
        node: &ast::ExprAttribute,
    ) -> Position {
        let whole = self.at(node);
        if position.line == whole.end_line {
            return position;
        }
        let length = u32::try_from(node.attr.chars().count()).unwrap_or(0);
        Position {
            line: whole.end_line,
            end_line: position.end_line,
            col: whole.end_col.saturating_sub(length),
            end_col: whole.end_col,
        }
    }

    fn subscript(&mut self, node: &'a ast::ExprSubscript) -> Emit {
        let position = self.at(node);
        self.expr(&node.value)?;
        if let Some(slice) = self.plain_slice(&node.slice) {
            self.slice_bounds(slice)?;
            self.emit(op::BINARY_SLICE, position);
        } else {
            self.expr(&node.slice)?;
            self.emit(op::BINARY_SUBSCR, position);
        }
        Ok(())
    }

    /// Returns a slice without a step: no object is made for it.
    pub(crate) fn plain_slice(&self, index: &'a Expr) -> Option<&'a ast::ExprSlice> {
        let Expr::Slice(slice) = index else { return None };
        slice.step.is_none().then_some(slice)
    }

    pub(crate) fn slice_bounds(&mut self, node: &'a ast::ExprSlice) -> Emit {
        for bound in [&node.lower, &node.upper] {
            match bound {
                Some(bound) => self.expr(bound)?,
                None => self.load_none(self.at(node)),
            }
        }
        Ok(())
    }

    fn slice(&mut self, node: &'a ast::ExprSlice) -> Emit {
        self.slice_bounds(node)?;
        let mut count = 2;
        if let Some(step) = &node.step {
            self.expr(step)?;
            count = 3;
        }
        self.emit_arg(op::BUILD_SLICE, count, self.at(node));
        Ok(())
    }
}
