//! How much is known: counts and sums over many elements.

use std::fmt;
use trefoil_optimizer::lattice::Elem;

/// What was known in many cases.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Tally {
    cases: u64,
    best: u64,
    types: u64,
    constants: u64,
    span: i128,
    unknown_bits: u64,
}

impl Tally {
    /// Adds an element, and whether no element says more about what it stands for.
    pub fn add(&mut self, elem: &Elem, is_best: bool) {
        let range = elem.range();
        self.cases += 1;
        self.best += u64::from(is_best);
        self.types += u64::from(elem.types().0.count_ones());
        self.constants += u64::from(elem.konst().is_some());
        if !range.is_empty() {
            self.span += i128::from(range.hi()) - i128::from(range.lo());
            self.unknown_bits += u64::from((range.zeros() | range.ones()).count_zeros());
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} cases, {} best, {} types, {} constants, span {}, {} unknown bits",
            self.cases, self.best, self.types, self.constants, self.span, self.unknown_bits
        )
    }
}
