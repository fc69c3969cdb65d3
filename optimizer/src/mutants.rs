//! Rules that are wrong on purpose, one at a time, for the tests to notice.
//!
//! A [`Mutant`] is a place where the engine decides something, and a way in which that can be wrong. [`Mutant::all`]
//! enumerates them: every primitive with every way to be wrong about its kind of result, every refinement with every way
//! to narrow too much, too little or the wrong operand, every part of an element in every operation of the lattice, every
//! condition that an exit may have. Nothing is picked but what [`crate::defects`] adds, because no list implies it.
//!
//! With the feature `mutants` one can be switched on for a thread; without it [`active`] is a constant and nothing of this
//! is in the binary. `tests/mutants.rs` runs the suite against each.
//!
//! # Invariants
//! 1. A mutant that changes no result says so ([`has_changed_something`]): it cannot count as noticed or as missed.
//! 2. A refinement that [`REFINEMENTS`] does not list panics under the feature, so that none stays without mutants.

use crate::defects::Defect;
use crate::lattice::{Elem, Range};
use crate::term::{PrimKind, Sort, T};

/// A wrong rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mutant {
    /// What is known of the result of a primitive.
    Result(PrimKind, Wrong),
    /// What is known of an argument, as the rule for the result sees it.
    Argument(PrimKind, u8, Bound),
    /// Two arguments, exchanged where the rule for the result sees them.
    Exchanged(PrimKind),
    /// The lowest bit of the computed result.
    Eval(PrimKind),
    /// The order of the arguments does not matter, it is said.
    Commutes(PrimKind),
    /// The order of the arguments matters, it is said.
    Ordered(PrimKind),
    /// A partial primitive is taken for a total one.
    Total(PrimKind),
    /// A result that is one of the arguments.
    Same(PrimKind, Same),
    /// What one argument, or what was computed, is narrowed to once a condition is known.
    Refine(PrimKind, When, u8, Narrowing),
    /// The rule of a condition is that for the opposite.
    Polarity(PrimKind, When),
    /// A part of a join, meet or widening.
    Lattice(Operation, Part, Side),
    /// A part is not looked at when elements are ordered.
    Order(Part),
    /// An exit with a condition of a kind is dropped although it is not known.
    Exit(PrimKind),
    /// The same of exits that are rare.
    RareExit,
    /// The same of recorded branches.
    Branch,
    /// A recorded branch is said to go the other way.
    OtherWay,
    /// An unknown `if` is decided.
    Decided(bool),
    /// A known `if` is forgotten.
    Undecided,
    /// What has to be thought of.
    Defect(Defect),
}

/// How what is known of a result can be wrong. The first five are unsound, the others lose precision.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wrong {
    /// The lower bound is one too high.
    LowTight,
    /// The upper bound is one too low.
    HighTight,
    /// A bit is known as zero that is not known.
    Bit,
    /// An unknown bool is this; a known one is kept.
    Is(bool),
    /// A known bool is the other one; a known constant has another sign.
    Opposite,
    /// The lower bound is one too low.
    LowLoose,
    /// The upper bound is one too high.
    HighLoose,
    /// Bits are known by the bounds only.
    BitsLost,
    /// All that the primitive may compute.
    GivesUp,
}

/// How a bound of an argument can be missed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bound {
    /// Only the lower bound is looked at.
    LowOnly,
    /// Only the upper bound is looked at.
    HighOnly,
    /// The lower bound is one too high.
    LowTight,
    /// The upper bound is one too low.
    HighTight,
}

/// How a result that is one of the arguments can be wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Same {
    /// It is not seen.
    Dropped,
    /// It is the other argument.
    Other,
    /// The neutral element is one more.
    Neutral,
}

/// What became known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum When {
    /// A condition is true.
    True,
    /// A condition is false.
    False,
    /// More of a result than follows from its arguments.
    Narrowed,
}

impl From<bool> for When {
    fn from(value: bool) -> When {
        if value { When::True } else { When::False }
    }
}

