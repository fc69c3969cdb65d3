//! How deeply a program nests, and a stack that is large enough for it.

use ruff_python_ast::visitor::source_order::{SourceOrderVisitor, TraversalSignal};
use ruff_python_ast::{AnyNodeRef, ModModule};
use ruff_text_size::{Ranged, TextSize};

use crate::warnings::{self, Note};

/// The deepest nesting of syntax nodes that compiles.
pub(crate) const MAX_DEPTH: usize = 6000;

/// Nesting that any thread's stack has room for.
const SHALLOW: usize = 60;

/// Stack that a level of nesting may take, in an unoptimized build.
const BYTES_PER_LEVEL: usize = 12 * 1024;

/// What a look at all nodes of a program tells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Survey {
    /// The nesting of the syntax tree.
    pub(crate) depth: usize,
    /// Where the parser has let something through that CPython's does not: the name of a keyword argument in parentheses.
    pub(super) suspect: Option<TextSize>,
    /// What the code generator warns of, in the order of the text.
    pub(crate) notes: Vec<Note>,
}

/// Looks at all nodes of a program, without recursion.
pub(crate) fn survey(module: &ModModule) -> Survey {
    let mut pending: Vec<(AnyNodeRef<'_>, usize)> = vec![(module.into(), 1)];
    let mut survey = Survey { depth: 0, suspect: None, notes: Vec::new() };
    while let Some((node, depth)) = pending.pop() {
        // Each `for` of a comprehension is a level of its own.
        let depth = depth + generators(node);
        survey.depth = survey.depth.max(depth);
        if let AnyNodeRef::Keyword(keyword) = node
            && keyword.arg.as_ref().is_some_and(|name| name.start() != keyword.start())
        {
            let at = keyword.start();
            survey.suspect = Some(survey.suspect.map_or(at, |known| known.min(at)));
        }
        warnings::look_at(node, &mut survey.notes);
        let mut children = Children { depth: depth + 1, pending: &mut pending };
        node.visit_source_order(&mut children);
    }
    survey.notes.sort_by_key(|note| note.at);
    survey
}

fn generators(node: AnyNodeRef<'_>) -> usize {
    match node {
        AnyNodeRef::ExprListComp(node) => node.generators.len(),
        AnyNodeRef::ExprSetComp(node) => node.generators.len(),
        AnyNodeRef::ExprDictComp(node) => node.generators.len(),
        AnyNodeRef::ExprGenerator(node) => node.generators.len(),
        _ => 0,
    }
}

/// Collects the children of one node without going into them.
struct Children<'a, 'b> {
    depth: usize,
    pending: &'b mut Vec<(AnyNodeRef<'a>, usize)>,
}

impl<'a> SourceOrderVisitor<'a> for Children<'a, '_> {
    fn enter_node(&mut self, node: AnyNodeRef<'a>) -> TraversalSignal {
        self.pending.push((node, self.depth));
        TraversalSignal::Skip
    }
}

/// Runs `work` with room on the stack for `depth` levels of recursion.
pub(crate) fn with_stack<T>(depth: usize, work: impl FnOnce() -> T) -> T {
    if depth <= SHALLOW {
        return work();
    }
    stacker::grow(depth.saturating_mul(BYTES_PER_LEVEL), work)
}
