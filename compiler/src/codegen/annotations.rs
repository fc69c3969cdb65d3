//! Annotations (PEP 649): evaluated by `__annotate__` functions, or strings under
//! `from __future__ import annotations`.

use ruff_python_ast::{self as ast, Expr, Parameter, StmtAnnAssign, StmtFunctionDef};

use super::unparse::unparse;
use super::{Compiler, Emit};
use crate::code::{CodeFlags, Const, Position};
use crate::failure::Failure;
use crate::intrinsics::{CommonConstant, CompareOp, Intrinsic1};
use crate::opcode as op;
use crate::symtable::{Role, ScopeId, ScopeKind};

/// The highest format that compiled code answers: `VALUE_WITH_FAKE_GLOBALS`.
const FAKE_GLOBALS: u32 = 2;

impl<'a> Compiler<'a> {
    /// Records an annotation of a module or class to be evaluated by its `__annotate__`.
    pub(crate) fn defer_annotation(&mut self, node: &'a StmtAnnAssign, kind: ScopeKind) -> Emit {
        let position = self.at(node);
        let unit = self.unit_mut();
        let is_conditional = kind == ScopeKind::Module || unit.in_conditional;
        let index = is_conditional.then_some(unit.conditional_count);
        unit.annotations.push((node, index));
        if let Some(index) = index {
            unit.conditional_count += 1;
            self.load_name("__conditional_annotations__", position)?;
            self.load_const(Const::Int(index.into()), position);
            self.emit_arg(op::SET_ADD, 1, position);
            self.emit(op::POP_TOP, position);
        }
        Ok(())
    }

    /// Opens the code of an annotation scope: one positional-only parameter, and formats other than
    /// the supported ones rejected.
    pub(crate) fn enter_annotation_scope(&mut self, parameter: &str, position: Position) -> Emit {
        self.add_parameter(parameter);
        self.unit_mut().arg_count = 1;
        self.unit_mut().posonly_count = 1;
        self.prologue();
        let body = self.new_label();
        self.load_name(parameter, position)?;
        self.emit_arg(op::LOAD_SMALL_INT, FAKE_GLOBALS, position);
        self.emit_arg(op::COMPARE_OP, CompareOp::Gt.number(), position);
        self.branch(body, false, position);
        self.emit_arg(
            op::LOAD_COMMON_CONSTANT,
            CommonConstant::NotImplementedError.number(),
            position,
        );
        self.emit_arg(op::RAISE_VARARGS, 1, position);
        self.place(body);
        Ok(())
    }

    /// Pushes the `__annotate__` function of the current module or class.
    pub(crate) fn compile_annotate(&mut self, scope: ScopeId, position: Position) -> Emit {
        let annotations = std::mem::take(&mut self.unit_mut().annotations);
        let line = position.line;
        self.enter(scope, "__annotate__", line, CodeFlags::default());
        self.enter_annotation_scope("format", position)?;
        self.emit_arg(op::BUILD_MAP, 0, position);
        for (node, index) in annotations {
            let Expr::Name(name) = &*node.target else { continue };
            let at = self.at(node);
            let next = self.new_label();
            if let Some(index) = index {
                self.load_const(Const::Int(index.into()), at);
                self.load_name("__conditional_annotations__", at)?;
                self.emit_arg(op::CONTAINS_OP, 0, at);
                self.branch(next, false, at);
            }
            self.expr(&node.annotation)?;
            self.emit_arg(op::COPY, 2, at);
            let name = self.mangled(&name.id);
            self.load_str(&name, at);
            self.emit(op::STORE_SUBSCR, position);
            self.place(next);
        }
        self.emit(op::RETURN_VALUE, position);
        let code = self.leave()?;
        self.make_closure(code, position);
        Ok(())
    }

    /// Pushes the `__annotate__` function of a function if it has annotations.
    pub(crate) fn signature_annotations(
        &mut self,
        node: &'a StmtFunctionDef,
        position: Position,
    ) -> Result<bool, Failure> {
        let Some(scope) = self.table.scope_of(node, Role::Annotations) else { return Ok(false) };
        self.enter(scope, "__annotate__", position.line, CodeFlags::default());
        self.enter_annotation_scope("format", position)?;
        let parameters = &node.parameters;
        let mut count = 0;
        let plain = parameters.args.iter().chain(&parameters.posonlyargs).map(|it| &it.parameter);
        let keyword = parameters.kwonlyargs.iter().map(|it| &it.parameter);
        let all = plain
            .chain(parameters.vararg.as_deref())
            .chain(keyword)
            .chain(parameters.kwarg.as_deref());
        for parameter in all {
            count += self.parameter_annotation(parameter, position)?;
        }
        if let Some(returns) = &node.returns {
            self.load_str("return", position);
            self.annotation(returns)?;
            count += 1;
        }
        self.emit_count(op::BUILD_MAP, count, position)?;
        self.emit(op::RETURN_VALUE, position);
        let code = self.leave()?;
        self.make_closure(code, position);
        Ok(true)
    }

    fn parameter_annotation(
        &mut self,
        parameter: &'a Parameter,
        position: Position,
    ) -> Result<usize, Failure> {
        let Some(annotation) = &parameter.annotation else { return Ok(0) };
        let name = self.mangled(&parameter.name);
        self.load_str(&name, position);
        self.annotation(annotation)?;
        Ok(1)
    }

    fn annotation(&mut self, annotation: &'a Expr) -> Emit {
        let position = self.at(annotation);
        if self.features.annotations {
            let text = unparse(annotation, self.source);
            self.load_str(&text, position);
            return Ok(());
        }
        if let Expr::Starred(star) = annotation {
            self.expr(&star.value)?;
            self.emit_arg(op::UNPACK_SEQUENCE, 1, position);
            return Ok(());
        }
        self.expr(annotation)
    }

    /// Makes sure that `__annotations__` exists in a module or class.
    pub(crate) fn setup_annotations(&mut self, position: Position) {
        if self.unit().flags.contains(CodeFlags::CLASS_BODY) {
            self.emit_arg(op::LOAD_FAST, 0, position);
        } else {
            self.load_none(position);
        }
        self.intrinsic_1(Intrinsic1::SetupAnnotations, position);
        self.emit(op::POP_TOP, position);
    }

    /// Stores an annotation as a string in `__annotations__`.
    pub(crate) fn store_string_annotation(
        &mut self,
        name: &ast::name::Name,
        node: &'a StmtAnnAssign,
    ) -> Emit {
        let position = self.at(node);
        let text = unparse(&node.annotation, self.source);
        self.load_str(&text, self.at(&*node.annotation));
        self.load_name("__annotations__", position)?;
        let name = self.mangled(name);
        self.load_str(&name, position);
        self.emit(op::STORE_SUBSCR, position);
        Ok(())
    }
}