/// How a refinement can be wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Narrowing {
    /// Nothing is learnt.
    Dropped,
    /// The lower bound is one too high.
    LowTight,
    /// The upper bound is one too low.
    HighTight,
    /// The lower bound is one too low.
    LowLoose,
    /// The upper bound is one too high.
    HighLoose,
    /// One more type is excluded.
    Type,
    /// The other argument is narrowed instead.
    Other,
    /// The opposite is learnt.
    Opposite,
}

/// An operation of the lattice.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operation {
    /// Either.
    Join,
    /// Both.
    Meet,
    /// Either, in finitely many steps.
    Widen,
}

/// A part of an element.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// The lower bound.
    Low,
    /// The upper bound.
    High,
    /// Bits that are zero.
    Zeros,
    /// Bits that are one.
    Ones,
    /// Types that are integers or bools.
    Ints,
    /// Other types.
    Others,
    /// The constant.
    Constant,
}

impl Part {
    const ALL: [Part; 7] =
        [Part::Low, Part::High, Part::Zeros, Part::Ones, Part::Ints, Part::Others, Part::Constant];
}

/// Whose part is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// That of the first element.
    Left,
    /// That of the second.
    Right,
}

/// What a refinement says of one term.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Says {
    /// A lower bound.
    Low,
    /// An upper bound.
    High,
    /// Both bounds.
    Range,
    /// One type.
    Type,
    /// Some types.
    Types,
    /// Everything that is known of another term.
    Fact,
    /// The truth of a condition.
    Truth,
}

/// All refinements: of which primitive, when, which term (the arguments in order; after them the result that an overflow
/// is about), and what is said of it.
pub const REFINEMENTS: &[(PrimKind, When, u8, Says)] = &[
    (PrimKind::Not, When::True, 0, Says::Truth),
    (PrimKind::Not, When::False, 0, Says::Truth),
    (PrimKind::BAnd, When::True, 0, Says::Truth),
    (PrimKind::BAnd, When::True, 1, Says::Truth),
    (PrimKind::BAnd, When::False, 0, Says::Truth),
    (PrimKind::BAnd, When::False, 1, Says::Truth),
    (PrimKind::BOr, When::True, 0, Says::Truth),
    (PrimKind::BOr, When::True, 1, Says::Truth),
    (PrimKind::BOr, When::False, 0, Says::Truth),
    (PrimKind::BOr, When::False, 1, Says::Truth),
    (PrimKind::Is, When::True, 0, Says::Type),
    (PrimKind::Is, When::False, 0, Says::Types),
    (PrimKind::Lt, When::True, 0, Says::High),
    (PrimKind::Lt, When::True, 1, Says::Low),
    (PrimKind::Lt, When::False, 0, Says::Low),
    (PrimKind::Lt, When::False, 1, Says::High),
    (PrimKind::LtU64, When::True, 0, Says::Range),
    (PrimKind::LtU64, When::True, 1, Says::Range),
    (PrimKind::LtU64, When::False, 0, Says::Range),
    (PrimKind::LtU64, When::False, 1, Says::Range),
    (PrimKind::Eq, When::True, 0, Says::Range),
    (PrimKind::Eq, When::True, 1, Says::Range),
    (PrimKind::Eq, When::False, 0, Says::Range),
    (PrimKind::Eq, When::False, 1, Says::Range),
    (PrimKind::Same, When::True, 0, Says::Fact),
    (PrimKind::Same, When::True, 1, Says::Fact),
    (PrimKind::Same, When::False, 0, Says::Range),
    (PrimKind::Same, When::False, 0, Says::Types),
    (PrimKind::Same, When::False, 1, Says::Range),
    (PrimKind::Same, When::False, 1, Says::Types),
    (PrimKind::OvAdd, When::False, 0, Says::Range),
    (PrimKind::OvAdd, When::False, 1, Says::Range),
    (PrimKind::OvAdd, When::False, 2, Says::Range),
    (PrimKind::OvSub, When::False, 0, Says::Range),
    (PrimKind::OvSub, When::False, 1, Says::Range),
    (PrimKind::OvSub, When::False, 2, Says::Range),
    (PrimKind::OvMul, When::False, 2, Says::Range),
    (PrimKind::OvShl, When::False, 1, Says::Range),
    (PrimKind::OvShl, When::False, 2, Says::Range),
    (PrimKind::OvNeg, When::False, 0, Says::Range),
    (PrimKind::OvNeg, When::False, 2, Says::Range),
    (PrimKind::Sel, When::True, 0, Says::Truth),
    (PrimKind::Sel, When::True, 1, Says::Truth),
    (PrimKind::Sel, When::True, 2, Says::Truth),
    (PrimKind::Sel, When::False, 0, Says::Truth),
    (PrimKind::Sel, When::False, 1, Says::Truth),
    (PrimKind::Sel, When::False, 2, Says::Truth),
    (PrimKind::Sel, When::Narrowed, 0, Says::Truth),
    (PrimKind::Sel, When::Narrowed, 1, Says::Fact),
    (PrimKind::Sel, When::Narrowed, 2, Says::Fact),
    (PrimKind::Add, When::Narrowed, 0, Says::Range),
    (PrimKind::Add, When::Narrowed, 1, Says::Range),
    (PrimKind::Sub, When::Narrowed, 0, Says::Range),
    (PrimKind::Sub, When::Narrowed, 1, Says::Range),
    (PrimKind::Retype, When::Narrowed, 0, Says::Range),
];

