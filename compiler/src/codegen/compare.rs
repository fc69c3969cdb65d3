//! Comparisons, single and chained.

use ruff_python_ast::{self as ast, CmpOp};

use super::instr::Label;
use super::{Compiler, Emit};
use crate::code::Position;
use crate::intrinsics::CompareOp;
use crate::opcode as op;

impl<'a> Compiler<'a> {
    pub(crate) fn compare(&mut self, node: &'a ast::ExprCompare) -> Emit {
        let position = self.at(node);
        if let ([operator], [right]) = (&*node.ops, &*node.comparators) {
            self.expr(&node.left)?;
            self.membership_operand(*operator, right)?;
            self.emit_compare(*operator, position);
            return Ok(());
        }
        let (cleanup, end) = (self.new_label(), self.new_label());
        self.compare_chain_values(node, cleanup)?;
        self.jump(end);
        self.place(cleanup);
        self.emit_arg(op::SWAP, 2, position);
        self.emit(op::POP_TOP, position);
        self.place(end);
        Ok(())
    }

    /// Leaves the last comparison's result; jumps to `cleanup` with the middle operand alone.
    pub(crate) fn compare_chain(&mut self, node: &'a ast::ExprCompare, cleanup: Label) -> Emit {
        self.chain(node, |compiler, position| {
            compiler.branch(cleanup, false, position);
        })
    }

    /// The same, but `cleanup` finds the middle operand and the false result.
    fn compare_chain_values(&mut self, node: &'a ast::ExprCompare, cleanup: Label) -> Emit {
        self.chain(node, |compiler, position| {
            compiler.emit_arg(op::COPY, 1, position);
            compiler.branch(cleanup, false, position);
            compiler.emit(op::POP_TOP, position);
        })
    }

    fn chain(&mut self, node: &'a ast::ExprCompare, check: impl Fn(&mut Self, Position)) -> Emit {
        let position = self.at(node);
        self.expr(&node.left)?;
        let last = node.ops.len() - 1;
        for (index, (operator, right)) in node.ops.iter().zip(&node.comparators).enumerate() {
            self.membership_operand(*operator, right)?;
            if index == last {
                self.emit_compare(*operator, position);
            } else {
                self.emit_arg(op::SWAP, 2, position);
                self.emit_arg(op::COPY, 2, position);
                self.emit_compare(*operator, position);
                check(self, position);
            }
        }
        Ok(())
    }

    /// Pushes the right operand; a constant list or set display after `in` is a constant.
    fn membership_operand(&mut self, operator: CmpOp, right: &'a ast::Expr) -> Emit {
        if matches!(operator, CmpOp::In | CmpOp::NotIn)
            && let Some(value) = self.folder.container(right)
        {
            self.load_const(value, self.at(right));
            return Ok(());
        }
        self.expr(right)
    }

    fn emit_compare(&mut self, operator: CmpOp, position: Position) {
        let (op, arg) = match operator {
            CmpOp::Lt => (op::COMPARE_OP, CompareOp::Lt.number()),
            CmpOp::LtE => (op::COMPARE_OP, CompareOp::Le.number()),
            CmpOp::Eq => (op::COMPARE_OP, CompareOp::Eq.number()),
            CmpOp::NotEq => (op::COMPARE_OP, CompareOp::Ne.number()),
            CmpOp::Gt => (op::COMPARE_OP, CompareOp::Gt.number()),
            CmpOp::GtE => (op::COMPARE_OP, CompareOp::Ge.number()),
            CmpOp::In => (op::CONTAINS_OP, 0),
            CmpOp::NotIn => (op::CONTAINS_OP, 1),
            CmpOp::Is => (op::IS_OP, 0),
            CmpOp::IsNot => (op::IS_OP, 1),
        };
        self.emit_arg(op, arg, position);
    }
}
