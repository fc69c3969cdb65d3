//! Wrong rules that have to be thought of: about memory, calls and arms, and in the inner steps of some primitives.
//!
//! Not here: the wrong rules that follow from the list of primitives and from the shape of the domain. `mutants.rs` has
//! them, and the switch for both.

use crate::mutants::{Mutant, mutant};

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
    /// Products of equal bounds only.
    MulIgnoresSigns,
    /// Division by 1 and -1 is not considered.
    DivForgetsUnits,
    /// `a & b` is at least the smaller one.
    AndKeepsLowerBound,
    /// A cast clamps.
    WrapClamps,
    /// `!(a & b)` refutes `a`.
    RefineAndFalse,
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
    /// An object stays in snapshots alone although what it holds needs it.
    CyclesStay,
    /// A field that is known is loaded again.
    LoadsAgain,
    /// What was stored is not known afterwards.
    StoredForgotten,
    /// Any two objects may be one.
    ObjectsNeverDistinct,
    /// Any two indices may be one.
    IndicesNeverDisjoint,
    /// A condition that was assumed is not known afterwards; what follows from it is.
    ConditionForgotten,
    /// An application that there is gets another term.
    ComputedAgain,
    /// A guard that implies an earlier one goes, and that one stays as it is.
    WeakerStays,
    /// A guard is strengthened by one that tests another value.
    StrengthenedByOther,
    /// What an op did behind a call that raised is known at the handler.
    RaisedKeepsMemory,
    /// A call that was seen to raise is taken to raise always.
    RaisesAlways,
}

/// Whether a rule is broken at present.
#[inline(always)]
pub(crate) fn broken(defect: Defect) -> bool {
    mutant(Mutant::Defect(defect))
}
