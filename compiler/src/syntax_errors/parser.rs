//! The parser's errors in CPython's words.
//!
//! The parser's first error says where; what CPython says there follows from the kind of error, the
//! tokens around it and the partial tree. Whatever has no message of its own is `invalid syntax` at the
//! token that cannot continue the program.

use ruff_python_ast::ModModule;
use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{
    InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType, Parsed,
};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::depth::MAX_DEPTH;
use super::nodes;
use super::tokens::{Scan, Tok, scan, start_of};
use crate::error::SyntaxErrorKind;
use crate::failure::{Failure, Place};
use crate::source::Source;

/// Rejects a program that did not parse, or nests too deeply.
pub(crate) fn check_parsed(
    parsed: &Parsed<ModModule>,
    source: &Source,
    depth: usize,
) -> Result<(), Failure> {
    let tokens = parsed.tokens().iter().map(|token| (token.kind(), token.range()));
    let scan = scan(tokens, parsed.errors(), source)?;
    // A lambda in a replacement field ends at its colon: what follows is a consequence.
    let lambda =
        ParseErrorType::FStringError(InterpolatedStringErrorType::LambdaWithoutParentheses);
    let cause = parsed.errors().iter().find(|error| error.error == lambda);
    if let Some(error) = cause.or(parsed.errors().first()) {
        let mapper = Mapper { module: parsed.syntax(), scan: &scan, source };
        let failure = mapper.map(error);
        return Err(mapper.unclosed_before(error).unwrap_or(failure));
    }
    if depth > MAX_DEPTH {
        let message = "maximum recursion depth exceeded during compilation";
        return Err(Failure::new(SyntaxErrorKind::RecursionError, message, Place::Nowhere));
    }
    Ok(())
}

struct Mapper<'a> {
    module: &'a ModModule,
    scan: &'a Scan,
    source: &'a Source,
}

/// Keywords whose statement CPython asks a colon of, whatever comes instead.
const FORCED_COLON: &[TokenKind] =
    &[TokenKind::Def, TokenKind::Else, TokenKind::Try, TokenKind::Finally];

