//! From the text of a trace to the trace.
//!
//! A line is read by its first word. What is wrong is said with its place; whether the trace that comes of it is a sound one is the
//! business of [`crate::trace::verify`].

use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use std::fmt;
use std::rc::Rc;

use super::CAUSES;
use crate::calls::FrameOp;
use crate::event::{Event, EventKind};
use crate::semantics::{Datum, Field, Helper, Op, Repr, Semantics, Type};
use crate::term::{Indexed, Prim, PrimKind, T, Term, Terms};
use crate::trace::recording::Place;
use crate::trace::snapshot::{FrameHead, FrameId, Snapshots};
use crate::trace::{Ending, Entry, Leave, Loop, Phi, Provenance, State, Trace, Virtual};
use trefoil_primitives::Width;

/// Why a text is no trace.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Error {
    /// The line, from 1 on.
    pub line: usize,
    /// The column, from 1 on.
    pub column: usize,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.what)
    }
}

impl std::error::Error for Error {}

/// Reads a trace.
///
/// # Errors
/// The first line that says nothing, or says it twice.
pub fn parse(sem: &'static Semantics, text: &str) -> Result<Trace, Error> {
    let mut parser = Parser::new(sem);
    let mut last = 0;
    for (number, line) in text.lines().enumerate() {
        last = number + 1;
        let mut line = Line::new(last, line);
        if line.is_over() {
            continue;
        }
        parser.line(&mut line)?;
        line.end()?;
    }
    parser.finish().map_err(|what| Error { line: last.max(1), column: 1, what })
}

/// The words of a line.
struct Line<'t> {
    number: usize,
    /// Words with their columns.
    words: Vec<(usize, &'t str)>,
    at: usize,
    /// Where the line ends.
    length: usize,
}

impl<'t> Line<'t> {
    fn new(number: usize, text: &'t str) -> Line<'t> {
        let text = text.split('#').next().unwrap_or("");
        let mut words = Vec::new();
        let mut start = None;
        for (at, char) in text.char_indices().chain([(text.len(), ' ')]) {
            let mark = matches!(char, '=' | '(' | ')' | '[' | ']' | '{' | '}' | ',');
            if char.is_whitespace() || mark {
                if let Some(from) = start.take() {
                    words.push((from + 1, &text[from..at]));
                }
                if mark {
                    words.push((at + 1, &text[at..=at]));
                }
            } else if start.is_none() {
                start = Some(at);
            }
        }
        Line { number, words, at: 0, length: text.trim_end().len() }
    }

    fn is_over(&self) -> bool {
        self.at == self.words.len()
    }
    fn peek(&self) -> Option<&'t str> {
        self.words.get(self.at).map(|it| it.1)
    }
    /// An error at the last word that was taken.
    fn wrong<V>(&self, what: impl Into<String>) -> Result<V, Error> {
        let column = self.words.get(self.at.saturating_sub(1)).map_or(1, |it| it.0);
        Err(Error { line: self.number, column, what: what.into() })
    }
    fn word(&mut self, wanted: &str) -> Result<&'t str, Error> {
        match self.peek() {
            Some(word) => {
                self.at += 1;
                Ok(word)
            }
            None => {
                let (line, column) = (self.number, self.length + 1);
                Err(Error { line, column, what: format!("here is {wanted} missing") })
            }
        }
    }
    fn eat(&mut self, word: &str) -> bool {
        let is = self.peek() == Some(word);
        self.at += usize::from(is);
        is
    }
    fn expect(&mut self, wanted: &str) -> Result<(), Error> {
        let word = self.word(&format!("`{wanted}`"))?;
        if word == wanted {
            return Ok(());
        }
        self.wrong(format!("`{wanted}` belongs here, not `{word}`"))
    }
    fn number<N: std::str::FromStr>(&mut self, what: &str) -> Result<N, Error> {
        let word = self.word(what)?;
        match word.parse() {
            Ok(number) => Ok(number),
            Err(_) => self.wrong(format!("`{word}` is not {what}")),
        }
    }
    fn place(&mut self) -> Result<Place, Error> {
        let word = self.word("a place")?;
        let parts = word
            .split_once(':')
            .and_then(|(code, at)| Some(Place { code: code.parse().ok()?, at: at.parse().ok()? }));
        match parts {
            Some(place) => Ok(place),
            None => self.wrong(format!("`{word}` is not a place (code:unit)")),
        }
    }
    /// The number behind a word, if that is next.
    fn optional<N: std::str::FromStr>(&mut self, word: &str) -> Result<Option<N>, Error> {
        if self.eat(word) { self.number("a number").map(Some) } else { Ok(None) }
    }
    fn end(&self) -> Result<(), Error> {
        match self.words.get(self.at) {
            None => Ok(()),
            Some((column, word)) => {
                let what = format!("`{word}` is too much");
                Err(Error { line: self.number, column: *column, what })
            }
        }
    }
}

