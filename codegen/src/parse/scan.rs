//! Splits a text into items, tolerantly: one that is not closed, or not an item at all, costs only itself.
//!
//! Works on lexemes alone (words, strings, comments, brackets). Where an item lacks its end, the next line that starts
//! like an item is taken to start one. Not here: what an item says (`item.rs`), what a body says (`body.rs`).

use std::ops::Range;

/// The deepest nesting of brackets that is parsed at all.
pub(super) const MAX_NESTING: usize = 64;
/// The longest run of tokens between separators, added up over the brackets around it, that is parsed at all: a bound
/// on the recursion of any parser.
pub(super) const MAX_RUN: usize = 2000;

/// The words that start an item.
const ITEM_WORDS: [&str; 13] = [
    "include",
    "const",
    "type",
    "object",
    "extern",
    "op",
    "inst",
    "macro",
    "family",
    "pseudo",
    "super",
    "replicate",
    "override",
];

/// What a lexeme is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Word,
    Doc,
    Open,
    Close,
    Semicolon,
    Comma,
    Other,
}

#[derive(Clone, Copy, Debug)]
struct Lexeme {
    kind: Kind,
    start: usize,
    end: usize,
    /// Nothing but blanks stands before it on its line.
    first: bool,
    /// Stands at the very start of its line.
    column0: bool,
}

/// A block in braces, with the word before it.
#[derive(Clone, Debug)]
pub(super) struct BlockText {
    /// `abstract`, `fill`, or nothing.
    pub word: Option<Range<usize>>,
    /// The block with its braces.
    pub range: Range<usize>,
}

/// The text of one item.
#[derive(Clone, Debug)]
pub(super) struct Chunk {
    /// Doc comment, lines joined, without slashes.
    pub doc: String,
    /// From the first doc comment to the end.
    pub span: Range<usize>,
    /// From the first word to the end, `;` or last brace included.
    pub text: Range<usize>,
    /// From the first word to the first brace or to before the `;`.
    pub head: Range<usize>,
    /// The blocks in braces.
    pub blocks: Vec<BlockText>,
    /// What is wrong with its shape.
    pub problem: Option<Problem>,
}

/// Why a text is not the text of an item.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// Where.
    pub range: Range<usize>,
    /// The bracket that this is about.
    pub opened: Option<Range<usize>>,
}

/// What is wrong with a shape.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ProblemKind {
    /// The item has no end.
    Unterminated,
    /// A bracket is never closed.
    Unclosed,
    /// A bracket closes another kind of bracket, or nothing.
    Mismatched,
    /// Text that starts no item.
    Stray,
    /// A doc comment with nothing after it.
    DanglingDoc,
    /// Nested too deeply.
    TooDeep,
}

/// How the texts to be split look.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// Items: start with a keyword, end with `;` or a brace.
    Items,
    /// Members of a family: start with a name, end with `;`.
    Members,
}

/// Splits `text[range]` into items or members.
pub(super) fn split(text: &str, range: Range<usize>, level: Level) -> Vec<Chunk> {
    let lexemes = lex(text, range.clone());
    Splitter { text, lexemes: &lexemes, end: range.end, level, chunks: Vec::new() }.run()
}

