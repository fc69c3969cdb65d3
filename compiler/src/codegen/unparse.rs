//! Expressions back to source text, for annotations that are strings.
//!
//! The text is CPython's normal form: single spaces, parentheses where precedence needs them.

use std::fmt::Write;

use ruff_python_ast::{
    self as ast, BoolOp, CmpOp, Comprehension, ConversionFlag, Expr, FStringPart,
    InterpolatedStringElement, InterpolatedStringElements, Number, Parameters, UnaryOp,
};

use crate::literal;
use crate::source::Source;

/// Binding strength, weakest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Level {
    Tuple,
    Test,
    Or,
    And,
    Not,
    Compare,
    Expr,
    Xor,
    And2,
    Shift,
    Arith,
    Term,
    Factor,
    Power,
    Await,
    Atom,
}

/// Returns the text of an expression.
pub(crate) fn unparse(expr: &Expr, source: &Source) -> String {
    let mut writer = Writer { out: String::new(), source };
    writer.expr(expr, Level::Test);
    writer.out
}

struct Writer<'a> {
    out: String,
    source: &'a Source,
}

impl Writer<'_> {
    fn word(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn grouped(&mut self, needed: bool, write: impl FnOnce(&mut Self)) {
        if needed {
            self.word("(");
        }
        write(self);
        if needed {
            self.word(")");
        }
    }

    fn list<T>(&mut self, items: impl IntoIterator<Item = T>, mut write: impl FnMut(&mut Self, T)) {
        for (index, item) in items.into_iter().enumerate() {
            if index > 0 {
                self.word(", ");
            }
            write(self, item);
        }
    }

    fn exprs(&mut self, items: &[Expr]) {
        self.list(items, |writer, item| writer.expr(item, Level::Test));
    }

    fn expr(&mut self, expr: &Expr, level: Level) {
        match expr {
            Expr::Name(node) => self.word(&node.id),
            Expr::Attribute(node) => {
                self.expr(&node.value, Level::Atom);
                if matches!(&*node.value, Expr::NumberLiteral(number) if matches!(number.value, Number::Int(_)))
                {
                    self.word(" ");
                }
                self.word(".");
                self.word(&node.attr);
            }
            Expr::Subscript(node) => {
                self.expr(&node.value, Level::Atom);
                self.word("[");
                self.expr(&node.slice, Level::Tuple);
                self.word("]");
            }
            Expr::Tuple(node) => self.tuple(node, level),
            Expr::List(node) => {
                self.word("[");
                self.exprs(&node.elts);
                self.word("]");
            }
            Expr::Set(node) => {
                self.word("{");
                self.exprs(&node.elts);
                self.word("}");
            }
            Expr::Dict(node) => self.dict(node),
            Expr::BoolOp(node) => self.bool_op(node, level),
            Expr::BinOp(node) => self.binary(node, level),
            Expr::UnaryOp(node) => self.unary(node, level),
            Expr::Compare(node) => self.compare(node, level),
            Expr::If(node) => self.grouped(level > Level::Test, |writer| {
                writer.expr(&node.body, Level::Or);
                writer.word(" if ");
                writer.expr(&node.test, Level::Or);
                writer.word(" else ");
                writer.expr(&node.orelse, Level::Test);
            }),
            Expr::Lambda(node) => self.grouped(level > Level::Test, |writer| {
                writer.word("lambda");
                if let Some(parameters) = &node.parameters {
                    writer.word(" ");
                    writer.parameters(parameters);
                }
                writer.word(": ");
                writer.expr(&node.body, Level::Test);
            }),
            Expr::Named(node) => self.grouped(level > Level::Tuple, |writer| {
                writer.expr(&node.target, Level::Atom);
                writer.word(" := ");
                writer.expr(&node.value, Level::Atom);
            }),
            Expr::Call(node) => self.call(node),
            Expr::Starred(node) => {
                self.word("*");
                self.expr(&node.value, Level::Expr);
            }
            Expr::Slice(node) => self.slice(node),
            Expr::ListComp(node) => self.comprehension("[", None, &node.elt, &node.generators, "]"),
            Expr::SetComp(node) => self.comprehension("{", None, &node.elt, &node.generators, "}"),
            Expr::DictComp(node) => {
                self.comprehension("{", node.key.as_deref(), &node.value, &node.generators, "}");
            }
            Expr::Generator(node) => {
                self.comprehension("(", None, &node.elt, &node.generators, ")")
            }
            Expr::Yield(node) => self.grouped(true, |writer| {
                writer.word("yield");
                if let Some(value) = &node.value {
                    writer.word(" ");
                    writer.expr(value, Level::Test);
                }
            }),
            Expr::YieldFrom(node) => self.grouped(true, |writer| {
                writer.word("yield from ");
                writer.expr(&node.value, Level::Test);
            }),
            Expr::Await(node) => self.grouped(level > Level::Await, |writer| {
                writer.word("await ");
                writer.expr(&node.value, Level::Atom);
            }),
            Expr::FString(node) => self.fstring(node),
            Expr::NumberLiteral(node) => self.number(node),
            Expr::StringLiteral(node) => {
                let text = literal::string(node, self.source);
                self.word(&string_repr(&text));
            }
            Expr::BytesLiteral(node) => {
                let text = literal::bytes(node);
                self.word(&bytes_repr(&text));
            }
            Expr::BooleanLiteral(node) => self.word(if node.value { "True" } else { "False" }),
            Expr::NoneLiteral(_) => self.word("None"),
            Expr::EllipsisLiteral(_) => self.word("..."),
            Expr::TString(_) | Expr::IpyEscapeCommand(_) => {
                let text = self.source.slice(expr).to_owned();
                self.word(&text);
            }
        }
    }

    fn tuple(&mut self, node: &ast::ExprTuple, level: Level) {
        self.grouped(level > Level::Tuple || node.elts.is_empty(), |writer| {
            writer.exprs(&node.elts);
            if node.elts.len() == 1 {
                writer.word(",");
            }
        });
    }

    fn dict(&mut self, node: &ast::ExprDict) {
        self.word("{");
        self.list(&node.items, |writer, item| match &item.key {
            Some(key) => {
                writer.expr(key, Level::Test);
                writer.word(": ");
                writer.expr(&item.value, Level::Test);
            }
            None => {
                writer.word("**");
                writer.expr(&item.value, Level::Expr);
            }
        });
        self.word("}");
    }

    fn bool_op(&mut self, node: &ast::ExprBoolOp, level: Level) {
        let (own, inner, word) = match node.op {
            BoolOp::And => (Level::And, Level::Not, " and "),
            BoolOp::Or => (Level::Or, Level::And, " or "),
        };
        self.grouped(level > own, |writer| {
            for (index, value) in node.values.iter().enumerate() {
                if index > 0 {
                    writer.word(word);
                }
                writer.expr(value, inner);
            }
        });
    }

    fn binary(&mut self, node: &ast::ExprBinOp, level: Level) {
        use ast::Operator;
        let (own, left, right) = match node.op {
            Operator::Add | Operator::Sub => (Level::Arith, Level::Arith, Level::Term),
            Operator::Mult
            | Operator::MatMult
            | Operator::Div
            | Operator::Mod
            | Operator::FloorDiv => (Level::Term, Level::Term, Level::Factor),
            Operator::LShift | Operator::RShift => (Level::Shift, Level::Shift, Level::Arith),
            Operator::BitOr => (Level::Expr, Level::Expr, Level::Xor),
            Operator::BitXor => (Level::Xor, Level::Xor, Level::And2),
            Operator::BitAnd => (Level::And2, Level::And2, Level::Shift),
            Operator::Pow => (Level::Power, Level::Await, Level::Power),
        };
        self.grouped(level > own, |writer| {
            writer.expr(&node.left, left);
            let _ = write!(writer.out, " {} ", node.op.as_str());
            writer.expr(&node.right, right);
        });
    }

    fn unary(&mut self, node: &ast::ExprUnaryOp, level: Level) {
        let (own, word) = match node.op {
            UnaryOp::Not => (Level::Not, "not "),
            UnaryOp::Invert => (Level::Factor, "~"),
            UnaryOp::UAdd => (Level::Factor, "+"),
            UnaryOp::USub => (Level::Factor, "-"),
        };
        self.grouped(level > own, |writer| {
            writer.word(word);
            writer.expr(&node.operand, own);
        });
    }

    fn compare(&mut self, node: &ast::ExprCompare, level: Level) {
        self.grouped(level > Level::Compare, |writer| {
            writer.expr(&node.left, Level::Expr);
            for (operator, right) in node.ops.iter().zip(&node.comparators) {
                writer.word(match operator {
                    CmpOp::Eq => " == ",
                    CmpOp::NotEq => " != ",
                    CmpOp::Lt => " < ",
                    CmpOp::LtE => " <= ",
                    CmpOp::Gt => " > ",
                    CmpOp::GtE => " >= ",
                    CmpOp::Is => " is ",
                    CmpOp::IsNot => " is not ",
                    CmpOp::In => " in ",
                    CmpOp::NotIn => " not in ",
                });
                writer.expr(right, Level::Expr);
            }
        });
    }

    fn call(&mut self, node: &ast::ExprCall) {
        self.expr(&node.func, Level::Atom);
        if let ([Expr::Generator(_)], true) =
            (&*node.arguments.args, node.arguments.keywords.is_empty())
        {
            return self.expr(&node.arguments.args[0], Level::Test);
        }
        self.word("(");
        self.exprs(&node.arguments.args);
        for (index, keyword) in node.arguments.keywords.iter().enumerate() {
            if index > 0 || !node.arguments.args.is_empty() {
                self.word(", ");
            }
            match &keyword.arg {
                Some(name) => {
                    self.word(name);
                    self.word("=");
                }
                None => self.word("**"),
            }
            self.expr(&keyword.value, Level::Test);
        }
        self.word(")");
    }

    fn slice(&mut self, node: &ast::ExprSlice) {
        if let Some(lower) = &node.lower {
            self.expr(lower, Level::Test);
        }
        self.word(":");
        if let Some(upper) = &node.upper {
            self.expr(upper, Level::Test);
        }
        if let Some(step) = &node.step {
            self.word(":");
            self.expr(step, Level::Test);
        }
    }

    fn comprehension(
        &mut self,
        open: &str,
        key: Option<&Expr>,
        value: &Expr,
        generators: &[Comprehension],
        close: &str,
    ) {
        self.word(open);
        if let Some(key) = key {
            self.expr(key, Level::Test);
            self.word(": ");
        }
        self.expr(value, Level::Test);
        for generator in generators {
            self.word(if generator.is_async { " async for " } else { " for " });
            self.expr(&generator.target, Level::Tuple);
            self.word(" in ");
            self.expr(&generator.iter, Level::Or);
            for condition in &generator.ifs {
                self.word(" if ");
                self.expr(condition, Level::Or);
            }
        }
        self.word(close);
    }

    fn parameters(&mut self, parameters: &Parameters) {
        let mut parts: Vec<(String, Option<&Expr>)> = Vec::new();
        for parameter in &parameters.posonlyargs {
            parts.push((parameter.parameter.name.to_string(), parameter.default.as_deref()));
        }
        if !parts.is_empty() {
            parts.push(("/".to_owned(), None));
        }
        for parameter in &parameters.args {
            parts.push((parameter.parameter.name.to_string(), parameter.default.as_deref()));
        }
        match &parameters.vararg {
            Some(vararg) => parts.push((format!("*{}", vararg.name), None)),
            None if !parameters.kwonlyargs.is_empty() => parts.push(("*".to_owned(), None)),
            None => {}
        }
        for parameter in &parameters.kwonlyargs {
            parts.push((parameter.parameter.name.to_string(), parameter.default.as_deref()));
        }
        if let Some(kwarg) = &parameters.kwarg {
            parts.push((format!("**{}", kwarg.name), None));
        }
        self.list(parts, |writer, (text, default)| {
            writer.word(&text);
            if let Some(default) = default {
                writer.word("=");
                writer.expr(default, Level::Test);
            }
        });
    }

    fn number(&mut self, node: &ast::ExprNumberLiteral) {
        match &node.value {
            Number::Int(_) => {
                let text = self.source.slice(node);
                let text =
                    literal::int(text).map_or_else(|| text.to_owned(), |int| int.to_string());
                self.word(&text);
            }
            Number::Float(value) if value.is_infinite() => self.word("1e309"),
            Number::Float(value) => self.word(&float_repr(*value)),
            Number::Complex { .. } => {
                let text = self.source.slice(node).to_owned();
                self.word(&text);
            }
        }
    }

    fn fstring(&mut self, node: &ast::ExprFString) {
        let mut inner = Writer { out: String::new(), source: self.source };
        for part in &node.value {
            match part {
                FStringPart::Literal(part) => {
                    let text = String::from_utf8_lossy(&literal::string_part(part, self.source))
                        .into_owned();
                    inner.word(&text.replace('{', "{{").replace('}', "}}"));
                }
                FStringPart::FString(string) => {
                    inner.elements(&string.elements, string.flags.prefix().is_raw());
                }
            }
        }
        self.word("f");
        self.word(&string_repr(inner.out.as_bytes()));
    }

    fn elements(&mut self, elements: &InterpolatedStringElements, is_raw: bool) {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(part) => {
                    let text = literal::fstring_literal(part, is_raw, self.source);
                    let text = String::from_utf8_lossy(&text).replace('{', "{{").replace('}', "}}");
                    self.word(&text);
                }
                InterpolatedStringElement::Interpolation(field) => {
                    if let Some(debug) = &field.debug_text {
                        self.word(debug.as_str());
                    }
                    let text = {
                        let mut inner = Writer { out: String::new(), source: self.source };
                        inner.expr(&field.expression, Level::Or);
                        inner.out
                    };
                    self.word(if text.starts_with('{') { "{ " } else { "{" });
                    self.word(&text);
                    self.word(match field.conversion {
                        ConversionFlag::Str => "!s",
                        ConversionFlag::Repr => "!r",
                        ConversionFlag::Ascii => "!a",
                        ConversionFlag::None
                            if field.debug_text.is_some() && field.format_spec.is_none() =>
                        {
                            "!r"
                        }
                        ConversionFlag::None => "",
                    });
                    if let Some(spec) = &field.format_spec {
                        self.word(":");
                        self.elements(&spec.elements, is_raw);
                    }
                    self.word("}");
                }
            }
        }
    }
}

