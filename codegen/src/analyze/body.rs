//! Bodies: statements and variables. Expressions are in `expr.rs` and `operators.rs`, exits and jumps in `control.rs`.
//!
//! One [`Body`] types one block of the language: that of an op, its abstract clause, a `fill` or a `when`. Types are
//! narrowed on the way ([`Body::narrowed`]), and what an arm learns is forgotten after it. Whether variables are set
//! before they are read is not looked at here (`check/assign.rs`).

use std::collections::{BTreeMap, BTreeSet};

use super::{Analyzer, ERROR};
use crate::ast;
use crate::diagnostics::codes;
use crate::model::{
    Block, CacheField, Count, Expr, ExprKind, FieldId, Overflowing, Stmt, StmtKind, Ty, TypeSet,
    Var, VarId,
};
use crate::source::{Name, Span};

/// What a block is for: what may stand in it differs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Purpose {
    /// The body of an op.
    Op,
    /// The abstract clause of an op.
    Abstract,
    /// The `fill` of a member.
    Fill,
    /// The `when` of a member.
    When,
}

/// What a variable is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    /// Consumed.
    Input,
    /// Produced. An input as well if it stands before the inputs' end.
    Output,
    /// Bound by `let`.
    Let,
}

/// A variable with what is known of it while its body is typed.
pub(super) struct Binding {
    pub name: Name,
    /// `None`: a `let` without a value that has not been assigned yet.
    pub ty: Option<Ty>,
    pub role: Role,
    /// Bound with a value.
    pub initialized: bool,
    pub read: bool,
    /// The type as an output, and its number of slots.
    pub output: Option<(Ty, Option<Count>)>,
    /// The number of slots of an array operand.
    pub count: Option<Count>,
    /// Where it was assigned.
    pub assigned: Option<Span>,
    /// Of an input that is also an output of another representation: the output, which its name means once assigned.
    pub successor: Option<VarId>,
    /// Such an output.
    pub succeeds: bool,
}

impl Binding {
    /// A variable that nothing has been done with.
    pub(super) fn new(name: Name, ty: Option<Ty>, role: Role) -> Binding {
        let initialized = role == Role::Input;
        let (output, count, assigned, successor) = (None, None, None, None);
        Binding {
            name,
            ty,
            role,
            initialized,
            read: false,
            output,
            count,
            assigned,
            successor,
            succeeds: false,
        }
    }
}

/// The typing of one block.
pub(super) struct Body<'a> {
    pub analyzer: &'a mut Analyzer,
    pub purpose: Purpose,
    pub vars: Vec<Binding>,
    pub caches: &'a [CacheField],
    pub caches_read: Vec<bool>,
    /// Fields in which a safepoint counts.
    pub counters: Vec<bool>,
    /// Fixed oparg of a replica.
    pub oparg: Option<u32>,
    /// Types that exits have established.
    pub narrowed: BTreeMap<VarId, Ty>,
    pub exits: u32,
    pub ifs: u32,
    pub branches: u32,
    /// Inside how many arms.
    pub arms: u32,
    scope: BTreeMap<String, VarId>,
}

impl<'a> Body<'a> {
    pub(super) fn new(
        analyzer: &'a mut Analyzer,
        purpose: Purpose,
        caches: &'a [CacheField],
    ) -> Self {
        Body {
            analyzer,
            purpose,
            vars: Vec::new(),
            caches_read: vec![false; caches.len()],
            counters: vec![false; caches.len()],
            caches,
            oparg: None,
            narrowed: BTreeMap::new(),
            exits: 0,
            ifs: 0,
            branches: 0,
            arms: 0,
            scope: BTreeMap::new(),
        }
    }

    /// Adds a variable and brings its name into scope.
    pub(super) fn bind(&mut self, binding: Binding) -> VarId {
        let id = VarId(self.vars.len() as u32);
        if binding.name.text != "_" && !binding.succeeds {
            self.scope.insert(binding.name.text.clone(), id);
        }
        self.vars.push(binding);
        id
    }

    pub(super) fn lookup(&self, name: &str) -> Option<VarId> {
        self.scope.get(name).copied()
    }

