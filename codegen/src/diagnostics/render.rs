//! Diagnostics as text, in the manner of rustc.

use std::collections::BTreeMap;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Diagnostics, Label, Severity};
use crate::source::{FileId, Sources};

/// How diagnostics are rendered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// ASCII without colour.
    Plain,
    /// With ANSI colours.
    Color,
}

impl Diagnostics {
    /// Renders all findings, an empty line between them, against the texts that they were found in.
    pub fn render(&self, sources: &Sources, style: Style) -> String {
        let renderer = match style {
            Style::Plain => Renderer::plain(),
            Style::Color => Renderer::styled(),
        };
        let rendered: Vec<String> =
            self.iter().map(|diagnostic| self.render_one(&renderer, diagnostic, sources)).collect();
        rendered.join("\n\n")
    }

    fn render_one(
        &self,
        renderer: &Renderer,
        diagnostic: &Diagnostic,
        sources: &Sources,
    ) -> String {
        let level = match diagnostic.severity() {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let mut group: Group<'_> = level
            .primary_title(diagnostic.message.as_str())
            .id(diagnostic.code.as_str())
            .elements(self.snippets(diagnostic, sources));
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        renderer.render(&[group])
    }

    /// One snippet per text, that of the primary label first.
    fn snippets<'a>(
        &'a self,
        diagnostic: &'a Diagnostic,
        sources: &'a Sources,
    ) -> Vec<Snippet<'a, annotate_snippets::Annotation<'a>>> {
        let first = diagnostic.primary.span.file;
        let mut by_file: BTreeMap<(bool, FileId), Vec<(AnnotationKind, &Label)>> = BTreeMap::new();
        by_file
            .entry((false, first))
            .or_default()
            .push((AnnotationKind::Primary, &diagnostic.primary));
        for label in &diagnostic.secondary {
            let key = (label.span.file != first, label.span.file);
            by_file.entry(key).or_default().push((AnnotationKind::Context, label));
        }
        let snippet = |((_, file), labels): ((bool, FileId), Vec<(AnnotationKind, &'a Label)>)| {
            let name = self.file_name(file);
            let text = sources.get(name).map_or("", String::as_str);
            let annotations = labels.into_iter().map(|(kind, label)| {
                kind.span(clamp(text, label.span.start)..clamp(text, label.span.end))
                    .label(label.text.as_str())
            });
            Snippet::source(text).path(name).annotations(annotations)
        };
        by_file.into_iter().map(snippet).collect()
    }
}

/// The offset, if the text has it: a caller may pass other sources than were compiled.
fn clamp(text: &str, offset: u32) -> usize {
    let mut offset = (offset as usize).min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
