//! The notation of `python.peg`: from text to rules.
//!
//! ```text
//! rule = first / second                    ordered choice
//! rule := ..                               what it matches without error alternatives is what it matches with them
//! 'if' NAME other_rule (..)                a literal, a class of tokens, a rule, a group
//! e? e* e+ e % ','                         optional, repeated, separated
//! &e !e ~ ':'^                             looking ahead, no way back, an error here if there is none
//! quiet(rule) ?guard(a)                    without error alternatives; a condition of `Guard`
//! a:e => Kind    => Kind?    => a          what results: a node, a node if there was more than its first part, a part
//! error .. -> place "message with {a}"     what to report, see `Place`
//! wrong .. -> place "message"              the same, in quiet mode too
//! ```
//!
//! Literals are numbered from 1; 0 is no literal.

use rustc_hash::FxHashMap;

/// A kind of node. What has no name of its own is `Other`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Other,
    Arguments,
    Attribute,
    Await,
    Call,
    Comparison,
    Conversion,
    Dict,
    DictComprehension,
    Ellipsis,
    FString,
    False,
    Generator,
    If,
    In,
    Keyword,
    Lambda,
    List,
    ListComprehension,
    Literal,
    Name,
    Named,
    None,
    Number,
    Operation,
    Set,
    SetComprehension,
    Starred,
    Strings,
    Subscript,
    True,
    Tuple,
    Unpacking,
    Yield,
}

const KINDS: &[(&str, Kind)] = &[
    ("Other", Kind::Other),
    ("Arguments", Kind::Arguments),
    ("Attribute", Kind::Attribute),
    ("Await", Kind::Await),
    ("Call", Kind::Call),
    ("Comparison", Kind::Comparison),
    ("Conversion", Kind::Conversion),
    ("Dict", Kind::Dict),
    ("DictComprehension", Kind::DictComprehension),
    ("Ellipsis", Kind::Ellipsis),
    ("FString", Kind::FString),
    ("False", Kind::False),
    ("Generator", Kind::Generator),
    ("If", Kind::If),
    ("In", Kind::In),
    ("Keyword", Kind::Keyword),
    ("Lambda", Kind::Lambda),
    ("List", Kind::List),
    ("ListComprehension", Kind::ListComprehension),
    ("Literal", Kind::Literal),
    ("Name", Kind::Name),
    ("Named", Kind::Named),
    ("None", Kind::None),
    ("Number", Kind::Number),
    ("Operation", Kind::Operation),
    ("Set", Kind::Set),
    ("SetComprehension", Kind::SetComprehension),
    ("Starred", Kind::Starred),
    ("Strings", Kind::Strings),
    ("Subscript", Kind::Subscript),
    ("True", Kind::True),
    ("Tuple", Kind::Tuple),
    ("Unpacking", Kind::Unpacking),
    ("Yield", Kind::Yield),
];

/// Tokens that are not told apart by their text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Class {
    Name,
    SoftKeyword,
    Number,
    String,
    FStringStart,
    FStringMiddle,
    FStringEnd,
    Newline,
    Indent,
    Dedent,
    End,
}

const CLASSES: &[(&str, Class)] = &[
    ("NAME", Class::Name),
    ("SOFT_KEYWORD", Class::SoftKeyword),
    ("NUMBER", Class::Number),
    ("STRING", Class::String),
    ("FSTRING_START", Class::FStringStart),
    ("FSTRING_MIDDLE", Class::FStringMiddle),
    ("FSTRING_END", Class::FStringEnd),
    ("NEWLINE", Class::Newline),
    ("INDENT", Class::Indent),
    ("DEDENT", Class::Dedent),
    ("END", Class::End),
];

/// A condition on what has matched so far.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Guard {
    /// It is a tuple.
    IsTuple(u8),
    /// It is `print` or `exec`.
    IsLegacy(u8),
    /// It is not.
    IsNotLegacy(u8),
    /// Among the arguments is `**`.
    HasUnpacking(u8),
    /// The last token lies in brackets or closes some that do.
    InBrackets,
}

/// What an assignment is the target of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Targets {
    Star,
    For,
    Del,
}

/// Where an error is reported.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// From the start of one part to the end of another.
    Parts(u8, u8),
    /// From the start of a part to where reading has come.
    From(u8),
    /// At the last token that was looked at.
    Here,
    /// The same, as an IndentationError.
    Indent,
    /// At the next token.
    Next,
    /// At the last character of a part.
    Key(u8),
    /// At what is in the part and cannot be a target, if there is such a thing.
    Target(u8, Targets),
    /// From the last of the arguments to the end of the other part, if there are several.
    Generator(u8, u8),
}

