//! `with`: `__exit__` is bound before `__enter__` runs and stays below the body on the stack.

use ruff_python_ast::{self as ast, Stmt, WithItem};

use super::instr::pseudo;
use super::unit::Frame;
use super::{Compiler, Emit};
use crate::code::Position;
use crate::intrinsics::SpecialMethod;
use crate::opcode as op;

const NOWHERE: Position = Position::NONE;

impl<'a> Compiler<'a> {
    pub(crate) fn with_stmt(&mut self, node: &'a ast::StmtWith) -> Emit {
        let before = std::mem::replace(&mut self.unit_mut().in_conditional, true);
        let result = self.with_items(&node.items, &node.body);
        self.unit_mut().in_conditional = before;
        result
    }

    fn with_items(&mut self, items: &'a [WithItem], body: &'a [Stmt]) -> Emit {
        let Some((item, rest)) = items.split_first() else { return self.compile_all(body) };
        let (handler, exit) = (self.new_label(), self.new_label());
        let (cleanup, suppress) = (self.new_label(), self.new_label());
        self.expr(&item.context_expr)?;
        let position = self.at(&item.context_expr);
        self.emit_arg(op::COPY, 1, position);
        self.emit_arg(op::LOAD_SPECIAL_BOUND, SpecialMethod::Exit.number(), position);
        self.emit_arg(op::SWAP, 2, position);
        self.emit_arg(op::LOAD_SPECIAL, SpecialMethod::Enter.number(), position);
        self.emit_arg(op::CALL_METHOD, 0, position);
        self.emit_jump(pseudo::SETUP_WITH, handler, position);
        self.push_frame(Frame::With { position }, &item.context_expr)?;
        match &item.optional_vars {
            Some(target) => self.store_target(target)?,
            None => self.emit(op::POP_TOP, position),
        }
        self.with_items(rest, body)?;
        self.unit_mut().frames.pop();
        self.emit(pseudo::POP_BLOCK, NOWHERE);
        self.call_exit_with_nones(position);
        self.emit(op::POP_TOP, position);
        self.jump(exit);

        self.place(handler);
        self.emit_jump(pseudo::SETUP_CLEANUP, cleanup, position);
        self.emit(op::PUSH_EXC_INFO, position);
        self.emit(op::WITH_EXCEPT_START, position);
        self.branch(suppress, true, position);
        self.emit_arg(op::RERAISE, 2, position);
        self.place(suppress);
        self.emit(op::POP_TOP, position);
        self.emit(pseudo::POP_BLOCK, position);
        self.emit(op::POP_EXCEPT, position);
        self.emit(op::POP_TOP, position);
        self.emit(op::POP_TOP, position);
        self.jump(exit);
        self.place(cleanup);
        self.pop_except_and_reraise();
        self.place(exit);
        Ok(())
    }

    /// Calls the bound `__exit__` on top of the stack for an undisturbed end.
    pub(crate) fn call_exit_with_nones(&mut self, position: Position) {
        self.emit(op::PUSH_LINK, position);
        self.load_none(position);
        self.load_none(position);
        self.load_none(position);
        self.emit_arg(op::CALL, 3, position);
    }
}
