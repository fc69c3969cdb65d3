//! First pass of the symbol table, statements: records which scope defines and uses which names.

use std::rc::Rc;

use ruff_python_ast::{
    self as ast, Expr, ExprContext, ModModule, Parameters, Stmt, StmtClassDef, StmtFunctionDef,
    TypeParam, TypeParams,
};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Role, Scope, ScopeId, ScopeKind, SymbolTable, address_of, flags, mangle};
use crate::failure::Failure;
use crate::future::Features;

/// Result of a visit.
pub(super) type Visit = Result<(), Failure>;

/// Walks the AST with a current scope.
pub(super) struct Builder {
    pub(super) table: SymbolTable,
    pub(super) current: ScopeId,
    pub(super) features: Features,
}

/// Builds the scopes of a module, with names not yet resolved.
pub(super) fn build(module: &ModModule, features: Features) -> Result<SymbolTable, Failure> {
    let mut builder = Builder { table: SymbolTable::default(), current: ScopeId(0), features };
    builder.table.scopes.push(Scope::new(ScopeKind::Module, "top".into(), None, None));
    builder.visit_all(&module.body)?;
    Ok(builder.table)
}

impl Scope {
    fn new(
        kind: ScopeKind,
        name: Rc<str>,
        parent: Option<ScopeId>,
        private: Option<Rc<str>>,
    ) -> Scope {
        Scope {
            kind,
            name,
            parent,
            children: Vec::new(),
            symbols: Vec::new(),
            by_name: FxHashMap::default(),
            private,
            mangled_names: None,
            is_nested: false,
            is_generator: false,
            has_varargs: false,
            has_varkeywords: false,
            needs_class_cell: false,
            needs_classdict: false,
            sees_class: false,
            has_conditional_annotations: false,
            annotations_used: false,
            comp_iter_depth: 0,
            in_conditional: false,
            in_comp_target: false,
            description: "",
        }
    }

    /// Returns the name that a source name stands for in this scope.
    pub(crate) fn mangled(&self, name: &str) -> Rc<str> {
        if self.mangled_names.as_ref().is_some_and(|names| !names.contains(name)) {
            return name.into();
        }
        mangle(self.private.as_deref(), name)
    }
}

impl Builder {
    pub(super) fn scope(&mut self) -> &mut Scope {
        self.table.get_mut(self.current)
    }

    /// Enters a new scope for `node` and returns the one to go back to.
    pub(super) fn enter<T>(
        &mut self,
        kind: ScopeKind,
        name: &str,
        node: &T,
        role: Role,
    ) -> ScopeId {
        let parent = self.current;
        let outer = self.table.get(parent);
        let mut scope = Scope::new(kind, name.into(), Some(parent), outer.private.clone());
        scope.mangled_names = outer.mangled_names.clone();
        scope.is_nested = outer.is_nested || outer.kind.is_function_like();
        scope.sees_class = match kind {
            ScopeKind::Inlined | ScopeKind::Generator => outer.sees_class,
            ScopeKind::Annotations
            | ScopeKind::TypeParams
            | ScopeKind::TypeAlias
            | ScopeKind::TypeVariable => outer.kind == ScopeKind::Class || outer.sees_class,
            _ => false,
        };
        // Under the future import, annotations evaluate no names.
        let sees_class =
            scope.sees_class && !(kind == ScopeKind::Annotations && self.features.annotations);
        let id = ScopeId(u32::try_from(self.table.scopes.len()).unwrap_or(u32::MAX));
        self.table.scopes.push(scope);
        self.table.get_mut(parent).children.push(id);
        self.table.by_node.insert((address_of(node), role), id);
        self.current = id;
        if sees_class {
            self.define_mangled("__classdict__".into(), flags::USE);
        }
        parent
    }