/// What an alternative yields.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Outcome {
    /// Its only part, or a node of kind `Other`.
    Plain,
    /// A node.
    Node(Kind),
    /// A node if there is more than the first part, else that.
    NodeIfMore(Kind),
    /// A node of the kind of the last part, if there is more than the first part.
    Last,
    /// A part.
    Part(u8),
    /// A SyntaxError.
    Error(Place, String),
}

/// One thing to match.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum What {
    Literal(u16),
    Class(Class),
    Rule(u16),
    Group(Vec<Alternative>),
    Optional(Box<What>),
    Repeat(Box<What>, usize),
    Separated(Box<What>, Box<What>),
    Ahead(Box<What>, bool),
    Quiet(u16),
    Expect(u16),
    Guard(Guard),
    Cut,
}

/// A thing to match, with its label if it has one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Item {
    pub(super) label: Option<u8>,
    pub(super) what: What,
}

/// A sequence and what it yields.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Alternative {
    pub(super) items: Vec<Item>,
    pub(super) outcome: Outcome,
    /// It is for the second pass only.
    pub(super) is_error: bool,
}

/// A rule.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) alternatives: Vec<Alternative>,
    /// What it matches is kept, whether error alternatives were tried or not.
    pub(super) is_shared: bool,
}

/// All rules.
#[derive(Debug)]
pub(super) struct Grammar {
    pub(super) rules: Vec<Rule>,
    pub(super) statement: u16,
    literals: FxHashMap<String, u16>,
    texts: Vec<String>,
}

impl Grammar {
    /// Reads the notation.
    pub(super) fn parse(text: &str) -> Result<Grammar, String> {
        let words = words(text)?;
        let mut names = FxHashMap::default();
        for (index, pair) in words.windows(2).enumerate() {
            if let Word::Name(name) = &pair[0].word
                && pair[0].starts_line
            {
                let number = u16::try_from(names.len()).map_err(|_| "too many rules")?;
                if names.insert(name.clone(), number).is_some() {
                    return Err(format!("word {index}: {name} is defined twice"));
                }
            }
        }
        let find = |name: &str| names.get(name).copied().ok_or_else(|| format!("no rule {name}"));
        let statement = find("statement")?;
        let literals = FxHashMap::default();
        let mut reader = Reader { words, at: 0, names, literals, texts: vec![String::new()] };
        let mut rules = Vec::new();
        while reader.at < reader.words.len() {
            reader.at += 1;
            let is_shared = reader.eat(":=");
            if !is_shared {
                reader.expect("=")?;
            }
            rules.push(Rule { alternatives: reader.alternatives()?, is_shared });
        }
        let Reader { literals, texts, .. } = reader;
        Ok(Grammar { rules, statement, literals, texts })
    }

    /// The number of a literal, 0 if the grammar has none such.
    pub(super) fn literal(&self, text: &str) -> u16 {
        self.literals.get(text).copied().unwrap_or(0)
    }

    /// The text of a literal.
    pub(super) fn literal_text(&self, literal: u16) -> &str {
        self.texts.get(usize::from(literal)).map_or("", String::as_str)
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Word {
    Name(String),
    /// In single quotes.
    Literal(String),
    /// In double quotes.
    Text(String),
    Symbol(&'static str),
}

#[derive(Clone, Debug)]
struct Placed {
    word: Word,
    starts_line: bool,
    /// Nothing lies between it and the word before.
    is_attached: bool,
}

const SYMBOLS: &[&str] =
    &["=>", "->", "..", ":=", "=", "/", "?", "*", "+", "%", "&", "!", "~", "^", "(", ")", ":", ","];

fn words(text: &str) -> Result<Vec<Placed>, String> {
    let mut words = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut rest = line;
        while let Some(first) = rest.trim_start().chars().next() {
            let trimmed = rest.trim_start();
            let is_attached = trimmed.len() == rest.len() && rest.len() < line.len();
            let starts_line = rest.len() == line.len() && trimmed.len() == rest.len();
            let (word, after) = match first {
                '\'' => quoted(trimmed, '\'').map(|(text, after)| (Word::Literal(text), after)),
                '"' => quoted(trimmed, '"').map(|(text, after)| (Word::Text(text), after)),
                c if is_word(c) => {
                    let end = trimmed.find(|c| !is_word(c)).unwrap_or(trimmed.len());
                    Some((Word::Name(trimmed[..end].to_owned()), &trimmed[end..]))
                }
                _ => SYMBOLS
                    .iter()
                    .find_map(|symbol| Some((Word::Symbol(symbol), trimmed.strip_prefix(symbol)?))),
            }
            .ok_or_else(|| format!("cannot read {trimmed}"))?;
            words.push(Placed { word, starts_line, is_attached });
            rest = after;
        }
    }
    Ok(words)
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// The text in quotes, in which a backslash escapes a quote, and what follows.
fn quoted(text: &str, quote: char) -> Option<(String, &str)> {
    let mut content = String::new();
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => content.push(chars.next()?.1),
            c if c == quote => return Some((content, &text[at + 1..])),
            c => content.push(c),
        }
    }
    None
}

struct Reader {
    words: Vec<Placed>,
    at: usize,
    names: FxHashMap<String, u16>,
    literals: FxHashMap<String, u16>,
    texts: Vec<String>,
}

type Read<T> = Result<T, String>;

impl Reader {
    fn word(&self) -> Option<&Word> {
        self.words.get(self.at).map(|placed| &placed.word)
    }

