//! Every program in `tests/errors` is rejected with the exception, message and range in the `.err` file
//! beside it, which CPython 3.14 made. An end column that CPython does not know is 0.

use std::fs;
use std::path::{Path, PathBuf};

use trefoil_compiler::{SyntaxError, compile_module};

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors");
    let entries = fs::read_dir(folder).expect("the folder of fixtures is readable");
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "py"));
    paths.sort();
    paths
}

fn show(result: Result<(), SyntaxError>) -> String {
    match result {
        Ok(()) => "compiles\n".to_owned(),
        Err(error) => {
            let SyntaxError { line, col, end_line, end_col, message, kind, .. } = error;
            format!("{}: {message}\n{line}:{col}-{end_line}:{end_col}\n", kind.name())
        }
    }
}

#[test]
fn programs_are_rejected_as_cpython_rejects_them() {
    let paths = fixtures();
    assert!(paths.len() > 200, "fixtures are missing");
    let mut wrong = String::new();
    for path in &paths {
        let source = fs::read(path).expect("a fixture is readable");
        let expected =
            fs::read_to_string(path.with_extension("err")).expect("a fixture has an .err file");
        let found = show(compile_module(&source, "test.py").map(drop));
        if found != expected {
            wrong += &format!("{}\n  expected {expected}  found    {found}", path.display());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn encodings() {
    let message = |source: &[u8]| show(compile_module(source, "test.py").map(drop));
    assert_eq!(message(b"\xEF\xBB\xBFx = 1\n"), "compiles\n");
    assert_eq!(message(b"# coding: latin-1\nx = '\xE9'\n"), "compiles\n");
    assert!(
        message(b"x = 1\0\n").starts_with("SyntaxError: source code cannot contain null bytes")
    );
    assert!(
        message(b"x = '\xE9'\n")
            .contains("Non-UTF-8 code starting with '\\xe9' in file test.py on line 1")
    );
    assert!(message(b"# coding: nope\n").contains("unknown encoding: nope"));
}