    /// The names in scope, for hints.
    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        self.scope.keys()
    }

    pub(super) fn var(&mut self, id: VarId) -> &mut Binding {
        &mut self.vars[id.0 as usize]
    }

    /// The type of a variable here.
    pub(super) fn var_type(&self, id: VarId) -> Option<Ty> {
        self.narrowed.get(&id).cloned().or_else(|| self.vars[id.0 as usize].ty.clone())
    }

    /// Types a block of statements. A last expression without `;` is one more.
    pub(super) fn statements(&mut self, block: &ast::Block) -> Block {
        let scope = self.scope.clone();
        let mut stmts = Vec::new();
        self.block_statements(block, &mut stmts);
        if let Some(value) = &block.value {
            self.statement_expr(value, &mut stmts);
        }
        self.scope = scope;
        Block { stmts, value: None }
    }

    /// Types a block with a value.
    pub(super) fn value_block(&mut self, block: &ast::Block, wanted: Option<&Ty>) -> (Block, Ty) {
        let scope = self.scope.clone();
        let mut stmts = Vec::new();
        self.block_statements(block, &mut stmts);
        let value = match &block.value {
            Some(value) => self.infer(value, wanted),
            None => {
                let end = Span { start: block.span.end - 1, ..block.span };
                self.analyzer.report(codes::missing_value(end, "this arm"));
                self.error(block.span)
            }
        };
        self.scope = scope;
        let ty = value.ty.clone();
        (Block { stmts, value: Some(Box::new(value)) }, ty)
    }

    fn block_statements(&mut self, block: &ast::Block, out: &mut Vec<Stmt>) {
        for stmt in &block.stmts {
            match &stmt.kind {
                ast::StmtKind::Let(name, init) => self.let_(name, init.as_ref(), stmt.span, out),
                ast::StmtKind::LetTuple(names, init) => self.let_tuple(names, init, stmt.span, out),
                ast::StmtKind::Expr(expr) => self.statement_expr(expr, out),
            }
        }
    }

    fn declare(&mut self, name: &Name, ty: Option<Ty>, initialized: bool) -> VarId {
        self.analyzer.check_reserved(name);
        let replaces = self.cache_type(name).is_some();
        if let Some(first) = self.lookup(&name.text).filter(|_| name.text != "_" && !replaces) {
            let first = self.vars[first.0 as usize].name.span;
            self.analyzer.report(codes::duplicate(name.span, "variables", &name.text, first));
        }
        self.check_shadowing(name);
        let binding = Binding { initialized, ..Binding::new(name.clone(), ty, Role::Let) };
        self.bind(binding)
    }

    /// A `fill` binds names of caches; elsewhere a name means one thing in a body.
    fn check_shadowing(&mut self, name: &Name) {
        let cache = self.caches.iter().find(|cache| cache.name.text == name.text);
        if let Some(cache) = cache.filter(|_| self.purpose != Purpose::Fill) {
            self.analyzer.report(codes::duplicate(
                name.span,
                "variables",
                &name.text,
                cache.name.span,
            ));
        }
        if name.text == "oparg" || self.analyzer.units.contains_key(&name.text) {
            let message = format!("`{}` is a value of the language", name.text);
            self.analyzer.report(codes::misplaced_type(name.span, &message, "choose another name"));
        }
    }

    fn let_(&mut self, name: &Name, init: Option<&ast::Expr>, span: Span, out: &mut Vec<Stmt>) {
        let Some(init) = init else {
            self.declare(name, None, false);
            return;
        };
        if self.purpose == Purpose::Fill
            && let ast::ExprKind::Try(_) = &init.kind
        {
            return self.let_fill(std::slice::from_ref(name), init, span, out);
        }
        let wanted = self.cache_type(name);
        let value = match &wanted {
            Some(wanted) => self.check(init, wanted),
            None => self.infer(init, None),
        };
        if value.ty == Ty::Unit {
            self.analyzer.report(codes::missing_value(value.span, "this"));
        }
        let var = self.declare(name, Some(wanted.unwrap_or_else(|| value.ty.clone())), true);
        out.push(Stmt { kind: StmtKind::Let(var, value), span });
    }

    /// In a `fill`, the type of the cache that a name stands for.
    fn cache_type(&self, name: &Name) -> Option<Ty> {
        if self.purpose != Purpose::Fill {
            return None;
        }
        self.caches.iter().find(|cache| cache.name.text == name.text).map(|cache| cache.ty.clone())
    }

    fn let_tuple(&mut self, names: &[Name], init: &ast::Expr, span: Span, out: &mut Vec<Stmt>) {
        if let ast::ExprKind::Method(receiver, method, args) = &init.kind
            && let Some(op) = overflowing(&method.text)
        {
            return self.let_overflowing(names, op, (receiver, method, args), span, out);
        }
        if self.purpose == Purpose::Fill && matches!(init.kind, ast::ExprKind::Try(_)) {
            return self.let_fill(names, init, span, out);
        }
        let value = self.infer(init, None);
        if value.ty != ERROR {
            let help = "a tuple `let` takes apart what `overflowing_..` methods return";
            self.analyzer.report(codes::outside_subset(init.span, "this tuple", help));
        }
        for name in names {
            self.declare(name, Some(ERROR), true);
        }
    }

    fn let_overflowing(
        &mut self,
        names: &[Name],
        op: Overflowing,
        (receiver, method, args): (&ast::Expr, &Name, &[ast::Expr]),
        span: Span,
        out: &mut Vec<Stmt>,
    ) {
        let values = self.overflowing_args(op, receiver, method, args);
        let ty = values.as_ref().map_or(ERROR, |values| values[0].ty.clone());
        let [result, flag] = names else {
            self.analyzer.report(codes::name_count(method.span, &method.text, 2, names.len()));
            for name in names {
                self.declare(name, Some(ERROR), true);
            }
            return;
        };
        let result = self.declare(result, Some(ty), true);
        let flag = self.declare(flag, Some(Ty::Scalar(crate::model::Scalar::Bool)), true);
        if let Some(values) = values {
            out.push(Stmt { kind: StmtKind::LetOverflowing(result, flag, op, values), span });
        }
    }

    /// `let (a, b) = helper(..)?;`
    fn let_fill(&mut self, names: &[Name], init: &ast::Expr, span: Span, out: &mut Vec<Stmt>) {
        let call = match &init.kind {
            ast::ExprKind::Try(call) => call,
            _ => return,
        };
        let bound = self.fill_call(call, names.len());
        let mut vars = Vec::new();
        for (index, name) in names.iter().enumerate() {
            let found = bound.as_ref().map_or(ERROR, |(_, _, types)| types[index].clone());
            if let Some(wanted) = self.cache_type(name)
                && !self.analyzer.fits(&found, &wanted)
            {
                let (wanted, found) = (self.type_name(&wanted), self.type_name(&found));
                self.analyzer.report(codes::mismatch(name.span, &wanted, &found));
            }
            vars.push(self.declare(name, Some(found), true));
        }
        if let Some((helper, args, _)) = bound {
            out.push(Stmt { kind: StmtKind::LetFill(vars, helper, args), span });
        }
    }

    pub(super) fn type_name(&self, ty: &Ty) -> String {
        self.analyzer.program.type_name(ty)
    }

    /// An expression as a statement.
    fn statement_expr(&mut self, expr: &ast::Expr, out: &mut Vec<Stmt>) {
        let span = expr.span;
        match &expr.kind {
            ast::ExprKind::Error => {}
            ast::ExprKind::Macro(name, args) if is_statement_macro(&name.text) => {
                self.statement_macro(name, args, span, out);
            }
            ast::ExprKind::Assign(target, value) => self.assign(target, value, span, out),
            ast::ExprKind::If(cond, then, otherwise) => {
                self.if_statement(cond, then, otherwise.as_ref(), span, out)
            }
            ast::ExprKind::Call(..) | ast::ExprKind::Try(_) => {
                let value = self.infer(expr, None);
                if value.ty == ERROR {
                    return;
                }
                if value.ty != Ty::Unit && !self.has_effect(&value) {
                    self.analyzer.report(codes::unused_value(span));
                }
                out.push(Stmt { kind: StmtKind::Expr(value), span });
            }
            _ => {
                if self.infer(expr, None).ty != ERROR {
                    self.analyzer.report(codes::unused_value(span));
                }
            }
        }
    }

    /// Whether a call has an effect, so that its result may be dropped.
    fn has_effect(&self, call: &Expr) -> bool {
        match call.kind {
            ExprKind::Call { helper, .. } => !self.analyzer.program.helpers[helper].effects.pure_,
            _ => false,
        }
    }

    fn if_statement(
        &mut self,
        cond: &ast::Expr,
        then: &ast::Block,
        otherwise: Option<&ast::Block>,
        span: Span,
        out: &mut Vec<Stmt>,
    ) {
        let index = self.ifs;
        self.ifs += 1;
        let cond = self.check(cond, &BOOL);
        let outer = self.vars.len() as u32;
        let (holds, fails) = (self.present_if(&cond, true), self.present_if(&cond, false));
        let then = self.arm(holds, |body| body.statements(then));
        let otherwise = self.arm(fails, |body| {
            otherwise.map_or_else(Block::default, |block| body.statements(block))
        });
        let mut assigned = BTreeSet::new();
        for block in [&then, &otherwise] {
            collect_assigned(block, outer, &mut assigned);
        }
        for var in &assigned {
            self.narrowed.remove(var);
            self.succeed(*var);
        }
        let assigned = assigned.into_iter().collect();
        let kind = StmtKind::If { index, cond, then, otherwise, assigned };
        out.push(Stmt { kind, span });
    }

    /// Types an arm that starts with what its condition says of variables. That and what it learns is forgotten after it.
    pub(super) fn arm<T>(
        &mut self,
        known: Vec<(VarId, Ty)>,
        typed: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let narrowed = self.narrowed.clone();
        self.narrowed.extend(known);
        self.arms += 1;
        let result = typed(self);
        self.arms -= 1;
        self.narrowed = narrowed;
        result
    }

    fn assign(&mut self, target: &ast::Expr, value: &ast::Expr, span: Span, out: &mut Vec<Stmt>) {
        match &target.kind {
            ast::ExprKind::Error => {
                self.infer(value, None);
            }
            ast::ExprKind::Name(name) => self.assign_name(name, target.span, value, span, out),
            ast::ExprKind::Field(base, field) => self.store(base, field, None, value, span, out),
            ast::ExprKind::Index(array, index) => match &array.kind {
                ast::ExprKind::Field(base, field) => {
                    self.store(base, field, Some(index), value, span, out)
                }
                _ => {
                    let help = "items of an object's array field can be: `list.items[i] = v;`";
                    self.analyzer.report(codes::not_assignable(target.span, "this item", help));
                }
            },
            ast::ExprKind::Macro(name, args) if name.text == "local" => {
                let index = self.slot_index(name, args);
                let any = Ty::Value(self.analyzer.any);
                let value = self.check(value, &any);
                self.no_effects_here(span);
                if let Some(index) = index {
                    out.push(Stmt { kind: StmtKind::SetLocal(index, value), span });
                }
            }
            _ => {
                let help = "outputs, locals and fields declared `mut` can be";
                self.analyzer.report(codes::not_assignable(target.span, "this", help));
                self.infer(value, None);
            }
        }
    }

    fn assign_name(
        &mut self,
        name: &str,
        target: Span,
        value: &ast::Expr,
        span: Span,
        out: &mut Vec<Stmt>,
    ) {
        let Some(var) = self.lookup(name) else {
            let shown = Name { text: name.to_string(), span: target };
            self.unknown_value(&shown);
            self.infer(value, None);
            return;
        };
        let binding = &self.vars[var.0 as usize];
        let refused = match binding.role {
            Role::Input if binding.output.is_none() => Some("an input"),
            Role::Let if binding.initialized => Some("a `let` with a value"),
            _ => None,
        };
        if let Some(what) = refused {
            let help = "outputs can be, and `let`s without a value";
            self.analyzer.report(codes::not_assignable(target, what, help));
            self.infer(value, None);
            return;
        }
        let (var, name) = (binding.successor.unwrap_or(var), binding.name.text.clone());
        let binding = &self.vars[var.0 as usize];
        debug_assert!(binding.name.text == name);
        let value = match (binding.output.clone(), binding.ty.clone()) {
            (Some((ty, count)), _) => self.assigned_output(var, value, (ty, count)),
            (None, Some(ty)) => self.check(value, &ty),
            (None, None) => {
                let value = self.infer(value, None);
                self.var(var).ty = Some(value.ty.clone());
                value
            }
        };
        self.var(var).assigned.get_or_insert(target);
        self.narrowed.remove(&var);
        self.succeed(var);
        out.push(Stmt { kind: StmtKind::Assign(var, value), span });
    }

    /// From its assignment on, a name means the output and not the input of the same name.
    fn succeed(&mut self, var: VarId) {
        let binding = &self.vars[var.0 as usize];
        if binding.succeeds {
            self.scope.insert(binding.name.text.clone(), var);
        }
    }

    /// The value of an output, of its declared type.
    fn assigned_output(
        &mut self,
        var: VarId,
        value: &ast::Expr,
        (ty, count): (Ty, Option<Count>),
    ) -> Expr {
        let value = self.infer(value, Some(&ty));
        if let (Some(found), Some(count)) = (self.array_count(&value), count)
            && found != count
        {
            let (wanted, found) = (count.to_string(), found.to_string());
            self.analyzer.report(codes::count_mismatch(value.span, &wanted, &found));
        }
        if self.purpose == Purpose::Abstract && !self.analyzer.fits(&value.ty, &ty) {
            return self.abstract_output(var, value, &ty);
        }
        self.analyzer.coerce(value, &ty)
    }

    /// The number of slots of an array.
    fn array_count(&self, array: &Expr) -> Option<Count> {
        match &array.kind {
            ExprKind::LoadSlice(_, _, count) => Some(*count),
            ExprKind::Var(var) => self.vars[var.0 as usize].count,
            ExprKind::Array(items) => Some(Count { scale: 0, offset: items.len() as i32 }),
            _ => None,
        }
    }

    /// An abstract clause may know less than the body, but not something else.
    fn abstract_output(&mut self, var: VarId, value: Expr, ty: &Ty) -> Expr {
        let program = &self.analyzer.program;
        let disjoint = program.type_set(&value.ty).meet(program.type_set(ty)).is_empty();
        match (&value.ty, ty) {
            _ if disjoint => {}
            (Ty::Value(_), Ty::Value(_)) => return value,
            (Ty::Scalar(_) | Ty::Object(_), Ty::Value(_)) => {
                return self.analyzer.coerce(value, ty);
            }
            _ => {}
        }
        let name = self.vars[var.0 as usize].name.clone();
        let (declared, found) = (self.type_name(ty), self.type_name(&value.ty));
        self.analyzer.report(codes::abstract_contradicts(
            value.span, &name.text, &declared, &found, name.span,
        ));
        Expr { ty: ERROR, ..value }
    }

    fn store(
        &mut self,
        base: &ast::Expr,
        name: &Name,
        index: Option<&ast::Expr>,
        value: &ast::Expr,
        span: Span,
        out: &mut Vec<Stmt>,
    ) {
        self.no_effects_here(span);
        let found = self.field(base, name);
        let index = index.map(|index| self.index(index));
        let Some((object, field)) = found else {
            self.infer(value, None);
            return;
        };
        self.check_mutable(field, name);
        let row = &self.analyzer.program.fields[field];
        let (array, ty) = (row.array, row.ty.clone());
        let value = self.check(value, &ty);
        if array != index.is_some() {
            let message = if array { "an item of an array field" } else { "one value" };
            self.analyzer.report(codes::mismatch(
                name.span,
                message,
                if array { "the array" } else { "indexed" },
            ));
            return;
        }
        let kind = match index {
            Some(index) => StmtKind::StoreItem { field, object, index, value },
            None => StmtKind::Store { field, object, value },
        };
        out.push(Stmt { kind, span });
    }

    fn check_mutable(&mut self, field: FieldId, name: &Name) {
        let row = &self.analyzer.program.fields[field];
        if row.mutable {
            return;
        }
        let object = &self.analyzer.program.objects[row.object].name.text;
        let diagnostic = codes::immutable_field(name.span, object, &name.text, row.name.span);
        self.analyzer.report(diagnostic);
    }

    /// Reports an effect where the language allows none.
    pub(super) fn no_effects_here(&mut self, span: Span) {
        let place = match self.purpose {
            Purpose::Op | Purpose::Abstract => return,
            Purpose::Fill => "`fill`",
            Purpose::When => "`when`",
        };
        let message = format!("an effect in {place}");
        self.analyzer.report(codes::outside_subset(
            span,
            &message,
            "it decides on a specialization, and changes nothing",
        ));
    }

    /// An expression in the place of one that has been reported.
    pub(super) fn error(&self, span: Span) -> Expr {
        Expr { kind: ExprKind::Bool(false), ty: ERROR, span }
    }

    /// The variables for the model.
    pub(super) fn model_vars(&self) -> Vec<Var> {
        let model = |binding: &Binding| Var {
            name: if binding.succeeds {
                format!("{}_out", binding.name)
            } else {
                binding.name.text.clone()
            },
            ty: binding.ty.clone().unwrap_or(ERROR),
        };
        self.vars.iter().map(model).collect()
    }

    /// Reports `let`s that nothing reads.
    pub(super) fn check_unused(&mut self) {
        for binding in &self.vars {
            let name = &binding.name;
            if !binding.read && binding.role == Role::Let && !name.text.starts_with('_') {
                let help = format!("write `_{name}` if it is meant to be unused");
                self.analyzer
                    .diagnostics
                    .push(codes::unused_name(name.span, "variable", &name.text, &help));
            }
        }
    }
}

