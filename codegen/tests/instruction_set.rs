//! The instruction set of the VM in this repository, for review: one file per op and one per instruction in
//! `tests/snapshots` of the workspace; and that what is generated from it leads back to it.
//!
//! After a change that is meant, `INSTA_UPDATE=always cargo test -p trefoil-codegen --test instruction_set` writes the files
//! anew and removes those of what is gone; `cargo insta review` shows one after the other.

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use trefoil_codegen::emit::{self, Options};
use trefoil_codegen::model::{Program, StmtKind};
use trefoil_codegen::{Sources, Style, compile, includes};

const ENTRY: &str = "bytecodes.def";
const BLESS: &str = "INSTA_UPDATE=always cargo test -p trefoil-codegen --test instruction_set";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The texts of the definition in a folder.
fn sources(folder: &Path) -> Sources {
    let mut sources = Sources::new();
    let mut names = vec![ENTRY.to_string()];
    while let Some(name) = names.pop() {
        let text = fs::read_to_string(folder.join(&name)).unwrap();
        names.extend(includes(&text).into_iter().filter(|name| !sources.contains_key(name)));
        sources.insert(name, text);
    }
    sources
}

fn program(sources: &Sources) -> Program {
    compile(ENTRY, sources)
        .unwrap_or_else(|errors| panic!("{}", errors.render(sources, Style::Plain)))
}

/// Everything that can be emitted, by name.
fn outputs(program: &Program) -> Vec<(&'static str, String)> {
    let options = Options {
        line_numbers: true,
        safety: Some("it is so".to_string()),
        table_len: 1024,
        ..Options::default()
    };
    let interpreter = emit::interpreter(program, &options);
    vec![
        ("handlers", interpreter.handlers),
        ("specializers", interpreter.specializers),
        ("dispatch", interpreter.dispatch),
        ("specializer table", interpreter.specializer_table),
        ("metadata", emit::metadata(program)),
        ("exits", emit::exit_sites(program)),
        ("abstract functions", emit::abstracts::module(program)),
        ("model", emit::model_ops::module(program)),
        ("JSON", trefoil_codegen::json::model(program)),
    ]
}

#[test]
fn snapshots() {
    let folder = root().join("tests/snapshots");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(&folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut differing = Vec::new();
    let mut expected = BTreeSet::new();
    let quiet = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    for (name, text) in emit::snapshots(&program(&sources(&root()))) {
        let assert = || settings.bind(|| insta::assert_snapshot!(name.as_str(), text));
        if catch_unwind(AssertUnwindSafe(assert)).is_err() {
            differing.push(name.clone());
        }
        expected.insert(format!("{name}.snap"));
    }
    std::panic::set_hook(quiet);
    let stale = stale(&folder, &expected);
    assert!(
        differing.is_empty() && stale.is_empty(),
        "{} of {} snapshots in tests/snapshots differ: {differing:?}\n\
         {} are of what is no longer there: {stale:?}\n\
         if this is meant: {BLESS}",
        differing.len(),
        expected.len(),
        stale.len(),
    );
}

/// The files that no op and no instruction has; they are removed where files are written anew.
fn stale(folder: &Path, expected: &BTreeSet<String>) -> Vec<String> {
    let update = std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut stale: Vec<String> =
        names.filter(|name| name.ends_with(".snap") && !expected.contains(name)).collect();
    stale.sort();
    if update {
        stale.drain(..).for_each(|name| fs::remove_file(folder.join(name)).unwrap());
    }
    stale
}

/// The same texts give the same bytes from any folder, and none of the bytes names a folder.
#[test]
fn the_folder_does_not_matter() {
    let folders = ["one", "two/deeper"].map(|name| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("instruction_set").join(name);
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in sources(&root()) {
            fs::write(folder.join(name), text).unwrap();
        }
        folder
    });
    let [first, second] = folders.clone().map(|folder| outputs(&program(&sources(&folder))));
    for ((name, a), (_, b)) in first.iter().zip(&second) {
        assert!(a == b, "{name} differ");
        for folder in folders.iter().chain([&root().canonicalize().unwrap()]) {
            assert!(!a.contains(&*folder.to_string_lossy()), "{name} name {}", folder.display());
        }
    }
}

/// Whoever reads an error in generated code finds the place in the definition beside it.
#[test]
fn functions_say_where_they_come_from() {
    let program = program(&sources(&root()));
    let outputs = outputs(&program);
    let text = |name| &outputs.iter().find(|(of, _)| *of == name).unwrap().1;
    for inst in program.insts.rows() {
        let place = format!("{}:{})", program.file(inst.name.span), program.line(inst.name.span));
        assert!(text("handlers").contains(&place), "no handler of {} has {place}", inst.name);
        for op in inst.ops.iter().map(|part| &program.ops[part.op]) {
            let place = format!("{}:{})", program.file(op.name.span), program.line(op.name.span));
            assert!(text("handlers").contains(&place), "no handler has {place} of {}", op.name);
            assert!(
                text("abstract functions").contains(&place),
                "nothing has {place} of {}",
                op.name
            );
        }
    }
    for name in ["handlers", "specializers", "abstract functions", "model"] {
        let mut before = String::new();
        for line in text(name).lines() {
            let is_item = line.contains("fn ") && line.ends_with('{') && !line.starts_with(' ');
            if is_item || (line.contains("fn ") && line.ends_with('(')) {
                assert!(
                    before.contains(".def:"),
                    "{name}: nothing before this says where it comes from:\n{before}{line}"
                );
            }
            if line == "}" {
                before.clear();
            }
            before.push_str(line);
            before.push('\n');
        }
    }
}

/// The table of exits has what bodies have, with the line of each.
#[test]
fn exits_are_where_the_table_says() {
    let sources = sources(&root());
    let program = program(&sources);
    let text = emit::exit_sites(&program);
    let mut count = 0;
    for op in program.ops.rows() {
        for stmt in &op.body.stmts {
            let StmtKind::Exit { cond, .. } = &stmt.kind else { continue };
            let line = program.line(cond.span);
            let source = sources[program.file(cond.span)].lines().nth(line - 1).unwrap();
            let text = &sources[program.file(cond.span)][cond.span.start as usize..];
            assert!(
                source.contains(text.lines().next().unwrap().split_whitespace().next().unwrap())
            );
            count += 1;
        }
    }
    assert!(count > 100, "{count} exits");
    assert!(text.contains(&format!(
        "[ExitSite; {}]",
        program.ops.rows().iter().map(|op| op.exits).sum::<u32>()
    )));
}
