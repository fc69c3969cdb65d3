//! Snapshots of the code of small programs, in `tests/bytecode`.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test -p trefoil-compiler --test bytecode` writes them; read the diff.

use std::fs;
use std::path::Path;

use trefoil_compiler::dis::{Options, disassemble};
use trefoil_compiler::{compile_module, verify};

#[test]
fn snapshots() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bytecode");
    let update = std::env::var_os("UPDATE_SNAPSHOTS").is_some();
    let mut names: Vec<_> = fs::read_dir(folder)
        .expect("the folder is readable")
        .flatten()
        .map(|it| it.path())
        .collect();
    names.retain(|path| path.extension().is_some_and(|extension| extension == "py"));
    names.sort();
    assert!(!names.is_empty(), "no programs");
    for path in names {
        let source = fs::read(&path).expect("a program is readable");
        let code = compile_module(&source, "test.py")
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        verify::verify(&code).unwrap_or_else(|defect| panic!("{}: {defect}", path.display()));
        let found = disassemble(&code, Options::default());
        let snapshot = path.with_extension("dis");
        if update {
            fs::write(&snapshot, &found).expect("a snapshot is writable");
        }
        let expected = fs::read_to_string(&snapshot).unwrap_or_default();
        assert!(found == expected, "{} has changed:\n{found}", path.display());
    }
}
