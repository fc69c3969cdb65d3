//! Matches the rules of a grammar against tokens.
//!
//! A packrat parser: what a rule matches at a token is kept until the statement that the token is in has been read. It
//! counts its steps and its depth, so that no program takes it long or deep.

use rustc_hash::FxHashMap;

use super::notation::{Alternative, Class, Grammar, Guard, Item, Kind, Outcome, Place, What};
use super::report;
use super::skip;
use super::tree::{Part, Tree};
use crate::error::SyntaxErrorKind;
use crate::failure::Failure;
use crate::source::Source;
use crate::syntax_errors::lexer::{Lexed, Token, TokenKind};

/// The deepest nesting of rules: CPython's parser has about the same limit.
const MAX_DEPTH: u32 = 6000;

/// Steps after which the parser gives up.
const MAX_STEPS: u64 = 4_000_000;

/// Why matching has ended before the grammar said so.
#[derive(Debug)]
pub(super) enum Stop {
    /// There is something to report.
    Failure(Box<Failure>),
    /// The token that was wanted does not exist.
    NoToken,
    /// It took too long.
    GaveUp,
}

type Matched = Result<Option<(u32, Part)>, Stop>;

/// A parser over the tokens of a program.
pub(super) struct Engine<'a> {
    pub(super) grammar: &'a Grammar,
    pub(super) source: &'a Source,
    pub(super) tokens: &'a [Token],
    /// The number of the literal that a token is, or 0.
    literals: Vec<u16>,
    pub(super) tree: Tree,
    memo: FxHashMap<(u32, u16, bool), Option<(u32, Part)>>,
    /// One more than the last token that was looked at.
    pub(super) fetched: u32,
    pub(super) reports_errors: bool,
    depth: u32,
    steps: u64,
    /// For each token that starts a statement that is known to be valid, the token behind it, else 0.
    valid: Vec<u32>,
}

