//! The definitions that the soundness tests run, with both their meanings.

#![allow(dead_code, reason = "each test binary uses a part")]

use trefoil_optimizer::exec::{Raised, Validity};
use trefoil_optimizer::model::Definition;
use trefoil_optimizer::semantics::{Datum, Field, Helper, Op, Type};

/// What no VM's ops have.
pub mod torture {
    use trefoil_optimizer::model::*;
    use trefoil_optimizer::prelude::*;

    include!(concat!(env!("OUT_DIR"), "/torture_abstract.rs"));
    include!(concat!(env!("OUT_DIR"), "/torture_model.rs"));
}

/// The VM in this repository.
pub mod vm {
    use trefoil_optimizer::generated::*;
    use trefoil_optimizer::model::*;
    use trefoil_optimizer::prelude::*;

    include!(concat!(env!("OUT_DIR"), "/vm_model.rs"));
}

/// The VM's definition.
pub const VM: Definition =
    Definition { sem: &trefoil_optimizer::generated::SEMANTICS, ops: vm::MODEL };
/// The torture definition.
pub const TORTURE: Definition = Definition { sem: &torture::SEMANTICS, ops: torture::MODEL };

/// Runs `check` on parts of `cases` seeds on as many threads as there are processors, and adds up.
///
/// # Panics
/// With the difference, if one is found.
pub fn in_parallel(definition: Definition, op: Option<Op>, len: u32, cases: u64) -> u64 {
    let threads = std::thread::available_parallelism().map_or(2, |it| it.get()).min(8) as u64;
    let part = cases.div_ceil(threads);
    let workers: Vec<_> = (0..threads)
        .map(|number| {
            let seeds = number * part..(number * part + part).min(cases);
            std::thread::spawn(move || definition.check(op, len, seeds))
        })
        .collect();
    let mut ran = 0;
    for worker in workers {
        match worker.join() {
            Ok(Ok(count)) => ran += count,
            Ok(Err(failure)) => panic!("{failure}"),
            Err(_) => panic!("a check panicked"),
        }
    }
    ran
}

/// A world without objects and helpers.
pub struct NoWorld;

impl trefoil_optimizer::exec::World for NoWorld {
    fn load(&mut self, _: Field, _: Datum, _: Option<i64>) -> Datum {
        unreachable!("there are no objects")
    }
    fn store(&mut self, _: Field, _: Datum, _: Option<i64>, _: Datum) {}
    fn alloc(&mut self, _: Type, _: &[(Field, Option<i64>, Datum)]) -> Datum {
        unreachable!("there are no objects")
    }
    fn call(&mut self, _: Helper, _: &[Datum], _: &[u32]) -> Result<Datum, Raised> {
        Err(Raised)
    }
    fn whole(&mut self, _: Op, _: &[Datum], _: &mut Vec<Datum>) -> Result<(), Raised> {
        Err(Raised)
    }
    fn catch(&mut self) -> Datum {
        unreachable!("no handler is recorded")
    }
    fn safepoint(&mut self) -> Validity {
        Validity::Valid
    }
}