/// A frame that was read.
struct FrameRow {
    place: Place,
    caller: Option<u32>,
    function: T,
    action: Option<u32>,
    handled: T,
    locals: Vec<T>,
    stack: Vec<T>,
}

/// Rows that are said in any order, each once.
struct Rows<V>(Vec<Option<V>>);

impl<V> Rows<V> {
    fn set(&mut self, line: &Line<'_>, what: &str, row: u32, value: V) -> Result<(), Error> {
        let at = row as usize;
        if at >= 1 << 20 {
            return line.wrong(format!("there are not that many {what}s"));
        }
        if at >= self.0.len() {
            self.0.resize_with(at + 1, || None);
        }
        if self.0[at].is_some() {
            return line.wrong(format!("{what} {row} was there before"));
        }
        self.0[at] = Some(value);
        Ok(())
    }
    fn all(self, what: &str) -> Result<Vec<V>, String> {
        let rows = self.0.into_iter().enumerate();
        rows.map(|(row, it)| it.ok_or(format!("{what} {row} is missing"))).collect()
    }
}

struct Parser {
    sem: &'static Semantics,
    kinds: FxHashMap<String, PrimKind>,
    start: Option<Place>,
    entry: Option<Entry>,
    inputs: Vec<T>,
    recorded: Vec<u32>,
    constants: FxHashMap<String, T>,
    /// By row: the term, and what it is computed after.
    terms: Vec<Option<(Term, u32)>>,
    head: Option<Vec<Event>>,
    body: Option<Loop>,
    end: Option<Ending>,
    /// Events are over.
    over: bool,
    frames: Rows<FrameRow>,
    leaves: Rows<Leave>,
    origins: Rows<Provenance>,
    /// The leave that lines go on with.
    leave: Option<u32>,
}

impl Parser {
    fn new(sem: &'static Semantics) -> Parser {
        Parser {
            sem,
            kinds: PrimKind::ALL.iter().map(|it| (format!("{it:?}"), *it)).collect(),
            start: None,
            entry: None,
            inputs: Vec::new(),
            recorded: Vec::new(),
            constants: FxHashMap::default(),
            terms: Vec::new(),
            head: None,
            body: None,
            end: None,
            over: false,
            frames: Rows(Vec::new()),
            leaves: Rows(Vec::new()),
            origins: Rows(Vec::new()),
            leave: None,
        }
    }

    fn finish(self) -> Result<Trace, String> {
        let start = self.start.ok_or("no line says `trace`")?;
        let end = self.end.ok_or("no line says `end`")?;
        let mut terms = Terms::default();
        for row in self.terms {
            let opaque = Term { prim: Prim::Opaque, args: [T::NONE; 3] };
            let (Term { prim, args }, after) = row.unwrap_or((opaque, 0));
            terms.fresh(prim, args, after);
        }
        let mut snapshots = Snapshots::default();
        for row in self.frames.all("frame")? {
            let FrameRow { place, caller, function, action, handled, locals, stack } = row;
            let caller = caller.map(FrameId::of_row);
            let head = FrameHead { place, function, action, handled, caller };
            snapshots.add(head, &locals, &stack, &[]);
        }
        Ok(Trace {
            start,
            entry: self.entry.ok_or("no line says `entry`")?,
            inputs: self.inputs,
            terms,
            head: self.head.ok_or("no line says `head`")?,
            body: self.body,
            leaves: self.leaves.all("leave")?,
            snapshots,
            origins: self.origins.all("origin")?,
            end,
            recorded: self.recorded,
            header: None,
            state: State::default(),
            of_root: Vec::new(),
            index: OnceCell::new(),
            explained: None,
        })
    }

