//! `try`: handlers, groups, `finally`.
//!
//! A `finally` body is compiled once for each way into it: falling out of the `try`, an exception, and
//! every `return`, `break` or `continue` that leaves it (see `control.rs`).

use ruff_python_ast::{self as ast, ExceptHandler, ExceptHandlerExceptHandler, Stmt};

use super::instr::{Label, pseudo};
use super::unit::Frame;
use super::{Compiler, Emit};
use crate::code::Position;
use crate::failure::Failure;
use crate::intrinsics::Intrinsic2;
use crate::opcode as op;

const NOWHERE: Position = Position::NONE;

impl<'a> Compiler<'a> {
    pub(crate) fn try_stmt(&mut self, node: &'a ast::StmtTry) -> Emit {
        let before = std::mem::replace(&mut self.unit_mut().in_conditional, true);
        let result =
            if node.finalbody.is_empty() { self.try_body(node) } else { self.try_finally(node) };
        self.unit_mut().in_conditional = before;
        result
    }

    fn try_body(&mut self, node: &'a ast::StmtTry) -> Emit {
        if node.is_star { self.try_except_star(node) } else { self.try_except(node) }
    }

    fn try_finally(&mut self, node: &'a ast::StmtTry) -> Emit {
        let finalbody: &'a [Stmt] = &node.finalbody;
        let (end, exit, cleanup) = (self.new_label(), self.new_label(), self.new_label());
        self.emit_jump(pseudo::SETUP_FINALLY, end, self.at(node));
        self.push_frame(Frame::FinallyTry { body: finalbody }, node)?;
        if node.handlers.is_empty() {
            self.compile_all(&node.body)?;
        } else {
            self.try_body(node)?;
        }
        self.emit(pseudo::POP_BLOCK, NOWHERE);
        self.unit_mut().frames.pop();
        self.compile_all(finalbody)?;
        self.jump(exit);

        self.place(end);
        self.push_frame(Frame::FinallyEnd, node)?;
        self.emit_jump(pseudo::SETUP_CLEANUP, cleanup, NOWHERE);
        self.emit(op::PUSH_EXC_INFO, NOWHERE);
        self.compile_all(finalbody)?;
        self.unit_mut().frames.pop();
        self.emit_arg(op::RERAISE, 0, NOWHERE);
        self.place(cleanup);
        self.pop_except_and_reraise();
        self.place(exit);
        Ok(())
    }

    /// Leaves the state of the handled exception and raises on: `[.., prev, lasti, exc]`.
    pub(crate) fn pop_except_and_reraise(&mut self) {
        self.emit_arg(op::COPY, 3, NOWHERE);
        self.emit(op::POP_EXCEPT, NOWHERE);
        self.emit_arg(op::RERAISE, 1, NOWHERE);
    }

    fn try_except(&mut self, node: &'a ast::StmtTry) -> Emit {
        let (except, end, cleanup) = (self.new_label(), self.new_label(), self.new_label());
        self.emit_jump(pseudo::SETUP_FINALLY, except, self.at(node));
        self.push_frame(Frame::TryExcept, node)?;
        self.compile_all(&node.body)?;
        self.unit_mut().frames.pop();
        self.emit(pseudo::POP_BLOCK, NOWHERE);
        self.compile_all(&node.orelse)?;
        self.jump(end);

        self.place(except);
        self.emit_jump(pseudo::SETUP_CLEANUP, cleanup, NOWHERE);
        self.emit(op::PUSH_EXC_INFO, NOWHERE);
        self.push_frame(Frame::ExceptHandler, node)?;
        for (index, handler) in node.handlers.iter().enumerate() {
            let ExceptHandler::ExceptHandler(handler) = handler;
            if handler.type_.is_none() && index + 1 < node.handlers.len() {
                return Err(Failure::syntax("default 'except:' must be last", handler.range));
            }
            self.except_handler(handler, end)?;
        }
        self.unit_mut().frames.pop();
        self.emit_arg(op::RERAISE, 0, NOWHERE);
        self.place(cleanup);
        self.pop_except_and_reraise();
        self.place(end);
        Ok(())
    }

