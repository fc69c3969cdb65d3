//! Functions and lambdas.

use ruff_python_ast::{self as ast, Decorator, Parameters, StmtFunctionDef};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::instr::{Label, pseudo};
use super::{Compiler, Emit};
use crate::code::{Code, CodeFlags, Const, LocalKind, Position};
use crate::intrinsics::{FunctionAttribute, Intrinsic1, Intrinsic2};
use crate::opcode as op;
use crate::symtable::{Role, ScopeId};

/// What was pushed for a function before its code, to be attached to it.
#[derive(Clone, Copy, Default)]
pub(crate) struct Attached {
    pub(crate) defaults: bool,
    pub(crate) kw_defaults: bool,
    pub(crate) annotate: bool,
}

impl<'a> Compiler<'a> {
    pub(crate) fn function_def(&mut self, node: &'a StmtFunctionDef) -> Emit {
        let position = self.at_range(self.range_after_decorators(node, &node.decorator_list));
        self.decorators(&node.decorator_list)?;
        let first_line = self.first_line(&node.decorator_list, position);
        let mut attached = self.defaults(&node.parameters, position)?;
        match self.table.scope_of(node, Role::TypeParams) {
            Some(scope) => self.generic_function(node, scope, attached, first_line, position)?,
            None => {
                attached.annotate = self.signature_annotations(node, position)?;
                self.function_body(node, attached, first_line, position)?;
            }
        }
        self.apply_decorators(&node.decorator_list);
        self.store_name(&node.name, position)
    }

    /// A generic function is made by a function that makes its type parameters.
    fn generic_function(
        &mut self,
        node: &'a StmtFunctionDef,
        scope: ScopeId,
        attached: Attached,
        first_line: u32,
        position: Position,
    ) -> Emit {
        let Some(type_params) = &node.type_params else { return Ok(()) };
        let name = format!("<generic parameters of {}>", node.name);
        self.enter(scope, &name, first_line, CodeFlags::default());
        for (name, is_passed) in
            [(".defaults", attached.defaults), (".kwdefaults", attached.kw_defaults)]
        {
            if is_passed {
                self.add_parameter(name);
                self.unit_mut().arg_count += 1;
            }
        }
        self.prologue();
        self.type_params(type_params)?;
        for slot in 0..self.unit().arg_count {
            self.emit_arg(op::LOAD_FAST, slot, position);
        }
        let count = self.unit().arg_count;
        let mut inner = attached;
        inner.annotate = self.signature_annotations(node, position)?;
        self.function_body(node, inner, first_line, position)?;
        self.emit_arg(op::SWAP, 2, position);
        self.intrinsic_2(Intrinsic2::SetFunctionTypeParams, position);
        self.emit(op::RETURN_VALUE, position);
        let code = self.leave()?;
        self.make_closure(code, position);
        self.emit(op::PUSH_LINK, position);
        // The defaults were evaluated below the callee.
        for _ in 0..count {
            self.emit_arg(op::COPY, 3 + count, position);
        }
        self.emit_arg(op::CALL, count, position);
        for _ in 0..count {
            self.emit_arg(op::SWAP, 2, position);
            self.emit(op::POP_TOP, position);
        }
        Ok(())
    }

    /// Pushes decorators, each with room for the frame header of its call.
    pub(crate) fn decorators(&mut self, decorators: &'a [Decorator]) -> Emit {
        for decorator in decorators {
            self.expr(&decorator.expression)?;
            self.emit(op::PUSH_LINK, self.at(&decorator.expression));
        }
        Ok(())
    }

    pub(crate) fn apply_decorators(&mut self, decorators: &'a [Decorator]) {
        for decorator in decorators.iter().rev() {
            self.emit_arg(op::CALL, 1, self.at(&decorator.expression));
        }
    }

    pub(crate) fn first_line(&self, decorators: &[Decorator], position: Position) -> u32 {
        decorators.first().map_or(position.line, |first| self.at(&first.expression).line)
    }

    /// Returns the range of a definition from its keyword on.
    pub(crate) fn range_after_decorators(
        &self,
        node: &impl Ranged,
        decorators: &[Decorator],
    ) -> TextRange {
        let range = node.range();
        let Some(last) = decorators.last() else { return range };
        let text = self.source.slice(TextRange::new(last.end(), range.end()));
        let mut offset = 0;
        let mut in_comment = false;
        for (at, character) in text.char_indices() {
            in_comment = character != '\n' && (in_comment || character == '#');
            if !in_comment && !character.is_whitespace() && character != '\\' {
                offset = at;
                break;
            }
        }
        let start = last.end() + TextSize::try_from(offset).unwrap_or_default();
        TextRange::new(start.min(range.end()), range.end())
    }

    /// Pushes the defaults of parameters.
    fn defaults(
        &mut self,
        parameters: &'a Parameters,
        position: Position,
    ) -> Result<Attached, crate::failure::Failure> {
        let mut attached = Attached::default();
        let positional: Vec<&'a ast::Expr> = parameters
            .posonlyargs
            .iter()
            .chain(&parameters.args)
            .filter_map(|it| it.default.as_deref())
            .collect();
        if !positional.is_empty() {
            attached.defaults = true;
            let constants: Option<Vec<Const>> =
                positional.iter().map(|value| self.folder.constant(value)).collect();
            match constants {
                Some(values) => self.load_const(Const::Tuple(values.into()), position),
                None => {
                    positional.iter().try_for_each(|value| self.expr(value))?;
                    self.emit_count(op::BUILD_TUPLE, positional.len(), position)?;
                }
            }
        }
        let mut count = 0;
        for parameter in &parameters.kwonlyargs {
            if let Some(default) = &parameter.default {
                let name = self.mangled(&parameter.parameter.name);
                self.load_str(&name, position);
                self.expr(default)?;
                count += 1;
            }
        }
        if count > 0 {
            attached.kw_defaults = true;
            self.emit_count(op::BUILD_MAP, count, position)?;
        }
        Ok(attached)
    }