    fn line(&mut self, line: &mut Line<'_>) -> Result<(), Error> {
        let word = line.word("a word")?;
        if self.start.is_none() && word != "trace" {
            return line.wrong("a trace starts with `trace`");
        }
        match word {
            "trace" => self.trace(line),
            "entry" => self.entry(line),
            "inputs" => {
                self.inputs = self.rows(line)?;
                Ok(())
            }
            "recorded" => {
                while !line.is_over() {
                    self.recorded.push(line.number("a number")?);
                }
                Ok(())
            }
            "constants" => self.constants(line),
            "head" => {
                self.head = Some(Vec::new());
                Ok(())
            }
            "loop" => self.start_loop(line),
            "phi" => self.phi(line),
            "end" => self.end(line),
            "unused" => {
                self.over = true;
                Ok(())
            }
            "origin" => self.origin(line),
            "frame" => self.frame(line),
            "leave" => self.leave(line),
            "first" => self.first(line),
            "object" => self.object(line),
            _ => {
                line.at -= 1;
                if self.computation(line)? { Ok(()) } else { self.event(line) }
            }
        }
    }

    // ---- terms

    /// A term by its row.
    fn row(&self, line: &mut Line<'_>) -> Result<T, Error> {
        let word = line.word("a term")?;
        match self.row_of(word) {
            Some(t) if !t.is_some() || t.index() < self.terms.len() => Ok(t),
            Some(_) => {
                line.wrong(format!("there is no `{word}`: rows end at {}", self.terms.len()))
            }
            None => line.wrong(format!("`{word}` is not a term")),
        }
    }
    fn row_of(&self, word: &str) -> Option<T> {
        if word == "_" {
            return Some(T::NONE);
        }
        word.strip_prefix('t').and_then(|row| row.parse().ok()).map(T)
    }
    fn rows(&self, line: &mut Line<'_>) -> Result<Vec<T>, Error> {
        let mut rows = Vec::new();
        while !line.is_over() && line.peek().is_some_and(|it| self.row_of(it).is_some()) {
            rows.push(self.row(line)?);
        }
        Ok(rows)
    }
    /// A term by its row, or a constant by its value.
    fn operand(&self, line: &mut Line<'_>) -> Result<T, Error> {
        let word = line.word("a term or constant")?;
        if let Some(t) = self.constants.get(word) {
            return Ok(*t);
        }
        if self.row_of(word).is_some() {
            line.at -= 1;
            return self.row(line);
        }
        line.wrong(format!("`{word}` is neither a term nor among the constants"))
    }
    /// Operands up to a word or mark that is none.
    fn operands(&self, line: &mut Line<'_>) -> Result<Vec<T>, Error> {
        let mut found = Vec::new();
        while let Some(word) = line.peek() {
            if !self.constants.contains_key(word) && self.row_of(word).is_none() {
                break;
            }
            found.push(self.operand(line)?);
        }
        Ok(found)
    }

