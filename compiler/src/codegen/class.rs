//! Classes.

use ruff_python_ast::{self as ast, StmtClassDef};

use super::{Compiler, Emit};
use crate::code::{Code, CodeFlags, Const, Position};
use crate::failure::Failure;
use crate::intrinsics::Intrinsic1;
use crate::opcode as op;
use crate::symtable::Role;

impl<'a> Compiler<'a> {
    pub(crate) fn class_def(&mut self, node: &'a StmtClassDef) -> Emit {
        let position = self.at_range(self.range_after_decorators(node, &node.decorator_list));
        self.decorators(&node.decorator_list)?;
        let first_line = self.first_line(&node.decorator_list, position);
        match (self.table.scope_of(node, Role::TypeParams), &node.type_params) {
            (Some(scope), Some(type_params)) => {
                let name = format!("<generic parameters of {}>", node.name);
                self.enter(scope, &name, first_line, CodeFlags::default());
                self.unit_mut().private = Some(node.name.as_str().into());
                self.prologue();
                self.type_params(type_params)?;
                self.store_name(".type_params", position)?;
                self.build_class(node, first_line, position, true)?;
                self.emit(op::RETURN_VALUE, position);
                let code = self.leave()?;
                self.make_closure(code, position);
                self.emit(op::PUSH_LINK, position);
                self.emit_arg(op::CALL, 0, position);
            }
            _ => self.build_class(node, first_line, position, false)?,
        }
        self.apply_decorators(&node.decorator_list);
        self.store_name(&node.name, position)
    }

    fn build_class(
        &mut self,
        node: &'a StmtClassDef,
        first_line: u32,
        position: Position,
        is_generic: bool,
    ) -> Emit {
        let code = self.class_body(node, first_line)?;
        self.emit(op::LOAD_BUILD_CLASS, position);
        self.emit(op::PUSH_LINK, position);
        self.make_closure(code, position);
        self.load_str(&node.name, position);
        let mut extra = None;
        if is_generic {
            self.load_name(".type_params", position)?;
            self.intrinsic_1(Intrinsic1::SubscriptGeneric, position);
            self.store_name(".generic_base", position)?;
            extra = Some(".generic_base");
        }
        let (args, keywords): (&'a [ast::Expr], &'a [ast::Keyword]) = match &node.arguments {
            Some(arguments) => (&arguments.args, &arguments.keywords),
            None => (&[], &[]),
        };
        self.call_arguments(args, keywords, 2, extra, position)
    }

    fn class_body(&mut self, node: &'a StmtClassDef, first_line: u32) -> Result<Code, Failure> {
        let start = Position { line: first_line, end_line: first_line, col: 0, end_col: 0 };
        let Some(scope) = self.table.scope_of(node, Role::Body) else {
            return Err(Failure::syntax("invalid syntax", node.range));
        };
        self.enter(scope, &node.name, first_line, CodeFlags::CLASS_BODY);
        self.add_parameter(".namespace");
        self.unit_mut().arg_count = 1;
        self.prologue();
        self.load_name("__name__", start)?;
        self.store_name("__module__", start)?;
        let qualname = self.unit().qualname.clone();
        self.load_str(&qualname, start);
        self.store_name("__qualname__", start)?;
        self.load_const(Const::Int(first_line.into()), start);
        self.store_name("__firstlineno__", start)?;
        if node.type_params.is_some() {
            self.load_name(".type_params", start)?;
            self.store_name("__type_params__", start)?;
        }
        let symbols = self.table.get(scope);
        if symbols.needs_classdict {
            let slot = self.unit_mut().slot(&"__classdict__".into());
            self.emit_arg(op::LOAD_FAST, 0, start);
            self.emit_arg(op::STORE_DEREF, slot, start);
        }
        self.compile_annotated_body(&node.body, start)?;
        let attributes: Vec<Const> =
            self.unit().static_attributes.iter().map(|name| Const::str(name)).collect();
        self.load_const(Const::Tuple(attributes.into()), start);
        self.store_name("__static_attributes__", start)?;
        if symbols.needs_classdict {
            let slot = self.unit_mut().slot(&"__classdict__".into());
            self.emit_arg(op::LOAD_FAST, slot, Position::NONE);
            self.store_name("__classdictcell__", Position::NONE)?;
        }
        if symbols.needs_class_cell {
            let slot = self.unit_mut().slot(&"__class__".into());
            self.emit_arg(op::LOAD_FAST, slot, Position::NONE);
            self.emit_arg(op::COPY, 1, Position::NONE);
            self.store_name("__classcell__", Position::NONE)?;
        } else {
            self.load_none(Position::NONE);
        }
        self.emit(op::RETURN_VALUE, Position::NONE);
        self.leave()
    }
}
