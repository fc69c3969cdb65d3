//! Random expressions of all primitives on integers and bools: terms mean what was asked for, and conditions assumed one
//! after another exclude nothing that fulfils them.
//!
//! A test has some arguments with random elements, terms built from them, and conditions among these that are assumed. It
//! is compared with all assignments of values to the arguments: every term evaluates to what its expression does, every
//! fact holds what remains, and what is measured is how much is known in the end and how many terms there are.

use std::fmt;

use super::primitives::{SEM, instances, int, truth};
use super::tally::Tally;
use trefoil_optimizer::T;
use trefoil_optimizer::cx::Cx;
use trefoil_optimizer::eval::eval;
use trefoil_optimizer::host::Ignorant;
use trefoil_optimizer::lattice::{Elem, Range};
use trefoil_optimizer::model::random::Random;
use trefoil_optimizer::semantics::Datum;
use trefoil_optimizer::term::{Prim, PrimKind, Sort};
use trefoil_primitives::Width;

/// What is known at the end of many tests.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Measure {
    facts: Tally,
    terms: u64,
    arguments: u64,
    unreachable: u64,
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}, {} terms, {} results that are arguments, {} contradictions",
            self.facts, self.terms, self.arguments, self.unreachable
        )
    }
}

/// An expression: an argument, or a primitive of earlier ones.
#[derive(Clone, Copy, Debug)]
enum Expr {
    Argument(usize),
    Apply(Prim, [usize; 3]),
}

/// What is built and assumed.
struct Test {
    exprs: Vec<(Expr, Sort)>,
    elems: Vec<Elem>,
    assignments: Vec<Vec<Datum>>,
    assumed: Vec<(usize, bool)>,
}

const STEPS: usize = 7;

fn kinds() -> Vec<PrimKind> {
    let fits = |sort: &Sort| matches!(sort, Sort::Int | Sort::Bool | Sort::Any);
    let mut kinds: Vec<PrimKind> = PrimKind::ALL.to_vec();
    kinds.retain(|kind| match kind.signature() {
        Some((sorts, result)) => sorts.iter().all(fits) && fits(&result),
        None => false,
    });
    // What conditions are made of, more often.
    let logic = [PrimKind::Not, PrimKind::BAnd, PrimKind::BOr, PrimKind::Eq, PrimKind::Sel];
    kinds.extend([logic, logic].concat());
    kinds
}

fn random_element(random: &mut Random, width: Width) -> Elem {
    let word = |random: &mut Random| width.min() as i64 + random.below(1 << width.bits()) as i64;
    let (a, b) = (word(random), word(random));
    let range = match random.below(4) {
        0 => Range::just(a),
        1 => Range::of_width(width),
        _ => Range::between(a.min(b), a.max(b)),
    };
    SEM.an_int(range)
}

/// Whether all values of one width are of another.
fn stays_within(part: Width, whole: Width) -> bool {
    whole.fits(part.min()) && whole.fits(part.max())
}

impl Test {
    fn new(random: &mut Random, width: Width, kinds: &[PrimKind]) -> Test {
        let elems = vec![
            random_element(random, width),
            random_element(random, width),
            if random.once_in(4) { SEM.just_bool(true) } else { SEM.a_bool() },
            if random.once_in(4) { SEM.just_bool(false) } else { SEM.a_bool() },
        ];
        let sorts = [Sort::Int, Sort::Int, Sort::Bool, Sort::Bool];
        let mut exprs: Vec<(Expr, Sort)> =
            sorts.iter().enumerate().map(|(index, sort)| (Expr::Argument(index), *sort)).collect();
        while exprs.len() < sorts.len() + STEPS {
            let Some(kind) = random.pick(kinds).copied() else { continue };
            let Some(prim) = random.pick(&instances(kind, width)).copied() else { continue };
            if matches!(prim, Prim::Wrap(to) if !stays_within(to, width)) {
                continue;
            }
            let Some((wanted, result)) = kind.signature() else { continue };
            // Any value, but all of one sort; equality is of bools as well.
            let any = if random.once_in(2) { Sort::Int } else { Sort::Bool };
            let mut args = [0; 3];
            for (slot, sort) in args.iter_mut().zip(wanted) {
                let sort = match (kind, sort) {
                    (_, Sort::Any) | (PrimKind::Eq, _) => any,
                    (_, sort) => *sort,
                };
                let fitting: Vec<usize> =
                    (0..exprs.len()).filter(|index| exprs[*index].1 == sort).collect();
                let recent = fitting.len().saturating_sub(5);
                let from = if random.once_in(3) { &fitting[..] } else { &fitting[recent..] };
                *slot = random.pick(from).copied().unwrap_or(0);
            }
            let result = match kind {
                PrimKind::Sel => any,
                // Of scalars of any sort it makes an integer.
                PrimKind::Retype => Sort::Int,
                _ => result,
            };
            if kind != PrimKind::Retype || prim == Prim::Retype(SEM.int) {
                exprs.push((Expr::Apply(prim, args), result));
            }
        }
        let conditions: Vec<usize> =
            (sorts.len()..exprs.len()).filter(|it| exprs[*it].1 == Sort::Bool).collect();
        let mut test = Test { exprs, elems, assignments: Vec::new(), assumed: Vec::new() };
        test.assign(width);
        // Mostly what some assignment fulfils.
        if let Some(values) = random.pick(&test.assignments) {
            for index in
                (0..3).filter_map(|_| random.pick(&conditions).copied()).collect::<Vec<_>>()
            {
                let wanted = (values[index].bits != 0) != random.once_in(12);
                test.assumed.push((index, wanted));
            }
        }
        test
    }

