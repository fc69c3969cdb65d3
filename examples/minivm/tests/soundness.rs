//! The abstract meaning of minivm's ops against their concrete meaning: the engine knows nothing of any VM.

use minivm::abstracts::SEMANTICS;
use model::MODEL;
use trefoil_optimizer::model::Definition;
use trefoil_optimizer::semantics::Op;

mod model {
    use minivm::abstracts::*;
    use trefoil_optimizer::model::*;
    use trefoil_optimizer::prelude::*;

    include!(concat!(env!("OUT_DIR"), "/model.rs"));
}

const MINIVM: Definition = Definition { sem: &SEMANTICS, ops: MODEL };

#[test]
fn every_op_alone() {
    for (index, op) in SEMANTICS.ops.iter().enumerate() {
        match MINIVM.check(Some(Op(index as u16)), 1, 0..1_000) {
            Ok(ran) => assert!(ran > 0, "`{}` never ran", op.name),
            Err(failure) => panic!("{failure}"),
        }
    }
}

#[test]
fn sequences() {
    match MINIVM.check(None, 6, 0..50_000) {
        Ok(ran) => assert!(ran > 100_000, "{ran} ops compared"),
        Err(failure) => panic!("{failure}"),
    }
}
