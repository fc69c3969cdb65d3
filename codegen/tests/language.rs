//! The examples of LANGUAGE.md: the first is a definition, the others stand below it, each by itself. A line that ends in
//! `// error[E0000]` has that error and no other; all else is right.

use std::collections::BTreeMap;

use trefoil_codegen::emit::{self, Options};
use trefoil_codegen::{Severity, Sources, Style, analyze};

const TEXT: &str = include_str!("../LANGUAGE.md");

/// The `def` blocks with the line that each starts in.
fn blocks() -> Vec<(usize, String)> {
    let mut blocks: Vec<(usize, String)> = Vec::new();
    let mut inside = false;
    for (number, line) in TEXT.lines().enumerate() {
        match line {
            "```def" => {
                inside = true;
                blocks.push((number + 2, String::new()));
            }
            "```" => inside = false,
            _ if inside => {
                if let Some((_, block)) = blocks.last_mut() {
                    block.push_str(line);
                    block.push('\n');
                }
            }
            _ => {}
        }
    }
    blocks
}

/// The errors that the lines of a text announce, and those that it has, by line.
fn errors(sources: &Sources) -> [BTreeMap<usize, String>; 2] {
    let text = &sources["main.def"];
    let announced = text.lines().enumerate().filter_map(|(line, text)| {
        let (_, code) = text.split_once("// error[")?;
        Some((line, code.trim_end_matches(']').to_string()))
    });
    let analysis = analyze("main.def", sources);
    let found = analysis.diagnostics.iter().filter(|it| it.severity() == Severity::Error);
    let line = |at: u32| text[..at as usize].matches('\n').count();
    let found = found.map(|it| (line(it.primary.span.start), it.code.as_str().to_string()));
    [announced.collect(), found.collect()]
}

#[test]
fn examples_are_as_they_say() {
    let blocks = blocks();
    assert!(blocks.len() > 4, "{} examples", blocks.len());
    let prelude = &blocks[0].1;
    for (number, block) in &blocks {
        let text = if block == prelude { block.clone() } else { format!("{prelude}{block}") };
        let sources = Sources::from([("main.def".to_string(), text)]);
        let [announced, found] = errors(&sources);
        let analysis = analyze("main.def", &sources);
        let shown = analysis.diagnostics.render(&sources, Style::Plain);
        assert_eq!(announced, found, "the example at LANGUAGE.md:{number}\n{shown}");
        if let Some(program) = &analysis.program {
            let text = emit::interpreter(program, &Options::default()).into_text();
            syn::parse_file(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
            emit::abstracts::module(program);
        }
    }
}

/// What the language has and the reference does not mention would be found by nobody.
#[test]
fn every_word_is_mentioned() {
    let grammar = include_str!("../src/grammar.pest");
    let keywords = grammar.lines().filter_map(|line| line.strip_prefix("kw_")?.split('"').nth(1));
    let attributes = [
        "absent",
        "mut",
        "watch",
        "range(",
        "pure",
        "reads(",
        "writes(",
        "allocates",
        "fresh",
        "errors",
        "escapes",
        "fill",
        "abstract",
    ];
    for word in keywords.chain(attributes) {
        assert!(TEXT.contains(word), "`{word}` is not in LANGUAGE.md");
    }
}
