//! A few random programs in every configuration. `trefoil-fuzz` runs many, and compares with CPython too.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Mutex;
use std::thread::available_parallelism;
use std::time::Duration;

use trefoil_fuzz::{Machines, campaign, program};

const BINARY: &str = env!("CARGO_BIN_EXE_trefoil");

#[test]
fn configurations_agree_on_random_programs() {
    let machines = Machines {
        binary: PathBuf::from(BINARY),
        python: None,
        limit: Duration::from_secs(60),
        only: Vec::new(),
    };
    let folder = tempfile::tempdir().expect("a folder");
    let jobs = available_parallelism().map_or(1, Into::into);
    let found = Mutex::new(Vec::new());
    campaign::run(&machines, 0..32, jobs, folder.path(), |seed, disagreement| {
        if let Some(it) = disagreement {
            let (expected, what) = it.first_difference();
            let text = format!(
                "seed {seed}, {} with {}\n  {}: {expected}\n  {}: {what}\n",
                it.what, it.other, it.reference, it.other
            );
            found.lock().expect("no thread panics with it").push(text);
        }
        true
    })
    .expect("programs run");
    let found = found.into_inner().expect("no thread panics with it");
    assert!(found.is_empty(), "{}see `cargo run -p trefoil-fuzz -- reduce SEED`", found.concat());
}

/// A program that does not compile prints the same in every configuration, and tests nothing.
#[test]
fn random_programs_compile() {
    let folder = tempfile::tempdir().expect("a folder");
    for seed in 0..100 {
        let path = folder.path().join(format!("{seed}.py"));
        fs::write(&path, program(seed)).expect("it can be written");
        let output = Command::new(BINARY).arg("dis").arg(&path).output().expect("it runs");
        assert!(output.status.success(), "{seed}: {}", String::from_utf8_lossy(&output.stderr));
    }
}