    /// The next word, unless it starts a rule.
    fn inner(&self) -> Option<&Word> {
        self.words.get(self.at).filter(|placed| !placed.starts_line).map(|placed| &placed.word)
    }

    fn fail<T>(&self, wanted: &str) -> Read<T> {
        let from = self.at.saturating_sub(6);
        let near: Vec<&Word> =
            self.words[from..].iter().take(12).map(|placed| &placed.word).collect();
        Err(format!("{wanted} expected near {near:?}"))
    }

    fn eat(&mut self, symbol: &str) -> bool {
        let found = matches!(self.inner(), Some(Word::Symbol(found)) if *found == symbol);
        self.at += usize::from(found);
        found
    }

    /// A symbol directly behind the word before.
    fn eat_attached(&mut self, symbol: &str) -> bool {
        self.words.get(self.at).is_some_and(|placed| placed.is_attached) && self.eat(symbol)
    }

    fn expect(&mut self, symbol: &str) -> Read<()> {
        if self.eat(symbol) { Ok(()) } else { self.fail(symbol) }
    }

    fn name(&mut self) -> Read<String> {
        let Some(Word::Name(name)) = self.word().cloned() else { return self.fail("a name") };
        self.at += 1;
        Ok(name)
    }

    fn alternatives(&mut self) -> Read<Vec<Alternative>> {
        let mut alternatives = vec![self.alternative()?];
        while self.eat("/") {
            alternatives.push(self.alternative()?);
        }
        Ok(alternatives)
    }

    fn alternative(&mut self) -> Read<Alternative> {
        let begins = |word: &str| matches!(self.inner(), Some(Word::Name(name)) if name == word);
        let (is_error, is_wrong) = (begins("error"), begins("wrong"));
        self.at += usize::from(is_error || is_wrong);
        let mut items = Vec::new();
        while let Some(word) = self.inner() {
            if matches!(word, Word::Symbol("/" | ")" | "=>" | "->")) {
                break;
            }
            items.push(self.item()?);
        }
        let outcome = if is_error || is_wrong {
            self.expect("->")?;
            self.error()?
        } else if self.eat("=>") {
            self.result()?
        } else {
            Outcome::Plain
        };
        Ok(Alternative { items, outcome, is_error })
    }

    fn result(&mut self) -> Read<Outcome> {
        let name = self.name()?;
        if name == "last" {
            return Ok(Outcome::Last);
        }
        let Some((_, kind)) = KINDS.iter().find(|(known, _)| *known == name) else {
            return Ok(Outcome::Part(label(&name)?));
        };
        let only_if_more = self.eat_attached("?");
        Ok(if only_if_more { Outcome::NodeIfMore(*kind) } else { Outcome::Node(*kind) })
    }

    fn error(&mut self) -> Read<Outcome> {
        let place = self.place()?;
        let Some(Word::Text(message)) = self.word().cloned() else {
            return self.fail("a message");
        };
        self.at += 1;
        Ok(Outcome::Error(place, message))
    }