/// Chooses the quote as `repr` does.
fn quote_for(text: &[u8]) -> u8 {
    if text.contains(&b'\'') && !text.contains(&b'"') { b'"' } else { b'\'' }
}

fn string_repr(text: &[u8]) -> String {
    let quote = char::from(quote_for(text));
    let mut out = String::from(quote);
    for chunk in text.utf8_chunks() {
        for character in chunk.valid().chars() {
            match character {
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                '\t' => out.push_str("\\t"),
                _ if character == quote => {
                    out.push('\\');
                    out.push(character);
                }
                _ if character.is_control() && (character as u32) < 0x100 => {
                    let _ = write!(out, "\\x{:02x}", character as u32);
                }
                _ => out.push(character),
            }
        }
        // A surrogate in the UTF-8 scheme comes as three invalid chunks; its code is in the bytes.
        if let [first, ..] = chunk.invalid() {
            let _ = write!(out, "\\x{first:02x}");
        }
    }
    out.push(quote);
    out
}

fn bytes_repr(text: &[u8]) -> String {
    let quote = quote_for(text);
    let mut out = format!("b{}", char::from(quote));
    for &byte in text {
        match byte {
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            _ if byte == quote => {
                out.push('\\');
                out.push(char::from(byte));
            }
            0x20..=0x7E => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "\\x{byte:02x}");
            }
        }
    }
    out.push(char::from(quote));
    out
}

/// Formats a float as `repr` does.
fn float_repr(value: f64) -> String {
    let text = format!("{value:e}");
    let Some((digits, exponent)) = text.split_once('e') else { return text };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if !(-4..16).contains(&exponent) {
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{digits}e{sign}{:02}", exponent.abs());
    }
    let text = format!("{value}");
    if text.contains('.') { text } else { format!("{text}.0") }
}