    /// A line that says how a term is computed; whether it is one.
    fn computation(&mut self, line: &mut Line<'_>) -> Result<bool, Error> {
        let start = line.at;
        let is_row = line.peek().is_some_and(|it| self.row_of(it).is_some());
        if !is_row {
            return Ok(false);
        }
        let t = self.row(line)?;
        line.expect("=")?;
        let word = line.word("a primitive")?;
        let (name, index) = word.split_once('.').unwrap_or((word, ""));
        let Some(kind) = self.kinds.get(name).copied() else {
            line.at = start;
            return Ok(false);
        };
        let prim = match self.prim(kind, index) {
            Some(prim) => prim,
            None => return line.wrong(format!("`{word}` is not a primitive of this definition")),
        };
        let mut args = [T::NONE; 3];
        for arg in &mut args {
            if line.is_over() || line.peek() == Some("after") {
                break;
            }
            *arg = self.operand(line)?;
        }
        let after = line.optional("after")?.unwrap_or(0);
        self.set(line, t, Term { prim, args }, after)?;
        Ok(true)
    }

    fn set(&mut self, line: &Line<'_>, t: T, term: Term, after: u32) -> Result<(), Error> {
        match self.terms.get_mut(t.index()) {
            Some(place @ None) => {
                *place = Some((term, after));
                Ok(())
            }
            _ => line.wrong(format!("{t:?} is something already")),
        }
    }

    fn prim(&self, kind: PrimKind, index: &str) -> Option<Prim> {
        match kind {
            PrimKind::Opaque | PrimKind::Const => return None,
            PrimKind::Call => return self.helper_named(index).map(Prim::Call),
            _ => {}
        }
        let prim = match (width_named(index), self.type_named(index)) {
            (Some(width), _) => kind.with(width, Type(0)),
            (None, ty) => kind.with(Width::signed(1), ty.unwrap_or(Type(0))),
        }?;
        let fits = match prim.index() {
            Indexed::Width(_) => width_named(index).is_some(),
            Indexed::Type(_) => self.type_named(index).is_some(),
            _ => index.is_empty(),
        };
        fits.then_some(prim)
    }

    fn constants(&mut self, line: &mut Line<'_>) -> Result<(), Error> {
        while !line.is_over() {
            let t = self.row(line)?;
            line.expect("=")?;
            let word = line.word("a value")?;
            let Some(datum) = self.datum(word) else {
                return line.wrong(format!("`{word}` is not a value of this definition"));
            };
            self.set(line, t, Term { prim: Prim::Const(datum), args: [T::NONE; 3] }, 0)?;
            self.constants.entry(word.to_string()).or_insert(t);
            if !line.is_over() {
                line.expect(",")?;
            }
        }
        Ok(())
    }

    fn datum(&self, word: &str) -> Option<Datum> {
        let sem = self.sem;
        if let Ok(flag) = word.parse::<bool>() {
            return Some(Datum::new(sem.bool, flag.into()));
        }
        if let Ok(number) = word.parse::<i64>() {
            return Some(Datum::new(sem.int, number as u64));
        }
        if let Some((name, bits)) = word.split_once(':') {
            return Some(Datum::new(self.type_named(name)?, bits.parse::<i64>().ok()? as u64));
        }
        match self.type_named(word) {
            Some(ty) if sem.ty(ty).repr == Repr::Unit => Some(Datum::new(ty, 0)),
            Some(_) => None,
            None => word.parse::<f64>().ok().map(|it| Datum::new(sem.float, it.to_bits())),
        }
    }

    fn type_named(&self, name: &str) -> Option<Type> {
        self.sem.types.iter().position(|it| it.name == name).map(|row| Type(row as u8))
    }
    fn helper_named(&self, name: &str) -> Option<Helper> {
        self.sem.helpers.iter().position(|it| it.name == name).map(|row| Helper(row as u16))
    }
    fn op_named(&self, name: &str) -> Option<Op> {
        self.sem.ops.iter().position(|it| it.name == name).map(|row| Op(row as u16))
    }

    // ---- what a trace is

    fn trace(&mut self, line: &mut Line<'_>) -> Result<(), Error> {
        if self.start.is_some() {
            return line.wrong("one text is one trace");
        }
        self.start = Some(line.place()?);
        line.expect("of")?;
        let count: usize = line.number("a number")?;
        if count >= 1 << 24 {
            return line.wrong("a trace has not that many terms");
        }
        line.expect("terms")?;
        self.terms.resize_with(count, || None);
        Ok(())
    }