impl Narrowing {
    /// How what a refinement says can be wrong.
    const fn of(says: Says) -> &'static [Narrowing] {
        use Narrowing::{Dropped, HighLoose, HighTight, LowLoose, LowTight, Opposite, Other, Type};
        match says {
            Says::Low => &[Dropped, LowTight, LowLoose, Other],
            Says::High => &[Dropped, HighTight, HighLoose, Other],
            Says::Range => &[Dropped, LowTight, HighTight, LowLoose, HighLoose, Other],
            Says::Type => &[Dropped],
            Says::Types => &[Dropped, Type],
            Says::Fact => &[Dropped, LowTight, HighTight, Type, Other],
            Says::Truth => &[Dropped, Opposite, Other],
        }
    }
}

impl Wrong {
    /// How a result of a sort can be wrong.
    const fn of(result: Sort) -> &'static [Wrong] {
        use Wrong::{
            Bit, BitsLost, GivesUp, HighLoose, HighTight, Is, LowLoose, LowTight, Opposite,
        };
        match result {
            Sort::Int => &[LowTight, HighTight, Bit, LowLoose, HighLoose, BitsLost, GivesUp],
            Sort::Bool => &[Is(false), Is(true), Opposite, GivesUp],
            Sort::Float => &[Opposite, GivesUp],
            Sort::Any => &[LowTight, HighTight, Bit, GivesUp],
        }
    }
}

impl Mutant {
    /// All mutants.
    pub fn all() -> Vec<Mutant> {
        let mut all = Vec::new();
        for kind in PrimKind::ALL {
            let Some((arguments, result)) = kind.signature() else { continue };
            all.extend(Wrong::of(result).iter().map(|wrong| Mutant::Result(*kind, *wrong)));
            for (index, sort) in (0..).zip(arguments) {
                if *sort == Sort::Int {
                    let bounds =
                        [Bound::LowOnly, Bound::HighOnly, Bound::LowTight, Bound::HighTight];
                    all.extend(bounds.map(|bound| Mutant::Argument(*kind, index, bound)));
                }
            }
            all.push(Mutant::Eval(*kind));
            all.extend(Mutant::of_order(*kind, arguments));
        }
        for (kind, when, place, says) in REFINEMENTS {
            all.extend(Narrowing::of(*says).iter().filter_map(|how| {
                let alone = matches!(kind.signature(), Some(([_], _))) || *place > 1;
                (*how != Narrowing::Other || !alone)
                    .then_some(Mutant::Refine(*kind, *when, *place, *how))
            }));
        }
        for kind in PrimKind::ALL {
            // The opposite of `!a` is what its only refinement says wrongly already.
            let refines = |it: &(PrimKind, When, u8, Says)| it.0 == *kind && it.1 != When::Narrowed;
            if *kind != PrimKind::Not && REFINEMENTS.iter().any(refines) {
                all.extend([When::True, When::False].map(|when| Mutant::Polarity(*kind, when)));
            }
        }
        for part in Part::ALL {
            for operation in [Operation::Join, Operation::Meet, Operation::Widen] {
                all.extend(
                    [Side::Left, Side::Right].map(|it| Mutant::Lattice(operation, part, it)),
                );
            }
            all.push(Mutant::Order(part));
        }
        for kind in PrimKind::ALL {
            let is_bool = matches!(kind.signature(), Some((_, Sort::Bool | Sort::Any)));
            if is_bool && *kind != PrimKind::Retype {
                all.push(Mutant::Exit(*kind));
            }
        }
        all.extend([
            Mutant::RareExit,
            Mutant::Branch,
            Mutant::OtherWay,
            Mutant::Decided(false),
            Mutant::Decided(true),
            Mutant::Undecided,
        ]);
        all.extend(Defect::ALL.iter().map(|defect| Mutant::Defect(*defect)));
        all
    }