    /// Records flags of a name as it is written in the source.
    pub(super) fn define(&mut self, name: &str, what: u16, range: TextRange) -> Visit {
        let mangled = self.table.get(self.current).mangled(name);
        let in_comp_target = self.table.get(self.current).in_comp_target;
        let old = self.scope().symbol_mut(&mangled).flags;
        if what & flags::PARAM != 0 && old & flags::PARAM != 0 {
            return Err(Failure::syntax(
                format!("duplicate argument '{name}' in function definition"),
                range,
            ));
        }
        if what & flags::TYPE_PARAM != 0 && old & flags::TYPE_PARAM != 0 {
            return Err(Failure::syntax(format!("duplicate type parameter '{name}'"), range));
        }
        if in_comp_target && what & flags::LOCAL != 0 {
            if old & (flags::GLOBAL | flags::NONLOCAL) != 0 {
                let message = format!(
                    "comprehension inner loop cannot rebind assignment expression target '{name}'"
                );
                return Err(Failure::syntax(message, range));
            }
            self.define_mangled(mangled, what | flags::COMP_TARGET);
        } else {
            self.define_mangled(mangled, what);
        }
        Ok(())
    }

    fn define_mangled(&mut self, name: Rc<str>, what: u16) {
        self.scope().symbol_mut(&name).flags |= what;
    }

    fn flags_of(&self, name: &str) -> u16 {
        let scope = self.table.get(self.current);
        scope.symbol(&scope.mangled(name)).map_or(0, |symbol| symbol.flags)
    }

    pub(super) fn visit_all(&mut self, statements: &[Stmt]) -> Visit {
        statements.iter().try_for_each(|statement| self.visit(statement))
    }

    /// Visits statements that may not be reached.
    fn visit_conditional(&mut self, statements: &[Stmt]) -> Visit {
        let before = std::mem::replace(&mut self.scope().in_conditional, true);
        let result = self.visit_all(statements);
        self.scope().in_conditional = before;
        result
    }

    fn visit(&mut self, statement: &Stmt) -> Visit {
        match statement {
            Stmt::FunctionDef(function) => self.visit_function(function),
            Stmt::ClassDef(class) => self.visit_class(class),
            Stmt::TypeAlias(alias) => self.visit_type_alias(alias),
            Stmt::Return(node) => self.visit_optional(node.value.as_deref()),
            Stmt::Delete(node) => self.visit_exprs(&node.targets),
            Stmt::Assign(node) => {
                self.visit_exprs(&node.targets)?;
                self.visit_expr(&node.value)
            }
            Stmt::AugAssign(node) => {
                self.visit_expr(&node.target)?;
                self.visit_expr(&node.value)
            }
            Stmt::AnnAssign(node) => self.visit_annotated(node),
            Stmt::For(node) => {
                if node.is_async {
                    return Err(Failure::unsupported("'async for'", node.range()));
                }
                self.visit_expr(&node.target)?;
                self.visit_expr(&node.iter)?;
                self.visit_conditional(&node.body)?;
                self.visit_conditional(&node.orelse)
            }
            Stmt::While(node) => {
                self.visit_expr(&node.test)?;
                self.visit_conditional(&node.body)?;
                self.visit_conditional(&node.orelse)
            }
            Stmt::If(node) => {
                self.visit_expr(&node.test)?;
                self.visit_conditional(&node.body)?;
                for clause in &node.elif_else_clauses {
                    self.visit_optional(clause.test.as_ref())?;
                    self.visit_conditional(&clause.body)?;
                }
                Ok(())
            }
            Stmt::With(node) => {
                if node.is_async {
                    return Err(Failure::unsupported("'async with'", node.range()));
                }
                for item in &node.items {
                    self.visit_expr(&item.context_expr)?;
                    self.visit_optional(item.optional_vars.as_deref())?;
                }
                self.visit_conditional(&node.body)
            }
            Stmt::Match(node) => Err(Failure::unsupported("'match'", node.range())),
            Stmt::Raise(node) => {
                self.visit_optional(node.exc.as_deref())?;
                self.visit_optional(node.cause.as_deref())
            }
            Stmt::Try(node) => self.visit_try(node),
            Stmt::Assert(node) => {
                self.visit_expr(&node.test)?;
                self.visit_optional(node.msg.as_deref())
            }
            Stmt::Import(node) => node.names.iter().try_for_each(|alias| self.visit_alias(alias)),
            Stmt::ImportFrom(node) => {
                node.names.iter().try_for_each(|alias| self.visit_alias(alias))
            }
            Stmt::Global(node) => {
                self.visit_directive(&node.names, flags::GLOBAL, "global", node.range())
            }
            Stmt::Nonlocal(node) => {
                self.visit_directive(&node.names, flags::NONLOCAL, "nonlocal", node.range())
            }
            Stmt::Expr(node) => self.visit_expr(&node.value),
            Stmt::Pass(_) | Stmt::Break(_) | Stmt::Continue(_) => Ok(()),
            Stmt::IpyEscapeCommand(node) => Err(Failure::syntax("invalid syntax", node.range())),
        }
    }

