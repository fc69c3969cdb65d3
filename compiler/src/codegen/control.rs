//! Control flow: conditions, loops, `return`, and unwinding what a jump leaves.

use ruff_python_ast::{self as ast, BoolOp, CmpOp, Expr, UnaryOp};
use ruff_text_size::Ranged;

use super::instr::{Label, pseudo};
use super::names::Access;
use super::unit::Frame;
use super::{Compiler, Emit};
use crate::code::{Const, Position};
use crate::failure::{Failure, Place};
use crate::opcode as op;
use crate::symtable::ScopeKind;

/// The deepest nesting of loops, `with` and `try`, as in CPython.
const MAX_BLOCKS: usize = 21;

impl<'a> Compiler<'a> {
    /// Jumps to `target` if the truth of `expr` is `condition`; falls through otherwise.
    ///
    /// Never makes a bool of `and`, `or`, `not` and chained comparisons.
    pub(crate) fn jump_if(
        &mut self,
        expr: &'a Expr,
        target: Label,
        condition: bool,
        around: Position,
    ) -> Emit {
        if let Some(value) = self.folder.constant(expr) {
            if truth(&value) == condition {
                self.emit_jump(pseudo::JUMP, target, around);
            } else {
                self.emit(op::NOP, self.at(expr));
            }
            return Ok(());
        }
        match expr {
            Expr::UnaryOp(node) if node.op == UnaryOp::Not => {
                self.jump_if(&node.operand, target, !condition, around)
            }
            Expr::BoolOp(node) => {
                let short = node.op == BoolOp::Or;
                let end = self.new_label();
                let other = if short == condition { target } else { end };
                let Some((last, firsts)) = node.values.split_last() else { return Ok(()) };
                for value in firsts {
                    self.jump_if(value, other, short, around)?;
                }
                self.jump_if(last, target, condition, around)?;
                self.place(end);
                Ok(())
            }
            Expr::If(node) => {
                let (end, orelse) = (self.new_label(), self.new_label());
                self.jump_if(&node.test, orelse, false, around)?;
                self.jump_if(&node.body, target, condition, around)?;
                self.jump(end);
                self.place(orelse);
                self.jump_if(&node.orelse, target, condition, around)?;
                self.place(end);
                Ok(())
            }
            Expr::Compare(node) if node.ops.len() > 1 => {
                self.jump_if_chain(node, target, condition)
            }
            Expr::Compare(node) => self.jump_if_compare(node, target, condition),
            _ => {
                self.expr(expr)?;
                self.branch(target, condition, self.at(expr));
                Ok(())
            }
        }
    }

    pub(crate) fn branch(&mut self, target: Label, condition: bool, position: Position) {
        let jump = if condition { op::POP_JUMP_IF_TRUE } else { op::POP_JUMP_IF_FALSE };
        self.emit_jump(jump, target, position);
    }

    /// `x is None` needs no comparison.
    fn jump_if_compare(
        &mut self,
        node: &'a ast::ExprCompare,
        target: Label,
        condition: bool,
    ) -> Emit {
        let position = self.at(node);
        if let ([operator @ (CmpOp::Is | CmpOp::IsNot)], [Expr::NoneLiteral(_)]) =
            (&*node.ops, &*node.comparators)
        {
            self.expr(&node.left)?;
            let on_none = (*operator == CmpOp::Is) == condition;
            let jump = if on_none { op::POP_JUMP_IF_NONE } else { op::POP_JUMP_IF_NOT_NONE };
            self.emit_jump(jump, target, position);
            return Ok(());
        }
        self.compare(node)?;
        self.branch(target, condition, position);
        Ok(())
    }

    fn jump_if_chain(
        &mut self,
        node: &'a ast::ExprCompare,
        target: Label,
        condition: bool,
    ) -> Emit {
        let position = self.at(node);
        let (cleanup, end) = (self.new_label(), self.new_label());
        self.compare_chain(node, cleanup)?;
        self.branch(target, condition, position);
        self.jump(end);
        self.place(cleanup);
        self.emit(op::POP_TOP, position);
        if !condition {
            self.jump(target);
        }
        self.place(end);
        Ok(())
    }

    /// Enters a control structure.
    pub(crate) fn push_frame(&mut self, frame: Frame<'a>, node: impl Ranged) -> Emit {
        if self.unit().frames.len() >= MAX_BLOCKS {
            return Err(Failure::syntax("too many statically nested blocks", node.range()));
        }
        self.unit_mut().frames.push(frame);
        Ok(())
    }