    /// What can be wrong about the order of arguments, and about results that are one of them.
    fn of_order(kind: PrimKind, arguments: &[Sort]) -> Vec<Mutant> {
        let mut found = Vec::new();
        if kind == PrimKind::Sel {
            found.push(Mutant::Exchanged(kind));
        }
        if let [a, b] = arguments
            && a == b
        {
            if kind.commutes() {
                found.push(Mutant::Ordered(kind));
            } else {
                found.extend([Mutant::Exchanged(kind), Mutant::Commutes(kind)]);
            }
        }
        if kind.is_partial() {
            found.push(Mutant::Total(kind));
        }
        if kind.is_sometimes_an_argument() {
            found.push(Mutant::Same(kind, Same::Dropped));
            if kind.has_neutral() {
                found.extend([Same::Other, Same::Neutral].map(|how| Mutant::Same(kind, how)));
            }
        }
        found
    }
}

#[cfg(feature = "mutants")]
mod switch {
    use super::Mutant;
    use std::cell::Cell;

    thread_local! {
        static ACTIVE: Cell<Option<Mutant>> = const { Cell::new(None) };
        static CHANGED: Cell<bool> = const { Cell::new(false) };
    }

    /// Switches on one mutant for this thread, or none.
    pub fn activate(mutant: Option<Mutant>) {
        ACTIVE.set(mutant);
        CHANGED.set(false);
    }
    /// Whether the active mutant has changed a result.
    pub fn has_changed_something() -> bool {
        CHANGED.get()
    }
    #[inline(always)]
    pub(super) fn active() -> Option<Mutant> {
        ACTIVE.get()
    }
    pub(super) fn changed() {
        CHANGED.set(true);
    }
}
#[cfg(not(feature = "mutants"))]
mod switch {
    #[inline(always)]
    pub(super) const fn active() -> Option<super::Mutant> {
        None
    }
    pub(super) const fn changed() {}
}

#[cfg(feature = "mutants")]
pub use switch::{activate, has_changed_something};
use switch::{active, changed};

/// Whether a mutant is active. Asking is taken as a change: whoever asks is about to decide by it.
#[inline(always)]
pub(crate) fn mutant(mutant: Mutant) -> bool {
    let is = active() == Some(mutant);
    if is {
        changed();
    }
    is
}

/// One or the other, and whether that is a change.
fn instead<V: PartialEq>(right: V, wrong: V) -> V {
    if right != wrong {
        changed();
    }
    wrong
}

/// A range without its lowest or its highest member.
fn tighter(range: Range, low: bool) -> Range {
    match (range.single(), low) {
        (Some(_), _) => range,
        _ if range.is_empty() => range,
        (None, true) => range.meet(&Range::between(range.lo() + 1, i64::MAX)),
        (None, false) => range.meet(&Range::between(i64::MIN, range.hi() - 1)),
    }
}

/// A range with one member more at an end, which forgets what is known of its bits.
fn looser(range: Range, low: bool) -> Range {
    if range.is_empty() {
        return range;
    }
    if low {
        Range::between(range.lo().saturating_sub(1), range.hi())
    } else {
        Range::between(range.lo(), range.hi().saturating_add(1))
    }
}

