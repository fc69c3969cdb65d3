//! One item: its text by the grammar of `grammar.pest`, then to syntax.

use std::ops::Range;

use pest::Parser;
use pest::error::{ErrorVariant, InputLocation};
use pest::iterators::{Pair, Pairs};
use pest_derive::Parser;

use super::body;
use super::scan::{self, Chunk, ProblemKind};
use crate::ast::{
    Argument, Attribute, BinOp, Expr, ExprKind, FieldItem, HelperItem, Integer, Item, ItemKind,
    Member, ObjectItem, OpItem, Operand, TypeExpr, TypeExprKind, TypeItem,
};
use crate::diagnostics::{Diagnostic, codes};
use crate::source::{FileId, Name, Span};

#[derive(Parser)]
#[grammar = "grammar.pest"]
struct Grammar;

/// Parses the text of one item. `None`: it is malformed, which is reported.
pub(super) fn parse_item(
    file: FileId,
    text: &str,
    chunk: &Chunk,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Item> {
    ItemParser { file, text, diagnostics }.item(chunk)
}

struct ItemParser<'a, 'd> {
    file: FileId,
    text: &'a str,
    diagnostics: &'d mut Vec<Diagnostic>,
}

/// The children of a pair without punctuation and keywords.
fn children<'a>(pair: Pair<'a, Rule>) -> impl Iterator<Item = Pair<'a, Rule>> {
    pair.into_inner().filter(|pair| !is_token(pair.as_rule()))
}

fn is_token(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::comma
            | Rule::colon
            | Rule::semicolon
            | Rule::equals
            | Rule::star
            | Rule::arrow
            | Rule::dashes
            | Rule::bar
            | Rule::dot
            | Rule::open
            | Rule::close
            | Rule::lbracket
            | Rule::rbracket
            | Rule::lbrace
            | Rule::rbrace
            | Rule::langle
            | Rule::rangle
            | Rule::kw_include
            | Rule::kw_const
            | Rule::kw_type
            | Rule::kw_object
            | Rule::kw_extern
            | Rule::kw_fn
            | Rule::kw_op
            | Rule::kw_macro
            | Rule::kw_family
            | Rule::kw_pseudo
            | Rule::kw_super
            | Rule::kw_replicate
            | Rule::kw_when
            | Rule::kw_in
            | Rule::EOI
    )
}

/// The words for a rule in "expected ..".
fn describe(rule: &Rule) -> String {
    let words = match rule {
        Rule::comma => "`,`",
        Rule::colon => "`:`",
        Rule::semicolon => "`;`",
        Rule::equals => "`=`",
        Rule::plus => "`+`",
        Rule::star => "`*`",
        Rule::minus => "`-`",
        Rule::arrow => "`->`",
        Rule::dashes => "`--`",
        Rule::ampersand => "`&`",
        Rule::question => "`?`",
        Rule::bar => "`|`",
        Rule::dot => "`.`",
        Rule::range_op => "`..`",
        Rule::ellipsis => "`...`",
        Rule::open => "`(`",
        Rule::close => "`)`",
        Rule::lbracket | Rule::attributes => "`[`",
        Rule::rbracket => "`]`",
        Rule::lbrace => "`{`",
        Rule::rbrace => "`}`",
        Rule::langle | Rule::caches => "`<`",
        Rule::rangle => "`>`",
        Rule::kw_fn => "`fn`",
        Rule::kw_op => "`op`",
        Rule::kw_inst => "`inst`",
        Rule::kw_when => "`when`",
        Rule::kw_fill => "`fill`",
        Rule::kw_in => "`in`",
        Rule::kw_override => "`override`",
        Rule::kw_replicate | Rule::replicate => "`replicate`",
        Rule::ident | Rule::ops | Rule::path => "a name",
        Rule::digits | Rule::power | Rule::integer => "a number",
        Rule::sum | Rule::product | Rule::factor => "a number or `oparg`",
        Rule::string => "a name in quotes",
        Rule::repr => "a representation",
        Rule::type_expr | Rule::named_type | Rule::array_type | Rule::tuple_type => "a type",
        Rule::operand | Rule::operands => "an operand",
        Rule::effect => "a stack effect",
        Rule::field => "a field",
        Rule::property => "a property",
        Rule::param | Rule::params => "a parameter",
        Rule::attribute | Rule::argument => "an attribute",
        Rule::condition => "a condition",
        Rule::modifier => "a modifier",
        Rule::result => "`->`",
        Rule::bounds => "`in`",
        Rule::EOI => "the end",
        _ => "an item",
    };
    words.to_string()
}

