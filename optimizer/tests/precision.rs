//! How much is known: what comes out of abstract functions as any value, and why; and measurements of all primitives and
//! refinements, which `precision.txt` keeps.
//!
//! After a change that is meant, `BLESS=1 cargo test -p trefoil-optimizer --test precision` writes the file anew.

mod checks;
mod definitions;

use definitions::{TORTURE, VM};
use trefoil_optimizer::model::precision;

#[test]
fn losses_have_a_reason() {
    for definition in [TORTURE, VM] {
        let losses = precision(definition.sem);
        for loss in &losses {
            println!("{:32} {:16} {}", loss.op, loss.output, loss.because);
        }
        let unexplained: Vec<_> = losses.iter().filter(|loss| loss.because == "unknown").collect();
        assert!(unexplained.is_empty(), "{unexplained:?}");
        println!("{} of {} ops", losses.len(), definition.sem.ops.len());
    }
}

#[test]
fn a_loss_names_what_it_comes_from() {
    let losses = precision(TORTURE.sem);
    let because =
        |op: &str| losses.iter().find(|loss| loss.op == op).map(|loss| loss.because.as_str());
    assert_eq!(because("_ANYTHING"), Some("result of `anything`"));
    assert_eq!(because("_VALUE"), Some("load of `Node.content`"));
    assert_eq!(because("_ADD"), None);
}

#[test]
fn as_much_is_known_as_before() {
    let mut measured = Vec::new();
    let mut sink = |line| {
        measured.push(line);
        Ok(())
    };
    let measuring = checks::measure_ops(&mut sink).and_then(|()| checks::measure(&mut sink));
    measuring.unwrap_or_else(|what| panic!("{what}"));
    let path = checks::measurements();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, checks::PREAMBLE.to_string() + &measured.join("\n") + "\n")
            .expect("the file can be written");
        return;
    }
    let different = checks::difference(&measured);
    assert!(
        different.is_empty(),
        "{}\n\nBLESS=1 cargo test -p trefoil-optimizer --test precision writes these anew",
        different.join("\n")
    );
}