fn lex(text: &str, range: Range<usize>) -> Vec<Lexeme> {
    let bytes = text.as_bytes();
    let mut lexemes = Vec::new();
    let mut line_start = true;
    let mut at = range.start;
    while at < range.end {
        let start = at;
        let byte = bytes[at];
        let rest = &bytes[at..range.end];
        let kind = match byte {
            b'\n' => {
                line_start = true;
                at += 1;
                continue;
            }
            b' ' | b'\t' | b'\r' => {
                at += 1;
                continue;
            }
            b'/' if rest.starts_with(b"//") => {
                at += rest.iter().position(|&b| b == b'\n').unwrap_or(rest.len());
                if !rest.starts_with(b"///") || rest.starts_with(b"////") {
                    continue;
                }
                Kind::Doc
            }
            b'/' if rest.starts_with(b"/*") => {
                at += block_comment(rest);
                continue;
            }
            b'"' => {
                at += string(rest);
                Kind::Other
            }
            b'\'' => {
                at += char_literal(rest);
                Kind::Other
            }
            b'(' | b'[' | b'{' => {
                at += 1;
                Kind::Open
            }
            b')' | b']' | b'}' => {
                at += 1;
                Kind::Close
            }
            b';' => {
                at += 1;
                Kind::Semicolon
            }
            b',' => {
                at += 1;
                Kind::Comma
            }
            b if b.is_ascii_alphanumeric() || b == b'_' => {
                at += rest.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
                Kind::Word
            }
            b if b < 0x80 => {
                at += 1;
                Kind::Other
            }
            _ => {
                at += 1;
                while at < range.end && !text.is_char_boundary(at) {
                    at += 1;
                }
                Kind::Other
            }
        };
        let column0 = start == 0 || bytes[start - 1] == b'\n';
        lexemes.push(Lexeme { kind, start, end: at, first: line_start, column0 });
        line_start = false;
    }
    lexemes
}