    fn visit_try(&mut self, node: &ast::StmtTry) -> Visit {
        self.visit_conditional(&node.body)?;
        for handler in &node.handlers {
            let ast::ExceptHandler::ExceptHandler(handler) = handler;
            self.visit_optional(handler.type_.as_deref())?;
            if let Some(name) = &handler.name {
                self.check_debug(name.as_str(), name.range())?;
                self.define(name.as_str(), flags::LOCAL, handler.range())?;
            }
            self.visit_conditional(&handler.body)?;
        }
        self.visit_conditional(&node.orelse)?;
        self.visit_conditional(&node.finalbody)
    }

    fn visit_alias(&mut self, alias: &ast::Alias) -> Visit {
        let name = alias.asname.as_ref().unwrap_or(&alias.name).as_str();
        if name == "*" {
            if self.scope().kind != ScopeKind::Module {
                let message = "import * only allowed at module level";
                return Err(Failure::syntax(message, alias.range()));
            }
            return Ok(());
        }
        let stored = name.split('.').next().unwrap_or(name);
        self.check_debug(stored, alias.range())?;
        self.define(stored, flags::IMPORT, alias.range())
    }

    fn visit_directive(
        &mut self,
        names: &[ast::Identifier],
        what: u16,
        word: &str,
        range: TextRange,
    ) -> Visit {
        for name in names {
            let old = self.flags_of(name.as_str());
            let conflict = if old & flags::PARAM != 0 {
                Some(format!("name '{name}' is parameter and {word}"))
            } else if old & flags::USE != 0 {
                Some(format!("name '{name}' is used prior to {word} declaration"))
            } else if old & flags::ANNOTATED != 0 {
                Some(format!("annotated name '{name}' can't be {word}"))
            } else if old & flags::BOUND != 0 {
                Some(format!("name '{name}' is assigned to before {word} declaration"))
            } else {
                None
            };
            if let Some(message) = conflict {
                return Err(Failure::syntax(message, range));
            }
            self.define(name.as_str(), what, range)?;
            let mangled = self.table.get(self.current).mangled(name.as_str());
            self.scope().symbol_mut(&mangled).directive.get_or_insert(range);
        }
        Ok(())
    }

    fn visit_annotated(&mut self, node: &ast::StmtAnnAssign) -> Visit {
        if let Expr::Name(name) = &*node.target {
            self.check_debug(&name.id, name.range())?;
            let old = self.flags_of(&name.id);
            let is_module = self.scope().kind == ScopeKind::Module;
            if node.simple && old & (flags::GLOBAL | flags::NONLOCAL) != 0 && !is_module {
                let word = if old & flags::GLOBAL != 0 { "global" } else { "nonlocal" };
                return Err(Failure::syntax(
                    format!("annotated name '{}' can't be {word}", name.id),
                    node.range(),
                ));
            }
            if node.simple {
                self.define(&name.id, flags::ANNOTATED | flags::LOCAL, name.range())?;
            } else if node.value.is_some() {
                self.define(&name.id, flags::LOCAL, name.range())?;
            }
        } else {
            self.visit_expr(&node.target)?;
        }
        self.visit_variable_annotation(&node.annotation)?;
        self.visit_optional(node.value.as_deref())
    }