impl<'a> Engine<'a> {
    /// A parser that takes statements for valid that end long before `near`.
    pub(super) fn new(
        grammar: &'a Grammar,
        source: &'a Source,
        lexed: &'a Lexed,
        near: u32,
    ) -> Engine<'a> {
        let tokens = lexed.tokens.as_slice();
        let literal = |token: &Token| match token.kind {
            TokenKind::Name | TokenKind::Keyword | TokenKind::Operator => {
                grammar.literal(report::text(source, token))
            }
            _ => 0,
        };
        Engine {
            grammar,
            source,
            tokens,
            literals: tokens.iter().map(literal).collect(),
            tree: Tree::default(),
            memo: FxHashMap::default(),
            fetched: 0,
            reports_errors: false,
            depth: 0,
            steps: 0,
            valid: skip::valid_statements(tokens, source, near),
        }
    }

    /// Matches the program. Says whether it is valid.
    pub(super) fn run(&mut self) -> Result<bool, Stop> {
        self.memo.clear();
        self.tree.clear();
        let mut at = 0;
        while let Some((end, _)) = self.rule(self.grammar.statement, at)? {
            at = end;
            self.memo.clear();
            self.tree.clear();
        }
        Ok(self.class(Class::End, at)?.is_some())
    }

    pub(super) fn token(&mut self, at: u32) -> Result<Token, Stop> {
        let Some(token) = self.tokens.get(at as usize) else { return Err(Stop::NoToken) };
        self.fetched = self.fetched.max(at + 1);
        Ok(*token)
    }

    fn rule(&mut self, rule: u16, at: u32) -> Matched {
        if rule == self.grammar.statement
            && let Some(&end @ 1..) = self.valid.get(at as usize)
        {
            return Ok(Some((end, Part::Nothing)));
        }
        let grammar = self.grammar;
        let Some(definition) = grammar.rules.get(usize::from(rule)) else { return Ok(None) };
        let key = (at, rule, self.reports_errors && !definition.is_shared);
        if let Some(known) = self.memo.get(&key) {
            return Ok(*known);
        }
        self.steps += 1;
        if self.steps > MAX_STEPS {
            return Err(Stop::GaveUp);
        }
        if self.depth >= MAX_DEPTH {
            let message = "Parser stack overflowed - Python source too complex to parse";
            let place = crate::failure::Place::Nowhere;
            let failure = Failure::new(SyntaxErrorKind::MemoryError, message, place);
            return Err(Stop::Failure(Box::new(failure)));
        }
        self.depth += 1;
        let matched = self.alternatives(&definition.alternatives, at);
        self.depth -= 1;
        let matched = matched?;
        self.memo.insert(key, matched);
        Ok(matched)
    }

    fn alternatives(&mut self, alternatives: &[Alternative], at: u32) -> Matched {
        let mut skips_errors = !self.reports_errors;
        for alternative in alternatives {
            if alternative.is_error && skips_errors {
                continue;
            }
            let mut parts = Parts { labelled: [Part::Nothing; 2], all: Vec::new(), is_cut: false };
            if let Some(end) = self.sequence(&alternative.items, at, &mut parts)? {
                match self.outcome(&alternative.outcome, at, end, &parts)? {
                    Some(part) => return Ok(Some((end, part))),
                    // What was found is no error after all, and nothing else is either.
                    None => skips_errors = true,
                }
            } else if parts.is_cut {
                return Ok(None);
            }
        }
        Ok(None)
    }

    fn sequence(
        &mut self,
        items: &[Item],
        start: u32,
        parts: &mut Parts,
    ) -> Result<Option<u32>, Stop> {
        let mut at = start;
        for item in items {
            if let What::Guard(guard) = item.what {
                if !self.holds(guard, at, parts) {
                    return Ok(None);
                }
                continue;
            }
            if item.what == What::Cut {
                parts.is_cut = true;
                continue;
            }
            let Some((end, part)) = self.item(&item.what, at)? else { return Ok(None) };
            if let Some(label) = item.label {
                parts.labelled[usize::from(label)] = part;
            }
            if !matches!(item.what, What::Ahead(..)) {
                parts.all.push((part, end));
            }
            at = end;
        }
        Ok(Some(at))
    }

    fn item(&mut self, what: &What, at: u32) -> Matched {
        match what {
            What::Literal(literal) => self.literal(*literal, at),
            What::Class(class) => self.class(*class, at),
            What::Rule(rule) => self.rule(*rule, at),
            What::Group(alternatives) => self.alternatives(alternatives, at),
            What::Optional(inner) => Ok(self.item(inner, at)?.or(Some((at, Part::Nothing)))),
            What::Repeat(inner, least) => self.repeat(inner, None, *least, at),
            What::Separated(inner, separator) => self.repeat(inner, Some(separator), 1, at),
            What::Ahead(inner, wanted) => {
                let found = self.item(inner, at)?.is_some();
                Ok((found == *wanted).then_some((at, Part::Nothing)))
            }
            What::Quiet(rule) => {
                let before = std::mem::take(&mut self.reports_errors);
                let matched = self.rule(*rule, at);
                self.reports_errors = before;
                matched
            }
            What::Expect(literal) => {
                if let Some(matched) = self.literal(*literal, at)? {
                    return Ok(Some(matched));
                }
                let message = format!("expected '{}'", self.grammar.literal_text(*literal));
                Err(Stop::Failure(Box::new(self.failure(Place::Next, message, at, &[]))))
            }
            What::Guard(_) | What::Cut => Ok(Some((at, Part::Nothing))),
        }
    }

    fn repeat(
        &mut self,
        inner: &What,
        separator: Option<&What>,
        least: usize,
        start: u32,
    ) -> Matched {
        let mut found = Vec::new();
        let (mut at, mut next) = (start, start);
        while let Some((end, part)) = self.item(inner, next)? {
            found.push(part);
            if end == at && separator.is_none() {
                break;
            }
            (at, next) = (end, end);
            if let Some(separator) = separator {
                let Some((end, _)) = self.item(separator, at)? else { break };
                next = end;
            }
        }
        if found.len() < least {
            return Ok(None);
        }
        if found.is_empty() {
            return Ok(Some((at, Part::Nothing)));
        }
        let part = self.tree.add(Kind::Other, start, at, &found);
        Ok(Some((at, part)))
    }

    fn literal(&mut self, literal: u16, at: u32) -> Matched {
        self.token(at)?;
        let is_it = self.literals.get(at as usize) == Some(&literal);
        Ok(is_it.then_some((at + 1, Part::Token(at))))
    }

    fn class(&mut self, class: Class, at: u32) -> Matched {
        let token = self.token(at)?;
        let is_it = match class {
            Class::Name => token.kind == TokenKind::Name,
            Class::SoftKeyword => {
                token.kind == TokenKind::Name
                    && matches!(report::text(self.source, &token), "match" | "case" | "type" | "_")
            }
            Class::Number => token.kind == TokenKind::Number,
            Class::String => token.kind == TokenKind::String,
            Class::FStringStart => token.kind == TokenKind::FStringStart,
            Class::FStringMiddle => token.kind == TokenKind::FStringMiddle,
            Class::FStringEnd => token.kind == TokenKind::FStringEnd,
            Class::Newline => token.kind == TokenKind::Newline,
            Class::Indent => token.kind == TokenKind::Indent,
            Class::Dedent => token.kind == TokenKind::Dedent,
            Class::End => token.kind == TokenKind::End,
        };
        Ok(is_it.then_some((at + 1, Part::Token(at))))
    }

    fn holds(&self, guard: Guard, at: u32, parts: &Parts) -> bool {
        let part = |label: u8| parts.labelled[usize::from(label)];
        let is_legacy = |label| matches!(self.part_text(part(label)), "print" | "exec");
        match guard {
            Guard::IsTuple(label) => self.tree.kind(part(label)) == Kind::Tuple,
            Guard::IsLegacy(label) => is_legacy(label),
            Guard::IsNotLegacy(label) => !is_legacy(label),
            Guard::HasUnpacking(label) => {
                let elements = self.tree.elements(part(label));
                elements.into_iter().any(|part| self.tree.kind(part) == Kind::Unpacking)
            }
            Guard::InBrackets => {
                at > 0 && self.tokens.get(at as usize - 1).is_some_and(|token| token.level > 0)
            }
        }
    }

    /// The text of a part that is a single token.
    pub(super) fn part_text(&self, part: Part) -> &'a str {
        match self.tree.span(part) {
            Some((start, end)) if end == start + 1 => {
                self.tokens.get(start as usize).map_or("", |token| report::text(self.source, token))
            }
            _ => "",
        }
    }

    /// What an alternative that matched yields; `None`: nothing is wrong with what an error alternative found.
    fn outcome(
        &mut self,
        outcome: &Outcome,
        start: u32,
        end: u32,
        parts: &Parts,
    ) -> Result<Option<Part>, Stop> {
        let first = parts.all.first().copied().unwrap_or((Part::Nothing, start));
        let has_more = first.1 != end;
        let part = match outcome {
            Outcome::Plain if parts.all.len() == 1 => first.0,
            Outcome::Plain => self.node(Kind::Other, start, end, parts),
            Outcome::Node(kind) => {
                self.check(*kind, start, end)?;
                self.node(*kind, start, end, parts)
            }
            Outcome::NodeIfMore(_) | Outcome::Last if !has_more => first.0,
            Outcome::NodeIfMore(kind) => self.node(*kind, start, end, parts),
            Outcome::Last => {
                let last = parts.all.last().map_or(Part::Nothing, |last| last.0);
                let kind = match self.tree.kind(last) {
                    Kind::Other => {
                        let elements = self.tree.elements(last);
                        elements.last().map_or(Kind::Other, |&last| self.tree.kind(last))
                    }
                    kind => kind,
                };
                self.node(kind, start, end, parts)
            }
            Outcome::Part(label) => parts.labelled[usize::from(*label)],
            Outcome::Error(place, message) => {
                return match self.error(*place, message, end, &parts.labelled) {
                    Some(failure) => Err(Stop::Failure(Box::new(failure))),
                    None => Ok(None),
                };
            }
        };
        Ok(Some(part))
    }

    fn node(&mut self, kind: Kind, start: u32, end: u32, parts: &Parts) -> Part {
        let is_fstring = |engine: &Engine<'_>| {
            let of_all = parts.all.iter().flat_map(|part| engine.tree.elements(part.0));
            of_all.into_iter().any(|part| engine.tree.kind(part) == Kind::FString)
        };
        let kind = match kind {
            Kind::Strings if is_fstring(self) => Kind::FString,
            Kind::Strings => Kind::Literal,
            kind => kind,
        };
        let children: Vec<Part> = parts.all.iter().map(|part| part.0).collect();
        self.tree.add(kind, start, end, &children)
    }

    /// What CPython's parser checks when it makes a node.
    fn check(&mut self, kind: Kind, start: u32, end: u32) -> Result<(), Stop> {
        let failure = match kind {
            Kind::Strings => self.check_strings(start, end),
            Kind::Conversion => self.check_conversion(start),
            Kind::Number => self.check_number(start),
            _ => None,
        };
        failure.map_or(Ok(()), |failure| Err(Stop::Failure(Box::new(failure))))
    }
}

/// The parts of a sequence.
struct Parts {
    labelled: [Part; 2],
    /// With where each ends.
    all: Vec<(Part, u32)>,
    is_cut: bool,
}
