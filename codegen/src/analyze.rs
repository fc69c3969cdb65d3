//! Syntax to meaning: names resolved, bodies typed, instructions composed, effects computed. Reports every error.
//!
//! In stages: [`declare`] reads types, objects, constants and helpers; [`ops`] signatures and, with [`body`], bodies;
//! [`effects`] computes what ops do; [`insts`] makes instructions of them, [`families`] lays out caches. What has been
//! reported is not reported again: an ill-typed expression has the type [`ERROR`], which fits everywhere.

mod body;
mod caches;
mod control;
mod declare;
mod effects;
mod expr;
mod families;
mod insts;
mod operators;
mod ops;
mod types;

pub(crate) use families::MemberFacts;

use std::collections::{BTreeMap, BTreeSet};

use crate::ast;
use crate::diagnostics::{Diagnostic, Severity, codes};
use crate::model::{
    ConstId, FieldId, HelperId, InstId, ObjectId, OpId, Program, PseudoId, Scalar, Ty, TypeId,
    TypeSet,
};
use crate::source::{Name, Span};

/// The type of what has been reported: of no type, so that it occurs in no error-free program.
const ERROR: Ty = Ty::Value(TypeSet(0));

/// For how many unknown names a similar one is looked for: a look at all names for each would be quadratic.
const MAX_HINTS: usize = 100;

/// The model in the making, with the names declared so far.
#[derive(Default)]
pub(crate) struct Analyzer {
    pub(crate) program: Program,
    pub(crate) diagnostics: Vec<Diagnostic>,
    types: BTreeMap<String, TypeId>,
    objects: BTreeMap<String, ObjectId>,
    fields: BTreeMap<(ObjectId, String), FieldId>,
    consts: BTreeMap<String, ConstId>,
    helpers: BTreeMap<String, HelperId>,
    ops: BTreeMap<String, OpId>,
    insts: BTreeMap<String, InstId>,
    pseudos: BTreeMap<String, PseudoId>,
    /// Types by their test method.
    tests: BTreeMap<String, TypeId>,
    /// Unit types by the name of their value in bodies.
    units: BTreeMap<String, TypeId>,
    /// The type that integer literals have where nothing says another: the one that boxes.
    literal: Option<Scalar>,
    /// `Value?`, `Value` and the absent types.
    any: TypeSet,
    present: TypeSet,
    /// What the checks need to know of each op beyond the model.
    facts: Vec<ops::OpFacts>,
    used: Used,
    /// The names of all instructions, those that are not declared yet included.
    later: BTreeSet<String>,
    /// What the heads of families take from the stack.
    head_inputs: BTreeMap<InstId, Vec<insts::Entry>>,
    /// How many names have been compared with all others for a hint.
    hints: usize,
}

/// Which declarations something refers to.
#[derive(Default)]
struct Used {
    ops: Vec<bool>,
    helpers: Vec<bool>,
}

/// Gives meaning to all modules, in the order of their inclusion.
pub(crate) fn analyze(modules: &[ast::Item]) -> (Program, Vec<Diagnostic>) {
    let mut analyzer = Analyzer::default();
    analyzer.declare(modules);
    analyzer.declare_ops(modules);
    analyzer.declare_insts(modules);
    analyzer.check_instructions();
    analyzer.check_unused();
    crate::check::names(&analyzer.program, &mut analyzer.diagnostics);
    (analyzer.program, analyzer.diagnostics)
}

impl Analyzer {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Whether there is an error among the findings after the first `before`.
    fn has_errors_since(&self, before: usize) -> bool {
        self.diagnostics[before..].iter().any(|diagnostic| diagnostic.severity() == Severity::Error)
    }

    /// Reports a name that nothing has, with one that is like it.
    fn unknown<T>(
        &mut self,
        name: &Name,
        what: &str,
        names: impl Fn(&Self) -> &BTreeMap<String, T>,
    ) {
        self.hints += 1;
        let similar =
            if self.hints > MAX_HINTS { None } else { similar(&name.text, names(self).keys()) };
        self.report(codes::unknown_name(name.span, what, &name.text, similar.as_deref()));
    }

    /// Reports reserved words. They would not be names in generated code.
    fn check_reserved(&mut self, name: &Name) {
        if name.text != "_" && syn::parse_str::<syn::Ident>(&name.text).is_err() {
            self.report(codes::reserved(name.span, &name.text));
        }
    }

    fn check_unused(&mut self) {
        for (id, op) in self.program.ops.iter() {
            let derived = op.replica.is_some() || self.used.ops[crate::table::Id::index(id)];
            if !derived {
                self.diagnostics.push(codes::unused_item(op.name.span, "op", &op.name.text));
            }
        }
        for (id, helper) in self.program.helpers.iter() {
            if !self.used.helpers[crate::table::Id::index(id)] {
                self.diagnostics.push(codes::unused_item(
                    helper.name.span,
                    "helper",
                    &helper.name.text,
                ));
            }
        }
    }
}

/// The name of the candidates that differs least, if it differs little.
fn similar<'a>(name: &str, candidates: impl Iterator<Item = &'a String>) -> Option<String> {
    let limit = 1 + name.len() / 4;
    let near = candidates.filter(|candidate| candidate.len().abs_diff(name.len()) <= limit);
    let (distance, best) = near.map(|candidate| (distance(name, candidate), candidate)).min()?;
    (distance <= limit).then(|| best.clone())
}

/// The number of letters to insert, delete or replace to make one word of the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(64).enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = cost.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

/// The span from the start of one to the end of the other.
fn join(start: Span, end: Span) -> Span {
    Span { end: end.end, ..start }
}