    /// Visits the annotation of a variable in a module, class or function.
    fn visit_variable_annotation(&mut self, annotation: &Expr) -> Visit {
        let kind = self.scope().kind;
        let owner = self.current;
        if self.features.annotations || !matches!(kind, ScopeKind::Module | ScopeKind::Class) {
            // Never evaluated: what it would make of names in a scope of its own is thrown away.
            return self.visit_discarded(annotation);
        }
        if (kind == ScopeKind::Module || self.scope().in_conditional)
            && !self.scope().has_conditional_annotations
        {
            self.scope().has_conditional_annotations = true;
            self.define_mangled("__conditional_annotations__".into(), flags::USE | flags::LOCAL);
        }
        let annotations = self.annotation_scope_of(owner);
        self.current = annotations;
        if self.table.get(owner).has_conditional_annotations {
            self.define_mangled("__conditional_annotations__".into(), flags::USE);
        }
        let result = self.visit_expr(annotation);
        self.current = owner;
        result
    }

    /// Returns the scope of the annotations of a module or class, made at the first of them.
    fn annotation_scope_of(&mut self, owner: ScopeId) -> ScopeId {
        let key = (owner.0 as usize, Role::Annotations);
        if let Some(&id) = self.table.by_node.get(&key) {
            return id;
        }
        let name = "__annotate__";
        let marker = 0u8;
        self.enter(ScopeKind::Annotations, name, &marker, Role::Annotations);
        self.table.by_node.remove(&(address_of(&marker), Role::Annotations));
        let id = self.current;
        self.table.by_node.insert(key, id);
        self.scope().description = "an annotation";
        self.scope().annotations_used = true;
        self.define_mangled("format".into(), flags::PARAM | flags::USE);
        id
    }

    fn visit_function(&mut self, node: &StmtFunctionDef) -> Visit {
        if node.is_async {
            return Err(Failure::unsupported("'async def'", node.range()));
        }
        self.check_debug(&node.name, node.name.range())?;
        self.define(&node.name, flags::LOCAL, node.range())?;
        self.visit_defaults(&node.parameters)?;
        for decorator in &node.decorator_list {
            self.visit_expr(&decorator.expression)?;
        }
        let outer = self.current;
        if let Some(type_params) = &node.type_params {
            self.enter_type_params(&node.name, type_params, node)?;
            if node
                .parameters
                .iter_non_variadic_params()
                .any(|parameter| parameter.default.is_some())
            {
                let (positional, keyword) = default_kinds(&node.parameters);
                if positional {
                    self.define_mangled(".defaults".into(), flags::PARAM);
                }
                if keyword {
                    self.define_mangled(".kwdefaults".into(), flags::PARAM);
                }
            }
        }
        self.visit_signature_annotations(node)?;
        let around = self.enter(ScopeKind::Function, &node.name, node, Role::Body);
        self.define_parameters(&node.parameters)?;
        self.visit_all(&node.body)?;
        self.current = around;
        self.current = outer;
        Ok(())
    }