/// `bool`
pub(super) const BOOL: Ty = Ty::Scalar(crate::model::Scalar::Bool);

/// The macros that are statements.
fn is_statement_macro(name: &str) -> bool {
    matches!(
        name,
        "exit_if"
            | "deopt_if"
            | "branch_if"
            | "jump"
            | "jump_back"
            | "safepoint"
            | "push_frame"
            | "pop_frame"
            | "yield_frame"
            | "resume_frame"
    )
}

/// The overflowing arithmetic of a method.
pub(super) fn overflowing(method: &str) -> Option<Overflowing> {
    Some(match method {
        "overflowing_add" => Overflowing::Add,
        "overflowing_sub" => Overflowing::Sub,
        "overflowing_mul" => Overflowing::Mul,
        "overflowing_div" => Overflowing::Div,
        "overflowing_neg" => Overflowing::Neg,
        "overflowing_shl" => Overflowing::Shl,
        _ => return None,
    })
}

/// Whether values of two static types are the same in registers and memory.
pub(super) fn same_representation(a: &Ty, b: &Ty) -> bool {
    matches!((a, b), (Ty::Value(_), Ty::Value(_)) | (Ty::Array(_), Ty::Array(_)))
        || a == b
        || *a == ERROR
        || *b == ERROR
}