    fn entry(&mut self, line: &mut Line<'_>) -> Result<(), Error> {
        self.entry = Some(match line.word("`frame` or `side`")? {
            "frame" => Entry::Frame,
            // Terms of the parent.
            "side" => {
                let mut given = Vec::new();
                while !line.is_over() {
                    given.push(self.foreign(line)?);
                }
                Entry::Side(given)
            }
            word => return line.wrong(format!("a trace is not entered by `{word}`")),
        });
        Ok(())
    }

    /// A term of another trace.
    fn foreign(&self, line: &mut Line<'_>) -> Result<T, Error> {
        let word = line.word("a term")?;
        match self.row_of(word) {
            Some(t) => Ok(t),
            None => line.wrong(format!("`{word}` is not a term")),
        }
    }

    fn start_loop(&mut self, line: &mut Line<'_>) -> Result<(), Error> {
        if self.body.is_some() || self.head.is_none() {
            return line.wrong("a trace has one loop, behind its head");
        }
        line.expect("first")?;
        let first = line.number("a number")?;
        line.expect("origins")?;
        let origins = line.number("a number")?;
        self.body = Some(Loop { phis: Vec::new(), first, origins, events: Vec::new() });
        Ok(())
    }

    fn phi(&mut self, line: &mut Line<'_>) -> Result<(), Error> {
        let phi = self.row(line)?;
        line.expect("=")?;
        let entry = self.operand(line)?;
        line.expect("then")?;
        let back = self.operand(line)?;
        match &mut self.body {
            Some(body) => {
                body.phis.push(Phi { phi, entry, back });
                Ok(())
            }
            None => line.wrong("a phi is of a loop"),
        }
    }

    fn end(&mut self, line: &mut Line<'_>) -> Result<(), Error> {
        self.over = true;
        let end = match line.word("how it ends")? {
            "loop" => Ending::Loop,
            "leave" => Ending::Leave(line.number("a number")?),
            "header" => {
                let mut given = Vec::new();
                while !line.is_over() {
                    let phi = self.foreign(line)?;
                    line.expect("=")?;
                    given.push((phi, self.operand(line)?));
                    if !line.is_over() {
                        line.expect(",")?;
                    }
                }
                Ending::Header(given)
            }
            word => return line.wrong(format!("a trace does not end with `{word}`")),
        };
        if self.end.replace(end).is_some() {
            return line.wrong("a trace ends once");
        }
        Ok(())
    }

    fn origin(&mut self, line: &mut Line<'_>) -> Result<(), Error> {
        let row = line.number("a number")?;
        line.expect("at")?;
        let place = line.place()?;
        line.expect("step")?;
        let step = line.number("a number")?;
        let op = match line.peek() {
            None => None,
            Some(name) => {
                line.at += 1;
                match self.op_named(name) {
                    Some(op) => Some(op),
                    None => return line.wrong(format!("there is no op `{name}`")),
                }
            }
        };
        self.origins.set(line, "origin", row, Provenance { place, step, op })
    }

    // ---- leaves

    fn frame(&mut self, line: &mut Line<'_>) -> Result<(), Error> {
        let row = line.number("a number")?;
        line.expect("at")?;
        let place = line.place()?;
        let caller = line.optional("of")?;
        let function = if line.eat("function") { self.operand(line)? } else { T::NONE };
        let action = line.optional("action")?;
        let handled = if line.eat("handled") { self.operand(line)? } else { T::NONE };
        line.expect("locals")?;
        let locals = self.operands(line)?;
        line.expect("stack")?;
        let stack = self.operands(line)?;
        let frame = FrameRow { place, caller, function, action, handled, locals, stack };
        self.frames.set(line, "frame", row, frame)
    }

