//! Malformed definitions: success or diagnostics whose places lie in the text, never a panic, and never for long.
//!
//! Definitions are mutated by a seeded generator, so that a failure comes again; the mutated text is printed then.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use trefoil_codegen::emit::{self, Meaning, Options};
use trefoil_codegen::model::Program;
use trefoil_codegen::{Diagnostics, Severity, Sources, Style, analyze, includes, json};

/// xorshift64*: enough for mutations, and the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, limit: usize) -> usize {
        if limit == 0 { 0 } else { (self.next() >> 33) as usize % limit }
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    fn fragment(&mut self) -> &'static str {
        FRAGMENTS[self.below(FRAGMENTS.len())]
    }
}

/// Text that mutations insert: what ends things early, what starts others, what is no text of a definition at all.
const FRAGMENTS: &[&str] = &[
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ";",
    ",",
    "\"",
    "'",
    "//",
    "/*",
    "*/",
    "///",
    "=",
    "--",
    "<",
    ">",
    "|",
    "||",
    "!",
    "?",
    "..",
    "oparg",
    "op",
    "inst ",
    "family ",
    "when",
    "fill",
    "abstract",
    "exit_if!",
    "branch_if!(",
    "new!(",
    "local!(0) = ",
    "if ",
    "else",
    "let ",
    "as i62",
    "99999999999999999999",
    "2^99",
    "i65",
    "_",
    "r#",
    "b\"",
    "é",
    "→",
    "\u{0}",
    "\u{feff}",
    "\r\n",
    "\n",
    "match x {}",
    "|x| x",
    "&mut ",
    "#[a]",
    "$x",
    "'a",
    "1e999",
    "0x",
    "super",
    "type ",
    "replicate(0..9) ",
];

fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn mutate(text: &str, random: &mut Random) -> String {
    let mut text = text.to_string();
    for _ in 0..=random.below(3) {
        let start = floor(&text, random.below(text.len() + 1));
        let end = floor(&text, start + random.below(40)).max(start);
        match random.below(9) {
            0 => text.replace_range(start..end, ""),
            1 => {
                let copy = text[start..end].to_string();
                text.insert_str(end, &copy);
            }
            2 => text.truncate(start),
            3 | 4 => text.insert_str(start, random.fragment()),
            5 => text.replace_range(start..end, random.fragment()),
            6 => text = swap_lines(&text, random),
            7 => {
                let bytes: Vec<u8> = (0..=random.below(8)).map(|_| random.next() as u8).collect();
                text.replace_range(start..end, &String::from_utf8_lossy(&bytes));
            }
            _ => text = swap_words(&text, random),
        }
    }
    text
}

fn swap_lines(text: &str, random: &mut Random) -> String {
    let mut lines: Vec<&str> = text.split('\n').collect();
    let (a, b) = (random.below(lines.len()), random.below(lines.len()));
    lines.swap(a, b);
    lines.join("\n")
}

/// Puts one word of the text in the place of another.
fn swap_words(text: &str, random: &mut Random) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let words: Vec<(usize, &str)> = text
        .split(|c| !is_word(c))
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
        .collect();
    if words.is_empty() {
        return text.to_string();
    }
    let ((at, old), (_, new)) = (*random.pick(&words), *random.pick(&words));
    format!("{}{new}{}", &text[..at], &text[at + old.len()..])
}

/// Compiles, and checks what has to hold of any input.
fn check(sources: &Sources, entry: &str) -> Diagnostics {
    let started = Instant::now();
    let analysis = analyze(entry, sources);
    let spent = started.elapsed();
    assert_eq!(analysis.program.is_none(), analysis.diagnostics.has_errors());
    if let Some(program) = &analysis.program {
        emit_all(program);
    }
    for diagnostic in &analysis.diagnostics {
        for label in std::iter::once(&diagnostic.primary).chain(&diagnostic.secondary) {
            let text = &sources[analysis.diagnostics.file_name(label.span.file)];
            let (start, end) = (label.span.start as usize, label.span.end as usize);
            assert!(start <= end && end <= text.len(), "{diagnostic:?} in {} bytes", text.len());
            assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{diagnostic:?}");
        }
    }
    assert!(spent < Duration::from_secs(10), "took {spent:?}");
    analysis.diagnostics
}