impl Mapper<'_> {
    fn map(&self, error: &ParseError) -> Failure {
        let range = error.location;
        if let Some(failure) = self.around(range.start()) {
            return failure;
        }
        match &error.error {
            ParseErrorType::InvalidAssignmentTarget => self.assignment(range),
            ParseErrorType::InvalidDeleteTarget => self.named("cannot delete {}", range),
            ParseErrorType::InvalidAugmentedAssignmentTarget => {
                self.named("'{}' is an illegal expression for augmented assignment", range)
            }
            ParseErrorType::InvalidNamedAssignmentTarget => {
                self.named("cannot use assignment expressions with {}", range)
            }
            ParseErrorType::InvalidAnnotatedAssignmentTarget => {
                Failure::syntax("illegal target for annotation", range)
            }
            ParseErrorType::ParamAfterVarKeywordParam => {
                Failure::syntax("arguments cannot follow var-keyword argument", range)
            }
            ParseErrorType::NonDefaultParamAfterDefaultParam => Failure::syntax(
                "parameter without a default follows parameter with a default",
                range,
            ),
            ParseErrorType::VarParameterWithDefault => self.variadic_default(range),
            ParseErrorType::ExpectedKeywordParam => self.bare_star(range),
            ParseErrorType::PositionalAfterKeywordArgument => {
                self.at_close("positional argument follows keyword argument", range)
            }
            ParseErrorType::PositionalAfterKeywordUnpacking => {
                self.at_close("positional argument follows keyword argument unpacking", range)
            }
            ParseErrorType::InvalidArgumentUnpackingOrder => self.star_after_unpacking(range),
            ParseErrorType::UnparenthesizedGeneratorExpression => {
                Failure::syntax("Generator expression must be parenthesized", range)
            }
            ParseErrorType::InvalidStarredExpressionUsage => self.starred(range),
            ParseErrorType::EmptyImportNames => self.empty_import(range),
            ParseErrorType::UnexpectedIndentation => self.unexpected_indent(range.start()),
            ParseErrorType::SimpleStatementsOnSameLine
            | ParseErrorType::SimpleAndCompoundStatementOnSameLine => self
                .legacy_statement(range.start())
                .unwrap_or_else(|| self.generic(self.after_not(range.start()))),
            ParseErrorType::ExpectedToken { expected, found } => {
                self.expected(*expected, *found, range)
            }
            ParseErrorType::ExpectedExpression => self.expected_expression(range),
            ParseErrorType::FStringError(kind) => self.fstring(kind, range),
            ParseErrorType::Lexical(LexicalErrorType::FStringError(kind)) => {
                self.fstring(kind, range)
            }
            ParseErrorType::Lexical(kind) => self.lexical(kind, range),
            ParseErrorType::OtherError(message) => self.other(message, range),
            _ => self.generic(range.start()),
        }
    }

    fn index_at(&self, offset: TextSize) -> usize {
        let tokens = &self.scan.tokens;
        let mut at = tokens.partition_point(|token| {
            let is_empty = token.range.is_empty();
            token.range.end() <= offset && (!is_empty || token.range.start() < offset)
        });
        while tokens.get(at).is_some_and(|token| token.kind == TokenKind::Dedent) {
            at += 1;
        }
        at.min(tokens.len().saturating_sub(1))
    }

    fn token(&self, index: usize) -> Option<Tok> {
        self.scan.tokens.get(index).copied()
    }

    fn before(&self, offset: TextSize) -> Option<Tok> {
        self.index_at(offset).checked_sub(1).and_then(|index| self.token(index))
    }

    /// `invalid syntax` at the token at an offset.
    fn generic(&self, offset: TextSize) -> Failure {
        let Some(token) = self.token(self.index_at(offset)) else {
            return Failure::syntax("invalid syntax", TextRange::empty(offset));
        };
        match token.kind {
            TokenKind::Indent => self.unexpected_indent(token.range.start()),
            _ => Failure::syntax("invalid syntax", self.visible(token.range)),
        }
    }

    /// A line end is one column wide.
    fn visible(&self, range: TextRange) -> TextRange {
        let text = self.source.slice(range);
        match text.find('\n') {
            Some(0) => range,
            Some(at) => TextRange::at(range.start(), TextSize::try_from(at).unwrap_or_default()),
            None => range,
        }
    }

    fn unexpected_indent(&self, offset: TextSize) -> Failure {
        let line = self.source.line(offset);
        let text = self.source.line_text(line);
        let width = text.len() - text.trim_start_matches([' ', '\t']).len();
        let at = self.source.line_start(line) as usize + width.saturating_sub(1);
        let at = TextSize::try_from(at).unwrap_or_default();
        start_of("unexpected indent", at, SyntaxErrorKind::IndentationError)
    }

    /// An open bracket on an earlier line is what CPython blames for any error after it.
    fn unclosed_before(&self, error: &ParseError) -> Option<Failure> {
        let unclosed = self.scan.unclosed?;
        let is_eof = matches!(error.error, ParseErrorType::Lexical(LexicalErrorType::Eof))
            || self
                .token(self.index_at(error.location.start()))
                .is_some_and(|token| token.kind == TokenKind::EndOfFile);
        let is_later =
            self.source.line(error.location.start()) > self.source.line(unclosed.start());
        if !is_eof && !is_later {
            return None;
        }
        let message = format!("'{}' was never closed", self.source.slice(unclosed));
        Some(start_of(message, unclosed.start(), SyntaxErrorKind::SyntaxError))
    }

    /// Errors that CPython recognizes by tokens alone.
    fn around(&self, offset: TextSize) -> Option<Failure> {
        let index = self.index_at(offset);
        let token = self.token(index)?;
        if token.kind == TokenKind::Greater {
            let before = self.token(index.checked_sub(1)?)?;
            if before.kind == TokenKind::Less && before.range.end() == token.range.start() {
                let range = before.range.cover(token.range);
                return Some(Failure::syntax(
                    "invalid syntax.  Maybe you meant '!=' instead of '<>'?",
                    range,
                ));
            }
        }
        None
    }

    fn named(&self, message: &str, range: TextRange) -> Failure {
        let name = nodes::expression_at(self.module, range).map_or("expression", nodes::name);
        Failure::syntax(message.replace("{}", name), range)
    }

    fn assignment(&self, range: TextRange) -> Failure {
        let Some(node) = nodes::expression_at(self.module, range) else {
            return self.generic(range.start());
        };
        let name = nodes::name(node);
        let first = self.index_at(range.start());
        let opening = self.scan.tokens[..first]
            .iter()
            .rev()
            .take_while(|token| token.kind == TokenKind::Lpar)
            .count();
        let line_start = first - opening;
        let starts_line = line_start == 0
            || self.token(line_start - 1).is_some_and(|token| {
                matches!(
                    token.kind,
                    TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent | TokenKind::Semi
                )
            });
        let after = self.scan.tokens[self.index_at(range.end())..]
            .iter()
            .find(|token| token.kind != TokenKind::Rpar || opening == 0);
        let is_target = after.is_some_and(|token| token.kind == TokenKind::Equal);
        if name == "yield expression" && opening == 0 {
            return Failure::syntax("assignment to yield expression not possible", range);
        }
        if starts_line && is_target && nodes::may_be_compared(node) {
            let message =
                format!("cannot assign to {name} here. Maybe you meant '==' instead of '='?");
            return Failure::syntax(message, range);
        }
        Failure::syntax(format!("cannot assign to {name}"), range)
    }

    fn variadic_default(&self, range: TextRange) -> Failure {
        let index = self.index_at(range.start());
        let is_keyword = self.scan.tokens[..index]
            .iter()
            .rev()
            .take(3)
            .any(|token| token.kind == TokenKind::DoubleStar);
        let what = if is_keyword { "var-keyword" } else { "var-positional" };
        Failure::syntax(format!("{what} argument cannot have default value"), range)
    }

    fn bare_star(&self, range: TextRange) -> Failure {
        let index = self.index_at(range.start());
        let star =
            self.scan.tokens[..=index].iter().rev().find(|token| token.kind == TokenKind::Star);
        Failure::syntax("named arguments must follow bare *", star.map_or(range, |star| star.range))
    }

    /// CPython reports these at the bracket that closes the call.
    fn at_close(&self, message: &str, range: TextRange) -> Failure {
        let index = self.index_at(range.start());
        let level = self.token(index).map_or(0, |token| token.level);
        let close = self.scan.tokens[index..].iter().find(|token| token.level < level);
        Failure::syntax(message, close.map_or(range, |close| close.range))
    }

    fn star_after_unpacking(&self, range: TextRange) -> Failure {
        let index = self.index_at(range.start());
        let level = self.token(index).map_or(0, |token| token.level);
        let tokens = &self.scan.tokens[..index];
        let comma = tokens
            .iter()
            .rev()
            .find(|token| token.level == level && token.kind == TokenKind::Comma);
        let start = comma.map_or(range.start(), |comma| comma.range.start());
        let message = "iterable argument unpacking follows keyword argument unpacking";
        Failure::syntax(message, TextRange::new(start.min(range.start()), range.end()))
    }

    fn starred(&self, range: TextRange) -> Failure {
        let before = self.before(range.start());
        let in_dict = before.is_some_and(|token| token.kind == TokenKind::Colon && token.level > 0);
        let message = if in_dict {
            "cannot use a starred expression in a dictionary value"
        } else {
            "can't use starred expression here"
        };
        Failure::syntax(message, range)
    }

    fn empty_import(&self, range: TextRange) -> Failure {
        match self.token(self.index_at(range.start())) {
            Some(token) if matches!(token.kind, TokenKind::Newline | TokenKind::EndOfFile) => {
                Failure::new(
                    SyntaxErrorKind::SyntaxError,
                    "Expected one or more names after 'import'",
                    Place::Point(token.range.start().into()),
                )
            }
            _ => self.generic(range.start()),
        }
    }

    /// After an operand, `not` could have begun `not in`: the error is at what follows.
    fn after_not(&self, offset: TextSize) -> TextSize {
        let token = self.token(self.index_at(offset));
        token.filter(|token| token.kind == TokenKind::Not).map_or(offset, |token| token.range.end())
    }

    /// `print x` and `exec x`.
    fn legacy_statement(&self, offset: TextSize) -> Option<Failure> {
        let index = self.index_at(offset);
        let word = self.token(index.checked_sub(1)?)?;
        let name = self.source.slice(word.range);
        if word.kind != TokenKind::Name || !matches!(name, "print" | "exec") {
            return None;
        }
        let end = self.expression_end(index)?;
        let message = format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?");
        Some(Failure::syntax(message, TextRange::new(word.range.start(), end)))
    }

    /// Returns the end of the expression that starts at a token, if one does.
    fn expression_end(&self, index: usize) -> Option<TextSize> {
        let first = self.token(index)?;
        let level = first.level
            - usize::from(matches!(
                first.kind,
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace
            ));
        let mut ends = Vec::new();
        for token in &self.scan.tokens[index..] {
            let stops = matches!(
                token.kind,
                TokenKind::Comma
                    | TokenKind::Newline
                    | TokenKind::Semi
                    | TokenKind::Colon
                    | TokenKind::Equal
                    | TokenKind::ColonEqual
                    | TokenKind::For
                    | TokenKind::EndOfFile
                    | TokenKind::Exclamation
            );
            if token.level < level || (token.level == level && stops) {
                break;
            }
            ends.push(token.range.end());
        }
        ends.into_iter().rev().take(40).find(|&end| {
            let text = format!("({})", self.source.slice(TextRange::new(first.range.start(), end)));
            ruff_python_parser::parse_expression(&text).is_ok()
        })
    }

    fn expected(&self, expected: TokenKind, found: TokenKind, range: TextRange) -> Failure {
        let index = self.index_at(range.start());
        if found == TokenKind::Equal
            && let Some(failure) = self.assignment_in_expression(index)
        {
            return failure;
        }
        if expected == TokenKind::Colon
            && let Some(failure) = self.missing_colon(index, found)
        {
            return failure;
        }
        if expected == TokenKind::Colon && found == TokenKind::Rbrace {
            let start =
                self.before(range.start()).map_or(range.start(), |token| token.range.start());
            return start_of(
                "':' expected after dictionary key",
                start,
                SyntaxErrorKind::SyntaxError,
            );
        }
        if found == TokenKind::For
            && let Some(failure) = self.bare_tuple_element(index)
        {
            return failure;
        }
        if expected == TokenKind::Else
            && found != TokenKind::Colon
            && let Some(failure) = self.missing_else(index)
        {
            return failure;
        }
        if expected == TokenKind::In
            && matches!(found, TokenKind::Rsqb | TokenKind::Rpar | TokenKind::Rbrace)
        {
            return Failure::syntax("'in' expected after for-loop variables", range);
        }
        if found == TokenKind::Dot && self.is_in_import(index) {
            return self.import_target(index);
        }
        if found == TokenKind::Lpar
            && let Some(failure) = self.parenthesized_parameters(index)
        {
            return failure;
        }
        if let Some(failure) = self.missing_comma(index) {
            return failure;
        }
        self.generic(range.start())
    }

    /// `[x, y for x, y in z]`
    fn bare_tuple_element(&self, index: usize) -> Option<Failure> {
        let level = self.token(index)?.level;
        let is_open = |token: &Tok| {
            token.level == level && matches!(token.kind, TokenKind::Lsqb | TokenKind::Lbrace)
        };
        let open = self.scan.tokens[..index].iter().rposition(is_open)?;
        let tokens = self.scan.tokens.get(open + 1..index)?;
        let (first, last) = (tokens.first()?, tokens.last()?);
        let has_comma =
            tokens.iter().any(|token| token.level == level && token.kind == TokenKind::Comma);
        let message = "did you forget parentheses around the comprehension target?";
        has_comma.then(|| Failure::syntax(message, first.range.cover(last.range)))
    }

    fn line_start(&self, index: usize) -> usize {
        let is_start = |token: &Tok| {
            matches!(token.kind, TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent)
        };
        self.scan.tokens[..index].iter().rposition(is_start).map_or(0, |at| at + 1)
    }

    fn is_in_import(&self, index: usize) -> bool {
        let first = self.token(self.line_start(index)).map(|token| token.kind);
        let after_as =
            index >= 2 && self.token(index - 2).is_some_and(|token| token.kind == TokenKind::As);
        matches!(first, Some(TokenKind::Import | TokenKind::From)) && after_as
    }

    fn import_target(&self, index: usize) -> Failure {
        let start =
            self.token(index - 1).map_or_else(TextSize::default, |token| token.range.start());
        let end = self.expression_end(index - 1).unwrap_or(start);
        Failure::syntax("cannot use attribute as import target", TextRange::new(start, end))
    }

    fn missing_colon(&self, index: usize, found: TokenKind) -> Option<Failure> {
        let token = self.token(index)?;
        let keyword = self.token(self.line_start(index))?.kind;
        let is_compound = matches!(
            keyword,
            TokenKind::If
                | TokenKind::Elif
                | TokenKind::While
                | TokenKind::For
                | TokenKind::Class
                | TokenKind::With
                | TokenKind::Except
        );
        let is_forced = FORCED_COLON.contains(&keyword);
        if token.level == 0 && (is_forced || is_compound && found == TokenKind::Newline) {
            return Some(Failure::syntax("expected ':'", self.visible(token.range)));
        }
        None
    }

    fn missing_else(&self, index: usize) -> Option<Failure> {
        let level = self.token(index)?.level;
        let at = self.scan.tokens[..index]
            .iter()
            .rposition(|token| token.kind == TokenKind::If && token.level <= level + 1)?;
        let end = self.token(index.checked_sub(1)?)?.range.end();
        let before = self.token(at.checked_sub(1)?)?;
        let body = nodes::expression_before(
            self.module,
            self.token(self.line_start(at))?.range.start(),
            before.range.end(),
        );
        let start = body.map_or(before.range.start(), |body| body.start());
        Some(Failure::syntax("expected 'else' after 'if' expression", TextRange::new(start, end)))
    }

    /// `if x = 3`: an assignment where an expression has to be.
    fn assignment_in_expression(&self, index: usize) -> Option<Failure> {
        let before = self.token(index.checked_sub(1)?)?;
        let from = self.token(self.line_start(index))?.range.start();
        let target = nodes::expression_before(self.module, from, before.range.end())?;
        let end = self.expression_end(index + 1)?;
        if matches!(target, ruff_python_ast::AnyNodeRef::ExprName(_)) {
            let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
            return Some(Failure::syntax(message, TextRange::new(target.start(), end)));
        }
        if !nodes::may_be_compared(target) {
            return None;
        }
        let name = nodes::name(target);
        let message = format!("cannot assign to {name} here. Maybe you meant '==' instead of '='?");
        Some(Failure::syntax(message, target.range()))
    }

    fn parenthesized_parameters(&self, index: usize) -> Option<Failure> {
        let level = self.token(index)?.level;
        let close = self.scan.tokens[index..].iter().find(|token| token.level < level)?;
        let range = self.token(index)?.range.cover(close.range);
        let before = self.token(index.checked_sub(1)?)?;
        let is_function = self.token(self.line_start(index))?.kind == TokenKind::Def;
        match before.kind {
            TokenKind::Lambda => {
                Some(Failure::syntax("Lambda expression parameters cannot be parenthesized", range))
            }
            TokenKind::Lpar | TokenKind::Comma if is_function => {
                Some(Failure::syntax("Function parameters cannot be parenthesized", range))
            }
            _ => None,
        }
    }

    /// Two expressions in brackets with nothing between.
    fn missing_comma(&self, index: usize) -> Option<Failure> {
        let token = self.token(index)?;
        let is_open = matches!(token.kind, TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace);
        if token.level - usize::from(is_open) == 0 {
            return None;
        }
        if self.token(self.line_start(index))?.kind == TokenKind::Def {
            return None;
        }
        let before = self.token(index.checked_sub(1)?)?;
        let level = token.level - usize::from(is_open);
        let open = self.scan.tokens[..index].iter().rev().find(|token| {
            token.level == level
                && matches!(token.kind, TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace)
        })?;
        let left = nodes::expression_before(self.module, open.range.end(), before.range.end())?;
        let end = self.expression_end(index)?;
        if before.kind == TokenKind::Name && token.kind == TokenKind::String {
            return None;
        }
        let message = "invalid syntax. Perhaps you forgot a comma?";
        Some(Failure::syntax(message, TextRange::new(left.start(), end)))
    }

    fn expected_expression(&self, range: TextRange) -> Failure {
        let index = self.index_at(range.start());
        let Some(token) = self.token(index) else { return self.generic(range.start()) };
        let Some(before) = index.checked_sub(1).and_then(|index| self.token(index)) else {
            return self.generic(range.start());
        };
        let in_fstring = before.kind == TokenKind::Lbrace
            && self.scan.tokens[..index].iter().rev().nth(1).is_some_and(|token| {
                matches!(
                    token.kind,
                    TokenKind::FStringStart | TokenKind::FStringMiddle | TokenKind::Rbrace
                )
            });
        if in_fstring {
            let text = self.source.slice(token.range);
            if matches!(text, "}" | "!" | ":" | "=") {
                let message = format!("f-string: valid expression required before '{text}'");
                return Failure::syntax(message, token.range);
            }
        }
        let line_keyword = self.token(self.line_start(index)).map(|token| token.kind);
        match before.kind {
            TokenKind::Equal
                if matches!(token.kind, TokenKind::Rpar | TokenKind::Comma)
                    && token.level + 1 >= before.level =>
            {
                if line_keyword == Some(TokenKind::Def) {
                    return Failure::syntax("expected default value expression", before.range);
                }
                let name = index.checked_sub(2).and_then(|index| self.token(index));
                let start = name.map_or(before.range.start(), |name| name.range.start());
                Failure::syntax(
                    "expected argument value expression",
                    TextRange::new(start, before.range.end()),
                )
            }
            TokenKind::Colon
                if matches!(token.kind, TokenKind::Rbrace | TokenKind::Comma)
                    && before.level > 0 =>
            {
                Failure::syntax("expression expected after dictionary key and ':'", before.range)
            }
            TokenKind::Star if token.kind == TokenKind::Rpar => {
                Failure::syntax("Invalid star expression", token.range)
            }
            TokenKind::Else => {
                let message = "expected expression after 'else', but statement is given";
                Failure::syntax(message, self.visible(token.range))
            }
            _ => self.generic(range.start()),
        }
    }

    fn fstring(&self, kind: &InterpolatedStringErrorType, range: TextRange) -> Failure {
        match kind {
            InterpolatedStringErrorType::LambdaWithoutParentheses => Failure::syntax(
                "f-string: lambda expressions are not allowed without parentheses",
                range,
            ),
            InterpolatedStringErrorType::InvalidConversionFlag => {
                let text = self.source.slice(range);
                let message = format!(
                    "f-string: invalid conversion character '{text}': expected 's', 'r', or 'a'"
                );
                Failure::syntax(message, range)
            }
            InterpolatedStringErrorType::SingleRbrace => {
                super::tokens::point("f-string: single '}' is not allowed", range.start().into())
            }
            InterpolatedStringErrorType::UnclosedLbrace => {
                if let Some(failure) = self.missing_comma(self.index_at(range.start())) {
                    return failure;
                }
                let text = self.source.slice(range);
                if text.starts_with(['\'', '"', '\n']) || text.is_empty() {
                    return super::tokens::point("f-string: expecting '}'", range.start().into());
                }
                Failure::syntax("f-string: expecting '!', or ':', or '}'", range)
            }
            _ => self.generic(range.start()),
        }
    }

    fn lexical(&self, kind: &LexicalErrorType, range: TextRange) -> Failure {
        match kind {
            LexicalErrorType::UnicodeError
            | LexicalErrorType::MissingUnicodeLbrace
            | LexicalErrorType::MissingUnicodeRbrace => {
                super::escapes::error(self.literal_at(range.start()), self.source)
            }
            LexicalErrorType::InvalidByteLiteral => {
                let literal = self.literal_at(range.start());
                Failure::syntax("bytes can only contain ASCII literal characters", literal)
            }
            _ => self.generic(range.start()),
        }
    }

    /// Returns the range of the string literal around an offset.
    fn literal_at(&self, offset: TextSize) -> TextRange {
        let inside = |token: &&Tok| token.range.start() <= offset && offset <= token.range.end();
        let found = self.scan.tokens.iter().find(|token| inside(token) && !token.range.is_empty());
        found.map_or(TextRange::empty(offset), |token| token.range)
    }

    fn other(&self, message: &str, range: TextRange) -> Failure {
        if let Some(rest) = message.strip_prefix("Expected an indented block after ") {
            return self.missing_block(rest, range);
        }
        let lower = |range: TextRange| {
            let mut text = message.replace('`', "'");
            text[..1].make_ascii_lowercase();
            Failure::syntax(text, range)
        };
        let first_char = TextRange::at(range.start(), 1.into());
        match message {
            "Expected a parameter name" => self.keyword_target(range),
            "Trailing comma not allowed" => {
                let index = self.index_at(range.end());
                let range = self.token(index).map_or(range, |token| self.visible(token.range));
                Failure::syntax("trailing comma not allowed without surrounding parentheses", range)
            }
            "Only one '*' parameter allowed" => {
                Failure::syntax("* argument may appear only once", first_char)
            }
            "Only one '/' separator allowed" => Failure::syntax("/ may appear only once", range),
            "Position-only parameter separator not allowed as first parameter" => {
                Failure::syntax("at least one argument must precede /", range)
            }
            "'/' parameter must appear before '*' parameter" => {
                Failure::syntax("/ must be ahead of *", range)
            }
            "Expected name after `as`" => self.named("cannot use except statement with {}", range),
            "Bytes literal cannot be mixed with non-bytes literals" => {
                let last =
                    self.before(range.end() + TextSize::from(1)).map_or(range, |token| token.range);
                let kind_range = TextRange::new(last.end(), last.end() + TextSize::from(1));
                Failure::syntax("cannot mix bytes and nonbytes literals", kind_range)
            }
            text if text.starts_with("Multiple exception types") => {
                let index = self.index_at(range.end());
                let end =
                    self.scan.tokens[index..].iter().find(|token| token.kind == TokenKind::Colon);
                let end = end.map_or(range.end(), |colon| colon.range.start());
                lower(TextRange::new(range.start(), end))
            }
            text if text.starts_with("Cannot have both 'except' and") => {
                let mut end = self.token(self.index_at(range.start()));
                if let Some(next) =
                    end.and_then(|token| self.token(self.index_at(token.range.end())))
                    && next.kind == TokenKind::Star
                {
                    end = Some(next);
                }
                lower(TextRange::new(
                    range.start(),
                    end.map_or(range.end(), |token| token.range.end()),
                ))
            }
            text if text.starts_with("Only single target")
                || text == "Expected one or more exception types" =>
            {
                let is_bare_tuple =
                    text.contains("tuple") && !self.source.slice(range).starts_with('(');
                let first =
                    self.token(self.index_at(range.start())).map_or(range, |token| token.range);
                lower(if is_bare_tuple { first } else { range })
            }
            "Expected `except` or `finally` after `try` block" => {
                let token = self
                    .token(self.index_at(range.start()))
                    .map_or(range, |token| self.visible(token.range));
                Failure::syntax("expected 'except' or 'finally' block", token)
            }
            _ => self.generic(range.start()),
        }
    }

    /// `f(a.b=1)`
    fn keyword_target(&self, range: TextRange) -> Failure {
        let equal = self.token(self.index_at(range.end())).map_or(range, |token| token.range);
        let whole = range.cover(equal);
        match self.source.slice(range) {
            name @ ("True" | "False" | "None") => {
                Failure::syntax(format!("cannot assign to {name}"), whole)
            }
            _ => Failure::syntax(
                "expression cannot contain assignment, perhaps you meant \"==\"?",
                whole,
            ),
        }
    }

    fn missing_block(&self, rest: &str, range: TextRange) -> Failure {
        let index = self.index_at(range.start());
        let header = self.scan.tokens[..index]
            .iter()
            .rposition(|token| token.kind == TokenKind::Newline)
            .unwrap_or(index);
        let line = self
            .token(self.line_start(header))
            .map_or(1, |token| self.source.line(token.range.start()));
        let what = match rest {
            "function definition" => "function definition".to_owned(),
            "`class` definition" => "class definition".to_owned(),
            rest => {
                let word = rest.split('`').nth(1).unwrap_or("if");
                let word = if word == "except*" { "except*" } else { word };
                format!("'{word}' statement")
            }
        };
        let message = format!("expected an indented block after {what} on line {line}");
        let token =
            self.scan.tokens[index..].iter().find(|token| !matches!(token.kind, TokenKind::Dedent));
        let place = match token {
            Some(token) if token.kind != TokenKind::EndOfFile && !token.range.is_empty() => {
                Place::Range(self.visible(token.range))
            }
            _ => Place::Start(range.start().into()),
        };
        Failure::new(SyntaxErrorKind::IndentationError, message, place)
    }
}