    fn leave(&mut self, line: &mut Line<'_>) -> Result<(), Error> {
        let row = line.number("a number")?;
        let word = line.word("a cause")?;
        let Some((cause, _)) = CAUSES.iter().find(|it| it.1 == word) else {
            return line.wrong(format!("`{word}` is not a cause"));
        };
        let tested = line.optional("tested")?.unwrap_or(0);
        line.expect("frame")?;
        let frame = FrameId::of_row(line.number("a number")?);
        let leave =
            Leave { cause: *cause, tested, frame, objects: Rc::default(), before: Vec::new() };
        self.leaves.set(line, "leave", row, leave)?;
        self.leave = Some(row);
        Ok(())
    }

    /// The leave that a line goes on with.
    fn this_leave(&mut self, line: &Line<'_>) -> Result<&mut Leave, Error> {
        let row = self.leave.map_or(usize::MAX, |row| row as usize);
        match self.leaves.0.get_mut(row) {
            Some(Some(leave)) => Ok(leave),
            _ => line.wrong("this belongs behind a `leave`"),
        }
    }

    fn first(&mut self, line: &mut Line<'_>) -> Result<(), Error> {
        let kind = self.kind(line)?;
        self.this_leave(line)?.before.push(kind);
        Ok(())
    }

    fn object(&mut self, line: &mut Line<'_>) -> Result<(), Error> {
        let object = self.row(line)?;
        let ty = self.ty(line)?;
        line.expect("{")?;
        let mut fields = Vec::new();
        while !line.eat("}") {
            if !fields.is_empty() {
                line.expect(",")?;
            }
            let (field, index) = self.field(line)?;
            line.expect("=")?;
            fields.push((field, index, self.operand(line)?));
        }
        let leave = self.this_leave(line)?;
        Rc::make_mut(&mut leave.objects).push(Virtual { object, ty, fields });
        Ok(())
    }

    // ---- events

    fn event(&mut self, line: &mut Line<'_>) -> Result<(), Error> {
        let kind = self.kind(line)?;
        let word = line.word("an origin")?;
        let Some(origin) = word.strip_prefix('@').and_then(|it| it.parse().ok()) else {
            return line.wrong(format!("`{word}` is not an origin, which starts with `@`"));
        };
        let leave = line.optional("leave")?;
        let event = Event { kind, origin, leave, trail: 0, memory: 0 };
        let events = match (&mut self.body, &mut self.head) {
            _ if self.over => return line.wrong("the trace is over"),
            (Some(body), _) => &mut body.events,
            (None, Some(head)) => head,
            (None, None) => return line.wrong("an event is of the head or of the loop"),
        };
        events.push(event);
        Ok(())
    }

    fn kind(&mut self, line: &mut Line<'_>) -> Result<EventKind, Error> {
        let result = if line.peek().is_some_and(|it| self.row_of(it).is_some()) {
            let result = self.row(line)?;
            line.expect("=")?;
            result
        } else {
            T::NONE
        };
        let word = line.word("an event")?;
        if result.is_some() {
            return match word {
                "load" => {
                    let (field, object, index) = self.field_of(line)?;
                    Ok(EventKind::Load { result, field, object, index })
                }
                "new" => Ok(EventKind::Alloc { result, ty: self.ty(line)? }),
                "call" => self.call(result, line),
                _ => line
                    .wrong(format!("`{word}` is neither a primitive nor an event with a result")),
            };
        }
        match word {
            "exit" | "deopt" => {
                let index = line.number("a number")?;
                let cond = self.operand(line)?;
                Ok(EventKind::Exit { index, cond, deopt: word == "deopt" })
            }
            "branch" => {
                let cond = self.operand(line)?;
                Ok(EventKind::Branch { cond, taken: line.number("`true` or `false`")? })
            }
            "store" | "init" => {
                let (field, object, index) = self.field_of(line)?;
                line.expect("=")?;
                let value = self.operand(line)?;
                Ok(match word {
                    "store" => EventKind::Store { field, object, index, value },
                    _ => EventKind::Init { field, object, index, value },
                })
            }
            "call" => self.call(result, line),
            "frames" => self.frames(line),
            "return" => self.returned(line),
            "valid" => Ok(EventKind::Validity),
            "safepoint" => Ok(EventKind::Safepoint),
            "whole" => self.whole(line),
            _ => line.wrong(format!("there is no event `{word}` without a result")),
        }
    }