/// The variables below `outer` that a block assigns.
fn collect_assigned(block: &Block, outer: u32, assigned: &mut BTreeSet<VarId>) {
    for stmt in &block.stmts {
        match &stmt.kind {
            StmtKind::Assign(var, _) if var.0 < outer => {
                assigned.insert(*var);
            }
            StmtKind::If { then, otherwise, .. } => {
                collect_assigned(then, outer, assigned);
                collect_assigned(otherwise, outer, assigned);
            }
            _ => {}
        }
    }
}

/// Whether a block assigns a name.
pub(super) fn assigns(block: &ast::Block, name: &str) -> bool {
    let is_target = |expr: &ast::Expr| match &expr.kind {
        ast::ExprKind::Assign(target, _) => {
            matches!(&target.kind, ast::ExprKind::Name(other) if other == name)
        }
        ast::ExprKind::If(_, then, otherwise) => {
            assigns(then, name) || otherwise.as_ref().is_some_and(|block| assigns(block, name))
        }
        _ => false,
    };
    let in_stmt =
        |stmt: &ast::Stmt| matches!(&stmt.kind, ast::StmtKind::Expr(expr) if is_target(expr));
    block.stmts.iter().any(in_stmt) || block.value.as_ref().is_some_and(|value| is_target(value))
}

/// The types that a variable may have by a set, when it is narrowed to it.
pub(super) fn narrow(analyzer: &Analyzer, current: &Ty, allowed: TypeSet) -> Option<(Ty, bool)> {
    let Ty::Value(set) = current else { return None };
    let left = set.meet(allowed);
    if left == *set {
        return None;
    }
    Some((analyzer.program.static_type(left), left.is_empty()))
}
