//! Fixtures of diagnostics: definitions with the findings written below the lines that they are about.
//!
//! In `fixtures/diagnostics/*.def` a comment line with carets under a place is a finding (`error[E0101]: ..`) or a
//! secondary label of the finding before it (`note: ..`); `= help: ..` follows. These lines are not part of the definition
//! that is compiled. `//- name.def` starts another text; `prelude.def` is there for all. A fixture of a code is named for it.
//! After a change that is meant, `BLESS=1 cargo test -p trefoil-codegen --test diagnostics` writes the lines anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use similar::TextDiff;
use trefoil_codegen::diagnostics::{Code, Label};
use trefoil_codegen::{Diagnostic, Diagnostics, Severity, Sources, Style, analyze};

const PRELUDE: &str = "prelude.def";

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|ext| ext == "def")).collect();
    files.sort();
    assert!(!files.is_empty(), "no fixture in {}", folder.display());
    files
}

/// One fixture: its texts without findings, in order.
struct Fixture {
    texts: Vec<(String, String)>,
}

impl Fixture {
    fn parse(text: &str) -> Fixture {
        let mut texts: Vec<(String, String)> = vec![("main.def".to_string(), String::new())];
        for line in text.split_inclusive('\n') {
            if let Some(name) = line.strip_prefix("//- ") {
                texts.push((name.trim().to_string(), String::new()));
            } else if !is_finding(line) {
                texts.last_mut().unwrap().1.push_str(line);
            }
        }
        Fixture { texts }
    }

    fn sources(&self) -> Sources {
        let prelude = fs::read_to_string(fixtures().join(PRELUDE)).unwrap();
        self.texts.iter().cloned().chain([(PRELUDE.to_string(), prelude)]).collect()
    }

    /// The texts with findings below their lines.
    fn annotated(&self, diagnostics: &Diagnostics) -> String {
        let mut out = String::new();
        for (index, (name, text)) in self.texts.iter().enumerate() {
            if index > 0 {
                out.push_str(&format!("//- {name}\n"));
            }
            let mut notes = notes(diagnostics, name, text);
            for (number, line) in text.split_inclusive('\n').enumerate() {
                out.push_str(line);
                if let Some(notes) = notes.remove(&number) {
                    if !line.ends_with('\n') {
                        out.push('\n');
                    }
                    out.push_str(&notes);
                }
            }
            for (_, notes) in notes {
                out.push_str(&notes);
            }
        }
        out
    }
}

/// Whether a line of a fixture is a finding and not definition.
fn is_finding(line: &str) -> bool {
    let Some(rest) = line.trim_start().strip_prefix("//") else { return false };
    let rest = rest.trim_start();
    rest.starts_with('^')
        || rest.starts_with('@')
        || rest.starts_with("= help:")
        || rest.starts_with("= note in ")
}

/// The findings of a text, by line.
fn notes(diagnostics: &Diagnostics, name: &str, text: &str) -> BTreeMap<usize, String> {
    let mut notes: BTreeMap<usize, String> = BTreeMap::new();
    let mut add = |label: &Label, what: String| {
        let (line, note) = note(text, label, &what);
        notes.entry(line).or_default().push_str(&note);
    };
    for diagnostic in diagnostics {
        let is_here = |label: &Label| diagnostics.file_name(label.span.file) == name;
        if !is_here(&diagnostic.primary) {
            assert!(
                diagnostics.file_name(diagnostic.primary.span.file) != PRELUDE
                    || diagnostic.severity() != Severity::Error,
                "{diagnostic:?}"
            );
            continue;
        }
        add(&diagnostic.primary, headline(diagnostic));
        for label in &diagnostic.secondary {
            if is_here(label) {
                add(label, format!("note: {}", label.text));
            } else {
                let file = diagnostics.file_name(label.span.file);
                let label = Label { span: diagnostic.primary.span, text: String::new() };
                add(&label, format!("= note in {file}"));
            }
        }
        if let Some(help) = &diagnostic.help {
            add(&diagnostic.primary, format!("= help: {help}"));
        }
    }
    notes
}

fn headline(diagnostic: &Diagnostic) -> String {
    let (severity, code) = (diagnostic.severity().as_str(), diagnostic.code.as_str());
    format!("{severity}[{code}]: {} ({})", diagnostic.message, diagnostic.primary.text)
}