/// Emitters are total: what is analyzed without an error can be emitted.
fn emit_all(program: &Program) {
    json::model(program);
    emit::interpreter_unformatted(program, &Options::default());
    emit::metadata_unformatted(program);
    emit::abstracts::module_unformatted(program);
    emit::model_ops::module_unformatted(program);
    emit::exit_sites(program);
    for inst in program.insts.rows().iter().take(3) {
        emit::explain(program, &inst.name.text);
        emit::expand(program, &inst.name.text, Meaning::Abstract);
    }
}

/// Prints the text that a panic is about.
struct Shown<'a>(&'a str);

impl Drop for Shown<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("----- the text was\n{}\n-----", self.0);
        }
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

/// The declarations of the sample, and a few of its other items.
fn excerpt(sample: &str, random: &mut Random) -> String {
    let lines: Vec<&str> = sample.lines().collect();
    let declarations = lines.iter().position(|line| *line == "// Moves.").unwrap();
    let start = declarations + random.below(lines.len() - declarations);
    let end = (start + 15).min(lines.len());
    // Mostly without what may be mutated already well enough in a shorter text.
    let first = if random.below(4) == 0 { 0 } else { declarations };
    format!(
        "{}\n{}",
        lines[..declarations][first.min(declarations)..].join("\n"),
        lines[start..end].join("\n")
    )
}

#[test]
fn mutated_definitions() {
    let sample = fs::read_to_string(root().join("tests/fixtures/sample.def")).unwrap();
    let mut random = Random(0x7ef0_11ed);
    let (mut failed, mut passed) = (0, 0);
    for round in 0..1500 {
        let base = if round % 20 == 0 { sample.clone() } else { excerpt(&sample, &mut random) };
        let text = mutate(&base, &mut random);
        let _shown = Shown(&text);
        includes(&text);
        let sources = Sources::from([("sample.def".to_string(), text.clone())]);
        let diagnostics = check(&sources, "sample.def");
        if round % 10 == 0 {
            diagnostics.render(&sources, Style::Plain);
        }
        *(if diagnostics.has_errors() { &mut failed } else { &mut passed }) += 1;
    }
    assert!(
        failed > 500 && passed > 10,
        "mutations are too tame or too wild: {failed} failed, {passed} passed"
    );
}

/// The texts of the definition of the VM in this repository.
fn instruction_set() -> Sources {
    let folder = root().join("..");
    let mut sources = Sources::new();
    let mut names = vec!["bytecodes.def".to_string()];
    while let Some(name) = names.pop() {
        let text = fs::read_to_string(folder.join(&name)).unwrap();
        names.extend(includes(&text).into_iter().filter(|name| !sources.contains_key(name)));
        sources.insert(name, text);
    }
    sources
}

