//! Calls: functions, methods, keywords, unpacking, and `super()`.

use ruff_python_ast::{self as ast, Expr, Keyword};

use super::instr::pseudo;
use super::names::Location;
use super::{Compiler, Emit};
use crate::code::{Const, LocalKind, Position};
use crate::intrinsics::{CommonConstant, Intrinsic1};
use crate::opcode as op;
use crate::symtable::{Resolution, ScopeKind};

/// The builtin that is called by its name with a generator expression alone.
fn builtin_over_generator(node: &ast::ExprCall) -> Option<CommonConstant> {
    let Expr::Name(name) = &*node.func else { return None };
    let ([Expr::Generator(_)], []) = (&*node.arguments.args, &*node.arguments.keywords) else {
        return None;
    };
    match name.id.as_str() {
        "all" => Some(CommonConstant::All),
        "any" => Some(CommonConstant::Any),
        "tuple" => Some(CommonConstant::Tuple),
        _ => None,
    }
}

/// Most operands that a call takes on the stack.
const MAX_OPERANDS: usize = 30_000;

impl<'a> Compiler<'a> {
    pub(crate) fn call(&mut self, node: &'a ast::ExprCall) -> Emit {
        let position = self.at(node);
        let arguments = &node.arguments;
        if arguments.args.is_empty() && self.is_plain_super(node) {
            return self.bare_super(node);
        }
        if let Expr::Attribute(method) = &*node.func
            && is_simple(arguments)
        {
            return self.method_call(node, method, position);
        }
        self.callee(&node.func)?;
        if let Some(builtin) = builtin_over_generator(node) {
            return self.call_over_generator(node, builtin, position);
        }
        self.call_arguments(&arguments.args, &arguments.keywords, 0, None, position)
    }

    /// Pushes a callable and room for the frame header.
    fn callee(&mut self, func: &'a Expr) -> Emit {
        let position = self.at(func);
        if let Expr::Name(name) = func {
            let mangled = self.mangled(&name.id);
            if self.locate(&mangled) == Location::Global && self.folder.constant(func).is_none() {
                self.emit_name(op::LOAD_GLOBAL_CALLEE, &mangled, position);
                return Ok(());
            }
        }
        self.expr(func)?;
        self.emit(op::PUSH_LINK, position);
        Ok(())
    }

    /// `all(.. for ..)`, `any(.. for ..)`, `tuple(.. for ..)`: while the name means the builtin, the loop over the generator runs here, where
    /// resuming it costs no call. The callable is on the stack.
    fn call_over_generator(
        &mut self,
        node: &'a ast::ExprCall,
        builtin: CommonConstant,
        position: Position,
    ) -> Emit {
        let here = self.at(&*node.func);
        let collects = builtin == CommonConstant::Tuple;
        let (call, next, cleanup, end) =
            (self.new_label(), self.new_label(), self.new_label(), self.new_label());
        self.expr(&node.arguments.args[0])?;
        self.emit_arg(op::COPY, 4, here);
        self.emit_arg(op::LOAD_COMMON_CONSTANT, builtin.number(), here);
        self.emit_arg(op::IS_OP, 0, here);
        self.branch(call, false, here);
        if collects {
            self.emit_arg(op::BUILD_LIST, 0, here);
            self.emit_arg(op::SWAP, 2, here);
        }
        self.place(next);
        self.emit_jump(op::FOR_ITER, cleanup, here);
        if collects {
            self.emit_arg(op::LIST_APPEND, 2, here);
            self.emit_jump(pseudo::JUMP, next, here);
        } else {
            self.branch(next, builtin == CommonConstant::All, here);
            self.drop_generator_call();
            self.load_const(Const::Bool(builtin == CommonConstant::Any), here);
            self.emit_jump(pseudo::JUMP, end, here);
        }
        self.place(cleanup);
        if collects {
            self.emit(op::POP_TOP, Position::NONE);
            self.intrinsic_1(Intrinsic1::ListToTuple, here);
            // The result goes where the callable is; the frame header's words go with it.
            self.emit_arg(op::SWAP, 4, here);
            for _ in 0..3 {
                self.emit(op::POP_TOP, Position::NONE);
            }
        } else {
            self.drop_generator_call();
            self.load_const(Const::Bool(builtin == CommonConstant::All), here);
        }
        self.emit_jump(pseudo::JUMP, end, here);
        self.place(call);
        self.emit_arg(op::CALL, 1, position);
        self.place(end);
        Ok(())
    }