fn with_range(elem: Elem, range: Range) -> Elem {
    Elem::new(elem.ints().0, elem.others().0, range, elem.konst())
}

/// The result of a transfer function. `again` is the function for other arguments, and for none all that it may give.
#[inline(always)]
pub(crate) fn transferred(
    kind: PrimKind,
    args: [Elem; 3],
    known: Elem,
    again: impl FnOnce(Option<[Elem; 3]>) -> Elem,
) -> Elem {
    let wrong = match active() {
        Some(Mutant::Result(it, wrong)) if it == kind => wrong_result(known, wrong, || again(None)),
        Some(Mutant::Argument(it, index, bound)) if it == kind => {
            let mut wrong = args;
            let arg = &mut wrong[usize::from(index)];
            *arg = wrong_argument(*arg, bound);
            again(Some(wrong))
        }
        Some(Mutant::Exchanged(it)) if it == kind => again(Some(match kind {
            PrimKind::Sel => [args[0], args[2], args[1]],
            _ => [args[1], args[0], args[2]],
        })),
        _ => return known,
    };
    instead(known, wrong)
}

fn wrong_argument(arg: Elem, bound: Bound) -> Elem {
    let range = arg.range();
    if range.is_empty() {
        return arg;
    }
    let missed = match bound {
        Bound::LowOnly => Range::just(range.lo()),
        Bound::HighOnly => Range::just(range.hi()),
        Bound::LowTight => tighter(range, true),
        Bound::HighTight => tighter(range, false),
    };
    with_range(arg, missed)
}

fn wrong_result(known: Elem, wrong: Wrong, all: impl FnOnce() -> Elem) -> Elem {
    let range = known.range();
    match wrong {
        Wrong::LowTight => with_range(known, tighter(range, true)),
        Wrong::HighTight => with_range(known, tighter(range, false)),
        Wrong::LowLoose => with_range(known, looser(range, true)),
        Wrong::HighLoose => with_range(known, looser(range, false)),
        Wrong::BitsLost => with_range(known, Range::between(range.lo(), range.hi())),
        Wrong::Bit => {
            let unknown = !(range.zeros() | range.ones());
            with_range(known, range.with_bits(unknown & unknown.wrapping_neg(), 0))
        }
        Wrong::Is(value) if range.single().is_none() => {
            with_range(known, Range::just(i64::from(value)))
        }
        Wrong::Opposite => match (range.single(), known.konst()) {
            (Some(word), _) => with_range(known, Range::just(word ^ 1)),
            (_, Some(bits)) => Elem::new(0, known.others().0, Range::EMPTY, Some(bits ^ 1 << 63)),
            _ => known,
        },
        Wrong::GivesUp => all(),
        Wrong::Is(_) => known,
    }
}

/// The word that is compared with the neutral element of a primitive.
#[inline(always)]
pub(crate) fn neutral(kind: PrimKind, word: i64) -> i64 {
    match active() {
        Some(Mutant::Same(it, Same::Neutral)) if it == kind => {
            changed();
            word.wrapping_sub(1)
        }
        _ => word,
    }
}

/// An argument that is the result.
#[inline(always)]
pub(crate) fn simplified(kind: PrimKind, args: [T; 3], same: T) -> Option<T> {
    match active() {
        Some(Mutant::Same(it, Same::Dropped)) if it == kind => {
            changed();
            None
        }
        Some(Mutant::Same(it, Same::Other)) if it == kind && args[1].is_some() => {
            Some(instead(same, if same == args[0] { args[1] } else { args[0] }))
        }
        _ => Some(same),
    }
}

/// Whether a condition is taken for the opposite when its rule is chosen.
#[inline(always)]
pub(crate) fn polarity(kind: PrimKind, value: bool) -> bool {
    value != mutant(Mutant::Polarity(kind, value.into()))
}

fn listed(kind: PrimKind, when: When, place: u8) {
    debug_assert!(
        cfg!(not(feature = "mutants"))
            || REFINEMENTS.iter().any(|it| (it.0, it.1, it.2) == (kind, when, place)),
        "the refinement of argument {place} of {kind:?}, {when:?}, is not listed"
    );
}

