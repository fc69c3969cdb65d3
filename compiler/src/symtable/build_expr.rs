//! First pass of the symbol table, expressions.

use ruff_python_ast::{self as ast, Comprehension, Expr, FStringPart, InterpolatedStringElements};
use ruff_text_size::{Ranged, TextRange, TextSize};
use rustc_hash::FxHashMap;

use super::build::{Builder, Visit};
use super::{Role, ScopeKind, flags};
use crate::failure::Failure;

impl Builder {
    pub(super) fn visit_exprs(&mut self, exprs: &[Expr]) -> Visit {
        exprs.iter().try_for_each(|expr| self.visit_expr(expr))
    }

    pub(super) fn visit_optional(&mut self, expr: Option<&Expr>) -> Visit {
        expr.map_or(Ok(()), |expr| self.visit_expr(expr))
    }

    pub(super) fn visit_expr(&mut self, expr: &Expr) -> Visit {
        match expr {
            Expr::BoolOp(node) => self.visit_exprs(&node.values),
            Expr::Named(node) => self.visit_named(node),
            Expr::BinOp(node) => self.visit_binary(node),
            Expr::UnaryOp(node) => self.visit_expr(&node.operand),
            Expr::Lambda(node) => self.visit_lambda(node),
            Expr::If(node) => {
                self.visit_expr(&node.test)?;
                self.visit_expr(&node.body)?;
                self.visit_expr(&node.orelse)
            }
            Expr::Dict(node) => {
                for item in &node.items {
                    self.visit_optional(item.key.as_ref())?;
                    self.visit_expr(&item.value)?;
                }
                Ok(())
            }
            Expr::Set(node) => self.visit_exprs(&node.elts),
            Expr::ListComp(node) => {
                self.visit_comprehension(node, &node.generators, None, &node.elt, "<listcomp>")
            }
            Expr::SetComp(node) => {
                self.visit_comprehension(node, &node.generators, None, &node.elt, "<setcomp>")
            }
            Expr::DictComp(node) => self.visit_comprehension(
                node,
                &node.generators,
                node.key.as_deref(),
                &node.value,
                "<dictcomp>",
            ),
            Expr::Generator(node) => {
                self.visit_comprehension(node, &node.generators, None, &node.elt, "<genexpr>")
            }
            Expr::Await(node) => Err(Failure::unsupported("'await'", node.range())),
            Expr::Yield(node) => {
                self.visit_yield("yield", node.range())?;
                self.visit_optional(node.value.as_deref())
            }
            Expr::YieldFrom(node) => {
                self.visit_yield("yield from", node.range())?;
                self.visit_expr(&node.value)
            }
            Expr::Compare(node) => {
                self.visit_expr(&node.left)?;
                self.visit_exprs(&node.comparators)
            }
            Expr::Call(node) => {
                self.visit_expr(&node.func)?;
                self.visit_arguments(&node.arguments)
            }
            Expr::FString(node) => {
                for part in &node.value {
                    if let FStringPart::FString(string) = part {
                        self.visit_elements(&string.elements)?;
                    }
                }
                Ok(())
            }
            Expr::TString(node) => Err(Failure::unsupported("a template string", node.range())),
            Expr::Attribute(node) => {
                if !node.ctx.is_load() && node.attr.as_str() == "__debug__" {
                    let verb = if node.ctx.is_del() { "delete" } else { "assign to" };
                    return Err(Failure::syntax(format!("cannot {verb} __debug__"), node.range()));
                }
                self.visit_expr(&node.value)
            }
            Expr::Subscript(node) => {
                self.visit_expr(&node.value)?;
                self.visit_expr(&node.slice)
            }
            Expr::Starred(node) => self.visit_expr(&node.value),
            Expr::Name(node) => self.visit_name(node),
            Expr::List(node) => self.visit_exprs(&node.elts),
            Expr::Tuple(node) => self.visit_exprs(&node.elts),
            Expr::Slice(node) => {
                self.visit_optional(node.lower.as_deref())?;
                self.visit_optional(node.upper.as_deref())?;
                self.visit_optional(node.step.as_deref())
            }
            Expr::NumberLiteral(node) => {
                if matches!(node.value, ast::Number::Complex { .. }) {
                    return Err(Failure::unsupported("a complex literal", node.range()));
                }
                Ok(())
            }
            Expr::StringLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_) => Ok(()),
            Expr::IpyEscapeCommand(node) => Err(Failure::syntax("invalid syntax", node.range())),
        }
    }

    /// Visits `a + b + c ...` without recursion on the left spine.
    fn visit_binary(&mut self, node: &ast::ExprBinOp) -> Visit {
        let mut rights = vec![&*node.right];
        let mut left = &*node.left;
        while let Expr::BinOp(inner) = left {
            rights.push(&inner.right);
            left = &inner.left;
        }
        self.visit_expr(left)?;
        rights.into_iter().rev().try_for_each(|right| self.visit_expr(right))
    }

    pub(super) fn visit_arguments(&mut self, arguments: &ast::Arguments) -> Visit {
        self.visit_exprs(&arguments.args)?;
        let repeated = first_repeated(&arguments.keywords);
        for (index, keyword) in arguments.keywords.iter().enumerate() {
            if let Some(name) = &keyword.arg {
                self.check_debug(name.as_str(), keyword.range())?;
                if let Some((first, repeated)) = repeated
                    && first == index
                {
                    return Err(Failure::syntax(
                        format!("keyword argument repeated: {name}"),
                        repeated.range(),
                    ));
                }
            }
            self.visit_expr(&keyword.value)?;
        }
        Ok(())
    }

    fn visit_elements(&mut self, elements: &InterpolatedStringElements) -> Visit {
        for element in elements.interpolations() {
            self.visit_expr(&element.expression)?;
            if let Some(spec) = &element.format_spec {
                self.visit_elements(&spec.elements)?;
            }
        }
        Ok(())
    }

    fn visit_named(&mut self, node: &ast::ExprNamed) -> Visit {
        if self.is_in_comp_iter() {
            let message =
                "assignment expression cannot be used in a comprehension iterable expression";
            return Err(Failure::syntax(message, node.range()));
        }
        if let Some(description) = self.description() {
            let message = format!("named expression cannot be used within {description}");
            return Err(Failure::syntax(message, node.range()));
        }
        if let Expr::Name(target) = &*node.target
            && matches!(self.scope().kind, ScopeKind::Inlined | ScopeKind::Generator)
        {
            self.check_debug(&target.id, target.range())?;
            self.bind_named(&target.id, target.range())?;
            return self.visit_expr(&node.value);
        }
        self.visit_expr(&node.value)?;
        self.visit_expr(&node.target)
    }

    fn visit_lambda(&mut self, node: &ast::ExprLambda) -> Visit {
        if let Some(parameters) = &node.parameters {
            self.visit_defaults(parameters)?;
        }
        let outer = self.enter(ScopeKind::Lambda, "<lambda>", node, Role::Body);
        if let Some(parameters) = &node.parameters {
            self.define_parameters(parameters)?;
        }
        self.visit_expr(&node.body)?;
        self.current = outer;
        Ok(())
    }

    fn visit_yield(&mut self, word: &str, range: TextRange) -> Visit {
        if let Some(description) = self.description() {
            let message = format!("yield expression cannot be used within {description}");
            return Err(Failure::syntax(message, range));
        }
        let scope = self.scope();
        if matches!(scope.kind, ScopeKind::Inlined | ScopeKind::Generator) {
            let what = match &*scope.name {
                "<listcomp>" => "list comprehension",
                "<setcomp>" => "set comprehension",
                "<dictcomp>" => "dict comprehension",
                _ => "generator expression",
            };
            return Err(Failure::syntax(format!("'yield' inside {what}"), range));
        }
        if !scope.kind.is_function_like() {
            return Err(Failure::syntax(format!("'{word}' outside function"), range));
        }
        scope.is_generator = true;
        Ok(())
    }

    fn visit_comprehension<T>(
        &mut self,
        node: &T,
        generators: &[Comprehension],
        key: Option<&Expr>,
        value: &Expr,
        name: &str,
    ) -> Visit {
        if let Some(generator) = generators.iter().find(|generator| generator.is_async) {
            return Err(Failure::unsupported("an asynchronous comprehension", generator.range()));
        }
        let Some((first, rest)) = generators.split_first() else { return Ok(()) };
        if value.is_starred_expr() {
            return Err(Failure::syntax(
                "iterable unpacking cannot be used in comprehension",
                value.range(),
            ));
        }
        if name == "<dictcomp>" && key.is_none() {
            let stars = TextRange::new(value.start() - TextSize::from(2), value.start());
            return Err(Failure::syntax(
                "dict unpacking cannot be used in dict comprehension",
                stars,
            ));
        }
        self.in_comp_iter(|builder| builder.visit_expr(&first.iter))?;
        let is_generator = name == "<genexpr>";
        let kind = if is_generator { ScopeKind::Generator } else { ScopeKind::Inlined };
        let depth = self.is_in_comp_iter();
        let outer = self.enter(kind, name, node, Role::Body);
        if depth {
            // `:=` stays rejected in comprehensions inside an iterable.
            self.scope().comp_iter_depth = 1;
        }
        if is_generator {
            self.scope().is_generator = true;
            self.define(".0", flags::PARAM, TextRange::default())?;
        }
        self.in_comp_target(|builder| builder.visit_expr(&first.target))?;
        self.visit_exprs(&first.ifs)?;
        for generator in rest {
            self.in_comp_target(|builder| builder.visit_expr(&generator.target))?;
            self.in_comp_iter(|builder| builder.visit_expr(&generator.iter))?;
            self.visit_exprs(&generator.ifs)?;
        }
        self.visit_optional(key)?;
        self.visit_expr(value)?;
        self.current = outer;
        Ok(())
    }
}

/// The first keyword that is given again: its index, and where it is the second time.
fn first_repeated(keywords: &[ast::Keyword]) -> Option<(usize, &ast::Keyword)> {
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    let mut found: Option<(usize, &ast::Keyword)> = None;
    for (index, keyword) in keywords.iter().enumerate() {
        let Some(name) = &keyword.arg else { continue };
        let first = *seen.entry(name.as_str()).or_insert(index);
        if first != index && found.is_none_or(|(known, _)| first < known) {
            found = Some((first, keyword));
        }
    }
    found
}
