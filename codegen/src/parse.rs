//! Text to syntax: a malformed item is reported and skipped, the rest still parses.
//!
//! [`scan`] splits a text into items, [`item`] parses each with the grammar of `grammar.pest`, [`body`] parses bodies
//! with `syn`. Nothing here decides meaning.

mod body;
mod item;
mod scan;

use crate::ast::{Item, ItemKind};
use crate::diagnostics::Diagnostic;
use crate::source::FileId;

/// Text to the items that parse, in order, and reports of the others.
pub(crate) fn parse(file: FileId, text: &str) -> (Vec<Item>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut items = Vec::new();
    for chunk in scan::split(text, 0..text.len(), scan::Level::Items) {
        items.extend(item::parse_item(file, text, &chunk, &mut diagnostics));
    }
    (items, diagnostics)
}

/// The names that a text includes, in order. What is malformed is passed over: [`parse`] reports it.
pub(crate) fn includes(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for chunk in scan::split(text, 0..text.len(), scan::Level::Items) {
        if !text[chunk.text.clone()].starts_with("include") {
            continue;
        }
        let item = item::parse_item(FileId(0), text, &chunk, &mut Vec::new());
        if let Some(ItemKind::Include(name)) = item.map(|item| item.kind) {
            names.push(name.text);
        }
    }
    names
}