impl<'a> ItemParser<'a, '_> {
    fn span(&self, range: Range<usize>) -> Span {
        Span { file: self.file, start: range.start as u32, end: range.end as u32 }
    }

    fn item(&mut self, chunk: &Chunk) -> Option<Item> {
        if self.report_problem(chunk) {
            return None;
        }
        let text = self.text;
        let first_word = text[chunk.text.clone()]
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .next()?;
        let rule = match first_word {
            "include" => Rule::include_item,
            "const" => Rule::const_item,
            "type" => Rule::type_item,
            "object" => Rule::object_item,
            "extern" => Rule::extern_item,
            "macro" => Rule::macro_item,
            "super" => Rule::super_item,
            "pseudo" => Rule::pseudo_item,
            "family" => Rule::family_head,
            _ => Rule::op_head,
        };
        let whole = !matches!(rule, Rule::op_head | Rule::family_head);
        let range = if whole { chunk.text.clone() } else { chunk.head.clone() };
        let (pair, base) = self.parse(rule, range)?;
        let kind = match rule {
            Rule::include_item => self.include(pair, base)?,
            Rule::const_item => self.const_(pair, base)?,
            Rule::type_item => ItemKind::Type(self.type_(pair, base)?),
            Rule::object_item => ItemKind::Object(self.object(pair, base)?),
            Rule::extern_item => ItemKind::Helper(self.helper(pair, base)?),
            Rule::macro_item | Rule::super_item => {
                let mut parts = children(pair);
                let name = self.name(&parts.next()?, base);
                let ops = self.names(parts.next()?, base);
                if rule == Rule::macro_item {
                    ItemKind::Macro(name, ops)
                } else {
                    ItemKind::Super(name, ops)
                }
            }
            Rule::pseudo_item => {
                let mut parts = children(pair);
                let name = self.name(&parts.next()?, base);
                let (inputs, outputs) = self.effect(parts.next()?, base)?;
                ItemKind::Pseudo(name, inputs, outputs)
            }
            Rule::family_head => self.family(pair, base, chunk)?,
            _ => ItemKind::Op(Box::new(self.op(pair, base, chunk)?)),
        };
        Some(Item { doc: chunk.doc.clone(), span: self.span(chunk.span.clone()), kind })
    }

    fn report_problem(&mut self, chunk: &Chunk) -> bool {
        let Some(problem) = &chunk.problem else { return false };
        let span = self.span(problem.range.clone());
        let opened = problem.opened.clone().map(|range| self.span(range));
        let diagnostic = match problem.kind {
            ProblemKind::Unterminated => {
                codes::unterminated(span, self.span(first_line(self.text, &chunk.text)))
            }
            ProblemKind::Unclosed => codes::unclosed(span),
            ProblemKind::Mismatched => {
                codes::mismatched(span, &self.text[problem.range.clone()], opened)
            }
            ProblemKind::Stray => codes::malformed_item(span, "expected an item"),
            ProblemKind::DanglingDoc => {
                codes::malformed_item(span, "expected an item after the doc comment")
            }
            ProblemKind::TooDeep => codes::too_deep(span),
        };
        self.diagnostics.push(diagnostic);
        true
    }

    /// Parses `text[range]` by a rule; spans of the result count from the second value.
    fn parse(&mut self, rule: Rule, range: Range<usize>) -> Option<(Pair<'a, Rule>, usize)> {
        let text = self.text;
        match Grammar::parse(rule, &text[range.clone()]) {
            Ok(mut pairs) => pairs.next().map(|pair| (pair, range.start)),
            Err(error) => {
                self.syntax_error(&error, range);
                None
            }
        }
    }

    fn syntax_error(&mut self, error: &pest::error::Error<Rule>, range: Range<usize>) {
        let at = match error.location {
            InputLocation::Pos(at) | InputLocation::Span((at, _)) => range.start + at,
        };
        let mut expected: Vec<String> = match &error.variant {
            ErrorVariant::ParsingError { positives, .. } => {
                positives.iter().map(describe).collect()
            }
            ErrorVariant::CustomError { .. } => Vec::new(),
        };
        expected.sort();
        expected.dedup();
        if expected.len() > 1 {
            expected.retain(|words| words != "the end");
        }
        let message = match expected.split_last() {
            None => "malformed item".to_string(),
            Some((last, [])) => format!("expected {last}"),
            Some((last, rest)) => format!("expected {} or {last}", rest.join(", ")),
        };
        let span = self.span(token_at(self.text, at, range));
        self.diagnostics.push(codes::malformed_item(span, &message));
    }

    fn pair_span(&self, pair: &Pair<'a, Rule>, base: usize) -> Span {
        let span = pair.as_span();
        self.span(base + span.start()..base + span.end())
    }

    fn name(&self, pair: &Pair<'a, Rule>, base: usize) -> Name {
        Name { text: pair.as_str().to_string(), span: self.pair_span(pair, base) }
    }

    fn names(&self, pair: Pair<'a, Rule>, base: usize) -> Vec<Name> {
        pair.into_inner()
            .filter(|pair| pair.as_rule() == Rule::ident)
            .map(|pair| self.name(&pair, base))
            .collect()
    }

    fn include(&mut self, pair: Pair<'a, Rule>, base: usize) -> Option<ItemKind> {
        let string = children(pair).next()?;
        let text = string.as_str().trim_matches('"').to_string();
        Some(ItemKind::Include(Name { text, span: self.pair_span(&string, base) }))
    }

    fn const_(&mut self, pair: Pair<'a, Rule>, base: usize) -> Option<ItemKind> {
        let mut parts = children(pair);
        let name = self.name(&parts.next()?, base);
        Some(ItemKind::Const(name, self.integer(parts.next()?, base)?))
    }

    fn integer(&mut self, pair: Pair<'a, Rule>, base: usize) -> Option<Integer> {
        let span = self.pair_span(&pair, base);
        let mut negative = false;
        let mut value: Option<i128> = None;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::minus => negative = true,
                _ => value = power(part.into_inner()),
            }
        }
        let value = value.map(|value| if negative { -value } else { value });
        match value.and_then(|value| i64::try_from(value).ok()) {
            Some(value) => Some(Integer { value, span }),
            None => {
                self.diagnostics.push(codes::number_out_of_range(span, "a signed 64-bit integer"));
                None
            }
        }
    }

    fn attributes(&mut self, pair: Pair<'a, Rule>, base: usize) -> Vec<Attribute> {
        let attributes: Vec<_> = children(pair).collect();
        attributes.into_iter().filter_map(|pair| self.attribute(pair, base)).collect()
    }

    fn attribute(&mut self, pair: Pair<'a, Rule>, base: usize) -> Option<Attribute> {
        let mut parts = children(pair);
        let name = self.name(&parts.next()?, base);
        let mut arguments = Vec::new();
        for part in parts {
            let part = part.into_inner().next()?;
            arguments.push(match part.as_rule() {
                Rule::integer => Argument::Integer(self.integer(part, base)?),
                _ => {
                    let names = self.names(part, base);
                    let mut names = names.into_iter();
                    Argument::Path(names.next()?, names.next())
                }
            });
        }
        Some(Attribute { name, arguments })
    }

    fn type_(&mut self, pair: Pair<'a, Rule>, base: usize) -> Option<TypeItem> {
        let mut parts = children(pair);
        let name = self.name(&parts.next()?, base);
        let mut repr_parts: Vec<_> = parts.next()?.into_inner().collect();
        let repr = self.name(&repr_parts.pop()?, base);
        let reference = !repr_parts.is_empty();
        let (mut properties, mut attributes) = (Vec::new(), Vec::new());
        for part in parts {
            if part.as_rule() == Rule::attributes {
                attributes = self.attributes(part, base);
                continue;
            }
            let mut inner = children(part);
            let key = self.name(&inner.next()?, base);
            let value = self.name(&inner.next()?, base);
            let own = inner.next().map(|pair| self.attributes(pair, base)).unwrap_or_default();
            properties.push((key, value, own));
        }
        Some(TypeItem { name, repr, reference, properties, attributes })
    }

    fn object(&mut self, pair: Pair<'a, Rule>, base: usize) -> Option<ObjectItem> {
        let mut parts = children(pair);
        let name = self.name(&parts.next()?, base);
        let (mut fields, mut open) = (Vec::new(), false);
        for part in parts {
            if part.as_rule() == Rule::ellipsis {
                open = true;
                continue;
            }
            let mut inner = children(part);
            let name = self.name(&inner.next()?, base);
            let ty = self.type_expr(inner.next()?, base)?;
            let attributes =
                inner.next().map(|pair| self.attributes(pair, base)).unwrap_or_default();
            fields.push(FieldItem { name, ty, attributes });
        }
        Some(ObjectItem { name, fields, open })
    }

    fn type_expr(&mut self, pair: Pair<'a, Rule>, base: usize) -> Option<TypeExpr> {
        let span = self.pair_span(&pair, base);
        let form = if pair.as_rule() == Rule::type_expr { pair.into_inner().next()? } else { pair };
        let kind = match form.as_rule() {
            Rule::array_type => {
                let mut parts = children(form);
                let item = self.type_expr(parts.next()?, base)?;
                let len = parts.next().map(|pair| self.name(&pair, base));
                TypeExprKind::Array(Box::new(item), len)
            }
            Rule::tuple_type => {
                let parts: Vec<_> = children(form).collect();
                let types: Option<Vec<_>> =
                    parts.into_iter().map(|pair| self.type_expr(pair, base)).collect();
                TypeExprKind::Tuple(types?)
            }
            _ => {
                let optional =
                    form.clone().into_inner().any(|pair| pair.as_rule() == Rule::question);
                TypeExprKind::Names(self.names(form, base), optional)
            }
        };
        Some(TypeExpr { kind, span })
    }

    fn params(&mut self, pair: Pair<'a, Rule>, base: usize) -> Option<Vec<(Name, TypeExpr)>> {
        let mut params = Vec::new();
        for param in children(pair) {
            let mut parts = children(param);
            let name = self.name(&parts.next()?, base);
            params.push((name, self.type_expr(parts.next()?, base)?));
        }
        Some(params)
    }

    fn helper(&mut self, pair: Pair<'a, Rule>, base: usize) -> Option<HelperItem> {
        let mut parts = children(pair);
        let name = self.name(&parts.next()?, base);
        let mut helper = HelperItem {
            name,
            params: Vec::new(),
            result: None,
            never: false,
            bounds: None,
            attributes: Vec::new(),
            attested: false,
        };
        for part in parts {
            match part.as_rule() {
                Rule::params => helper.params = self.params(part, base)?,
                Rule::result => {
                    let mut inner = children(part);
                    let first = inner.next()?;
                    if first.as_rule() == Rule::never {
                        helper.never = true;
                        continue;
                    }
                    helper.result = Some(self.type_expr(first, base)?);
                    if let Some(bounds) = inner.next() {
                        helper.bounds = self.bounds(bounds, base);
                    }
                }
                _ => {
                    helper.attested = true;
                    helper.attributes = self.attributes(part, base);
                }
            }
        }
        Some(helper)
    }

    /// `lo..hi` or `lo..=hi`, to inclusive bounds.
    fn bounds(&mut self, pair: Pair<'a, Rule>, base: usize) -> Option<(i64, i64, Span)> {
        let mut parts = children(pair);
        let low = self.integer(parts.next()?, base)?;
        let inclusive = parts.next()?.as_str() == "..=";
        let high = self.integer(parts.next()?, base)?;
        let span = Span { end: high.span.end, ..low.span };
        let end = if inclusive { Some(high.value) } else { high.value.checked_sub(1) };
        match end {
            Some(end) if low.value <= end => Some((low.value, end, span)),
            _ => {
                self.diagnostics.push(codes::empty_range(span));
                None
            }
        }
    }

    fn effect(
        &mut self,
        pair: Pair<'a, Rule>,
        base: usize,
    ) -> Option<(Vec<Operand>, Vec<Operand>)> {
        let mut parts = children(pair);
        let inputs = self.operands(parts.next()?, base)?;
        let outputs = self.operands(parts.next()?, base)?;
        Some((inputs, outputs))
    }

    fn operands(&mut self, pair: Pair<'a, Rule>, base: usize) -> Option<Vec<Operand>> {
        let pairs: Vec<_> = children(pair).collect();
        pairs.into_iter().map(|pair| self.operand(pair, base)).collect()
    }

    fn operand(&mut self, pair: Pair<'a, Rule>, base: usize) -> Option<Operand> {
        let mut parts = children(pair);
        let name = self.name(&parts.next()?, base);
        let (mut ty, mut count) = (None, None);
        for part in parts {
            match part.as_rule() {
                Rule::sum => count = Some(self.sum(part, base)?),
                _ => ty = Some(self.type_expr(part, base)?),
            }
        }
        Some(Operand { name, ty, count })
    }

    fn sum(&mut self, pair: Pair<'a, Rule>, base: usize) -> Option<Expr> {
        let mut sum: Option<Expr> = None;
        let mut op = BinOp::Add;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::plus => op = BinOp::Add,
                Rule::minus => op = BinOp::Sub,
                _ => {
                    let product = self.product(part, base)?;
                    sum = Some(match sum {
                        None => product,
                        Some(left) => binary(op, left, product),
                    });
                }
            }
        }
        sum
    }

    fn product(&mut self, pair: Pair<'a, Rule>, base: usize) -> Option<Expr> {
        let mut product: Option<Expr> = None;
        for part in children(pair) {
            let factor = part.into_inner().next()?;
            let span = self.pair_span(&factor, base);
            let kind = match factor.as_rule() {
                Rule::ident => ExprKind::Name(factor.as_str().to_string()),
                _ => {
                    let value = self.integer(factor, base)?.value;
                    let magnitude = ExprKind::Int(value.unsigned_abs(), None);
                    match value {
                        0.. => magnitude,
                        _ => ExprKind::Neg(Box::new(Expr { kind: magnitude, span })),
                    }
                }
            };
            let factor = Expr { kind, span };
            product = Some(match product {
                None => factor,
                Some(left) => binary(BinOp::Mul, left, factor),
            });
        }
        product
    }

    fn op(&mut self, pair: Pair<'a, Rule>, base: usize, chunk: &Chunk) -> Option<OpItem> {
        let (mut override_, mut replicate) = (None, None);
        let (mut inst, mut name, mut caches) = (false, None, Vec::new());
        let mut effect = None;
        for part in children(pair) {
            match part.as_rule() {
                Rule::modifier => {
                    let span = self.pair_span(&part, base);
                    let part = part.into_inner().next()?;
                    if part.as_rule() == Rule::kw_override {
                        override_ = Some(span);
                    } else {
                        let (low, high, _) = self.bounds(part, base)?;
                        replicate = Some((low, high.saturating_add(1), span));
                    }
                }
                Rule::kw_inst => inst = true,
                Rule::ident => name = Some(self.name(&part, base)),
                Rule::caches => {
                    caches =
                        self.params(part.into_inner().find(|p| p.as_rule() == Rule::params)?, base)?
                }
                _ => effect = Some(self.effect(part, base)?),
            }
        }
        let (name, (inputs, outputs)) = (name?, effect?);
        let (body, abstract_) = self.op_blocks(&name, chunk);
        let source =
            chunk.blocks.first().map_or("", |block| &self.text[block.range.clone()]).to_string();
        Some(OpItem {
            inst,
            override_,
            replicate,
            name,
            caches,
            inputs,
            outputs,
            body,
            source,
            abstract_,
        })
    }

    fn op_blocks(
        &mut self,
        name: &Name,
        chunk: &Chunk,
    ) -> (Option<crate::ast::Block>, Option<Option<crate::ast::Block>>) {
        let mut blocks = chunk.blocks.iter();
        let body = match blocks.next() {
            Some(block) if block.word.is_none() => {
                body::parse_block(self.file, self.text, block.range.clone(), self.diagnostics)
            }
            _ => {
                self.diagnostics
                    .push(codes::malformed_item(name.span, "expected a body in braces"));
                None
            }
        };
        let abstract_ = blocks.next().map(|block| {
            body::parse_block(self.file, self.text, block.range.clone(), self.diagnostics)
        });
        (body, abstract_)
    }

    fn family(&mut self, pair: Pair<'a, Rule>, base: usize, chunk: &Chunk) -> Option<ItemKind> {
        let head = self.name(&children(pair).next()?, base);
        let Some(block) = chunk.blocks.first() else {
            self.diagnostics.push(codes::malformed_item(head.span, "expected members in braces"));
            return None;
        };
        let inner = block.range.start + 1..block.range.end - 1;
        let mut members = Vec::new();
        for chunk in scan::split(self.text, inner, scan::Level::Members) {
            if !self.report_problem(&chunk) {
                members.extend(self.member(&chunk));
            }
        }
        Some(ItemKind::Family(head, members))
    }

    fn member(&mut self, chunk: &Chunk) -> Option<Member> {
        let (pair, base) = self.parse(Rule::member, chunk.head.clone())?;
        let (mut name, mut when, mut ops, mut fills) = (None, None, Vec::new(), None);
        for part in children(pair) {
            match part.as_rule() {
                Rule::ident => name = Some(self.name(&part, base)),
                Rule::condition => {
                    let span = part.as_span();
                    let range = base + span.start()..base + span.end();
                    when = Some(body::parse_expr(self.file, self.text, range, self.diagnostics));
                }
                Rule::kw_fill => fills = Some(self.pair_span(&part, base)),
                _ => ops = self.names(part, base),
            }
        }
        let fill = match (chunk.blocks.first(), fills) {
            (None, None) => None,
            (Some(block), Some(_)) => {
                Some(body::parse_block(self.file, self.text, block.range.clone(), self.diagnostics))
            }
            (Some(block), None) => {
                let span = self.span(block.range.start..block.range.start + 1);
                self.diagnostics.push(codes::malformed_item(span, "expected `fill` or `;`"));
                return None;
            }
            (None, Some(span)) => {
                self.diagnostics
                    .push(codes::malformed_item(span, "expected a block in braces after `fill`"));
                return None;
            }
        };
        let span = self.span(chunk.span.clone());
        Some(Member { doc: chunk.doc.clone(), span, name: name?, when, ops, fill })
    }
}