    /// Drops a generator and, below it, a callable with room for the frame header.
    fn drop_generator_call(&mut self) {
        for _ in 0..4 {
            self.emit(op::POP_TOP, Position::NONE);
        }
    }

    fn method_call(
        &mut self,
        node: &'a ast::ExprCall,
        method: &'a ast::ExprAttribute,
        position: Position,
    ) -> Emit {
        let keywords = &node.arguments.keywords;
        let at_method = self.attribute_position(method);
        let call_position = self.moved_to_attribute(position, method);
        let on_super = self.plain_super(&method.value);
        match on_super {
            Some(call) => self.super_arguments(call)?,
            None => self.expr(&method.value)?,
        }
        if keywords.is_empty() {
            let load = if on_super.is_some() { op::LOAD_SUPER_METHOD } else { op::LOAD_METHOD };
            self.emit_attr(load, &method.attr, at_method);
            node.arguments.args.iter().try_for_each(|argument| self.expr(argument))?;
            return self.emit_count(op::CALL_METHOD, node.arguments.args.len(), call_position);
        }
        let load = if on_super.is_some() { op::LOAD_SUPER_ATTR } else { op::LOAD_ATTR };
        self.emit_attr(load, &method.attr, at_method);
        self.emit(op::PUSH_LINK, at_method);
        node.arguments.args.iter().try_for_each(|argument| self.expr(argument))?;
        self.keyword_call(keywords, node.arguments.args.len(), call_position)
    }

    /// Compiles arguments and the call; `pushed` positional ones are on the stack already, and `extra`
    /// is a variable to pass after the others.
    pub(crate) fn call_arguments(
        &mut self,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        pushed: usize,
        extra: Option<&str>,
        position: Position,
    ) -> Emit {
        let unpacks = args.iter().any(Expr::is_starred_expr)
            || keywords.iter().any(|keyword| keyword.arg.is_none());
        if unpacks || args.len() + keywords.len() * 2 > MAX_OPERANDS {
            return self.unpacking_call(args, keywords, pushed, extra, position);
        }
        args.iter().try_for_each(|argument| self.expr(argument))?;
        let mut count = pushed + args.len();
        if let Some(name) = extra {
            self.load_name(name, position)?;
            count += 1;
        }
        if keywords.is_empty() {
            return self.emit_count(op::CALL, count, position);
        }
        self.keyword_call(keywords, count, position)
    }

    fn keyword_call(&mut self, keywords: &'a [Keyword], count: usize, position: Position) -> Emit {
        let mut names = Vec::with_capacity(keywords.len());
        for keyword in keywords {
            self.expr(&keyword.value)?;
            let name = keyword.arg.as_ref().map_or("", |name| name.as_str());
            names.push(Const::str(&self.mangled(name)));
        }
        self.load_const(Const::Tuple(names.into()), position);
        self.emit_count(op::CALL_KW, count + keywords.len(), position)
    }

    /// A call whose arguments are gathered in a tuple and a dict.
    fn unpacking_call(
        &mut self,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        pushed: usize,
        extra: Option<&str>,
        position: Position,
    ) -> Emit {
        match args {
            [Expr::Starred(only)] if pushed == 0 && extra.is_none() => self.expr(&only.value)?,
            _ => self.gather_tuple(args, pushed, extra, position)?,
        }
        self.gather_keywords(keywords, position)?;
        self.emit(op::CALL_EX, position);
        Ok(())
    }

    fn gather_tuple(
        &mut self,
        args: &'a [Expr],
        pushed: usize,
        extra: Option<&str>,
        position: Position,
    ) -> Emit {
        if pushed == 0
            && extra.is_none()
            && !args.iter().any(Expr::is_starred_expr)
            && args.len() <= 30
        {
            args.iter().try_for_each(|argument| self.expr(argument))?;
            return self.emit_count(op::BUILD_TUPLE, args.len(), position);
        }
        self.emit_count(op::BUILD_LIST, pushed, position)?;
        self.extend_collection(args, op::LIST_APPEND, op::LIST_EXTEND, position)?;
        if let Some(name) = extra {
            self.load_name(name, position)?;
            self.emit_arg(op::LIST_APPEND, 1, position);
        }
        self.intrinsic_1(Intrinsic1::ListToTuple, position);
        Ok(())
    }