    fn except_handler(&mut self, handler: &'a ExceptHandlerExceptHandler, end: Label) -> Emit {
        let position = self.at(handler);
        let next = self.new_label();
        if let Some(class) = &handler.type_ {
            self.expr(class)?;
            self.emit(op::CHECK_EXC_MATCH, position);
            self.branch(next, false, position);
        }
        let Some(name) = handler.name.as_ref().map(|name| name.as_str()) else {
            self.emit(op::POP_TOP, position);
            self.push_frame(Frame::HandlerCleanup { name: None }, handler)?;
            self.compile_all(&handler.body)?;
            self.unit_mut().frames.pop();
            self.emit(pseudo::POP_BLOCK, NOWHERE);
            self.emit(op::POP_EXCEPT, NOWHERE);
            self.jump(end);
            self.place(next);
            return Ok(());
        };
        let cleanup = self.new_label();
        self.store_name(name, position)?;
        self.emit_jump(pseudo::SETUP_CLEANUP, cleanup, position);
        self.push_frame(Frame::HandlerCleanup { name: Some(name) }, handler)?;
        self.compile_all(&handler.body)?;
        self.unit_mut().frames.pop();
        self.emit(pseudo::POP_BLOCK, NOWHERE);
        self.emit(pseudo::POP_BLOCK, NOWHERE);
        self.emit(op::POP_EXCEPT, NOWHERE);
        self.unbind(name, NOWHERE)?;
        self.jump(end);
        self.place(cleanup);
        self.unbind(name, NOWHERE)?;
        self.emit_arg(op::RERAISE, 1, NOWHERE);
        self.place(next);
        Ok(())
    }

    /// `except*`: stack `[prev, orig, raised, rest]` between handlers.
    fn try_except_star(&mut self, node: &'a ast::StmtTry) -> Emit {
        let (except, orelse, end) = (self.new_label(), self.new_label(), self.new_label());
        let (cleanup, reraise) = (self.new_label(), self.new_label());
        self.emit_jump(pseudo::SETUP_FINALLY, except, self.at(node));
        self.push_frame(Frame::TryExcept, node)?;
        self.compile_all(&node.body)?;
        self.unit_mut().frames.pop();
        self.emit(pseudo::POP_BLOCK, NOWHERE);
        self.jump(orelse);

        self.place(except);
        self.emit_jump(pseudo::SETUP_CLEANUP, cleanup, NOWHERE);
        self.emit(op::PUSH_EXC_INFO, NOWHERE);
        self.push_frame(Frame::ExceptGroupHandler, node)?;
        for (index, handler) in node.handlers.iter().enumerate() {
            let ExceptHandler::ExceptHandler(handler) = handler;
            if index == 0 {
                self.emit_arg(op::BUILD_LIST, 0, self.at(handler));
                self.emit_arg(op::COPY, 2, self.at(handler));
            }
            self.except_star_handler(handler)?;
        }
        self.unit_mut().frames.pop();
        self.emit_arg(op::LIST_APPEND, 1, NOWHERE);
        self.intrinsic_2(Intrinsic2::PrepReraiseStar, NOWHERE);
        self.emit_arg(op::COPY, 1, NOWHERE);
        self.emit_jump(op::POP_JUMP_IF_NOT_NONE, reraise, NOWHERE);
        self.emit(op::POP_TOP, NOWHERE);
        self.emit(pseudo::POP_BLOCK, NOWHERE);
        self.emit(op::POP_EXCEPT, NOWHERE);
        self.jump(end);
        self.place(reraise);
        self.emit(pseudo::POP_BLOCK, NOWHERE);
        self.emit_arg(op::SWAP, 2, NOWHERE);
        self.emit(op::POP_EXCEPT, NOWHERE);
        self.emit_arg(op::RERAISE, 0, NOWHERE);
        self.place(cleanup);
        self.pop_except_and_reraise();
        self.place(orelse);
        self.compile_all(&node.orelse)?;
        self.place(end);
        Ok(())
    }

    fn except_star_handler(&mut self, handler: &'a ExceptHandlerExceptHandler) -> Emit {
        let position = self.at(handler);
        let (no_match, next, cleanup) = (self.new_label(), self.new_label(), self.new_label());
        if let Some(class) = &handler.type_ {
            self.expr(class)?;
        }
        self.emit(op::CHECK_EG_MATCH, position);
        self.emit_arg(op::COPY, 1, position);
        self.emit_jump(op::POP_JUMP_IF_NONE, no_match, position);
        let name = handler.name.as_ref().map(|name| name.as_str());
        match name {
            Some(name) => self.store_name(name, position)?,
            None => self.emit(op::POP_TOP, position),
        }
        self.emit_jump(pseudo::SETUP_CLEANUP, cleanup, position);
        self.push_frame(Frame::HandlerCleanup { name }, handler)?;
        self.compile_all(&handler.body)?;
        self.unit_mut().frames.pop();
        self.emit(pseudo::POP_BLOCK, NOWHERE);
        if let Some(name) = name {
            self.unbind(name, NOWHERE)?;
        }
        self.jump(next);
        self.place(cleanup);
        if let Some(name) = name {
            self.unbind(name, NOWHERE)?;
        }
        self.emit_arg(op::LIST_APPEND, 3, NOWHERE);
        self.emit(op::POP_TOP, NOWHERE);
        self.jump(next);
        self.place(no_match);
        self.emit(op::POP_TOP, NOWHERE);
        self.place(next);
        Ok(())
    }
}
