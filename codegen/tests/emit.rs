//! What is generated for small definitions, as snapshots for people to judge; and that all of it is Rust.

use std::fs;
use std::path::{Path, PathBuf};

use trefoil_codegen::emit::{self, AccessorOptions, Meaning, Options};
use trefoil_codegen::model::{Flow, Program};
use trefoil_codegen::{Sources, Style, compile};

fn program(path: &Path) -> Program {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    program_of(&name, &fs::read_to_string(path).unwrap())
}

fn program_of(name: &str, text: &str) -> Program {
    let sources = Sources::from([(name.to_string(), text.to_string())]);
    compile(name, &sources)
        .unwrap_or_else(|errors| panic!("{}", errors.render(&sources, Style::Plain)))
}

fn settings(path: &Path) -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_snapshot_suffix(path.file_name().unwrap().to_string_lossy());
    settings
}

#[test]
fn interpreter() {
    insta::glob!("fixtures/emit/*.def", |path| {
        let interpreter = emit::interpreter(&program(path), &Options::default());
        settings(path).bind(|| {
            insta::assert_snapshot!("handlers", interpreter.handlers);
            if !program(path).families.is_empty() {
                insta::assert_snapshot!("specializers", interpreter.specializers);
            }
        });
    });
}

/// The options of a VM that is in a hurry.
fn unsafe_options() -> Options {
    Options {
        abi: Some("sysv64".to_string()),
        safety: Some("the caller upholds the contract of handlers.".to_string()),
        table_len: 5,
        ..Options::default()
    }
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/emit").join(name)
}

#[test]
fn metadata_and_dispatch() {
    let path = fixture("tables.def");
    let program = program(&path);
    let interpreter = emit::interpreter(&program, &unsafe_options());
    settings(&path).bind(|| {
        insta::assert_snapshot!("metadata", emit::metadata(&program));
        insta::assert_snapshot!("dispatch", interpreter.dispatch + &interpreter.specializer_table);
    });
}

#[test]
fn unsafe_handlers_with_coverage() {
    let path = fixture("boxing.def");
    let options = Options { coverage: true, line_numbers: true, ..unsafe_options() };
    let interpreter = emit::interpreter(&program(&path), &options);
    settings(&path).bind(|| insta::assert_snapshot!("unsafe", interpreter.handlers));
}

