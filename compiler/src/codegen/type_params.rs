//! Type parameters and type aliases (PEP 695, PEP 696).

use ruff_python_ast::{self as ast, Expr, TypeParam, TypeParams};

use super::{Compiler, Emit};
use crate::code::{CodeFlags, Const, Position};
use crate::intrinsics::{Intrinsic1, Intrinsic2};
use crate::opcode as op;
use crate::symtable::{Role, ScopeId};

impl<'a> Compiler<'a> {
    /// Binds type parameters and pushes a tuple of them.
    pub(crate) fn type_params(&mut self, type_params: &'a TypeParams) -> Emit {
        for parameter in type_params.iter() {
            let position = self.at(parameter);
            let name = parameter.name().as_str();
            self.load_str(name, position);
            let default = match parameter {
                TypeParam::TypeVar(variable) => {
                    match &variable.bound {
                        Some(bound) => {
                            self.evaluator(parameter, Role::Bound, name, bound, position)?;
                            let is_constraint = bound.is_tuple_expr();
                            let function = if is_constraint {
                                Intrinsic2::TypeVarWithConstraints
                            } else {
                                Intrinsic2::TypeVarWithBound
                            };
                            self.intrinsic_2(function, position);
                        }
                        None => self.intrinsic_1(Intrinsic1::TypeVar, position),
                    }
                    &variable.default
                }
                TypeParam::TypeVarTuple(variable) => {
                    self.intrinsic_1(Intrinsic1::TypeVarTuple, position);
                    &variable.default
                }
                TypeParam::ParamSpec(variable) => {
                    self.intrinsic_1(Intrinsic1::ParamSpec, position);
                    &variable.default
                }
            };
            if let Some(default) = default {
                self.evaluator(parameter, Role::Default, name, default, position)?;
                self.intrinsic_2(Intrinsic2::SetTypeParamDefault, position);
            }
            self.emit_arg(op::COPY, 1, position);
            self.store_name(name, position)?;
        }
        self.emit_count(op::BUILD_TUPLE, type_params.len(), self.at_range(type_params.range))
    }

    /// Pushes the function that evaluates a bound or default.
    fn evaluator(
        &mut self,
        parameter: &'a TypeParam,
        role: Role,
        name: &str,
        value: &'a Expr,
        position: Position,
    ) -> Emit {
        match self.table.scope_of(parameter, role) {
            Some(scope) => self.lazy_value(scope, name, value, position),
            None => Ok(()),
        }
    }

    /// Pushes a function of an optional format that returns the value of an expression.
    fn lazy_value(
        &mut self,
        scope: ScopeId,
        name: &str,
        value: &'a Expr,
        position: Position,
    ) -> Emit {
        self.load_const(Const::Tuple([Const::Int(1.into())].into()), position);
        self.enter(scope, name, position.line, CodeFlags::default());
        self.enter_annotation_scope(".format", position)?;
        if let Expr::Starred(star) = value {
            self.expr(&star.value)?;
            self.emit_arg(op::UNPACK_SEQUENCE, 1, self.at(value));
        } else {
            self.expr(value)?;
        }
        self.emit(op::RETURN_VALUE, self.at(value));
        let code = self.leave()?;
        let attached = super::function::Attached { defaults: true, ..Default::default() };
        self.make_function(code, attached, position);
        Ok(())
    }

    pub(crate) fn type_alias(&mut self, node: &'a ast::StmtTypeAlias) -> Emit {
        let position = self.at(node);
        let Expr::Name(name) = &*node.name else { return Ok(()) };
        let Some(body) = self.table.scope_of(node, Role::Body) else { return Ok(()) };
        match (self.table.scope_of(node, Role::TypeParams), &node.type_params) {
            (Some(scope), Some(type_params)) => {
                let unit_name = format!("<generic parameters of {}>", name.id);
                self.enter(scope, &unit_name, position.line, CodeFlags::default());
                self.prologue();
                self.load_str(&name.id, position);
                self.type_params(type_params)?;
                self.finish_alias(body, &name.id, &node.value, position)?;
                self.emit(op::RETURN_VALUE, position);
                let code = self.leave()?;
                self.make_closure(code, position);
                self.emit(op::PUSH_LINK, position);
                self.emit_arg(op::CALL, 0, position);
            }
            _ => {
                self.load_str(&name.id, position);
                self.load_none(position);
                self.finish_alias(body, &name.id, &node.value, position)?;
            }
        }
        self.store_name(&name.id, self.at(name))
    }

    fn finish_alias(
        &mut self,
        body: ScopeId,
        name: &str,
        value: &'a Expr,
        position: Position,
    ) -> Emit {
        self.lazy_value(body, name, value, position)?;
        self.emit_arg(op::BUILD_TUPLE, 3, position);
        self.intrinsic_1(Intrinsic1::TypeAlias, position);
        Ok(())
    }
}