    fn visit_signature_annotations(&mut self, node: &StmtFunctionDef) -> Visit {
        let has_any = node.returns.is_some()
            || node.parameters.iter().any(|parameter| parameter.annotation().is_some());
        if !has_any {
            return Ok(());
        }
        let mut annotations: Vec<&Expr> =
            node.parameters.iter().filter_map(|parameter| parameter.annotation()).collect();
        annotations.extend(node.returns.as_deref());
        if self.features.annotations {
            // The annotations become strings: nothing of them is evaluated.
            annotations
                .iter()
                .try_for_each(|annotation| self.visit_discarded(unstarred(annotation)))?;
        }
        let outer = self.enter(ScopeKind::Annotations, "__annotate__", node, Role::Annotations);
        self.scope().description = "an annotation";
        self.scope().annotations_used = true;
        self.define_mangled("format".into(), flags::PARAM | flags::USE);
        if !self.features.annotations {
            annotations.iter().try_for_each(|annotation| self.visit_expr(unstarred(annotation)))?;
        }
        self.current = outer;
        Ok(())
    }

    /// Visits an expression for its errors alone.
    fn visit_discarded(&mut self, expr: &Expr) -> Visit {
        let kept = self.table.scopes.len();
        let outer = self.enter(ScopeKind::Annotations, "__annotate__", expr, Role::Annotations);
        self.scope().description = "an annotation";
        let result = self.visit_expr(expr);
        self.current = outer;
        self.table.get_mut(outer).children.pop();
        self.table.by_node.remove(&(address_of(expr), Role::Annotations));
        if self.table.scopes.len() > kept + 1 {
            self.table.by_node.retain(|_, id| (id.0 as usize) < kept);
        }
        self.table.scopes.truncate(kept);
        result
    }

    pub(super) fn visit_defaults(&mut self, parameters: &Parameters) -> Visit {
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        for parameter in positional.chain(&parameters.kwonlyargs) {
            self.visit_optional(parameter.default.as_deref())?;
        }
        Ok(())
    }

    pub(super) fn define_parameters(&mut self, parameters: &Parameters) -> Visit {
        let mut names: Vec<&ast::Parameter> = Vec::new();
        names.extend(parameters.iter_non_variadic_params().map(|parameter| &parameter.parameter));
        names.extend(parameters.vararg.as_deref());
        names.extend(parameters.kwarg.as_deref());
        for parameter in names {
            let range = TextRange::new(parameter.name.start(), parameter.end());
            self.check_debug(&parameter.name, range)?;
            self.define(&parameter.name, flags::PARAM, parameter.range())?;
        }
        self.scope().has_varargs = parameters.vararg.is_some();
        self.scope().has_varkeywords = parameters.kwarg.is_some();
        Ok(())
    }

    fn visit_class(&mut self, node: &StmtClassDef) -> Visit {
        self.check_debug(&node.name, node.name.range())?;
        self.define(&node.name, flags::LOCAL, node.range())?;
        for decorator in &node.decorator_list {
            self.visit_expr(&decorator.expression)?;
        }
        let outer = self.current;
        if let Some(type_params) = &node.type_params {
            self.enter_type_params(&node.name, type_params, node)?;
            let names: FxHashSet<Rc<str>> =
                type_params.iter().map(|parameter| Rc::from(parameter.name().as_str())).collect();
            self.scope().private = Some(node.name.as_str().into());
            self.scope().mangled_names = Some(names);
            self.define_mangled(".type_params".into(), flags::LOCAL | flags::USE);
            self.define_mangled(".generic_base".into(), flags::LOCAL | flags::USE);
        }
        if let Some(arguments) = &node.arguments {
            self.visit_arguments(arguments)?;
        }
        self.enter(ScopeKind::Class, &node.name, node, Role::Body);
        self.scope().private = Some(node.name.as_str().into());
        self.scope().mangled_names = None;
        if node.type_params.is_some() {
            self.define_mangled("__type_params__".into(), flags::LOCAL);
            self.define_mangled(".type_params".into(), flags::USE);
        }
        self.visit_all(&node.body)?;
        self.current = outer;
        Ok(())
    }