    /// All values of all expressions, but for those assignments for which one has none.
    fn assign(&mut self, width: Width) {
        let ints: Vec<Datum> = (width.min()..=width.max()).map(|it| int(it as i64)).collect();
        let of = |elem: &Elem, universe: &[Datum]| -> Vec<Datum> {
            universe.iter().copied().filter(|it| elem.contains(*it)).collect()
        };
        let truths = [truth(false), truth(true)];
        let (xs, ys) = (of(&self.elems[0], &ints), of(&self.elems[1], &ints));
        let (ps, qs) = (of(&self.elems[2], &truths), of(&self.elems[3], &truths));
        for x in &xs {
            for y in &ys {
                for (p, q) in ps.iter().flat_map(|p| qs.iter().map(move |q| (*p, *q))) {
                    if let Some(values) = self.values(&[*x, *y, p, q]) {
                        self.assignments.push(values);
                    }
                }
            }
        }
    }

    fn values(&self, given: &[Datum]) -> Option<Vec<Datum>> {
        let mut values: Vec<Datum> = Vec::with_capacity(self.exprs.len());
        for (expr, _) in &self.exprs {
            let value = match expr {
                Expr::Argument(index) => given[*index],
                Expr::Apply(prim, args) => eval(SEM, *prim, args.map(|index| values[index]))?,
            };
            values.push(value);
        }
        Some(values)
    }

    fn run(&mut self, cx: &mut Cx<'_>, measure: &mut Measure) -> Result<(), String> {
        cx.clear();
        let mut terms: Vec<T> = Vec::new();
        for (expr, _) in &self.exprs {
            let t = match expr {
                Expr::Argument(index) => cx.opaque(self.elems[*index]),
                Expr::Apply(prim, args) => {
                    let arity = prim.kind().signature().map_or(0, |it| it.0.len());
                    let mut given = [T::NONE; 3];
                    for (slot, arg) in given.iter_mut().zip(&args[..arity]) {
                        *slot = terms[*arg];
                    }
                    let t = cx.primitive(*prim, given);
                    measure.arguments += u64::from(given.contains(&t));
                    t
                }
            };
            terms.push(t);
        }
        self.compare(cx, &terms)?;
        for (index, wanted) in self.assumed.clone() {
            cx.assume(terms[index], wanted);
            self.assignments.retain(|values| (values[index].bits != 0) == wanted);
            if cx.is_unreachable() {
                measure.unreachable += 1;
                return match self.assignments.first() {
                    Some(values) => Err(self.failure(cx, &terms, values, "is excluded")),
                    None => Ok(()),
                };
            }
            self.compare(cx, &terms)?;
        }
        measure.terms += cx.terms().len() as u64;
        for (index, t) in terms.iter().enumerate() {
            let known = cx.fact(*t);
            let values = self.assignments.iter().map(|values| SEM.of_datum(values[index]));
            let best = values.fold(Elem::UNREACHABLE, |best, it| best.join(&it));
            measure.facts.add(&known, known == best);
        }
        Ok(())
    }

    /// Compares terms and facts with what remains of the assignments.
    fn compare(&self, cx: &Cx<'_>, terms: &[T]) -> Result<(), String> {
        for values in &self.assignments {
            for (index, t) in terms.iter().enumerate() {
                if !cx.fact(*t).contains(values[index]) {
                    let what = format!("{index} is not in {:?}", cx.fact(*t));
                    return Err(self.failure(cx, terms, values, &what));
                }
                if evaluate(cx, *t, terms, values).is_some_and(|value| value != values[index]) {
                    let what = format!("{index} is another value than {t:?}");
                    return Err(self.failure(cx, terms, values, &what));
                }
            }
        }
        Ok(())
    }

    fn failure(&self, cx: &Cx<'_>, terms: &[T], values: &[Datum], what: &str) -> String {
        let lines: Vec<String> = (0..self.exprs.len())
            .map(|it| {
                let (t, value) = (terms[it], values[it]);
                format!("  {it} {:?} is {value:?}, {t:?} {:?}", self.exprs[it].0, cx.fact(t))
            })
            .collect();
        format!("{what}, assumed {:?}\n{}", self.assumed, lines.join("\n"))
    }
}

/// The value of a term, from those of the arguments.
fn evaluate(cx: &Cx<'_>, t: T, terms: &[T], values: &[Datum]) -> Option<Datum> {
    let term = cx.terms().get(t);
    match term.prim {
        Prim::Opaque => terms.iter().position(|it| *it == t).map(|index| values[index]),
        Prim::Const(datum) => Some(datum),
        prim => {
            let mut args = [int(0); 3];
            for (slot, arg) in args.iter_mut().zip(term.args) {
                if arg.is_some() {
                    *slot = evaluate(cx, arg, terms, values)?;
                }
            }
            eval(SEM, prim, args)
        }
    }
}

/// Runs so many tests.
///
/// # Errors
/// A term that is something else than its expression, or an assignment that is excluded.
pub fn check(width: Width, count: u64) -> Result<Measure, String> {
    let kinds = kinds();
    let mut measure = Measure::default();
    let mut host = Ignorant;
    let mut cx = Cx::new(SEM, &mut host);
    for seed in 0..count {
        let mut test = Test::new(&mut Random::new(seed), width, &kinds);
        test.run(&mut cx, &mut measure).map_err(|what| format!("seed {seed}: {what}"))?;
    }
    Ok(measure)
}