/// The length of a block comment, which may nest as in Rust.
fn block_comment(rest: &[u8]) -> usize {
    let (mut depth, mut at) = (0usize, 0);
    while at < rest.len() {
        if rest[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    rest.len()
}

/// The length of a string. One that is not closed ends with its line, so that it swallows no other item.
fn string(rest: &[u8]) -> usize {
    let mut at = 1;
    while at < rest.len() {
        match rest[at] {
            b'"' => return at + 1,
            b'\n' => return at,
            b'\\' if at + 1 < rest.len() && rest[at + 1] != b'\n' => at += 2,
            _ => at += 1,
        }
    }
    rest.len()
}

/// The length of a character literal such as `'{'`, or 1 for a lifetime's quote.
fn char_literal(rest: &[u8]) -> usize {
    match rest {
        [_, b'\\', _, b'\'', ..] => 4,
        [_, b, b'\'', ..] if *b != b'\\' && *b < 0x80 => 3,
        _ => 1,
    }
}

struct Splitter<'a> {
    text: &'a str,
    lexemes: &'a [Lexeme],
    end: usize,
    level: Level,
    chunks: Vec<Chunk>,
}

impl Splitter<'_> {
    fn run(mut self) -> Vec<Chunk> {
        let mut at = 0;
        while at < self.lexemes.len() {
            at = self.chunk(at);
        }
        self.chunks
    }

    /// Takes one chunk from `at`; returns where the next starts, always further on.
    fn chunk(&mut self, at: usize) -> usize {
        let first_doc = at;
        let mut start = at;
        while start < self.lexemes.len() && self.lexemes[start].kind == Kind::Doc {
            start += 1;
        }
        let doc = self.doc(first_doc..start);
        if start == self.lexemes.len() {
            let range = self.lexemes[first_doc].start..self.lexemes[start - 1].end;
            self.problem(range.clone(), ProblemKind::DanglingDoc, range);
            return start;
        }
        if !self.starts_chunk(start) {
            return self.stray(start);
        }
        let (chunk, next) = self.body(self.lexemes[first_doc].start, start, doc);
        self.chunks.push(chunk);
        next
    }

    fn doc(&self, range: Range<usize>) -> String {
        let lines: Vec<&str> = self.lexemes[range]
            .iter()
            .map(|lexeme| {
                let line = self.text[lexeme.start + 3..lexeme.end].trim_end();
                line.strip_prefix(' ').unwrap_or(line)
            })
            .collect();
        lines.join("\n")
    }

    fn problem(&mut self, range: Range<usize>, kind: ProblemKind, at: Range<usize>) {
        self.chunks.push(Chunk {
            doc: String::new(),
            span: range.clone(),
            text: range.clone(),
            head: range,
            blocks: Vec::new(),
            problem: Some(Problem { kind, range: at, opened: None }),
        });
    }

    fn word(&self, at: usize) -> &str {
        match self.lexemes.get(at) {
            Some(lexeme) if lexeme.kind == Kind::Word => &self.text[lexeme.start..lexeme.end],
            _ => "",
        }
    }

    fn is_item_word(&self, at: usize) -> bool {
        ITEM_WORDS.contains(&self.word(at))
    }

    /// Whether a chunk may start here.
    fn starts_chunk(&self, at: usize) -> bool {
        match self.level {
            Level::Items => self.is_item_word(at),
            Level::Members => self.lexemes[at].kind == Kind::Word,
        }
    }

    /// Whether a chunk surely starts here although the one before it has not ended.
    fn interrupts(&self, start: usize, at: usize, nested: bool) -> bool {
        let lexeme = &self.lexemes[at];
        if at == start || !lexeme.first || (nested && !lexeme.column0) {
            return false;
        }
        match self.level {
            _ if lexeme.kind == Kind::Doc => true,
            Level::Items => {
                let follows = self.lexemes.get(at + 1).is_some_and(|next| next.kind == Kind::Word)
                    || matches!(self.word(at), "include" | "replicate");
                self.is_item_word(at) && follows && !self.is_modified(start, at)
            }
            Level::Members => {
                let next = self.lexemes.get(at + 1);
                self.lexemes[at].kind == Kind::Word
                    && next.is_some_and(|next| {
                        matches!(&self.text[next.start..next.end], "=" | "when")
                            && self.text.as_bytes().get(next.end) != Some(&b'=')
                    })
                    && self.word(at - 1) != "when"
            }
        }
    }

    /// Whether `override` or `replicate(..)` and nothing else stands from `start` to before `at`.
    fn is_modified(&self, start: usize, at: usize) -> bool {
        let mut index = start;
        while index < at {
            match self.word(index) {
                "override" => index += 1,
                "replicate" => {
                    while index < at && self.slice(index) != ")" {
                        index += 1;
                    }
                    index += 1;
                }
                _ => return false,
            }
        }
        true
    }

    fn slice(&self, at: usize) -> &str {
        &self.text[self.lexemes[at].start..self.lexemes[at].end]
    }

    /// Skips text that starts no item, up to something that does.
    fn stray(&mut self, start: usize) -> usize {
        let mut next = start + 1;
        while next < self.lexemes.len() {
            let lexeme = self.lexemes[next];
            if lexeme.first && (lexeme.kind == Kind::Doc || self.starts_chunk(next)) {
                break;
            }
            next += 1;
        }
        let range = self.lexemes[start].start..self.lexemes[next - 1].end;
        let shown = self.lexemes[start].start..self.lexemes[start].end;
        self.problem(range, ProblemKind::Stray, shown);
        next
    }

    /// Scans one chunk from its first word.
    fn body(&self, span_start: usize, start: usize, doc: String) -> (Chunk, usize) {
        let mut scan = Scan::default();
        let mut at = start;
        let mut problem = None;
        let text_start = self.lexemes[start].start;
        let mut closed = false;
        while at < self.lexemes.len() {
            let lexeme = self.lexemes[at];
            if self.interrupts(start, at, !scan.stack.is_empty()) {
                break;
            }
            let opened = scan.stack.last().map(|open| open.start..open.end);
            match scan.step(self, at) {
                Step::Continue => {}
                Step::End => {
                    at += 1;
                    closed = true;
                    break;
                }
                Step::Problem(kind) => {
                    let range = lexeme.start..lexeme.end;
                    problem = problem.or(Some(Problem { kind, range, opened }));
                }
            }
            at += 1;
        }
        let end = self.lexemes[at - 1].end;
        if !closed && problem.is_none() {
            problem = Some(self.unterminated(&scan, end));
        }
        let head_end = scan.head_end.unwrap_or(end);
        let chunk = Chunk {
            doc,
            span: span_start..end,
            text: text_start..end,
            head: text_start..head_end,
            blocks: scan.blocks,
            problem,
        };
        (chunk, at)
    }

    fn unterminated(&self, scan: &Scan, end: usize) -> Problem {
        match scan.stack.last() {
            Some(open) => {
                let opened = open.start..open.end;
                Problem { kind: ProblemKind::Unclosed, range: opened.clone(), opened: Some(opened) }
            }
            None => {
                let range = end..self.text[end..self.end]
                    .chars()
                    .next()
                    .map_or(end, |c| end + c.len_utf8());
                Problem { kind: ProblemKind::Unterminated, range, opened: None }
            }
        }
    }
}

