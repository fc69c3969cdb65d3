//! What bodies use: the meaning of an instruction's oparg, for disassemblers, the helpers that are called, the exits.

use crate::model::*;

/// The meaning of an oparg.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum OpargKind {
    /// The instruction does not read it.
    Unused,
    /// A number: a count, a selector, flags.
    Plain,
    /// The index of a local variable.
    Local,
    /// The index of a constant.
    Constant,
    /// The index of a name.
    Name,
    /// A distance forward from the next instruction.
    Jump,
    /// A distance back from the next instruction.
    JumpBack,
}

/// The meaning of an instruction's oparg. The most telling use decides: a jump, then a local, a constant, a name.
/// A member's is its head's: the source compiler has written it for the head.
pub fn oparg_kind(program: &Program, inst: &Inst) -> OpargKind {
    if let (InstKind::Member, Some(family)) = (&inst.kind, inst.family) {
        return oparg_kind(program, &program.insts[program.families[family].head]);
    }
    let mut kind = OpargKind::Unused;
    for part in &inst.ops {
        let op = &program.ops[part.op];
        let operands = op.inputs.iter().chain(&op.outputs);
        let counts = operands.filter_map(|operand| operand.count);
        let mut of_op = OpargKind::Unused;
        if counts.into_iter().any(|count| count.scale != 0) {
            of_op = OpargKind::Plain;
        }
        of_op = block(&op.body).fold(of_op, OpargKind::max);
        kind = kind.max(of_op);
    }
    kind
}

/// The uses of `oparg` in a block.
fn block(block: &Block) -> impl Iterator<Item = OpargKind> {
    let mut found = Vec::new();
    visit_block(block, &mut |event| {
        if let Event::Oparg(kind) = event {
            found.push(kind);
        }
    });
    found.into_iter()
}

/// Calls `see` for each call of a helper in a block.
pub(super) fn each_helper(block: &Block, see: &mut dyn FnMut(HelperId)) {
    visit_block(block, &mut |event| {
        if let Event::Helper(id) = event {
            see(id);
        }
    });
}

/// Calls `see` for each exit in a block, with its number and whether it is a `deopt_if!`.
pub(super) fn each_exit<'a>(block: &'a Block, see: &mut dyn FnMut(u32, &'a Expr, bool)) {
    visit_block(block, &mut |event| {
        if let Event::Exit(ordinal, cond, deopt) = event {
            see(ordinal, cond, deopt);
        }
    });
}

/// What a walk over a body reports.
enum Event<'a> {
    /// A use of `oparg`.
    Oparg(OpargKind),
    /// A call of a helper.
    Helper(HelperId),
    /// An exit.
    Exit(u32, &'a Expr, bool),
}

fn visit_block<'a>(block: &'a Block, found: &mut dyn FnMut(Event<'a>)) {
    for stmt in &block.stmts {
        visit_stmt(stmt, found);
    }
    if let Some(value) = &block.value {
        visit(value, found);
    }
}

fn visit_stmt<'a>(stmt: &'a Stmt, found: &mut dyn FnMut(Event<'a>)) {
    match &stmt.kind {
        StmtKind::Let(_, e) | StmtKind::Assign(_, e) | StmtKind::Expr(e) => visit(e, found),
        StmtKind::Exit { index, cond, deopt } => {
            visit(cond, found);
            found(Event::Exit(*index, cond, *deopt));
        }
        StmtKind::LetOverflowing(_, _, _, args) | StmtKind::Frame(_, args) => {
            args.iter().for_each(|arg| visit(arg, found));
        }
        StmtKind::LetFill(_, helper, args) => {
            args.iter().for_each(|arg| visit(arg, found));
            found(Event::Helper(*helper));
        }
        StmtKind::Store { object, value, .. } => {
            visit(object, found);
            visit(value, found);
        }
        StmtKind::StoreItem { object, index, value, .. } => {
            visit(object, found);
            visit(index, found);
            visit(value, found);
        }
        StmtKind::SetLocal(index, value) => {
            indexed(index, OpargKind::Local, found);
            visit(value, found);
        }
        StmtKind::If { cond, then, otherwise, .. } => {
            visit(cond, found);
            visit_block(then, found);
            visit_block(otherwise, found);
        }
        StmtKind::BranchIf { cond, .. } => {
            visit(cond, found);
            found(Event::Oparg(OpargKind::Jump));
        }
        StmtKind::Jump { back, distance } => {
            indexed(distance, if *back { OpargKind::JumpBack } else { OpargKind::Jump }, found);
        }
        StmtKind::Narrow(..) | StmtKind::Safepoint { .. } => {}
    }
}

/// An index or distance: of the given kind where it is `oparg` itself.
fn indexed<'a>(index: &'a Expr, kind: OpargKind, found: &mut dyn FnMut(Event<'a>)) {
    match &index.kind {
        ExprKind::Oparg => found(Event::Oparg(kind)),
        ExprKind::Cast(_, inner) => indexed(inner, kind, found),
        _ => visit(index, found),
    }
}

fn visit<'a>(expr: &'a Expr, found: &mut dyn FnMut(Event<'a>)) {
    match &expr.kind {
        ExprKind::Oparg => found(Event::Oparg(OpargKind::Plain)),
        ExprKind::Int(_)
        | ExprKind::Float(_)
        | ExprKind::Bool(_)
        | ExprKind::Const(_)
        | ExprKind::Cache(_)
        | ExprKind::Var(_)
        | ExprKind::Unit(_) => {}
        ExprKind::Box(_, e)
        | ExprKind::Upcast(e)
        | ExprKind::Not(e)
        | ExprKind::FNeg(e)
        | ExprKind::Cast(_, e)
        | ExprKind::Test(_, e)
        | ExprKind::Load(_, e)
        | ExprKind::Element(_, e) => visit(e, found),
        ExprKind::LoadSlice(_, e, count) => {
            visit(e, found);
            if count.scale != 0 {
                found(Event::Oparg(OpargKind::Plain));
            }
        }
        ExprKind::Binary(_, a, b)
        | ExprKind::Same(a, b)
        | ExprKind::Repeat(a, b)
        | ExprKind::LoadItem(_, a, b) => {
            visit(a, found);
            visit(b, found);
        }
        ExprKind::Method(_, e, args) => {
            visit(e, found);
            args.iter().for_each(|arg| visit(arg, found));
        }
        ExprKind::New(_, fields) => fields.iter().for_each(|(_, value)| visit(value, found)),
        ExprKind::Local(index) => indexed(index, OpargKind::Local, found),
        ExprKind::Constant(index) => indexed(index, OpargKind::Constant, found),
        ExprKind::NameAt(index) => indexed(index, OpargKind::Name, found),
        ExprKind::Array(items) => items.iter().for_each(|item| visit(item, found)),
        ExprKind::Call { helper, args, .. } => {
            args.iter().for_each(|arg| visit(arg, found));
            found(Event::Helper(*helper));
        }
        ExprKind::If { cond, then, otherwise, .. } => {
            visit(cond, found);
            visit_block(then, found);
            visit_block(otherwise, found);
        }
    }
}