    fn gather_keywords(&mut self, keywords: &'a [Keyword], position: Position) -> Emit {
        if keywords.is_empty() {
            self.emit(op::PUSH_NULL, position);
            return Ok(());
        }
        let mut has_dict = false;
        let mut rest = keywords;
        while !rest.is_empty() {
            let named = rest.iter().take_while(|keyword| keyword.arg.is_some()).count();
            if named > 0 {
                self.keyword_dict(&rest[..named], position)?;
                if has_dict {
                    self.emit_arg(op::DICT_MERGE, 1, position);
                }
                has_dict = true;
            }
            rest = &rest[named..];
            if let Some((unpacked, after)) = rest.split_first() {
                if !has_dict {
                    self.emit_arg(op::BUILD_MAP, 0, position);
                    has_dict = true;
                }
                self.expr(&unpacked.value)?;
                self.emit_arg(op::DICT_MERGE, 1, position);
                rest = after;
            }
        }
        Ok(())
    }

    fn keyword_dict(&mut self, keywords: &'a [Keyword], position: Position) -> Emit {
        let is_big = keywords.len() > 15;
        if is_big {
            self.emit_arg(op::BUILD_MAP, 0, position);
        }
        for keyword in keywords {
            let name = keyword.arg.as_ref().map_or("", |name| name.as_str());
            let name = self.mangled(name);
            self.load_str(&name, position);
            self.expr(&keyword.value)?;
            if is_big {
                self.emit_arg(op::MAP_ADD, 1, position);
            }
        }
        if !is_big {
            self.emit_count(op::BUILD_MAP, keywords.len(), position)?;
        }
        Ok(())
    }

    /// Returns the call if the expression is `super()` or `super(a, b)` with the builtin, as far as
    /// can be seen, and the zero-argument form has what it needs.
    pub(crate) fn plain_super(&self, expr: &'a Expr) -> Option<&'a ast::ExprCall> {
        let Expr::Call(call) = expr else { return None };
        self.is_plain_super(call).then_some(call)
    }

    fn is_plain_super(&self, call: &ast::ExprCall) -> bool {
        let Expr::Name(name) = &*call.func else { return false };
        if name.id != "super" || !call.arguments.keywords.is_empty() {
            return false;
        }
        let here = self.table.get(self.current_scope());
        let is_implicit = here
            .symbol("super")
            .is_some_and(|symbol| symbol.resolution == Resolution::GlobalImplicit);
        // As CPython has it: a module that mentions `super` at its top level may do anything with it.
        let module = self.table.get(self.table.module());
        if !is_implicit || module.symbol("super").is_some() {
            return false;
        }
        let args = &call.arguments.args;
        match args.len() {
            2 => !args.iter().any(Expr::is_starred_expr),
            0 => {
                let unit = self.unit();
                let scope = self.table.get(unit.scope);
                let is_method = matches!(scope.kind, ScopeKind::Function | ScopeKind::Lambda);
                let has_class = scope
                    .symbol("__class__")
                    .is_some_and(|symbol| symbol.resolution == Resolution::Free);
                is_method && has_class && unit.arg_count > 0
            }
            _ => false,
        }
    }

    /// Pushes `super`, the class and the object.
    pub(crate) fn super_arguments(&mut self, call: &'a ast::ExprCall) -> Emit {
        self.expr(&call.func)?;
        self.super_operands(call)
    }

    fn super_operands(&mut self, call: &'a ast::ExprCall) -> Emit {
        if !call.arguments.args.is_empty() {
            return call.arguments.args.iter().try_for_each(|argument| self.expr(argument));
        }
        let position = self.at(&*call.func);
        self.load_name("__class__", position)?;
        let load = if self.unit().locals[0].kind == LocalKind::ArgCell {
            op::LOAD_DEREF
        } else {
            op::LOAD_FAST
        };
        self.emit_arg(load, 0, position);
        Ok(())
    }

    /// Compiles `super()` that is not followed by an attribute.
    pub(crate) fn bare_super(&mut self, call: &'a ast::ExprCall) -> Emit {
        self.callee(&call.func)?;
        self.super_operands(call)?;
        self.emit_arg(op::CALL, 2, self.at(call));
        Ok(())
    }
}

/// Says whether all arguments can go on the stack.
fn is_simple(arguments: &ast::Arguments) -> bool {
    arguments.args.len() + arguments.keywords.len() * 2 <= MAX_OPERANDS
        && !arguments.args.iter().any(Expr::is_starred_expr)
        && arguments.keywords.iter().all(|keyword| keyword.arg.is_some())
}