/// A finding as a line of comment, with the number of the line that it is about.
fn note(text: &str, label: &Label, what: &str) -> (usize, String) {
    let (start, end) = (label.span.start as usize, label.span.end as usize);
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line = text[..start].matches('\n').count();
    if what.starts_with("= ") {
        return (line, format!("//  {what}\n"));
    }
    let column = text[line_start..start].chars().count();
    let first_line = text[start..end].split('\n').next().unwrap_or("");
    let carets = "^".repeat(first_line.chars().count().max(1));
    let note = match column {
        0 | 1 => format!("//@{column} {carets} {what}\n"),
        _ => format!("//{}{carets} {what}\n", " ".repeat(column - 2)),
    };
    (line, note)
}

#[test]
fn fixtures_report_what_they_say() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut failures = Vec::new();
    for path in files(&fixtures().join("diagnostics")) {
        let expected = fs::read_to_string(&path).unwrap();
        let fixture = Fixture::parse(&expected);
        let found = fixture.annotated(&analyze("main.def", &fixture.sources()).diagnostics);
        if found == expected {
            continue;
        }
        if bless {
            fs::write(&path, &found).unwrap();
            continue;
        }
        let diff = TextDiff::from_lines(&expected, &found)
            .unified_diff()
            .header("expected", "found")
            .to_string();
        failures.push(format!("{}\n{diff}", path.display()));
    }
    let command = "BLESS=1 cargo test -p trefoil-codegen --test diagnostics";
    assert!(failures.is_empty(), "{}\nif this is meant: {command}", failures.join("\n"));
}

#[test]
fn every_code_has_a_fixture() {
    let mut missing: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    for path in files(&fixtures().join("diagnostics")) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let code = name.split('_').next().unwrap().to_uppercase();
        if fs::read_to_string(&path).unwrap().contains(&format!("[{code}]: ")) {
            missing.remove(code.as_str());
        }
    }
    assert!(missing.is_empty(), "no fixture named `<code>_*.def` provokes {missing:?}");
}

#[test]
fn codes_are_unique_and_sorted() {
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    let mut sorted: Vec<&str> = codes.clone();
    sorted.sort_by_key(|code| {
        (code.as_bytes()[0] != b'E', code.as_bytes()[0] != b'W', code.to_string())
    });
    sorted.dedup();
    assert_eq!(codes, sorted);
}

#[test]
fn messages_are_in_one_style() {
    for path in files(&fixtures().join("diagnostics")) {
        let fixture = Fixture::parse(&fs::read_to_string(&path).unwrap());
        for diagnostic in &analyze("main.def", &fixture.sources()).diagnostics {
            let texts =
                [&diagnostic.message, &diagnostic.primary.text].into_iter().chain(&diagnostic.help);
            for text in texts {
                let first = text.chars().next().unwrap_or('a');
                assert!(
                    !first.is_uppercase() && !text.ends_with('.'),
                    "{}: {text}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn ten_mistakes_are_ten_errors() {
    let text = fs::read_to_string(fixtures().join("diagnostics/ten_mistakes.def")).unwrap();
    let fixture = Fixture::parse(&text);
    let diagnostics = analyze("main.def", &fixture.sources()).diagnostics;
    let errors =
        diagnostics.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error).count();
    assert_eq!(errors, 10, "{}", diagnostics.render(&fixture.sources(), Style::Plain));
}

#[test]
fn rendering_shows_places_labels_and_help() {
    let text = "type Int : i62 { test: is_int, unbox: as_int, box: from_int }\n\
                inst ADD(left: Int, right -- res: Int) {\n    res = left + rihgt;\n}\n";
    let sources = Sources::from([("a.def".to_string(), text.to_string())]);
    let rendered = analyze("a.def", &sources).diagnostics.render(&sources, Style::Plain);
    insta::assert_snapshot!(rendered);
}

#[test]
fn a_missing_entry_is_an_error() {
    let analysis = analyze("nowhere.def", &Sources::new());
    assert!(analysis.program.is_none() && analysis.diagnostics.has_errors());
    assert!(analysis.diagnostics.render(&Sources::new(), Style::Color).contains("nowhere.def"));
}