fn binary(op: BinOp, left: Expr, right: Expr) -> Expr {
    let span = Span { end: right.span.end, ..left.span };
    Expr { kind: ExprKind::Binary(op, Box::new(left), Box::new(right)), span }
}

/// `base` or `base^exponent`; `None` if it leaves the range of `i128`.
fn power(pairs: Pairs<'_, Rule>) -> Option<i128> {
    let mut numbers =
        pairs.filter(|pair| pair.as_rule() == Rule::digits).map(|pair| digits(pair.as_str()));
    let base = numbers.next()??;
    match numbers.next() {
        None => Some(base),
        Some(exponent) => base.checked_pow(u32::try_from(exponent?).ok()?),
    }
}

fn digits(text: &str) -> Option<i128> {
    let text = text.replace('_', "");
    match text.strip_prefix("0x") {
        Some(hex) => i128::from_str_radix(hex, 16).ok(),
        None => text.parse().ok(),
    }
}

/// The token at an offset: what a syntax error points at. At the end of the item, its last token.
fn token_at(text: &str, at: usize, range: Range<usize>) -> Range<usize> {
    let rest = &text[at..range.end];
    let Some(first) = rest.chars().next() else {
        let before = text[range.start..at].trim_end();
        let last = before.chars().next_back().map_or(0, char::len_utf8);
        let end = range.start + before.len();
        return end - last..end;
    };
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let len = if is_word(first) {
        rest.find(|c: char| !is_word(c)).unwrap_or(rest.len())
    } else {
        first.len_utf8()
    };
    at..at + len
}

/// The first line of a text, for a label.
fn first_line(text: &str, range: &Range<usize>) -> Range<usize> {
    let line = text[range.clone()].lines().next().unwrap_or("").trim_end();
    range.start..range.start + line.len()
}