    /// A field, with its index if it has one.
    fn field(&self, line: &mut Line<'_>) -> Result<(Field, T), Error> {
        let word = line.word("a field")?;
        let Some(row) = self.sem.fields.iter().position(|it| it.name == word) else {
            return line.wrong(format!("there is no field `{word}`"));
        };
        let index = if line.eat("[") {
            let index = self.operand(line)?;
            line.expect("]")?;
            index
        } else {
            T::NONE
        };
        Ok((Field(row as u16), index))
    }

    fn field_of(&self, line: &mut Line<'_>) -> Result<(Field, T, T), Error> {
        let (field, index) = self.field(line)?;
        line.expect("of")?;
        Ok((field, self.operand(line)?, index))
    }

    fn call(&self, result: T, line: &mut Line<'_>) -> Result<EventKind, Error> {
        let word = line.word("a helper")?;
        let Some(helper) = self.helper_named(word) else {
            return line.wrong(format!("there is no helper `{word}`"));
        };
        line.expect("(")?;
        let (mut args, mut lens) = (Vec::new(), Vec::new());
        while !line.eat(")") {
            if line.eat("[") {
                let items = self.operands(line)?;
                line.expect("]")?;
                lens.push(items.len() as u32);
                args.extend(items);
            } else {
                args.push(self.operand(line)?);
            }
        }
        if line.eat("raises") {
            let (raised, exception) = (self.row(line)?, self.row(line)?);
            return Ok(EventKind::Invoke { result, helper, args, lens, raised, exception });
        }
        if let Some(first) = line.optional("slots")? {
            let slots = self.rows(line)?;
            return Ok(EventKind::CallFrame { result, helper, args, lens, first, slots });
        }
        Ok(EventKind::Call { result, helper, args, lens })
    }

    fn frames(&self, line: &mut Line<'_>) -> Result<EventKind, Error> {
        let word = line.word("what is done")?;
        let ops = [FrameOp::Push, FrameOp::Pop, FrameOp::Yield, FrameOp::Resume];
        let Some(op) = ops.into_iter().find(|it| format!("{it:?}") == word) else {
            return line.wrong(format!("`{word}` is not done to frames"));
        };
        let values = self.operands(line)?;
        line.expect("action")?;
        Ok(EventKind::Frame { op, values, action: self.operand(line)? })
    }

    fn returned(&self, line: &mut Line<'_>) -> Result<EventKind, Error> {
        let place = line.place()?;
        let action = line.optional("action")?;
        let resume_at = line.optional("suspend")?;
        let kept = if resume_at.is_some() { self.operands(line)? } else { Vec::new() };
        line.expect("slots")?;
        Ok(EventKind::Return { place, action, resume_at, kept, slots: self.rows(line)? })
    }

    fn whole(&self, line: &mut Line<'_>) -> Result<EventKind, Error> {
        let word = line.word("an op")?;
        let Some(op) = self.op_named(word) else {
            return line.wrong(format!("there is no op `{word}`"));
        };
        line.expect("(")?;
        let inputs = self.operands(line)?;
        line.expect(")")?;
        let taken = line.optional("taken")?;
        line.expect("gives")?;
        Ok(EventKind::Whole { op, inputs, outputs: self.operands(line)?, taken })
    }

    fn ty(&self, line: &mut Line<'_>) -> Result<Type, Error> {
        let word = line.word("a type")?;
        match self.type_named(word) {
            Some(ty) => Ok(ty),
            None => line.wrong(format!("there is no type `{word}`")),
        }
    }
}

/// `i62`, `u8`.
fn width_named(name: &str) -> Option<Width> {
    let (sign, bits) = name.split_at_checked(1)?;
    let bits = bits.parse().ok().filter(|it| (1..=64).contains(it))?;
    match sign {
        "i" => Some(Width::signed(bits)),
        "u" => Some(Width::unsigned(bits)),
        _ => None,
    }
}
