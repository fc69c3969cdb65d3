//! One compilation: from the entry text through its includes to a program or diagnostics.

use std::collections::BTreeMap;

use crate::ast::{Item, ItemKind};
use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::model::Program;
use crate::source::{FileId, Sources};
use crate::{analyze as analysis, parse};

/// The stack that parsing runs on: enough for the deepest text that `parse/scan.rs` lets through.
const STACK: usize = 256 << 20;

/// The longest text whose places fit a span.
const MAX_TEXT: usize = u32::MAX as usize - 1;

/// What came out of a definition.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// The program, if there is no error. There may be warnings and notes.
    pub program: Option<Program>,
    /// All findings.
    pub diagnostics: Diagnostics,
}

/// Gives meaning to the definition that starts with the text named `entry`.
pub fn analyze(entry: &str, sources: &Sources) -> Analysis {
    let mut load = Load {
        sources,
        files: Vec::new(),
        ids: BTreeMap::new(),
        items: Vec::new(),
        diagnostics: Vec::new(),
    };
    if !sources.contains_key(entry) {
        let diagnostics =
            Diagnostics::new(vec![entry.to_string()], vec![codes::missing_entry(entry)]);
        return Analysis { program: None, diagnostics };
    }
    on_deep_stack(|| load.file(entry));
    let (mut program, found) = analysis::analyze(&load.items);
    load.diagnostics.extend(found);
    program.line_starts = load
        .files
        .iter()
        .map(|name| line_starts(sources.get(name).map_or("", String::as_str)))
        .collect();
    program.files = load.files.clone();
    let diagnostics = Diagnostics::new(load.files, load.diagnostics);
    let program = (!diagnostics.has_errors()).then_some(program);
    Analysis { program, diagnostics }
}

/// The program of a definition.
///
/// # Errors
/// All findings, if one of them is an error. Warnings and notes of a definition without errors are in [`analyze`]'s
/// result alone.
pub fn compile(entry: &str, sources: &Sources) -> Result<Program, Diagnostics> {
    let analysis = analyze(entry, sources);
    analysis.program.ok_or(analysis.diagnostics)
}

/// The names that a text includes, in order: what a build script has to load.
pub fn includes(text: &str) -> Vec<String> {
    parse::includes(text)
}

/// Runs a function on a thread of its own: with a stack of known size, and with the table of texts that `proc_macro2`
/// keeps per thread gone afterwards. Where there are no threads, on the stack at hand.
fn on_deep_stack(run: impl FnOnce() + Send) {
    let mut run = Some(run);
    let panicked = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("parse".to_string()).stack_size(STACK);
        let spawned = thread.spawn_scoped(scope, || run.take().map(|run| run()));
        spawned.map(|thread| thread.join().err()).ok().flatten()
    });
    if let Some(payload) = panicked {
        std::panic::resume_unwind(payload);
    }
    if let Some(run) = run {
        run();
    }
}

/// Loading of texts, each once, included items in the place of the `include`.
struct Load<'a> {
    sources: &'a Sources,
    files: Vec<String>,
    ids: BTreeMap<String, FileId>,
    items: Vec<Item>,
    diagnostics: Vec<Diagnostic>,
}

impl Load<'_> {
    /// Loads a text and what it includes. Includes are kept on a list, not on the stack, since they may form a chain.
    fn file(&mut self, name: &str) {
        let mut stack = vec![self.open(name).into_iter()];
        while let Some(items) = stack.last_mut() {
            let Some(item) = items.next() else {
                stack.pop();
                continue;
            };
            let ItemKind::Include(name) = &item.kind else {
                self.items.push(item);
                continue;
            };
            if self.ids.contains_key(&name.text) {
                continue;
            }
            if self.sources.contains_key(&name.text) {
                let items = self.open(&name.text);
                stack.push(items.into_iter());
            } else {
                self.diagnostics.push(codes::missing_include(name.span, &name.text));
            }
        }
    }

    fn open(&mut self, name: &str) -> Vec<Item> {
        let file = FileId(self.files.len() as u32);
        self.files.push(name.to_string());
        self.ids.insert(name.to_string(), file);
        let text = self.sources.get(name).map_or("", String::as_str);
        if text.len() > MAX_TEXT {
            let span = crate::source::Span { file, start: 0, end: 0 };
            self.diagnostics.push(codes::number_out_of_range(span, "a text of 4 GiB"));
            return Vec::new();
        }
        let (items, found) = parse::parse(file, text);
        self.diagnostics.extend(found);
        items
    }
}

/// Byte offsets of the starts of lines.
fn line_starts(text: &str) -> Vec<u32> {
    let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
    std::iter::once(0).chain(ends.map(|(at, _)| at as u32 + 1)).collect()
}