    pub(crate) fn if_stmt(&mut self, node: &'a ast::StmtIf) -> Emit {
        let end = self.new_label();
        let clauses = &node.elif_else_clauses;
        let mut next = if clauses.is_empty() { end } else { self.new_label() };
        self.jump_if(&node.test, next, false, self.at(node))?;
        self.compile_conditional(&node.body)?;
        for (index, clause) in clauses.iter().enumerate() {
            self.jump(end);
            self.place(next);
            if let Some(test) = &clause.test {
                next = if index + 1 < clauses.len() { self.new_label() } else { end };
                self.jump_if(test, next, false, self.at(clause))?;
            }
            self.compile_conditional(&clause.body)?;
        }
        self.place(end);
        Ok(())
    }

    pub(crate) fn while_stmt(&mut self, node: &'a ast::StmtWhile) -> Emit {
        let (start, end, anchor) = (self.new_label(), self.new_label(), self.new_label());
        self.place(start);
        self.push_frame(Frame::While { start, end }, node)?;
        self.jump_if(&node.test, anchor, false, self.at(node))?;
        self.compile_conditional(&node.body)?;
        self.jump(start);
        self.unit_mut().frames.pop();
        self.place(anchor);
        self.compile_conditional(&node.orelse)?;
        self.place(end);
        Ok(())
    }

    pub(crate) fn for_stmt(&mut self, node: &'a ast::StmtFor) -> Emit {
        let (start, end, cleanup) = (self.new_label(), self.new_label(), self.new_label());
        self.push_frame(Frame::For { start, end }, node)?;
        self.expr(&node.iter)?;
        let position = self.at(&*node.iter);
        self.emit(op::GET_ITER, position);
        self.place(start);
        self.emit_jump(op::FOR_ITER, cleanup, position);
        self.store_target(&node.target)?;
        self.compile_conditional(&node.body)?;
        self.jump(start);
        self.place(cleanup);
        self.emit(op::POP_TOP, Position::NONE);
        self.unit_mut().frames.pop();
        self.compile_conditional(&node.orelse)?;
        self.place(end);
        Ok(())
    }

    pub(crate) fn return_stmt(&mut self, node: &'a ast::StmtReturn) -> Emit {
        let mut position = self.at(node);
        if !self.table.get(self.unit().scope).kind.is_function_like()
            || self.table.get(self.unit().scope).kind == ScopeKind::Module
        {
            return Err(Failure::syntax("'return' outside function", node.range()));
        }
        let constant = node.value.as_deref().map(|value| self.folder.constant(value));
        match (&node.value, &constant) {
            (Some(value), Some(None)) => {
                self.expr(value)?;
                self.unwind_all(&mut position, true, "return")?;
            }
            (value, constant) => {
                if value.as_ref().is_none_or(|value| self.at(&**value).line != position.line) {
                    self.emit(op::NOP, position);
                } else if let Some(value) = value {
                    position = self.at(&**value);
                    self.emit(op::NOP, position);
                }
                self.unwind_all(&mut position, false, "return")?;
                let value = constant.clone().flatten().unwrap_or(Const::None);
                self.load_const(value, position);
            }
        }
        self.emit(op::RETURN_VALUE, position);
        Ok(())
    }

    pub(crate) fn break_stmt(&mut self, position: Position) -> Emit {
        self.emit(op::NOP, position);
        let mut at = position;
        match self.unwind_to_loop(&mut at, position)? {
            Some(Frame::For { end, .. }) => {
                self.emit(op::POP_TOP, at);
                self.emit_jump(pseudo::JUMP, end, at);
                Ok(())
            }
            Some(Frame::While { end, .. }) => {
                self.emit_jump(pseudo::JUMP, end, at);
                Ok(())
            }
            _ => Err(exact("'break' outside loop", position)),
        }
    }

    pub(crate) fn continue_stmt(&mut self, position: Position) -> Emit {
        self.emit(op::NOP, position);
        let mut at = position;
        match self.unwind_to_loop(&mut at, position)? {
            Some(Frame::For { start, .. } | Frame::While { start, .. }) => {
                self.emit_jump(pseudo::JUMP, start, at);
                Ok(())
            }
            _ => Err(exact("'continue' not properly in loop", position)),
        }
    }