#[test]
fn everything_is_rust() {
    insta::glob!("fixtures/emit/*.def", |path| {
        let program = program(path);
        for safety in [None, Some("it is".to_string())] {
            let options =
                Options { safety, coverage: true, line_numbers: true, ..Options::default() };
            let text = emit::interpreter(&program, &options).into_text();
            syn::parse_file(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
            assert!(!text.contains("__comment"), "a marker was left\n{text}");
        }
        let text = emit::metadata(&program);
        syn::parse_file(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        for (stem, text) in emit::snapshots(&program) {
            syn::parse_file(&text).unwrap_or_else(|error| panic!("{stem}: {error}\n{text}"));
        }
    });
}

#[test]
fn coverage_vanishes_when_off() {
    let path = fixture("family.def");
    let text = emit::interpreter(&program(&path), &Options::default()).into_text();
    assert!(!text.contains("cover"));
}

#[test]
fn explanations() {
    let path = fixture("caches.def");
    let program = program(&path);
    let text = ["LOAD_ATTR_SLOT", "LOAD_ATTR", "_GUARD_SHAPE", "load_attr"]
        .map(|name| emit::explain(&program, name).unwrap())
        .join("\n");
    settings(&path).bind(|| insta::assert_snapshot!("explain", text));
    assert_eq!(emit::explain(&program, "NOTHING"), None);
}

#[test]
fn accessors() {
    let path = fixture("objects.def");
    let structs =
        ["List", "ListIter"].map(|name| (name.to_string(), format!("super::{name}Object")));
    let options = AccessorOptions { structs: structs.into() };
    let text = emit::accessors(&program(&path), &options);
    syn::parse_file(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    settings(&path).bind(|| insta::assert_snapshot!("accessors", text));
}

#[test]
fn expansions() {
    let program = program(&fixture("caches.def"));
    for name in ["LOAD_ATTR", "LOAD_ATTR_SLOT", "_GUARD_SHAPE", "_LOAD_SLOT"] {
        for meaning in [Meaning::Concrete, Meaning::Abstract] {
            let text = emit::expand(&program, name, meaning).unwrap();
            syn::parse_file(&text).unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
        }
    }
    let text = emit::expand(&program, "_LOAD_SLOT", Meaning::Concrete).unwrap();
    assert!(text.contains("// _LOAD_SLOT") || text.contains("fn _load_slot("), "{text}");
    assert_eq!(emit::expand(&program, "NOTHING", Meaning::Concrete), None);
}

/// An edit of one instruction changes the snapshots of that instruction and no other.
#[test]
fn snapshots_are_local() {
    let path = fixture("family.def");
    let text = fs::read_to_string(path).unwrap();
    let before = emit::snapshots(&program_of("a.def", &text));
    let edited =
        text.replace("res = left & right;", "\n    let both = left & right;\n    res = both;\n");
    assert_ne!(text, edited);
    let after = emit::snapshots(&program_of("a.def", &edited));
    let changed: Vec<&str> = before
        .iter()
        .zip(&after)
        .filter(|(a, b)| a != b)
        .map(|((stem, _), _)| stem.as_str())
        .collect();
    assert_eq!(changed, ["op._BINARY_OP_AND_INT", "inst.BINARY_OP_AND_INT"]);
}

/// The same bytes in, the same bytes out.
#[test]
fn output_is_deterministic() {
    insta::glob!("fixtures/emit/*.def", |path| {
        let once = || {
            let program = program(path);
            (emit::interpreter(&program, &Options::default()), emit::metadata(&program))
        };
        assert_eq!(once(), once());
    });
}

/// Where control goes, from the bodies.
#[test]
fn flows() {
    let text = "type Null : unit { test: is_null, box: null } [absent]\n\
                type Nil : unit { test: is_nil, box: nil }\n\
                extern fn raise(value: Value?) -> ! [errors];\n\
                inst JUMP(--) { jump!(oparg); }\n\
                inst BRANCH(value: Value? --) { branch_if!(value.is_null()); }\n\
                inst THROW(value: Value? --) { raise(value)?; }\n\
                inst RETURN(value --) { pop_frame!(value); }\n\
                inst YIELD(value --) { yield_frame!(value); }\n\
                inst CALL(callee, args[oparg] --) { push_frame!(callee, args); }\n\
                inst INIT(callee, args[oparg] --) { push_frame!(callee, args, 1); }\n\
                inst DROP(_ --) { }\n";
    let program = program_of("flows.def", text);
    let found: Vec<(&str, Flow, bool)> = program
        .insts
        .rows()
        .iter()
        .map(|inst| (inst.name.text.as_str(), program.flow(inst), program.has_frame_result(inst)))
        .collect();
    let expected = [
        ("JUMP", Flow::Jump, false),
        ("BRANCH", Flow::Branch, false),
        ("THROW", Flow::End, false),
        ("RETURN", Flow::End, false),
        ("YIELD", Flow::Next, true),
        ("CALL", Flow::Next, true),
        ("INIT", Flow::Next, false),
        ("DROP", Flow::Next, false),
    ];
    assert_eq!(found, expected);
}

/// What a coverage run is compared with: each exit where it stands, as it is written.
#[test]
fn exit_sites() {
    let path = fixture("control.def");
    let program = program(&path);
    settings(&path).bind(|| insta::assert_snapshot!("exit_sites", emit::exit_sites(&program)));
    let exits: u32 = program.ops.rows().iter().map(|op| op.exits).sum();
    assert_eq!(emit::exit_sites(&program).matches("ordinal:").count(), exits as usize);
}
