//! Statements: dispatch, and the simple ones.

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::Ranged;

use super::names::Access;
use super::{Compiler, Emit};
use crate::code::Position;
use crate::error::SyntaxErrorKind;
use crate::failure::{Failure, Place};
use crate::intrinsics::CommonConstant;
use crate::opcode as op;

/// Instructions that a code object may have for each byte of the program, and besides.
const MAX_INSTRS_PER_BYTE: usize = 16;
const MAX_INSTRS: usize = 1 << 23;

impl<'a> Compiler<'a> {
    pub(crate) fn compile_all(&mut self, statements: &'a [Stmt]) -> Emit {
        self.check_size()?;
        statements.iter().try_for_each(|statement| self.statement(statement))
    }

    /// Fails if a code object is larger than its source explains: bodies of `finally` are compiled once for each way into
    /// them.
    fn check_size(&self) -> Emit {
        let explained = MAX_INSTRS_PER_BYTE * self.source.text().len() + MAX_INSTRS;
        if self.unit().instrs.len() <= explained {
            return Ok(());
        }
        Err(Failure::new(SyntaxErrorKind::MemoryError, "", Place::Nowhere))
    }

    /// Compiles statements that may not be reached.
    pub(crate) fn compile_conditional(&mut self, statements: &'a [Stmt]) -> Emit {
        let before = std::mem::replace(&mut self.unit_mut().in_conditional, true);
        let result = self.compile_all(statements);
        self.unit_mut().in_conditional = before;
        result
    }

    fn statement(&mut self, statement: &'a Stmt) -> Emit {
        match statement {
            Stmt::FunctionDef(node) => self.function_def(node),
            Stmt::ClassDef(node) => self.class_def(node),
            Stmt::TypeAlias(node) => self.type_alias(node),
            Stmt::Return(node) => self.return_stmt(node),
            Stmt::Delete(node) => {
                node.targets.iter().try_for_each(|target| self.delete_target(target))
            }
            Stmt::Assign(node) => self.assign(node),
            Stmt::AugAssign(node) => self.aug_assign(node),
            Stmt::AnnAssign(node) => self.ann_assign(node),
            Stmt::For(node) => self.for_stmt(node),
            Stmt::While(node) => self.while_stmt(node),
            Stmt::If(node) => self.if_stmt(node),
            Stmt::With(node) => self.with_stmt(node),
            Stmt::Raise(node) => self.raise_stmt(node),
            Stmt::Try(node) => self.try_stmt(node),
            Stmt::Assert(node) => self.assert_stmt(node),
            Stmt::Import(node) => self.import_stmt(node),
            Stmt::ImportFrom(node) => self.import_from(node),
            Stmt::Global(_) | Stmt::Nonlocal(_) => Ok(()),
            Stmt::Expr(node) => self.expr_stmt(&node.value, self.at(node)),
            Stmt::Pass(node) => {
                self.emit(op::NOP, self.at(node));
                Ok(())
            }
            Stmt::Break(node) => self.break_stmt(self.at(node)),
            Stmt::Continue(node) => self.continue_stmt(self.at(node)),
            Stmt::Match(node) => Err(Failure::unsupported("'match'", node.range())),
            Stmt::IpyEscapeCommand(node) => Err(Failure::syntax("invalid syntax", node.range())),
        }
    }

    /// A constant expression statement has no effect, not even an error.
    fn expr_stmt(&mut self, value: &'a Expr, position: Position) -> Emit {
        if is_constant_literal(value) {
            self.emit(op::NOP, position);
            return Ok(());
        }
        self.expr(value)?;
        self.emit(op::POP_TOP, Position::NONE);
        Ok(())
    }

    fn raise_stmt(&mut self, node: &'a ast::StmtRaise) -> Emit {
        let mut count = 0;
        for value in node.exc.iter().chain(&node.cause) {
            self.expr(value)?;
            count += 1;
        }
        self.emit_arg(op::RAISE_VARARGS, count, self.at(node));
        Ok(())
    }

    fn assert_stmt(&mut self, node: &'a ast::StmtAssert) -> Emit {
        let position = self.at(node);
        let end = self.new_label();
        self.jump_if(&node.test, end, true, position)?;
        self.emit_arg(op::LOAD_COMMON_CONSTANT, CommonConstant::AssertionError.number(), position);
        if let Some(message) = &node.msg {
            self.emit(op::PUSH_LINK, position);
            self.expr(message)?;
            self.emit_arg(op::CALL, 1, position);
        }
        self.emit_arg(op::RAISE_VARARGS, 1, self.at(&*node.test));
        self.place(end);
        Ok(())
    }

    fn delete_target(&mut self, target: &'a Expr) -> Emit {
        let position = self.at(target);
        match target {
            Expr::Name(name) => self.name_op(&name.id, Access::Delete, position),
            Expr::Attribute(node) => {
                self.expr(&node.value)?;
                let position = self.attribute_position(node);
                self.emit_attr(op::DELETE_ATTR, &node.attr, position);
                Ok(())
            }
            Expr::Subscript(node) => {
                self.expr(&node.value)?;
                self.expr(&node.slice)?;
                self.emit(op::DELETE_SUBSCR, position);
                Ok(())
            }
            Expr::Tuple(node) => node.elts.iter().try_for_each(|target| self.delete_target(target)),
            Expr::List(node) => node.elts.iter().try_for_each(|target| self.delete_target(target)),
            _ => Err(Failure::syntax("invalid syntax", target.range())),
        }
    }
}

/// Says whether an expression is written as a constant.
pub(crate) fn is_constant_literal(expr: &Expr) -> bool {
    matches!(
        expr,
        Expr::NumberLiteral(_)
            | Expr::StringLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_)
    )
}