/// What a refinement says of a term of which something is known, and whether it is said of the other argument. None if
/// nothing is said.
#[inline(always)]
pub(crate) fn narrowed(
    (kind, when, place): (PrimKind, When, u8),
    known: Elem,
    fact: Elem,
) -> Option<(Elem, u8)> {
    listed(kind, when, place);
    match active() {
        Some(Mutant::Refine(a, b, c, how)) if (a, b, c) == (kind, when, place) => {
            wrong_narrowing(how, place, known, fact)
        }
        _ => Some((fact, place)),
    }
}

fn wrong_narrowing(how: Narrowing, place: u8, known: Elem, fact: Elem) -> Option<(Elem, u8)> {
    let met = known.meet(&fact);
    let wrong = match how {
        Narrowing::Dropped => {
            instead(met, known);
            return None;
        }
        Narrowing::Other => {
            changed();
            return Some((fact, place ^ 1));
        }
        // A bound that the refinement does not give is not its mistake.
        Narrowing::LowTight if fact.range().lo() > i64::MIN => {
            with_range(met, tighter(met.range(), true))
        }
        Narrowing::HighTight if fact.range().hi() < i64::MAX => {
            with_range(met, tighter(met.range(), false))
        }
        Narrowing::LowLoose => known.meet(&with_range(fact, looser(fact.range(), true))),
        Narrowing::HighLoose => known.meet(&with_range(fact, looser(fact.range(), false))),
        Narrowing::Type => {
            let types = met.types().0;
            let fewer = types & types.wrapping_sub(1);
            if fewer == 0 {
                met
            } else {
                Elem::new(met.ints().0 & fewer, met.others().0 & fewer, met.range(), met.konst())
            }
        }
        _ => met,
    };
    Some((instead(met, wrong), place))
}

/// What a refinement says of the truth of an argument, and of which one. None if nothing is said.
#[inline(always)]
pub(crate) fn truth((kind, when, place): (PrimKind, When, u8), value: bool) -> Option<(bool, u8)> {
    listed(kind, when, place);
    match active() {
        Some(Mutant::Refine(a, b, c, how)) if (a, b, c) == (kind, when, place) => {
            changed();
            match how {
                Narrowing::Dropped => None,
                Narrowing::Other => Some((value, place ^ 1)),
                _ => Some((!value, place)),
            }
        }
        _ => Some((value, place)),
    }
}

/// The part of an operation that is taken from one side.
#[inline(always)]
pub(crate) fn lattice(operation: Operation) -> Option<(Part, Side)> {
    match active() {
        Some(Mutant::Lattice(it, part, side)) if it == operation => Some((part, side)),
        _ => None,
    }
}

/// Notes that an operation gives something else.
pub(crate) fn combined<V: PartialEq>(right: V, wrong: V) -> V {
    instead(right, wrong)
}

/// Whether a part is as the order wants it.
#[inline(always)]
pub(crate) fn ordered(part: Part, is: bool) -> bool {
    is || mutant(Mutant::Order(part))
}

/// Whether an exit is dropped if its condition is not known.
#[inline(always)]
pub(crate) fn exit_is_dropped(kind: PrimKind, rare: bool) -> bool {
    match active() {
        Some(Mutant::Exit(it)) => it == kind,
        Some(Mutant::RareExit) => rare,
        _ => false,
    }
}

/// The same of a recorded branch.
#[inline(always)]
pub(crate) fn branch_is_dropped() -> bool {
    active() == Some(Mutant::Branch)
}

/// Notes that an exit or branch is dropped.
pub(crate) fn dropped() {
    changed();
}

/// Which way a recorded branch goes.
#[inline(always)]
pub(crate) fn branch(taken: bool) -> bool {
    taken != mutant(Mutant::OtherWay)
}

/// Whether an `if` is known.
#[inline(always)]
pub(crate) fn decided(known: Option<bool>) -> Option<bool> {
    match active() {
        Some(Mutant::Decided(value)) if known.is_none() => instead(known, Some(value)),
        Some(Mutant::Undecided) => instead(known, None),
        _ => known,
    }
}