    fn function_body(
        &mut self,
        node: &'a StmtFunctionDef,
        attached: Attached,
        first_line: u32,
        position: Position,
    ) -> Emit {
        let Some(scope) = self.table.scope_of(node, Role::Body) else { return Ok(()) };
        self.enter(scope, &node.name, first_line, CodeFlags::default());
        let mut body: &'a [ast::Stmt] = &node.body;
        if let Some((doc, _)) = self.docstring(body) {
            let unit = self.unit_mut();
            unit.constant(doc);
            unit.flags = unit.flags | CodeFlags::HAS_DOCSTRING;
            body = &body[1..];
        }
        self.parameters(&node.parameters);
        self.prologue();
        let handler = self.open_generator();
        self.compile_all(body)?;
        self.load_none(Position::NONE);
        self.emit(op::RETURN_VALUE, Position::NONE);
        self.close_generator(handler);
        let code = self.leave()?;
        self.make_function(code, attached, position);
        Ok(())
    }

    pub(crate) fn lambda(&mut self, node: &'a ast::ExprLambda) -> Emit {
        let position = self.at(node);
        let attached = match &node.parameters {
            Some(parameters) => self.defaults(parameters, position)?,
            None => Attached::default(),
        };
        let Some(scope) = self.table.scope_of(node, Role::Body) else { return Ok(()) };
        self.enter(scope, "<lambda>", position.line, CodeFlags::default());
        if let Some(parameters) = &node.parameters {
            self.parameters(parameters);
        }
        self.prologue();
        let handler = self.open_generator();
        self.expr(&node.body)?;
        self.emit(op::RETURN_VALUE, self.at(&*node.body));
        self.close_generator(handler);
        let code = self.leave()?;
        self.make_function(code, attached, position);
        Ok(())
    }

    /// Gives the parameters their slots.
    fn parameters(&mut self, parameters: &'a Parameters) {
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        for parameter in parameters.iter_non_variadic_params() {
            let name = self.mangled(&parameter.parameter.name);
            self.add_parameter(&name);
        }
        for parameter in parameters.vararg.iter().chain(&parameters.kwarg) {
            let name = self.mangled(&parameter.name);
            self.add_parameter(&name);
        }
        let unit = self.unit_mut();
        unit.posonly_count = number(parameters.posonlyargs.len());
        unit.arg_count = number(parameters.posonlyargs.len() + parameters.args.len());
        unit.kwonly_count = number(parameters.kwonlyargs.len());
        if parameters.vararg.is_some() {
            unit.flags = unit.flags | CodeFlags::VARARGS;
        }
        if parameters.kwarg.is_some() {
            unit.flags = unit.flags | CodeFlags::VARKEYWORDS;
        }
    }

    pub(crate) fn add_parameter(&mut self, name: &str) {
        let unit = self.unit_mut();
        let slot = unit.add_slot(name.into(), LocalKind::Arg);
        unit.slots.insert(name.into(), slot);
    }

    /// Opens the region in which a generator turns `StopIteration` into `RuntimeError`.
    pub(crate) fn open_generator(&mut self) -> Option<Label> {
        if !self.unit().flags.contains(CodeFlags::GENERATOR) {
            return None;
        }
        let handler = self.new_label();
        self.emit_jump(pseudo::SETUP_CLEANUP, handler, Position::NONE);
        Some(handler)
    }

    pub(crate) fn close_generator(&mut self, handler: Option<Label>) {
        let Some(handler) = handler else { return };
        self.place(handler);
        self.intrinsic_1(Intrinsic1::StopIterationError, Position::NONE);
        self.emit_arg(op::RERAISE, 1, Position::NONE);
    }

    /// Pushes a function without defaults.
    pub(crate) fn make_closure(&mut self, code: Code, position: Position) {
        self.make_function(code, Attached::default(), position);
    }

    /// Pushes a function; what is attached to it lies on the stack.
    pub(crate) fn make_function(&mut self, code: Code, attached: Attached, position: Position) {
        let mut count = 0;
        let frees: Vec<_> = code
            .locals
            .iter()
            .filter(|local| local.kind == LocalKind::Free)
            .map(|local| local.name.clone())
            .collect();
        for name in &frees {
            self.load_cell(name, position);
            count += 1;
        }
        if count > 0 {
            self.emit_arg(op::BUILD_TUPLE, count, position);
        }
        self.load_const(Const::Code(code.into()), position);
        self.emit(op::MAKE_FUNCTION, position);
        let parts = [
            (count > 0, FunctionAttribute::Closure),
            (attached.annotate, FunctionAttribute::Annotate),
            (attached.kw_defaults, FunctionAttribute::KwDefaults),
            (attached.defaults, FunctionAttribute::Defaults),
        ];
        for (is_there, attribute) in parts {
            if is_there {
                self.emit_arg(op::SET_FUNCTION_ATTRIBUTE, attribute.number(), position);
            }
        }
    }
}