    fn place(&mut self) -> Read<Place> {
        let name = self.name()?;
        let place = match name.as_str() {
            "here" => Place::Here,
            "indent" => Place::Indent,
            "next" => Place::Next,
            "at" => {
                let part = label(&self.name()?)?;
                Place::Parts(part, part)
            }
            "from" => Place::From(label(&self.name()?)?),
            "key" | "target" | "generator" => {
                self.expect("(")?;
                let part = label(&self.name()?)?;
                let second = if self.eat(",") { self.name()? } else { String::new() };
                self.expect(")")?;
                match (name.as_str(), second.as_str()) {
                    ("key", "") => Place::Key(part),
                    ("target", "star") => Place::Target(part, Targets::Star),
                    ("target", "for") => Place::Target(part, Targets::For),
                    ("target", "del") => Place::Target(part, Targets::Del),
                    ("generator", second) => Place::Generator(part, label(second)?),
                    _ => return self.fail("a place"),
                }
            }
            first => {
                let first = label(first)?;
                self.expect("..")?;
                Place::Parts(first, label(&self.name()?)?)
            }
        };
        Ok(place)
    }

    fn item(&mut self) -> Read<Item> {
        let next = self.words.get(self.at + 1).map(|placed| &placed.word);
        let label = match (self.word(), next) {
            (Some(Word::Name(name)), Some(Word::Symbol(":"))) => {
                let label = label(name)?;
                self.at += 2;
                Some(label)
            }
            _ => None,
        };
        Ok(Item { label, what: self.suffixed()? })
    }

    fn suffixed(&mut self) -> Read<What> {
        let mut what = self.atom()?;
        loop {
            if self.eat_attached("?") {
                what = What::Optional(Box::new(what));
            } else if self.eat_attached("*") {
                what = What::Repeat(Box::new(what), 0);
            } else if self.eat_attached("+") {
                what = What::Repeat(Box::new(what), 1);
            } else if self.eat_attached("^") {
                let What::Literal(literal) = what else { return self.fail("a literal") };
                what = What::Expect(literal);
            } else if self.eat("%") {
                let separator = self.atom()?;
                what = What::Separated(Box::new(what), Box::new(separator));
            } else {
                return Ok(what);
            }
        }
    }

    fn atom(&mut self) -> Read<What> {
        let Some(word) = self.inner().cloned() else { return self.fail("a thing to match") };
        self.at += 1;
        match word {
            Word::Literal(text) => Ok(What::Literal(self.literal(text)?)),
            Word::Symbol("(") => {
                let group = self.alternatives()?;
                self.expect(")")?;
                Ok(What::Group(group))
            }
            Word::Symbol("&") => Ok(What::Ahead(Box::new(self.suffixed()?), true)),
            Word::Symbol("!") => Ok(What::Ahead(Box::new(self.suffixed()?), false)),
            Word::Symbol("~") => Ok(What::Cut),
            Word::Symbol("?") => self.guard(),
            Word::Name(name) if name == "quiet" => {
                self.expect("(")?;
                let name = self.name()?;
                self.expect(")")?;
                self.rule(&name).map(What::Quiet)
            }
            Word::Name(name) => match CLASSES.iter().find(|(known, _)| *known == name) {
                Some((_, class)) => Ok(What::Class(*class)),
                None => self.rule(&name).map(What::Rule),
            },
            _ => self.fail("a thing to match"),
        }
    }

    fn guard(&mut self) -> Read<What> {
        let name = self.name()?;
        if name == "in_brackets" {
            return Ok(What::Guard(Guard::InBrackets));
        }
        self.expect("(")?;
        let part = label(&self.name()?)?;
        self.expect(")")?;
        match name.as_str() {
            "is_tuple" => Ok(What::Guard(Guard::IsTuple(part))),
            "is_legacy" => Ok(What::Guard(Guard::IsLegacy(part))),
            "is_not_legacy" => Ok(What::Guard(Guard::IsNotLegacy(part))),
            "has_unpacking" => Ok(What::Guard(Guard::HasUnpacking(part))),
            _ => self.fail("a condition"),
        }
    }

    fn rule(&self, name: &str) -> Read<u16> {
        self.names.get(name).copied().ok_or_else(|| format!("no rule {name}"))
    }

    fn literal(&mut self, text: String) -> Read<u16> {
        if let Some(&number) = self.literals.get(&text) {
            return Ok(number);
        }
        let number = u16::try_from(self.texts.len()).map_err(|_| "too many literals")?;
        self.texts.push(text.clone());
        self.literals.insert(text, number);
        Ok(number)
    }
}

/// The labels are `a` and `b`.
fn label(name: &str) -> Read<u8> {
    match name {
        "a" => Ok(0),
        "b" => Ok(1),
        _ => Err(format!("{name} is no label")),
    }
}