    /// Unwinds up to the innermost loop, and returns that.
    fn unwind_to_loop(
        &mut self,
        at: &mut Position,
        position: Position,
    ) -> Result<Option<Frame<'a>>, Failure> {
        self.unwind(at, false, position, true)
    }

    /// Unwinds everything for a `return`.
    fn unwind_all(&mut self, at: &mut Position, preserve_top: bool, _word: &str) -> Emit {
        let position = *at;
        self.unwind(at, preserve_top, position, false).map(drop)
    }

    fn unwind(
        &mut self,
        at: &mut Position,
        preserve_top: bool,
        position: Position,
        stop_at_loop: bool,
    ) -> Result<Option<Frame<'a>>, Failure> {
        let mut removed = Vec::new();
        let mut found = None;
        let mut result = Ok(());
        while let Some(frame) = self.unit_mut().frames.pop() {
            let is_loop = matches!(frame, Frame::For { .. } | Frame::While { .. });
            removed.push(frame.clone());
            if matches!(frame, Frame::ExceptGroupHandler) {
                let message = "'break', 'continue' and 'return' cannot appear in an except* block";
                result = Err(exact(message, position));
                break;
            }
            if is_loop && stop_at_loop {
                found = Some(frame);
                break;
            }
            result = self.unwind_frame(&frame, at, preserve_top);
            if result.is_err() {
                break;
            }
        }
        self.unit_mut().frames.extend(removed.into_iter().rev());
        result.map(|()| found)
    }

    /// Emits what leaving one control structure takes.
    fn unwind_frame(&mut self, frame: &Frame<'a>, at: &mut Position, preserve_top: bool) -> Emit {
        match frame {
            Frame::While { .. } | Frame::ExceptHandler | Frame::ExceptGroupHandler => {}
            Frame::For { .. } | Frame::PopValue => {
                self.keep_top(preserve_top, *at);
                self.emit(op::POP_TOP, *at);
            }
            Frame::TryExcept => self.emit(pseudo::POP_BLOCK, *at),
            Frame::FinallyTry { body } => {
                self.emit(pseudo::POP_BLOCK, *at);
                if preserve_top {
                    self.unit_mut().frames.push(Frame::PopValue);
                }
                self.compile_conditional(body)?;
                if preserve_top {
                    self.unit_mut().frames.pop();
                }
                *at = Position::NONE;
            }
            Frame::FinallyEnd => {
                self.keep_top(preserve_top, *at);
                self.emit(op::POP_TOP, *at);
                self.keep_top(preserve_top, *at);
                self.emit(pseudo::POP_BLOCK, *at);
                self.emit(op::POP_EXCEPT, *at);
            }
            Frame::With { position } => {
                *at = *position;
                self.emit(pseudo::POP_BLOCK, *at);
                self.keep_top(preserve_top, *at);
                self.call_exit_with_nones(*at);
                self.emit(op::POP_TOP, *at);
                *at = Position::NONE;
            }
            Frame::HandlerCleanup { name } => {
                if name.is_some() {
                    self.emit(pseudo::POP_BLOCK, *at);
                }
                self.keep_top(preserve_top, *at);
                self.emit(pseudo::POP_BLOCK, *at);
                self.emit(op::POP_EXCEPT, *at);
                if let Some(name) = name {
                    self.unbind(name, *at)?;
                }
            }
        }
        Ok(())
    }

    fn keep_top(&mut self, preserve_top: bool, position: Position) {
        if preserve_top {
            self.emit_arg(op::SWAP, 2, position);
        }
    }

    /// Unbinds the name of an exception handler.
    pub(crate) fn unbind(&mut self, name: &str, position: Position) -> Emit {
        self.load_none(position);
        self.store_name(name, position)?;
        self.name_op(name, Access::Delete, position)
    }
}

fn exact(message: &str, position: Position) -> Failure {
    let Position { line, end_line, col, end_col } = position;
    Failure::new(
        crate::SyntaxErrorKind::SyntaxError,
        message,
        Place::Exact { line, col, end_line, end_col },
    )
}

/// Returns the truth of a constant.
pub(crate) fn truth(value: &Const) -> bool {
    match value {
        Const::None => false,
        Const::Bool(value) => *value,
        Const::Int(value) => *value != num_bigint::BigInt::ZERO,
        Const::Float(value) => *value != 0.0,
        Const::Str(value) | Const::Bytes(value) => !value.is_empty(),
        Const::Tuple(items) | Const::FrozenSet(items) => !items.is_empty(),
        Const::Ellipsis | Const::Slice(_) | Const::Code(_) => true,
    }
}
