//! Defects that the soundness tests must notice, one at a time.
//!
//! With the feature `mutants` one defect can be switched on while the program runs; without it [`broken`] is a constant
//! `false` and nothing of this is in the binary. `tests/mutants.rs` runs the suite against each.

macro_rules! defects {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// A wrong rule.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u32)]
        pub enum Defect {
            $($(#[$doc])* $name,)*
        }
        impl Defect {
            /// All defects.
            pub const ALL: &'static [Defect] = &[$(Defect::$name),*];
        }
    };
}

defects! {
    /// Joining keeps the upper bound of the first.
    JoinKeepsUpperBound,
    /// Joining keeps a one of the second.
    JoinUnitesOnes,
    /// Joining keeps the constant of the first.
    JoinKeepsConstant,
    /// The sum is one smaller at most.
    AddDropsTop,
    /// Lower bound minus lower bound.
    SubPairsBounds,
    /// Products of equal bounds only.
    MulIgnoresSigns,
    /// Division by 1 and -1 is not considered.
    DivForgetsUnits,
    /// The remainder is at most the divisor less two.
    RemTooSmall,
    /// `a & b` is at least the smaller one.
    AndKeepsLowerBound,
    /// `a | b` is even if one is.
    OrUnitesZeros,
    /// A shift to the right by the least count only.
    ShrTakesLeast,
    /// A cast clamps.
    WrapClamps,
    /// A sum overflows one too late.
    OvAddIgnoresOne,
    /// The bounds of a difference are swapped.
    OvSubSwapsBounds,
    /// The negation of the minimum fits.
    OvNegForgetsMin,
    /// A quotient overflows for constants only.
    OvDivNeedsConstant,
    /// A shift overflows by the least count only.
    OvShlTakesLeast,
    /// `<` is `<=`.
    LtIsLe,
    /// One true operand makes `&` true.
    AndNeedsOneOperand,
    /// A type test is true if it may be.
    IsTrueIfPossible,
    /// `a < b` leaves `a` below `b - 1`.
    RefineLtTooFar,
    /// `a >= b` leaves `b` below `a`.
    RefineGeStrict,
    /// `!(a & b)` refutes `a`.
    RefineAndFalse,
    /// A refuted type takes its neighbour with it.
    RefineIsFalseTwo,
    /// `a != 5` cuts off two values.
    RefineNeCutsTwo,
    /// A sum that fits is refined by the wrong operand.
    RefineOvAddSwaps,
    /// A product that fits keeps its sign.
    RefineOvMulPositive,
    /// An exact difference refines its operands as a sum.
    BackwardsSubIsAdd,
    /// A term made in an arm keeps what was known of it there.
    ArmTermsKeepFacts,
    /// The second arm runs under the condition of the first.
    ArmPolarity,
    /// After the arms the facts of the first hold.
    JoinKeepsFirstArm,
    /// After the arms memory is that of the second.
    JoinKeepsMemory,
    /// Different terms are different objects.
    AliasByTerm,
    /// Different index terms are different indices.
    AliasByIndexTerm,
    /// Objects of one type are one object.
    AliasSameType,
    /// An allocation is distinct from everything even after it has escaped.
    AliasEscapedDistinct,
    /// A call that escapes keeps memory.
    EscapeKeepsMemory,
    /// A call that escapes keeps arrays.
    EscapeKeepsArrays,
    /// A call forgets only the first field that it writes.
    WritesFirstOnly,
    /// Arguments of calls do not escape.
    ArgumentsStay,
    /// Values stored into objects do not escape.
    StoredStay,
    /// A store does not kill.
    StoreKillsNothing,
    /// A field's range ends early.
    FieldRangeTooSmall,
    /// A helper's declared range ends early.
    ResultRangeTooSmall,
    /// An exit leaves its condition unknown but is dropped the next time.
    ExitDropsUnknown,
    /// A load of an unknown item leaves what the object holds unescaped.
    LoadedStay,
    /// A choice between two objects leaves both unescaped.
    ChosenStay,
}

#[cfg(feature = "mutants")]
mod active {
    use super::Defect;
    use std::sync::atomic::{AtomicU32, Ordering};

    const NONE: u32 = u32::MAX;
    static ACTIVE: AtomicU32 = AtomicU32::new(NONE);

    /// Switches on one defect, or none.
    pub fn activate(defect: Option<Defect>) {
        ACTIVE.store(defect.map_or(NONE, |it| it as u32), Ordering::SeqCst);
    }
    #[inline(always)]
    pub(crate) fn broken(defect: Defect) -> bool {
        ACTIVE.load(Ordering::Relaxed) == defect as u32
    }
}
#[cfg(not(feature = "mutants"))]
mod active {
    #[inline(always)]
    pub(crate) const fn broken(_: super::Defect) -> bool {
        false
    }
}

#[cfg(feature = "mutants")]
pub use active::activate;
pub(crate) use active::broken;