    fn visit_type_alias(&mut self, node: &ast::StmtTypeAlias) -> Visit {
        self.visit_expr(&node.name)?;
        let name = node.name.as_name_expr().map_or("", |name| &name.id);
        let outer = self.current;
        if let Some(type_params) = &node.type_params {
            self.enter_type_params(name, type_params, node)?;
        }
        self.enter(ScopeKind::TypeAlias, name, node, Role::Body);
        self.scope().description = "a type alias";
        self.define_mangled(".format".into(), flags::PARAM | flags::USE);
        self.visit_expr(&node.value)?;
        self.current = outer;
        Ok(())
    }

    /// Enters the scope of type parameters and visits them; the caller leaves it.
    fn enter_type_params<T>(&mut self, name: &str, type_params: &TypeParams, node: &T) -> Visit {
        let name = format!("<generic parameters of {name}>");
        self.enter(ScopeKind::TypeParams, &name, node, Role::TypeParams);
        self.scope().description = "the definition of a generic";
        let mut seen_default: bool = false;
        for parameter in type_params.iter() {
            let name = parameter.name();
            self.define(name.as_str(), flags::LOCAL | flags::TYPE_PARAM, parameter.range())?;
            if let TypeParam::TypeVar(variable) = parameter
                && let Some(bound) = &variable.bound
            {
                let what =
                    if bound.is_tuple_expr() { "a TypeVar constraint" } else { "a TypeVar bound" };
                self.visit_type_variable(name.as_str(), bound, parameter, Role::Bound, what)?;
            }
            let (default, what) = match parameter {
                TypeParam::TypeVar(it) => (&it.default, "a TypeVar default"),
                TypeParam::TypeVarTuple(it) => (&it.default, "a TypeVarTuple default"),
                TypeParam::ParamSpec(it) => (&it.default, "a ParamSpec default"),
            };
            if let Some(default) = default {
                seen_default = true;
                self.visit_type_variable(name.as_str(), default, parameter, Role::Default, what)?;
            } else if seen_default {
                let message = format!(
                    "non-default type parameter '{}' follows default type parameter",
                    name.as_str()
                );
                return Err(Failure::syntax(message, parameter.range()));
            }
        }
        Ok(())
    }

    fn visit_type_variable(
        &mut self,
        name: &str,
        expr: &Expr,
        node: &TypeParam,
        role: Role,
        what: &'static str,
    ) -> Visit {
        let outer = self.enter(ScopeKind::TypeVariable, name, node, role);
        self.scope().description = what;
        self.define_mangled(".format".into(), flags::PARAM | flags::USE);
        let result = self.visit_expr(unstarred(expr));
        self.current = outer;
        result
    }

    /// Rejects a binding of `__debug__`.
    pub(super) fn check_debug(&self, name: &str, range: TextRange) -> Visit {
        if name == "__debug__" {
            return Err(Failure::syntax("cannot assign to __debug__", range));
        }
        Ok(())
    }

    /// Records the target of `:=` inside comprehensions in the scope around them.
    pub(super) fn bind_named(&mut self, name: &str, range: TextRange) -> Visit {
        let mut id = self.current;
        loop {
            let scope = self.table.get(id);
            let mangled = scope.mangled(name);
            let flags_here = scope.symbol(&mangled).map_or(0, |symbol| symbol.flags);
            match scope.kind {
                ScopeKind::Inlined | ScopeKind::Generator => {
                    if flags_here & flags::COMP_TARGET != 0 && flags_here & flags::LOCAL != 0 {
                        let message = format!(
                            "assignment expression cannot rebind comprehension iteration variable '{name}'"
                        );
                        return Err(Failure::syntax(message, range));
                    }
                }
                ScopeKind::Function | ScopeKind::Lambda => {
                    let what = if flags_here & flags::GLOBAL != 0 {
                        flags::GLOBAL
                    } else {
                        flags::NONLOCAL
                    };
                    self.mark_through(id, &mangled, what);
                    if what == flags::NONLOCAL && flags_here & flags::NONLOCAL == 0 {
                        self.table.get_mut(id).symbol_mut(&mangled).flags |= flags::LOCAL;
                    }
                    return Ok(());
                }
                ScopeKind::Module => {
                    self.mark_through(id, &mangled, flags::GLOBAL);
                    self.table.get_mut(id).symbol_mut(&mangled).flags |= flags::GLOBAL;
                    return Ok(());
                }
                ScopeKind::Class => {
                    let message = "assignment expression within a comprehension cannot be used in a class body";
                    return Err(Failure::syntax(message, range));
                }
                _ => {
                    let what = scope.description;
                    let word = if scope.kind == ScopeKind::TypeParams { "within" } else { "in" };
                    let message = format!(
                        "assignment expression within a comprehension cannot be used {word} {what}"
                    );
                    return Err(Failure::syntax(message, range));
                }
            }
            id = scope.parent.unwrap_or(self.table.module());
        }
    }

