//! Expressions: names, fields, calls, objects, literals. Operators and methods are in `operators.rs`.

use super::body::{BOOL, Body, Purpose};
use super::{ERROR, similar};
use crate::ast;
use crate::diagnostics::codes;
use crate::model::{Count, Expr, ExprKind, FieldId, HelperId, ObjectId, Repr, Scalar, Ty, TypeSet};
use crate::source::{Name, Span};

/// The type of `oparg` and of indices.
pub(super) const U32: Ty = Ty::Scalar(Scalar::Uint(32));

impl Body<'_> {
    /// Types an expression and makes it one of a type.
    pub(super) fn check(&mut self, expr: &ast::Expr, wanted: &Ty) -> Expr {
        let typed = self.infer(expr, Some(wanted));
        self.analyzer.coerce(typed, wanted)
    }

    /// Types an expression. What is wanted decides the type of literals, and of nothing else.
    pub(super) fn infer(&mut self, expr: &ast::Expr, wanted: Option<&Ty>) -> Expr {
        let span = expr.span;
        let typed = match &expr.kind {
            ast::ExprKind::Error => return self.error(span),
            ast::ExprKind::Int(value, suffix) => {
                self.int(i128::from(*value), suffix.as_deref(), span, wanted)
            }
            ast::ExprKind::Float(value) => {
                Some((ExprKind::Float(value.to_bits()), Ty::Scalar(Scalar::F64)))
            }
            ast::ExprKind::Bool(value) => Some((ExprKind::Bool(*value), BOOL)),
            ast::ExprKind::Name(name) => self.name(name, span, wanted),
            ast::ExprKind::Not(inner) => self.not(inner, wanted),
            ast::ExprKind::Neg(inner) => self.neg(inner, span, wanted),
            ast::ExprKind::Binary(op, left, right) => self.binary(*op, left, right, span, wanted),
            ast::ExprKind::Cast(inner, to) => self.cast(inner, to, span),
            ast::ExprKind::Method(receiver, name, args) => {
                self.method(receiver, name, args, span, wanted)
            }
            ast::ExprKind::Field(base, name) => self.load(base, name),
            ast::ExprKind::Index(base, index) => self.load_item(base, index),
            ast::ExprKind::SliceTo(base, end) => self.load_slice(base, end),
            ast::ExprKind::Call(name, args) => self.call(name, args, span, false),
            ast::ExprKind::Try(inner) => self.try_(inner, span),
            ast::ExprKind::Macro(name, args) => self.value_macro(name, args, span),
            ast::ExprKind::Struct(name, _) => {
                let help = format!("write `new!({} {{ .. }})`", name.text);
                self.analyzer.report(codes::outside_subset(span, "a struct", &help));
                None
            }
            ast::ExprKind::Array(items) => self.array(items, wanted),
            // `new!` has it as a field, and handles it.
            ast::ExprKind::Repeat(..) => {
                let help = "only a field of `new!` is filled with one value";
                self.analyzer.report(codes::outside_subset(span, "a repeated array", help));
                None
            }
            // Only an array has it as an item, and handles it.
            ast::ExprKind::Spread(rest) => self.array(std::slice::from_ref(rest), wanted),
            ast::ExprKind::If(cond, then, otherwise) => {
                self.if_value(cond, then, otherwise.as_ref(), span, wanted)
            }
            ast::ExprKind::Assign(..) => {
                self.analyzer.report(codes::missing_value(span, "an assignment"));
                None
            }
        };
        match typed {
            Some((kind, ty)) => Expr { kind, ty, span },
            None => self.error(span),
        }
    }

    /// Whether an expression takes its type from what it meets: a literal or a constant.
    pub(super) fn is_flexible(&self, expr: &ast::Expr) -> bool {
        match &expr.kind {
            ast::ExprKind::Int(_, suffix) => suffix.is_none(),
            ast::ExprKind::Neg(inner) => self.is_flexible(inner),
            ast::ExprKind::Name(name) => {
                self.lookup(name).is_none() && self.analyzer.consts.contains_key(name)
            }
            _ => false,
        }
    }

    /// The scalar that a literal is of.
    fn literal_scalar(&mut self, span: Span, wanted: Option<&Ty>) -> Option<Scalar> {
        match wanted {
            Some(Ty::Scalar(scalar)) if scalar.is_int() => return Some(*scalar),
            Some(Ty::Scalar(_)) => return Some(self.analyzer.literal.unwrap_or(Scalar::Int(64))),
            _ => {}
        }
        if self.analyzer.literal.is_none() {
            self.analyzer.report(codes::open_literal(span));
        }
        self.analyzer.literal
    }

    fn int(
        &mut self,
        value: i128,
        suffix: Option<&str>,
        span: Span,
        wanted: Option<&Ty>,
    ) -> Option<(ExprKind, Ty)> {
        let scalar = match suffix {
            Some(suffix) => match super::types::scalar(suffix).filter(|scalar| scalar.is_int()) {
                Some(scalar) => scalar,
                None => {
                    let help = "`i2` to `i64` and `u1` to `u64`";
                    self.analyzer.report(codes::unknown_word(span, "integer type", suffix, help));
                    return None;
                }
            },
            None => self.literal_scalar(span, wanted)?,
        };
        let fits = scalar.range().is_some_and(|(low, high)| low <= value && value <= high);
        match i64::try_from(value).ok().filter(|_| fits) {
            Some(value) => Some((ExprKind::Int(value), Ty::Scalar(scalar))),
            None => {
                self.analyzer.report(codes::number_out_of_range(span, &format!("`{scalar}`")));
                None
            }
        }
    }

    fn name(&mut self, name: &str, span: Span, wanted: Option<&Ty>) -> Option<(ExprKind, Ty)> {
        if let Some(var) = self.lookup(name) {
            self.var(var).read = true;
            let ty = self.var_type(var);
            if ty.is_none() {
                self.analyzer.report(codes::unset_variable(span, name));
            }
            return Some((ExprKind::Var(var), ty?));
        }
        if self.purpose != Purpose::Fill
            && let Some(index) = self.caches.iter().position(|cache| cache.name.text == name)
        {
            self.caches_read[index] = true;
            return Some((ExprKind::Cache(index as u32), self.caches[index].ty.clone()));
        }
        if name == "oparg" {
            let kind = self.oparg.map_or(ExprKind::Oparg, |oparg| ExprKind::Int(oparg.into()));
            return Some((kind, U32));
        }
        if let Some(id) = self.analyzer.consts.get(name).copied() {
            let value = i128::from(self.analyzer.program.consts[id].value);
            let (_, ty) = self.int(value, None, span, wanted)?;
            return Some((ExprKind::Const(id), ty));
        }
        if let Some(id) = self.analyzer.units.get(name).copied() {
            return Some((ExprKind::Unit(id), Ty::Value(TypeSet::default().with(id))));
        }
        self.unknown_value(&Name { text: name.to_string(), span });
        None
    }

    /// Reports a name that no variable, cache or constant has.
    pub(super) fn unknown_value(&mut self, name: &Name) {
        let caches = self.caches.iter().map(|cache| &cache.name.text);
        let similar =
            similar(&name.text, self.names().chain(caches).chain(self.analyzer.consts.keys()));
        self.analyzer.report(codes::unknown_name(
            name.span,
            "value",
            &name.text,
            similar.as_deref(),
        ));
    }

    // Fields.

    /// The object and the field of `base.name`, or a report.
    pub(super) fn field(&mut self, base: &ast::Expr, name: &Name) -> Option<(Expr, FieldId)> {
        let object = self.infer(base, None);
        let id = match object.ty {
            Ty::Object(ty) => match self.analyzer.program.types[ty].repr {
                Repr::Object(id) => id,
                _ => return None,
            },
            _ if object.ty == ERROR => return None,
            _ => {
                self.unestablished_field(&object, base, name);
                return None;
            }
        };
        let found = self.analyzer.fields.get(&(id, name.text.clone())).copied();
        if found.is_none() {
            let row = &self.analyzer.program.objects[id].name;
            let diagnostic = codes::unknown_field(name.span, &row.text, &name.text, row.span);
            self.analyzer.report(diagnostic);
        }
        found.map(|field| (object, field))
    }

    fn unestablished_field(&mut self, object: &Expr, base: &ast::Expr, name: &Name) {
        let program = &self.analyzer.program;
        let with_field = program.fields.iter().filter(|(_, field)| field.name.text == name.text);
        let tests: Vec<(String, String)> = with_field
            .map(|(_, field)| &program.types[program.objects[field.object].ty])
            .map(|ty| (ty.name.text.clone(), ty.test.text.clone()))
            .collect();
        let shown = match &base.kind {
            ast::ExprKind::Name(name) => name.as_str(),
            _ => "x",
        };
        let found = self.type_name(&object.ty);
        let diagnostic = codes::unestablished_field(object.span, &name.text, &found, &tests, shown);
        self.analyzer.report(diagnostic);
    }

    fn load(&mut self, base: &ast::Expr, name: &Name) -> Option<(ExprKind, Ty)> {
        let (object, field) = self.field(base, name)?;
        let row = &self.analyzer.program.fields[field];
        if row.array {
            let help =
                "one item is `list.items[i]`, the first `oparg` items are `list.items[..oparg]`";
            self.analyzer.report(codes::misplaced_type(
                name.span,
                "an array field cannot be read as a whole",
                help,
            ));
            return None;
        }
        Some((ExprKind::Load(field, Box::new(object)), row.ty.clone()))
    }

    /// An index: an integer of any width.
    pub(super) fn index(&mut self, index: &ast::Expr) -> Expr {
        let typed = self.infer(index, Some(&U32));
        match &typed.ty {
            Ty::Scalar(scalar) if scalar.is_int() => typed,
            ty if *ty == ERROR => typed,
            ty => {
                let found = self.type_name(ty);
                self.analyzer.report(codes::mismatch(typed.span, "an integer", &found));
                self.error(typed.span)
            }
        }
    }

    fn load_item(&mut self, base: &ast::Expr, index: &ast::Expr) -> Option<(ExprKind, Ty)> {
        let ast::ExprKind::Field(object, name) = &base.kind else {
            return self.element(base, index);
        };
        let found = self.field(object, name);
        let index = self.index(index);
        let (object, field) = found?;
        let row = &self.analyzer.program.fields[field];
        if !row.array {
            let found = self.analyzer.program.type_name(&row.ty);
            self.analyzer.report(codes::mismatch(name.span, "an array field", &found));
            return None;
        }
        Some((ExprKind::LoadItem(field, Box::new(object), Box::new(index)), row.ty.clone()))
    }

    /// `args[0]`
    fn element(&mut self, base: &ast::Expr, index: &ast::Expr) -> Option<(ExprKind, Ty)> {
        let base = self.infer(base, None);
        let index = self.index(index);
        match (&base.kind, &base.ty) {
            (ExprKind::Var(var), Ty::Array(item)) => {
                Some((ExprKind::Element(*var, Box::new(index)), (**item).clone()))
            }
            _ if base.ty == ERROR => None,
            _ => {
                let found = self.type_name(&base.ty);
                self.analyzer.report(codes::mismatch(base.span, "an array", &found));
                None
            }
        }
    }

    fn load_slice(&mut self, base: &ast::Expr, end: &ast::Expr) -> Option<(ExprKind, Ty)> {
        let ast::ExprKind::Field(object, name) = &base.kind else {
            let help = "a slice is of an array field: `tuple.items[..oparg]`";
            self.analyzer.report(codes::outside_subset(base.span, "a slice of this", help));
            return None;
        };
        let found = self.field(object, name);
        let count = self.analyzer.count(end, self.oparg);
        let ((object, field), count) = (found?, count?);
        let row = &self.analyzer.program.fields[field];
        if !row.array {
            let found = self.analyzer.program.type_name(&row.ty);
            self.analyzer.report(codes::mismatch(name.span, "an array field", &found));
            return None;
        }
        let ty = Ty::Array(Box::new(row.ty.clone()));
        Some((ExprKind::LoadSlice(field, Box::new(object), count), ty))
    }

    // Calls.

    fn call(
        &mut self,
        name: &Name,
        args: &[ast::Expr],
        span: Span,
        tried: bool,
    ) -> Option<(ExprKind, Ty)> {
        if self.purpose == Purpose::When {
            let help = "it decides by `oparg` and constants alone";
            self.analyzer.report(codes::outside_subset(span, "a call in `when`", help));
            return None;
        }
        let helper = self.analyzer.helper(name)?;
        let row = &self.analyzer.program.helpers[helper];
        let declared = row.name.span;
        if row.fill.is_some() {
            let diagnostic = match self.purpose {
                Purpose::Fill => {
                    codes::fill_form(span, "the result of a `fill` helper is not bound")
                }
                _ => codes::fill_helper(name.span, &name.text, declared, false),
            };
            self.analyzer.report(diagnostic);
            return None;
        }
        let (effects, result) = (row.effects.clone(), row.result.clone());
        if self.purpose == Purpose::Fill && !effects.pure_ {
            let diagnostic = codes::fill_helper(name.span, &name.text, declared, true);
            self.analyzer.report(diagnostic);
        } else if effects.errors && !tried {
            self.analyzer.report(codes::missing_try(span, &name.text, declared));
        } else if tried && !effects.errors {
            self.analyzer.report(codes::spurious_try(span, Some(declared)));
        }
        let args = self.call_args(helper, name, args)?;
        Some((ExprKind::Call { helper, args, tried }, result))
    }

    fn call_args(
        &mut self,
        helper: HelperId,
        name: &Name,
        args: &[ast::Expr],
    ) -> Option<Vec<Expr>> {
        let row = &self.analyzer.program.helpers[helper];
        let (params, declared): (Vec<Ty>, Span) =
            (row.params.iter().map(|(_, ty)| ty.clone()).collect(), row.name.span);
        if params.len() != args.len() {
            let wanted = match params.len() {
                1 => "1 argument".to_string(),
                n => format!("{n} arguments"),
            };
            self.analyzer.report(codes::argument_count(
                name.span,
                &name.text,
                &wanted,
                args.len(),
                Some(declared),
            ));
            for arg in args {
                self.infer(arg, None);
            }
            return None;
        }
        Some(args.iter().zip(&params).map(|(arg, ty)| self.check(arg, ty)).collect())
    }

    /// The call of a `fill` helper, with the types that it returns.
    pub(super) fn fill_call(
        &mut self,
        call: &ast::Expr,
        names: usize,
    ) -> Option<(HelperId, Vec<Expr>, Vec<Ty>)> {
        let ast::ExprKind::Call(name, args) = &call.kind else {
            self.analyzer.report(codes::spurious_try(call.span, None));
            return None;
        };
        let helper = self.analyzer.helper(name)?;
        let row = &self.analyzer.program.helpers[helper];
        let (declared, fill) = (row.name.span, row.fill.clone());
        let args = self.call_args(helper, name, args);
        match fill {
            None => {
                let diagnostic = codes::fill_helper(name.span, &name.text, declared, true);
                self.analyzer.report(diagnostic);
                None
            }
            Some(types) if types.len() != names => {
                self.analyzer.report(codes::name_count(name.span, &name.text, types.len(), names));
                None
            }
            Some(types) => Some((helper, args?, types)),
        }
    }

    fn try_(&mut self, inner: &ast::Expr, span: Span) -> Option<(ExprKind, Ty)> {
        if let ast::ExprKind::Call(name, args) = &inner.kind {
            return self.call(name, args, span, true);
        }
        if self.infer(inner, None).ty != ERROR {
            self.analyzer.report(codes::spurious_try(span, None));
        }
        None
    }

    // Macros with a value.

    fn value_macro(
        &mut self,
        name: &Name,
        args: &[ast::Expr],
        span: Span,
    ) -> Option<(ExprKind, Ty)> {
        match name.text.as_str() {
            "local" => {
                let index = self.slot_index(name, args)?;
                Some((ExprKind::Local(Box::new(index)), Ty::Value(self.analyzer.any)))
            }
            "constant" => {
                let index = self.slot_index(name, args)?;
                Some((ExprKind::Constant(Box::new(index)), Ty::Value(self.analyzer.present)))
            }
            "name" => {
                let index = self.slot_index(name, args)?;
                Some((ExprKind::NameAt(Box::new(index)), Ty::Value(self.analyzer.present)))
            }
            "new" => self.new_object(name, args, span),
            "exit_if" | "deopt_if" | "branch_if" | "jump" | "jump_back" | "safepoint"
            | "push_frame" | "pop_frame" | "yield_frame" | "resume_frame" => {
                self.analyzer.report(codes::missing_value(span, &format!("`{}!`", name.text)));
                None
            }
            word => {
                let known = "`exit_if!`, `deopt_if!`, `local!`, `constant!`, `name!`, `new!`, `branch_if!`, `jump!`, \
                             `jump_back!`, `safepoint!` and those on frames";
                self.analyzer.report(codes::unknown_word(name.span, "macro", word, known));
                None
            }
        }
    }

    /// The index of a local, a constant or a name.
    pub(super) fn slot_index(&mut self, name: &Name, args: &[ast::Expr]) -> Option<Expr> {
        if self.purpose == Purpose::When {
            let help = "it decides by `oparg` and constants alone";
            self.analyzer.report(codes::outside_subset(
                name.span,
                &format!("`{}!` in `when`", name.text),
                help,
            ));
        }
        let [index] = self.arguments(name, args, "an index")?;
        Some(self.check(index, &U32))
    }

    fn new_object(
        &mut self,
        name: &Name,
        args: &[ast::Expr],
        span: Span,
    ) -> Option<(ExprKind, Ty)> {
        let [arg] = self.arguments(name, args, "an object with its fields")?;
        self.no_effects_here(span);
        let ast::ExprKind::Struct(object, values) = &arg.kind else {
            let diagnostic = codes::outside_subset(
                arg.span,
                "`new!` of this",
                "write `new!(Tuple { len: n, items: v })`",
            );
            self.analyzer.report(diagnostic);
            return None;
        };
        let Some(id) = self.analyzer.objects.get(&object.text).copied() else {
            self.analyzer.unknown(object, "object", |a| &a.objects);
            return None;
        };
        let fields = self.new_fields(id, object, values);
        let ty = self.analyzer.program.objects[id].ty;
        Some((ExprKind::New(id, fields), Ty::Object(ty)))
    }

    /// The values of all fields, in declaration order.
    fn new_fields(
        &mut self,
        id: ObjectId,
        object: &Name,
        values: &[(Name, ast::Expr)],
    ) -> Vec<(FieldId, Expr)> {
        let row = &self.analyzer.program.objects[id];
        let (declared, open, fields) = (row.name.span, row.open, row.fields.clone());
        if open {
            let message = "has fields that only the runtime knows";
            self.analyzer.report(codes::incomplete_new(
                object.span,
                &object.text,
                message,
                declared,
            ));
        }
        let mut typed: Vec<(FieldId, Expr)> = Vec::new();
        for (name, value) in values {
            let Some(field) = self.analyzer.fields.get(&(id, name.text.clone())).copied() else {
                self.analyzer.report(codes::unknown_field(
                    name.span,
                    &object.text,
                    &name.text,
                    declared,
                ));
                self.infer(value, None);
                continue;
            };
            if typed.iter().any(|(other, _)| *other == field) {
                let message = format!("gives `{}` twice", name.text);
                self.analyzer.report(codes::incomplete_new(
                    name.span,
                    &object.text,
                    &message,
                    declared,
                ));
                continue;
            }
            let row = &self.analyzer.program.fields[field];
            let item = row.ty.clone();
            let row_array = row.array;
            let ty = if row_array { Ty::Array(Box::new(item)) } else { item };
            let value = match (&value.kind, row_array) {
                (ast::ExprKind::Repeat(item, count), true) => {
                    self.repeat(item, count, ty, value.span)
                }
                _ => self.check(value, &ty),
            };
            typed.push((field, value));
        }
        for field in fields {
            if !open
                && !typed.iter().any(|(other, _)| *other == field)
                && self.all_known(id, values)
            {
                let message = format!("lacks `{}`", self.analyzer.program.fields[field].name);
                self.analyzer.report(codes::incomplete_new(
                    object.span,
                    &object.text,
                    &message,
                    declared,
                ));
            }
        }
        typed.sort_by_key(|(field, _)| *field);
        typed
    }

    /// `[item; n]`: how often is known wherever the instruction is.
    fn repeat(&mut self, item: &ast::Expr, count: &ast::Expr, ty: Ty, span: Span) -> Expr {
        let item = match &ty {
            Ty::Array(of) => self.check(item, of),
            _ => self.infer(item, None),
        };
        let count = self.infer(count, Some(&U32));
        let known = matches!(
            count.kind,
            ExprKind::Int(_) | ExprKind::Oparg | ExprKind::Const(_) | ExprKind::Cache(_)
        );
        let counts = matches!(count.ty, Ty::Scalar(Scalar::Uint(bits)) if bits <= 32);
        if count.ty != ERROR && !(known && counts) {
            self.analyzer.report(codes::outside_subset(
                count.span,
                "an array of a length that is computed",
                "repeat as often as a number, `oparg` or an unsigned cache of up to 32 bits says",
            ));
        }
        Expr { kind: ExprKind::Repeat(Box::new(item), Box::new(count)), ty, span }
    }

    /// Whether all names are fields: one that is misspelt is not reported as missing too.
    fn all_known(&self, id: ObjectId, values: &[(Name, ast::Expr)]) -> bool {
        values.iter().all(|(name, _)| self.analyzer.fields.contains_key(&(id, name.text.clone())))
    }

    fn array(&mut self, items: &[ast::Expr], wanted: Option<&Ty>) -> Option<(ExprKind, Ty)> {
        let item = match wanted {
            Some(Ty::Array(item)) => (**item).clone(),
            _ => Ty::Value(self.analyzer.any),
        };
        let all = Ty::Array(Box::new(item.clone()));
        let items = items.iter().map(|expr| match &expr.kind {
            ast::ExprKind::Spread(rest) => self.check(rest, &all),
            _ => self.check(expr, &item),
        });
        Some((ExprKind::Array(items.collect()), all))
    }

    // Conditional values.

    fn if_value(
        &mut self,
        cond: &ast::Expr,
        then: &ast::Block,
        otherwise: Option<&ast::Block>,
        span: Span,
        wanted: Option<&Ty>,
    ) -> Option<(ExprKind, Ty)> {
        let index = self.ifs;
        self.ifs += 1;
        let cond = self.check(cond, &BOOL);
        let Some(otherwise) = otherwise else {
            self.arm(Vec::new(), |body| body.statements(then));
            self.analyzer.report(codes::missing_value(span, "an `if` without `else`"));
            return None;
        };
        let (holds, fails) = (self.present_if(&cond, true), self.present_if(&cond, false));
        // A literal takes its type from the other arm.
        let open =
            wanted.is_none() && then.value.as_ref().is_some_and(|value| self.is_flexible(value));
        let (mut then, mut otherwise) = if open {
            let otherwise = self.arm(fails, |body| body.value_block(otherwise, None));
            let ty = otherwise.1.clone();
            (self.arm(holds, |body| body.value_block(then, Some(&ty))), otherwise)
        } else {
            let then = self.arm(holds, |body| body.value_block(then, wanted));
            let ty = wanted.cloned().unwrap_or_else(|| then.1.clone());
            let otherwise = self.arm(fails, |body| body.value_block(otherwise, Some(&ty)));
            (then, otherwise)
        };
        let ty = self.arm_type(&then.1, &otherwise.1, wanted);
        for (block, _) in [&mut then, &mut otherwise] {
            if let Some(value) = block.value.take() {
                block.value = Some(Box::new(self.analyzer.coerce(*value, &ty)));
            }
        }
        let kind =
            ExprKind::If { index, cond: Box::new(cond), then: then.0, otherwise: otherwise.0 };
        Some((kind, ty))
    }

    /// The type of an `if` whose arms have these.
    fn arm_type(&self, then: &Ty, otherwise: &Ty, wanted: Option<&Ty>) -> Ty {
        if *then == ERROR || then == otherwise {
            return if *then == ERROR { otherwise.clone() } else { then.clone() };
        }
        if let Some(wanted @ Ty::Scalar(_)) = wanted {
            return wanted.clone();
        }
        match (then, otherwise) {
            (Ty::Scalar(a), Ty::Scalar(b)) if a.holds(*b) => then.clone(),
            (Ty::Scalar(a), Ty::Scalar(b)) if b.holds(*a) => otherwise.clone(),
            (Ty::Array(_) | Ty::Unit, _) | (_, Ty::Array(_) | Ty::Unit) => then.clone(),
            _ => {
                let program = &self.analyzer.program;
                let (a, b) = (program.type_set(then), program.type_set(otherwise));
                if a.is_empty() || b.is_empty() { then.clone() } else { Ty::Value(a.join(b)) }
            }
        }
    }
}

