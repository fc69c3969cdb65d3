//! Compiles and verifies all Python files under the folders in `TREFOIL_CORPUS` (separated by `:`), as the
//! standard library of CPython. Programs that use what is not supported are skipped. Without the
//! variable the test compiles the repository's own programs.

use std::fs;
use std::path::{Path, PathBuf};

use trefoil_compiler::{compile_module, verify};

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "py") {
            files.push(path);
        }
    }
}

#[test]
fn everything_compiles_to_sound_code() {
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/programs").to_owned();
    let folders = std::env::var("TREFOIL_CORPUS").unwrap_or(own);
    let mut files = Vec::new();
    folders.split(':').for_each(|folder| collect(Path::new(folder), &mut files));
    files.sort();
    let mut wrong = Vec::new();
    for path in &files {
        let Ok(source) = fs::read(path) else { continue };
        match compile_module(&source, &path.to_string_lossy()) {
            Ok(code) => wrong.extend(
                verify::verify(&code).err().map(|defect| format!("{}: {defect}", path.display())),
            ),
            Err(error) if error.message.ends_with("is not supported") => {}
            Err(error) => wrong.push(format!("{}: {error}", path.display())),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