    /// Marks a name in all scopes from the current one to just inside `outer`.
    fn mark_through(&mut self, outer: ScopeId, name: &Rc<str>, what: u16) {
        let mut id = self.current;
        while id != outer {
            let scope = self.table.get_mut(id);
            scope.symbol_mut(name).flags |= what;
            id = scope.parent.unwrap_or(outer);
        }
    }

    /// Visits a target or use of a plain name.
    pub(super) fn visit_name(&mut self, name: &ast::ExprName) -> Visit {
        let is_load = name.ctx == ExprContext::Load;
        if !is_load {
            let verb = if name.ctx == ExprContext::Del { "delete" } else { "assign to" };
            if name.id == "__debug__" {
                return Err(Failure::syntax(format!("cannot {verb} __debug__"), name.range()));
            }
        }
        self.define(&name.id, if is_load { flags::USE } else { flags::LOCAL }, name.range())?;
        if is_load && name.id == "super" && self.scope().kind.is_function_like() {
            self.define_mangled("__class__".into(), flags::USE);
        }
        Ok(())
    }

    /// Runs `visit` while targets of a comprehension are visited.
    pub(super) fn in_comp_target(&mut self, visit: impl FnOnce(&mut Builder) -> Visit) -> Visit {
        self.scope().in_comp_target = true;
        visit(self)?;
        self.scope().in_comp_target = false;
        Ok(())
    }

    /// Runs `visit` while the iterable of a comprehension is visited.
    pub(super) fn in_comp_iter(&mut self, visit: impl FnOnce(&mut Builder) -> Visit) -> Visit {
        self.scope().comp_iter_depth += 1;
        // After an error the current scope may be one within.
        visit(self)?;
        self.scope().comp_iter_depth -= 1;
        Ok(())
    }

    /// Says whether the iterable of a comprehension is being visited.
    pub(super) fn is_in_comp_iter(&self) -> bool {
        self.table.get(self.current).comp_iter_depth > 0
    }

    /// Returns what the current scope is the value of, if names cannot be bound in it.
    pub(super) fn description(&self) -> Option<&'static str> {
        let scope = self.table.get(self.current);
        (!scope.description.is_empty()).then_some(scope.description)
    }
}

/// Returns the expression under a `*`.
fn unstarred(expr: &Expr) -> &Expr {
    if let Expr::Starred(starred) = expr { &starred.value } else { expr }
}

/// Says which kinds of parameters have defaults: positional ones, keyword-only ones.
pub(crate) fn default_kinds(parameters: &Parameters) -> (bool, bool) {
    let has = |list: &[ast::ParameterWithDefault]| {
        list.iter().any(|parameter| parameter.default.is_some())
    };
    (has(&parameters.posonlyargs) || has(&parameters.args), has(&parameters.kwonlyargs))
}

impl SymbolTable {
    /// Returns the scope of the annotations of a module or class.
    pub(crate) fn annotations_of(&self, owner: ScopeId) -> Option<ScopeId> {
        self.by_node.get(&(owner.0 as usize, Role::Annotations)).copied()
    }
}
