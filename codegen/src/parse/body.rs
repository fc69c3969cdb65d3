//! Bodies: Rust text to the subset that has a meaning in every tier.
//!
//! `syn` parses the text; what the subset lacks is named and reported, each occurrence by itself. Spans of `syn` count
//! from the start of the parsed text, in bytes, so that adding the offset of the body gives places in the definition.

use std::ops::Range;

use syn::punctuated::Punctuated;
use syn::{Pat, Token};

use crate::ast::{BinOp, Block, Expr, ExprKind, Stmt, StmtKind};
use crate::diagnostics::{Diagnostic, codes};
use crate::source::{FileId, Name, Span};

/// The deepest expression: bounds the recursion of every later stage.
const MAX_DEPTH: u32 = 120;

/// Parses a block in braces that stands at `range` of a text. `None`: it is not Rust, which is reported.
pub(super) fn parse_block(
    file: FileId,
    text: &str,
    range: Range<usize>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Block> {
    let mut converter =
        Converter { file, base: range.start, end: range.end, depth: 0, diagnostics };
    match syn::parse_str::<syn::Block>(&text[range]) {
        Ok(block) => Some(converter.block(&block)),
        Err(error) => {
            converter.syntax_error(&error);
            None
        }
    }
}

/// Parses an expression that stands at `range` of a text.
pub(super) fn parse_expr(
    file: FileId,
    text: &str,
    range: Range<usize>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Expr> {
    let mut converter =
        Converter { file, base: range.start, end: range.end, depth: 0, diagnostics };
    match syn::parse_str::<syn::Expr>(&text[range]) {
        Ok(expr) => Some(converter.expr(&expr)),
        Err(error) => {
            converter.syntax_error(&error);
            None
        }
    }
}

struct Converter<'a> {
    file: FileId,
    base: usize,
    end: usize,
    depth: u32,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Converter<'_> {
    fn syntax_error(&mut self, error: &syn::Error) {
        let mut span = self.span(error.span());
        // At the end of the text the span is empty: the closing brace is where it went wrong.
        if span.start >= span.end {
            span = Span { file: self.file, start: self.end as u32 - 1, end: self.end as u32 };
        }
        self.diagnostics.push(codes::malformed_body(span, &error.to_string()));
    }

    fn span(&self, span: proc_macro2::Span) -> Span {
        let range = span.byte_range();
        let start = (self.base + range.start).min(self.end);
        let end = (self.base + range.end).clamp(start, self.end);
        Span { file: self.file, start: start as u32, end: end as u32 }
    }

    fn join(&self, start: Span, end: Span) -> Span {
        Span { file: self.file, start: start.start, end: end.end.max(start.end) }
    }

    fn name(&self, ident: &proc_macro2::Ident) -> Name {
        Name { text: ident.to_string(), span: self.span(ident.span()) }
    }

    fn outside(&mut self, span: Span, construct: &str, help: &str) -> Expr {
        self.diagnostics.push(codes::outside_subset(span, construct, help));
        Expr { kind: ExprKind::Error, span }
    }

    fn block(&mut self, block: &syn::Block) -> Block {
        let span = self.span(block.brace_token.span.join());
        let mut stmts = Vec::new();
        let mut value = None;
        let last = block.stmts.len().saturating_sub(1);
        for (index, stmt) in block.stmts.iter().enumerate() {
            match stmt {
                syn::Stmt::Local(local) => stmts.extend(self.local(local)),
                syn::Stmt::Item(_) => {
                    let span = self.stmt_start(stmt, span);
                    self.outside(
                        span,
                        "an item",
                        "items belong beside the definition, in a helper's module",
                    );
                }
                syn::Stmt::Expr(expr, semi) => {
                    let expr = self.expr(expr);
                    if semi.is_none() && index == last {
                        value = Some(Box::new(expr));
                    } else {
                        stmts.push(Stmt { span: expr.span, kind: StmtKind::Expr(expr) });
                    }
                }
                syn::Stmt::Macro(stmt) => {
                    let expr = self.mac(&stmt.mac);
                    if stmt.semi_token.is_none() && index == last {
                        value = Some(Box::new(expr));
                    } else {
                        stmts.push(Stmt { span: expr.span, kind: StmtKind::Expr(expr) });
                    }
                }
            }
        }
        Block { stmts, value, span }
    }

    /// The first token of a statement.
    fn stmt_start(&self, stmt: &syn::Stmt, fallback: Span) -> Span {
        use quote::ToTokens;
        stmt.to_token_stream().into_iter().next().map_or(fallback, |token| self.span(token.span()))
    }

    fn local(&mut self, local: &syn::Local) -> Option<Stmt> {
        let start = self.span(local.let_token.span);
        let span = self.join(start, self.span(local.semi_token.span));
        if let Some((else_token, _)) = local.init.as_ref().and_then(|init| init.diverge.as_ref()) {
            let span = self.span(else_token.span);
            self.outside(span, "`let .. else`", "write `exit_if!` before the `let`");
        }
        let init = local.init.as_ref().map(|init| self.expr(&init.expr));
        let kind = match &local.pat {
            Pat::Tuple(tuple) => {
                let names: Option<Vec<Name>> =
                    tuple.elems.iter().map(|pat| self.binding(pat)).collect();
                let Some(init) = init else {
                    self.outside(
                        span,
                        "a tuple `let` without a value",
                        "declare the names one by one",
                    );
                    return None;
                };
                StmtKind::LetTuple(names?, init)
            }
            Pat::Paren(inner) => match (self.binding(&inner.pat), init) {
                (Some(name), Some(init)) => StmtKind::LetTuple(vec![name], init),
                (name, init) => StmtKind::Let(name?, init),
            },
            Pat::Type(typed) => {
                let span = self.span(typed.colon_token.span);
                self.outside(
                    span,
                    "a type in a `let`",
                    "leave it out, or write `as` behind the value",
                );
                return None;
            }
            pat => StmtKind::Let(self.binding(pat)?, init),
        };
        Some(Stmt { kind, span })
    }

    fn binding(&mut self, pat: &Pat) -> Option<Name> {
        match pat {
            Pat::Ident(pat) if pat.by_ref.is_none() && pat.subpat.is_none() => {
                if let Some(token) = &pat.mutability {
                    let span = self.span(token.span);
                    let help = "declare it with `let x;` and assign it once on every path";
                    self.outside(span, "`mut`", help);
                }
                Some(self.name(&pat.ident))
            }
            Pat::Wild(pat) => {
                Some(Name { text: "_".to_string(), span: self.span(pat.underscore_token.span) })
            }
            pat => {
                use syn::spanned::Spanned;
                let span = self.span(pat.span());
                self.outside(span, "this pattern", "bind a name, or a tuple of names");
                None
            }
        }
    }

    fn expr(&mut self, expr: &syn::Expr) -> Expr {
        self.depth += 1;
        let converted = if self.depth > MAX_DEPTH {
            let span = self.first_token(expr);
            self.diagnostics.push(codes::too_deep(span));
            Expr { kind: ExprKind::Error, span }
        } else {
            self.convert(expr)
        };
        self.depth -= 1;
        converted
    }

    /// Some token of the expression, found without walking it.
    fn first_token(&self, expr: &syn::Expr) -> Span {
        match expr {
            syn::Expr::Binary(e) => self.binary_operator(&e.op).1,
            syn::Expr::Paren(e) => self.span(e.paren_token.span.open()),
            syn::Expr::MethodCall(e) => self.span(e.method.span()),
            syn::Expr::Field(e) => self.span(e.dot_token.span),
            syn::Expr::If(e) => self.span(e.if_token.span),
            syn::Expr::Unary(e) => match &e.op {
                syn::UnOp::Not(token) => self.span(token.span),
                syn::UnOp::Neg(token) => self.span(token.span),
                syn::UnOp::Deref(token) => self.span(token.span),
                _ => self.first_token(&e.expr),
            },
            _ => Span { file: self.file, start: self.base as u32, end: self.base as u32 + 1 },
        }
    }

    fn boxed(&mut self, expr: &syn::Expr) -> Box<Expr> {
        Box::new(self.expr(expr))
    }

    fn exprs(&mut self, exprs: &Punctuated<syn::Expr, Token![,]>) -> Vec<Expr> {
        exprs.iter().map(|expr| self.expr(expr)).collect()
    }

    /// The items of `[a, b, ..rest]`.
    fn array_items(&mut self, items: &Punctuated<syn::Expr, Token![,]>) -> Vec<Expr> {
        let last = items.len().saturating_sub(1);
        let item = |(index, item): (usize, &syn::Expr)| match item {
            syn::Expr::Range(syn::ExprRange {
                start: None,
                end: Some(rest),
                limits: syn::RangeLimits::HalfOpen(_),
                ..
            }) if index == last => {
                let rest = self.boxed(rest);
                Expr { span: rest.span, kind: ExprKind::Spread(rest) }
            }
            _ => self.expr(item),
        };
        items.iter().enumerate().map(item).collect()
    }

    fn convert(&mut self, expr: &syn::Expr) -> Expr {
        match expr {
            syn::Expr::Paren(e) => {
                let inner = self.expr(&e.expr);
                Expr { kind: inner.kind, span: self.span(e.paren_token.span.join()) }
            }
            syn::Expr::Group(e) => self.expr(&e.expr),
            syn::Expr::Lit(e) => self.literal(&e.lit),
            syn::Expr::Path(e) => self.path(e),
            syn::Expr::Unary(e) => self.unary(e),
            syn::Expr::Binary(e) => self.binary(e),
            syn::Expr::Cast(e) => self.cast(e),
            syn::Expr::MethodCall(e) => self.method(e),
            syn::Expr::Field(e) => self.field(e),
            syn::Expr::Index(e) => self.index(e),
            syn::Expr::Call(e) => self.call(e),
            syn::Expr::Try(e) => {
                let inner = self.boxed(&e.expr);
                let span = self.join(inner.span, self.span(e.question_token.span));
                Expr { kind: ExprKind::Try(inner), span }
            }
            syn::Expr::Macro(e) => self.mac(&e.mac),
            syn::Expr::Array(e) => {
                let span = self.span(e.bracket_token.span.join());
                Expr { kind: ExprKind::Array(self.array_items(&e.elems)), span }
            }
            syn::Expr::Repeat(e) => {
                let span = self.span(e.bracket_token.span.join());
                Expr { kind: ExprKind::Repeat(self.boxed(&e.expr), self.boxed(&e.len)), span }
            }
            syn::Expr::Assign(e) => {
                let (left, right) = (self.boxed(&e.left), self.boxed(&e.right));
                let span = self.join(left.span, right.span);
                Expr { kind: ExprKind::Assign(left, right), span }
            }
            syn::Expr::If(e) => self.if_(e),
            syn::Expr::Struct(e) => self.struct_(e),
            other => self.unsupported(other),
        }
    }

    fn literal(&mut self, lit: &syn::Lit) -> Expr {
        let span = self.span(lit.span());
        let kind = match lit {
            syn::Lit::Bool(lit) => ExprKind::Bool(lit.value),
            syn::Lit::Int(lit) if lit.suffix() == "f64" => match lit.base10_digits().parse() {
                Ok(value) => ExprKind::Float(value),
                Err(_) => ExprKind::Error,
            },
            syn::Lit::Int(lit) => match lit.base10_digits().parse::<u64>() {
                Ok(value) => {
                    let suffix = Some(lit.suffix()).filter(|suffix| !suffix.is_empty());
                    ExprKind::Int(value, suffix.map(str::to_string))
                }
                Err(_) => {
                    self.diagnostics.push(codes::number_out_of_range(span, "64 bits"));
                    ExprKind::Error
                }
            },
            syn::Lit::Float(lit) => match lit.base10_digits().parse() {
                Ok(value) => ExprKind::Float(value),
                Err(_) => ExprKind::Error,
            },
            syn::Lit::Str(_) | syn::Lit::Char(_) => {
                return self.outside(span, "a string or character", "make the value in a helper");
            }
            _ => return self.outside(span, "this literal", "make the value in a helper"),
        };
        Expr { kind, span }
    }

    fn path(&mut self, path: &syn::ExprPath) -> Expr {
        match path.path.get_ident() {
            Some(ident) => {
                let name = self.name(ident);
                Expr { kind: ExprKind::Name(name.text), span: name.span }
            }
            None => {
                let first =
                    path.path.segments.first().map(|segment| self.span(segment.ident.span()));
                let last = path.path.segments.last().map(|segment| self.span(segment.ident.span()));
                let span = first.zip(last).map_or_else(|| self.whole(), |(a, b)| self.join(a, b));
                self.outside(
                    span,
                    "a path",
                    "declare the function with `extern fn` and call it by its name",
                )
            }
        }
    }

    fn whole(&self) -> Span {
        Span { file: self.file, start: self.base as u32, end: self.end as u32 }
    }

    fn unary(&mut self, unary: &syn::ExprUnary) -> Expr {
        let inner = self.boxed(&unary.expr);
        match &unary.op {
            syn::UnOp::Not(token) => {
                let span = self.join(self.span(token.span), inner.span);
                Expr { kind: ExprKind::Not(inner), span }
            }
            syn::UnOp::Neg(token) => {
                let span = self.join(self.span(token.span), inner.span);
                Expr { kind: ExprKind::Neg(inner), span }
            }
            syn::UnOp::Deref(token) => {
                let span = self.join(self.span(token.span), inner.span);
                self.outside(span, "a dereference", "operands are values; read fields by name")
            }
            _ => self.outside(inner.span, "this operator", "compute it in a helper"),
        }
    }

    fn binary_operator(&self, op: &syn::BinOp) -> (Option<BinOp>, Span) {
        use syn::BinOp as S;
        let (op, span) = match op {
            S::Add(t) => (Some(BinOp::Add), t.span),
            S::Sub(t) => (Some(BinOp::Sub), t.span),
            S::Mul(t) => (Some(BinOp::Mul), t.span),
            S::Div(t) => (Some(BinOp::Div), t.span),
            S::Rem(t) => (Some(BinOp::Rem), t.span),
            S::BitAnd(t) => (Some(BinOp::And), t.span),
            S::BitOr(t) => (Some(BinOp::Or), t.span),
            S::BitXor(t) => (Some(BinOp::Xor), t.span),
            S::Lt(t) => (Some(BinOp::Lt), t.span),
            S::Gt(t) => (Some(BinOp::Gt), t.span),
            S::And(t) => return (Some(BinOp::AndAnd), self.pair(t.spans)),
            S::Or(t) => return (Some(BinOp::OrOr), self.pair(t.spans)),
            S::Shl(t) => return (Some(BinOp::Shl), self.pair(t.spans)),
            S::Shr(t) => return (Some(BinOp::Shr), self.pair(t.spans)),
            S::Eq(t) => return (Some(BinOp::Eq), self.pair(t.spans)),
            S::Ne(t) => return (Some(BinOp::Ne), self.pair(t.spans)),
            S::Le(t) => return (Some(BinOp::Le), self.pair(t.spans)),
            S::Ge(t) => return (Some(BinOp::Ge), self.pair(t.spans)),
            other => {
                use syn::spanned::Spanned;
                (None, other.span())
            }
        };
        (op, self.span(span))
    }

    fn pair(&self, spans: [proc_macro2::Span; 2]) -> Span {
        self.join(self.span(spans[0]), self.span(spans[1]))
    }

    fn binary(&mut self, binary: &syn::ExprBinary) -> Expr {
        let (left, right) = (self.boxed(&binary.left), self.boxed(&binary.right));
        let (op, op_span) = self.binary_operator(&binary.op);
        let span = self.join(left.span, right.span);
        match op {
            Some(op) => Expr { kind: ExprKind::Binary(op, left, right), span },
            None => {
                self.outside(op_span, "a compound assignment", "assign an output once, with `=`")
            }
        }
    }

    fn cast(&mut self, cast: &syn::ExprCast) -> Expr {
        let inner = self.boxed(&cast.expr);
        let ident = match &*cast.ty {
            syn::Type::Path(path) if path.qself.is_none() => path.path.get_ident(),
            _ => None,
        };
        match ident {
            Some(ident) => {
                let name = self.name(ident);
                let span = self.join(inner.span, name.span);
                Expr { kind: ExprKind::Cast(inner, name), span }
            }
            None => {
                let span = self.span(cast.as_token.span);
                self.outside(span, "a cast to this type", "cast to a scalar such as `i62` or `u32`")
            }
        }
    }

    fn method(&mut self, method: &syn::ExprMethodCall) -> Expr {
        let receiver = self.boxed(&method.receiver);
        let args = self.exprs(&method.args);
        let name = self.name(&method.method);
        let span = self.join(receiver.span, self.span(method.paren_token.span.close()));
        if method.turbofish.is_some() {
            return self.outside(name.span, "a generic call", "name the types by `as`");
        }
        Expr { kind: ExprKind::Method(receiver, name, args), span }
    }

    fn field(&mut self, field: &syn::ExprField) -> Expr {
        let base = self.boxed(&field.base);
        match &field.member {
            syn::Member::Named(ident) => {
                let name = self.name(ident);
                let span = self.join(base.span, name.span);
                Expr { kind: ExprKind::Field(base, name), span }
            }
            syn::Member::Unnamed(index) => {
                let span = self.span(index.span);
                self.outside(span, "a tuple field", "take tuples apart with `let (a, b) = ..`")
            }
        }
    }

    fn index(&mut self, index: &syn::ExprIndex) -> Expr {
        let base = self.boxed(&index.expr);
        let span = self.join(base.span, self.span(index.bracket_token.span.close()));
        match &*index.index {
            syn::Expr::Range(range) => match (&range.start, &range.end, range.limits) {
                (None, Some(end), syn::RangeLimits::HalfOpen(_)) => {
                    let end = self.boxed(end);
                    Expr { kind: ExprKind::SliceTo(base, end), span }
                }
                _ => self.outside(span, "this range", "a slice starts at 0: `items[..oparg]`"),
            },
            index => {
                let index = self.boxed(index);
                Expr { kind: ExprKind::Index(base, index), span }
            }
        }
    }

    fn call(&mut self, call: &syn::ExprCall) -> Expr {
        let args = self.exprs(&call.args);
        let function = self.expr(&call.func);
        let span = self.join(function.span, self.span(call.paren_token.span.close()));
        match function.kind {
            ExprKind::Name(text) => {
                Expr { kind: ExprKind::Call(Name { text, span: function.span }, args), span }
            }
            ExprKind::Error => function,
            _ => self.outside(
                function.span,
                "a call of a value",
                "call a declared helper by its name",
            ),
        }
    }

    fn mac(&mut self, mac: &syn::Macro) -> Expr {
        let close = match &mac.delimiter {
            syn::MacroDelimiter::Paren(token) => token.span.close(),
            syn::MacroDelimiter::Brace(token) => token.span.close(),
            syn::MacroDelimiter::Bracket(token) => token.span.close(),
        };
        let Some(ident) = mac.path.get_ident() else {
            let span = self.span(mac.bang_token.span);
            return self.outside(
                span,
                "a macro of another module",
                "only the macros of the language",
            );
        };
        let name = self.name(ident);
        let span = self.join(name.span, self.span(close));
        match mac.parse_body_with(Punctuated::<syn::Expr, Token![,]>::parse_terminated) {
            Ok(args) => Expr { kind: ExprKind::Macro(name, self.exprs(&args)), span },
            Err(error) => {
                self.syntax_error(&error);
                Expr { kind: ExprKind::Error, span }
            }
        }
    }

    fn if_(&mut self, if_: &syn::ExprIf) -> Expr {
        let start = self.span(if_.if_token.span);
        let cond = self.boxed(&if_.cond);
        let then = self.block(&if_.then_branch);
        let otherwise = match if_.else_branch.as_ref().map(|(_, expr)| &**expr) {
            None => None,
            Some(syn::Expr::Block(block)) => Some(self.block(&block.block)),
            Some(other) => {
                let value = self.boxed(other);
                let span = value.span;
                Some(Block { stmts: Vec::new(), value: Some(value), span })
            }
        };
        let end = otherwise.as_ref().map_or(then.span, |block| block.span);
        Expr { span: self.join(start, end), kind: ExprKind::If(cond, then, otherwise) }
    }

    fn struct_(&mut self, struct_: &syn::ExprStruct) -> Expr {
        let Some(ident) = struct_.path.get_ident() else {
            let span = self.span(struct_.brace_token.span.open());
            return self.outside(span, "a struct of another module", "name a declared object");
        };
        let name = self.name(ident);
        let span = self.join(name.span, self.span(struct_.brace_token.span.close()));
        if let Some(token) = &struct_.dot2_token {
            let span = self.pair(token.spans);
            self.outside(span, "`..` in `new!`", "give every field its value");
        }
        let mut fields = Vec::new();
        for field in &struct_.fields {
            let value = self.expr(&field.expr);
            match &field.member {
                syn::Member::Named(ident) => fields.push((self.name(ident), value)),
                syn::Member::Unnamed(index) => {
                    let span = self.span(index.span);
                    self.outside(span, "a tuple field", "name the field");
                }
            }
        }
        Expr { kind: ExprKind::Struct(name, fields), span }
    }

    /// Names a construct that has no meaning in every tier.
    fn unsupported(&mut self, expr: &syn::Expr) -> Expr {
        use syn::Expr as E;
        let in_helper = "move it into a helper, declared with `extern fn`";
        let (span, construct, help) = match expr {
            E::While(e) => (e.while_token.span, "a `while` loop", in_helper),
            E::ForLoop(e) => (e.for_token.span, "a `for` loop", in_helper),
            E::Loop(e) => (e.loop_token.span, "a `loop`", in_helper),
            E::Match(e) => (
                e.match_token.span,
                "`match`",
                "write `if` and `else`, or a family member per case",
            ),
            E::Closure(e) => (e.inputs_begin.span, "a closure", in_helper),
            E::Let(e) => (e.let_token.span, "`if let`", "test with `is_..` methods and `exit_if!`"),
            E::Return(e) => {
                (e.return_token.span, "`return`", "a body runs to its end, or leaves by `exit_if!`")
            }
            E::Break(e) => (e.break_token.span, "`break`", in_helper),
            E::Continue(e) => (e.continue_token.span, "`continue`", in_helper),
            E::Unsafe(e) => (e.unsafe_token.span, "an `unsafe` block", in_helper),
            E::Reference(e) => (e.and_token.span, "a reference", "operands are passed by value"),
            E::Tuple(e) => (e.paren_token.span.join(), "a tuple", "bind the values one by one"),
            E::Block(e) => {
                (e.block.brace_token.span.open(), "a bare block", "write its statements in a row")
            }
            E::Range(e) => (range_span(e), "a range", "ranges stand only in `items[..oparg]`"),
            E::Await(e) => (e.await_token.span, "`await`", in_helper),
            other => {
                use syn::spanned::Spanned;
                (other.span(), "this expression", in_helper)
            }
        };
        let span = self.span(span);
        self.outside(span, construct, help)
    }
}

fn range_span(range: &syn::ExprRange) -> proc_macro2::Span {
    match &range.limits {
        syn::RangeLimits::HalfOpen(token) => token.spans[0],
        syn::RangeLimits::Closed(token) => token.spans[0],
    }
}
