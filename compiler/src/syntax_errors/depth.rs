//! How deeply a program nests, and a stack that is large enough for it.

use ruff_python_ast::visitor::source_order::{SourceOrderVisitor, TraversalSignal};
use ruff_python_ast::{AnyNodeRef, ModModule};

/// The deepest nesting of syntax nodes that compiles.
pub(crate) const MAX_DEPTH: usize = 6000;

/// Nesting that any thread's stack has room for.
const SHALLOW: usize = 60;

/// Stack that a level of nesting may take, in an unoptimized build.
const BYTES_PER_LEVEL: usize = 12 * 1024;

/// Returns the nesting of a program's syntax tree, or more than [`MAX_DEPTH`].
pub(crate) fn depth(module: &ModModule) -> usize {
    let mut pending: Vec<(AnyNodeRef<'_>, usize)> = vec![(module.into(), 1)];
    let mut deepest = 0;
    while let Some((node, depth)) = pending.pop() {
        deepest = deepest.max(depth);
        let mut children = Children { depth: depth + 1, pending: &mut pending };
        node.visit_source_order(&mut children);
    }
    deepest
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