/// How many mutations of the instruction set to try: `MALFORMED_CASES`.
fn cases() -> usize {
    std::env::var("MALFORMED_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(100)
}

/// All of it, with a mutation anywhere.
#[test]
fn mutated_instruction_set() {
    let sources = instruction_set();
    let names: Vec<String> = sources.keys().cloned().collect();
    let mut random = Random(0xdef);
    for _ in 0..cases() {
        let mut mutated = sources.clone();
        let name = random.pick(&names).clone();
        let text = mutate(&sources[&name], &mut random);
        mutated.insert(name, text);
        check(&mutated, "bytecodes.def");
    }
}

/// Some items of it with the declarations that they need, mutated: many more, because it is less text.
#[test]
fn mutated_parts_of_the_instruction_set() {
    let sources = instruction_set();
    let lines: Vec<&str> = sources["bytecodes.def"].lines().collect();
    let is_declaration = |line: &str| {
        line.starts_with("extern fn ") || line.starts_with("const ") || line.starts_with("op ")
    };
    let mut random = Random(0x0de_f1ed);
    let (mut failed, mut passed) = (0, 0);
    for _ in 0..cases() * 20 {
        let start = random.below(lines.len() - 12);
        let part = &lines[start..start + 12];
        let named = |word: &str| part.iter().any(|line| line.contains(word));
        let declarations = lines.iter().enumerate().filter(|(at, line)| {
            let name =
                line.split([' ', '(', '<']).find(|word| word.contains('_') || word.len() > 6);
            is_declaration(line) && !(start..start + 12).contains(at) && name.is_some_and(named)
        });
        let mut text = String::from("include \"objects.def\";\n");
        declarations.for_each(|(_, line)| text.extend([line, "\n"]));
        text.push_str(&mutate(&part.join("\n"), &mut random));
        let _shown = Shown(&text);
        let mut mutated = Sources::from([("part.def".to_string(), text.clone())]);
        mutated.insert("objects.def".to_string(), sources["objects.def"].clone());
        let found = check(&mutated, "part.def");
        *(if found.has_errors() { &mut failed } else { &mut passed }) += 1;
    }
    assert!(failed > 0 && passed > 0, "{failed} failed, {passed} passed");
}

fn check_text(text: &str) -> Diagnostics {
    let _shown = Shown(&text[..floor(text, 300)]);
    check(&Sources::from([("a.def".to_string(), text.to_string())]), "a.def")
}

#[test]
fn deep_nesting() {
    let wrap = |open: &str, inner: &str, close: &str, depth: usize| {
        format!("{}{inner}{}", open.repeat(depth), close.repeat(depth))
    };
    for depth in [10, 100, 1_000, 100_000] {
        let bodies = [
            wrap("(", "a", ")", depth),
            wrap("!", "a", "", depth),
            wrap("-", "1", "", depth),
            wrap("{", "a", "}", depth),
            wrap("[", "a", "]", depth),
            wrap("if a { ", "a", " } else { a }", depth),
            wrap("if a { a } else ", "{ a }", "", depth),
            wrap("a + ", "a", "", depth),
            wrap("a = ", "a", "", depth),
            wrap("", "a", ".len", depth),
            wrap("", "a", ".min(1)", depth),
            wrap("", "a", "?", depth),
            wrap("", "a", "[0]", depth),
            wrap("", "a", " as i62", depth),
            wrap("f(", "a", ")", depth),
            wrap("local!(", "0", ")", depth),
            wrap("a as A<", "A", ">", depth),
            wrap("|x| ", "a", "", depth),
            wrap("return ", "a", "", depth),
            wrap("&", "a", "", depth),
            wrap("exit_if!(a | ", "a", ")", depth),
            wrap("a; ", "a", "", depth),
        ];
        for body in &bodies {
            check_text(&format!("inst A(a -- b) {{ b = {body}; }}\n"));
        }
        check_text(&format!("extern fn f(x: {}) [pure];", wrap("[", "Value", "]", depth)));
        check_text(&format!("inst A(a[{}] --) {{}}", wrap("1 + ", "1", "", depth)));
        check_text(&format!("macro A = {};", wrap("A + ", "A", "", depth)));
        check_text(&wrap("family A { ", "", "}", depth));
        check_text(&wrap("/*", "", "*/", depth));
        check_text(&wrap("include \"a.def\"; ", "", "", depth));
    }
}

#[test]
fn odd_texts() {
    for text in [
        "",
        "\n",
        "\u{feff}",
        "é",
        "}",
        "{",
        "\"",
        "///",
        "/*",
        "op",
        "inst A",
        "type",
        "\0",
        "//",
        "include \"a.def\";",
    ] {
        check_text(text);
    }
}

#[test]
fn include_cycles_end() {
    let text =
        |other: &str| format!("include \"{other}\";\ninst {}(--) {{}}\n", other.to_uppercase());
    let sources = Sources::from([("a".to_string(), text("b")), ("b".to_string(), text("a"))]);
    let analysis = analyze("a", &sources);
    assert!(!analysis.diagnostics.iter().any(|found| found.severity() == Severity::Error));
    assert_eq!(analysis.program.map(|program| program.insts.len()), Some(2));
}

#[test]
fn the_sample_is_right() {
    let text = fs::read_to_string(root().join("tests/fixtures/sample.def")).unwrap();
    let sources = Sources::from([("sample.def".to_string(), text)]);
    let analysis = analyze("sample.def", &sources);
    let wrong =
        analysis.diagnostics.iter().filter(|found| found.severity() != Severity::Note).count();
    assert_eq!(wrong, 0, "{}", analysis.diagnostics.render(&sources, Style::Plain));
}

#[test]
fn the_same_text_gives_the_same_model() {
    let text = fs::read_to_string(root().join("tests/fixtures/sample.def")).unwrap();
    let sources = Sources::from([("sample.def".to_string(), text)]);
    let model = || format!("{:?}", analyze("sample.def", &sources).program);
    assert_eq!(model(), model());
}
