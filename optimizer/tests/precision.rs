//! What comes out of abstract functions as any value, and why.

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