/// The state of scanning one chunk.
#[derive(Default)]
struct Scan {
    stack: Vec<Lexeme>,
    /// Tokens since the last separator, for each open bracket and outside.
    runs: Vec<usize>,
    run: usize,
    /// `run` and `runs` added up.
    depth: usize,
    head_end: Option<usize>,
    blocks: Vec<BlockText>,
    word: Option<Range<usize>>,
}

enum Step {
    Continue,
    End,
    Problem(ProblemKind),
}

impl Scan {
    fn step(&mut self, splitter: &Splitter<'_>, at: usize) -> Step {
        let lexeme = splitter.lexemes[at];
        self.run += 1;
        self.depth += 1;
        match lexeme.kind {
            Kind::Open => self.open(splitter, lexeme),
            Kind::Close => return self.close(splitter, at),
            Kind::Semicolon | Kind::Comma => {
                self.depth -= self.run;
                self.run = 0;
                if lexeme.kind == Kind::Semicolon && self.stack.is_empty() {
                    self.head_end.get_or_insert(lexeme.start);
                    return Step::End;
                }
            }
            Kind::Word if self.stack.is_empty() => self.word = Some(lexeme.start..lexeme.end),
            _ => {}
        }
        if self.stack.len() > MAX_NESTING || self.depth > MAX_RUN {
            return Step::Problem(ProblemKind::TooDeep);
        }
        Step::Continue
    }

    fn open(&mut self, splitter: &Splitter<'_>, lexeme: Lexeme) {
        if self.stack.is_empty() && splitter.text.as_bytes()[lexeme.start] == b'{' {
            let word = self
                .word
                .take()
                .filter(|word| matches!(&splitter.text[word.clone()], "abstract" | "fill"));
            self.head_end.get_or_insert(lexeme.start);
            self.blocks.push(BlockText { word, range: lexeme.start..lexeme.end });
        }
        self.stack.push(lexeme);
        self.runs.push(self.run);
        self.run = 0;
    }

    fn close(&mut self, splitter: &Splitter<'_>, at: usize) -> Step {
        let bytes = splitter.text.as_bytes();
        let lexeme = splitter.lexemes[at];
        let wanted = match bytes[lexeme.start] {
            b')' => b'(',
            b']' => b'[',
            _ => b'{',
        };
        let Some(open) = self.stack.last().copied() else {
            return Step::Problem(ProblemKind::Mismatched);
        };
        if bytes[open.start] != wanted {
            let step = Step::Problem(ProblemKind::Mismatched);
            // The bracket closes one further out, if there is one of its kind: what is inside lacks its end.
            if let Some(outer) = self.stack.iter().rposition(|open| bytes[open.start] == wanted) {
                while self.stack.len() > outer {
                    self.pop();
                }
            }
            return step;
        }
        self.pop();
        if !self.stack.is_empty() {
            return Step::Continue;
        }
        if wanted != b'{' {
            // Attributes after the braces end a type.
            let ends = wanted == b'[' && !self.blocks.is_empty() && splitter.level == Level::Items;
            return if ends { Step::End } else { Step::Continue };
        }
        if let Some(block) = self.blocks.last_mut() {
            block.range.end = lexeme.end;
        }
        match splitter.level {
            Level::Members => Step::Continue,
            Level::Items => {
                let next =
                    splitter.lexemes.get(at + 1).map(|next| &splitter.text[next.start..next.end]);
                if matches!(next, Some("abstract" | "[")) { Step::Continue } else { Step::End }
            }
        }
    }

    fn pop(&mut self) {
        self.stack.pop();
        self.depth -= self.run;
        self.run = self.runs.pop().unwrap_or(0);
    }
}