impl super::Analyzer {
    /// A count that is linear in `oparg`, or a report.
    pub(super) fn count(&mut self, expr: &ast::Expr, oparg: Option<u32>) -> Option<Count> {
        if let ast::ExprKind::Error = expr.kind {
            return None;
        }
        let linear = self.linear(expr, oparg).and_then(|(scale, offset)| {
            Some(Count { scale: i32::try_from(scale).ok()?, offset: i32::try_from(offset).ok()? })
        });
        let linear =
            linear.filter(|count| count.scale >= 0 && (count.scale != 0 || count.offset >= 0));
        if linear.is_none() {
            self.report(codes::non_linear_count(expr.span));
        }
        linear
    }

    /// `scale * oparg + offset`
    fn linear(&self, expr: &ast::Expr, oparg: Option<u32>) -> Option<(i64, i64)> {
        use ast::BinOp::{Add, Mul, Sub};
        match &expr.kind {
            ast::ExprKind::Int(value, None) => Some((0, i64::try_from(*value).ok()?)),
            ast::ExprKind::Name(name) if name == "oparg" => {
                Some(oparg.map_or((1, 0), |oparg| (0, oparg.into())))
            }
            ast::ExprKind::Name(name) => {
                let id = self.consts.get(name)?;
                Some((0, self.program.consts[*id].value))
            }
            ast::ExprKind::Neg(inner) => {
                let (scale, offset) = self.linear(inner, oparg)?;
                Some((scale.checked_neg()?, offset.checked_neg()?))
            }
            ast::ExprKind::Binary(op @ (Add | Sub | Mul), left, right) => {
                let (a, b) = (self.linear(left, oparg)?, self.linear(right, oparg)?);
                match op {
                    Add => Some((a.0.checked_add(b.0)?, a.1.checked_add(b.1)?)),
                    Sub => Some((a.0.checked_sub(b.0)?, a.1.checked_sub(b.1)?)),
                    _ if a.0 == 0 => Some((b.0.checked_mul(a.1)?, b.1.checked_mul(a.1)?)),
                    _ if b.0 == 0 => Some((a.0.checked_mul(b.1)?, a.1.checked_mul(b.1)?)),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}
