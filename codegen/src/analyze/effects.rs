//! Effects and roles, computed from typed bodies, each effect with its reason.

use crate::model::{
    Block, CacheField, Effect, Effects, Expr, ExprKind, FieldId, HelperId, Op, Program, Reason,
    Role, Stmt, StmtKind, Var, VarId,
};
use crate::source::Span;

/// The effects of a body, in body order.
pub(super) fn of_body(
    program: &Program,
    vars: &[Var],
    caches: &[CacheField],
    block: &Block,
) -> Effects {
    let mut walk = Walk { program, vars, reasons: Vec::new(), loads: Vec::new(), arms: Vec::new() };
    debug_assert!(caches.len() <= u32::MAX as usize);
    walk.block(block);
    Effects { reasons: walk.reasons, loads: walk.loads }
}

struct Walk<'a> {
    program: &'a Program,
    vars: &'a [Var],
    reasons: Vec<Reason>,
    loads: Vec<FieldId>,
    /// The conditions of the arms around.
    arms: Vec<Span>,
}

impl Walk<'_> {
    fn add(&mut self, effect: Effect, span: Span, because: String) {
        self.reasons.push(Reason { effect, span, because });
    }

    /// An effect, or what else may only happen under a condition, makes the op opaque inside of an arm.
    fn conditional(&mut self, span: Span, what: &str) {
        if !self.arms.is_empty() {
            self.add(Effect::Opaque, span, format!("{what} in an arm of an `if`"));
        }
    }

    fn field(&self, field: FieldId) -> String {
        let row = &self.program.fields[field];
        format!("{}.{}", self.program.objects[row.object].name, row.name)
    }

    fn block(&mut self, block: &Block) {
        for stmt in &block.stmts {
            self.stmt(stmt);
        }
        if let Some(value) = &block.value {
            self.expr(value);
        }
    }

    fn arm(&mut self, cond: Span, block: &Block) {
        self.arms.push(cond);
        self.block(block);
        self.arms.pop();
    }

    fn stmt(&mut self, stmt: &Stmt) {
        let span = stmt.span;
        match &stmt.kind {
            StmtKind::Let(_, value) | StmtKind::Assign(_, value) | StmtKind::Expr(value) => {
                self.expr(value)
            }
            StmtKind::LetOverflowing(_, _, _, args) => self.exprs(args),
            StmtKind::LetFill(_, _, args) => self.exprs(args),
            StmtKind::Store { field, object, value } => {
                self.exprs([object, value]);
                self.write(*field, span);
            }
            StmtKind::StoreItem { field, object, index, value } => {
                self.exprs([object, index, value]);
                self.write(*field, span);
            }
            StmtKind::SetLocal(index, value) => {
                self.exprs([index, value]);
                self.add(Effect::WritesLocal, span, "sets a local variable".to_string());
                self.conditional(span, "sets a local variable");
            }
            StmtKind::Exit { cond, deopt, .. } => {
                self.expr(cond);
                let how = if *deopt { "leaves for tier 1" } else { "leaves" };
                self.add(Effect::Exits, span, format!("{how} if an assumption fails"));
                self.conditional(span, "may leave");
            }
            StmtKind::Narrow(..) => {}
            StmtKind::If { cond, then, otherwise, .. } => {
                self.expr(cond);
                self.arm(cond.span, then);
                self.arm(cond.span, otherwise);
            }
            StmtKind::BranchIf { cond, .. } => {
                self.expr(cond);
                self.add(Effect::UsesOparg, span, "jumps by `oparg`".to_string());
                self.add(Effect::Jumps, span, "jumps if its condition holds".to_string());
            }
            StmtKind::Jump { distance, .. } => {
                self.expr(distance);
                self.add(Effect::Jumps, span, "jumps".to_string());
            }
            StmtKind::Safepoint { .. } => {
                self.add(Effect::Safepoint, span, "is a safepoint".to_string());
                self.conditional(span, "is a safepoint");
            }
            StmtKind::Frame(_, args) => {
                self.exprs(args);
                self.add(Effect::Frames, span, "enters or leaves a frame".to_string());
            }
        }
    }

    fn write(&mut self, field: FieldId, span: Span) {
        let because = format!("stores to `{}`", self.field(field));
        self.add(Effect::Writes(field), span, because.clone());
        self.conditional(span, &because);
    }

    fn exprs<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>) {
        for expr in exprs {
            self.expr(expr);
        }
    }

    fn expr(&mut self, expr: &Expr) {
        let span = expr.span;
        match &expr.kind {
            ExprKind::Int(_)
            | ExprKind::Float(_)
            | ExprKind::Bool(_)
            | ExprKind::Const(_)
            | ExprKind::Cache(_)
            | ExprKind::Var(_)
            | ExprKind::Unit(_) => {}
            ExprKind::Oparg => self.add(Effect::UsesOparg, span, "reads `oparg`".to_string()),
            ExprKind::Box(ty, inner) => {
                self.expr(inner);
                let row = &self.program.types[*ty];
                if row.box_allocates {
                    let because = format!("boxes a `{}`, which may allocate", row.name);
                    self.add(Effect::Allocates, span, because);
                }
            }
            ExprKind::Upcast(inner)
            | ExprKind::Not(inner)
            | ExprKind::FNeg(inner)
            | ExprKind::Cast(_, inner)
            | ExprKind::Test(_, inner)
            | ExprKind::Constant(inner)
            | ExprKind::NameAt(inner)
            | ExprKind::Element(_, inner) => self.expr(inner),
            ExprKind::Binary(_, left, right) | ExprKind::Same(left, right) => {
                self.exprs([&**left, &**right])
            }
            ExprKind::Method(_, receiver, args) => {
                self.expr(receiver);
                self.exprs(args);
            }
            ExprKind::Load(field, object) => {
                self.expr(object);
                self.read(*field, span);
            }
            ExprKind::LoadItem(field, object, index) => {
                self.exprs([&**object, &**index]);
                self.read(*field, span);
                self.conditional(span, &format!("reads an item of `{}`", self.field(*field)));
            }
            ExprKind::LoadSlice(field, object, count) => {
                self.expr(object);
                if count.scale != 0 {
                    self.add(
                        Effect::UsesOparg,
                        span,
                        "takes as many items as `oparg` says".to_string(),
                    );
                }
                self.read(*field, span);
                self.conditional(span, &format!("reads items of `{}`", self.field(*field)));
            }
            ExprKind::New(object, fields) => {
                self.exprs(fields.iter().map(|(_, value)| value));
                let because = format!("makes a `{}`", self.program.objects[*object].name);
                self.add(Effect::Allocates, span, because.clone());
                self.conditional(span, &because);
            }
            ExprKind::Local(index) => {
                self.expr(index);
                self.add(Effect::ReadsLocal, span, "reads a local variable".to_string());
            }
            ExprKind::Array(items) => self.exprs(items),
            ExprKind::Repeat(item, count) => self.exprs([&**item, &**count]),
            ExprKind::Call { helper, args, .. } => {
                self.exprs(args);
                self.call(*helper, span);
            }
            ExprKind::If { cond, then, otherwise, .. } => {
                self.expr(cond);
                self.arm(cond.span, then);
                self.arm(cond.span, otherwise);
            }
        }
    }

    fn read(&mut self, field: FieldId, span: Span) {
        self.loads.push(field);
        if self.program.fields[field].mutable {
            let because = format!("reads `{}`, which may change", self.field(field));
            self.add(Effect::Reads(field), span, because);
        }
    }

    fn call(&mut self, helper: HelperId, span: Span) {
        debug_assert!(self.vars.len() <= u32::MAX as usize);
        let row = &self.program.helpers[helper];
        let name = &row.name.text;
        let effects = row.effects.clone();
        let declared = |what: &str| format!("calls `{name}`, which is declared `{what}`");
        let before = self.reasons.len();
        for field in &effects.reads {
            let because = declared(&format!("reads({})", self.field(*field)));
            self.add(Effect::Reads(*field), span, because);
        }
        let reads = self.reasons.len();
        for field in &effects.writes {
            let because = declared(&format!("writes({})", self.field(*field)));
            self.add(Effect::Writes(*field), span, because);
        }
        for (has, effect, what) in [
            (effects.allocates, Effect::Allocates, "allocates"),
            (effects.escapes, Effect::Escapes, "escapes"),
            (effects.errors, Effect::Errors, "errors"),
        ] {
            if has {
                let because = declared(what);
                self.add(effect, span, because);
            }
        }
        debug_assert!(before <= reads);
        if self.reasons.len() > reads {
            self.conditional(span, &format!("calls `{name}`"));
        }
    }
}

/// What an op is, by its body and effects.
pub(super) fn role(op: &Op) -> Role {
    let has = |effect: Effect| op.effects.reasons.iter().any(|reason| reason.effect == effect);
    if has(Effect::Frames) {
        return Role::Frame;
    }
    if has(Effect::Jumps) {
        return Role::Branch;
    }
    let passive = |effect: &Effect| {
        matches!(effect, Effect::Exits | Effect::Reads(_) | Effect::ReadsLocal | Effect::UsesOparg)
    };
    let inputs = op.inputs.len() as u32;
    let passes = op.outputs.iter().all(|output| output.var.0 < inputs) && !assigns(&op.body);
    if op.exits > 0 && passes && op.effects.reasons.iter().all(|reason| passive(&reason.effect)) {
        return Role::Guard;
    }
    let moving = |effect: &Effect| {
        matches!(effect, Effect::ReadsLocal | Effect::WritesLocal | Effect::UsesOparg)
    };
    let moves = op.body.stmts.iter().all(|stmt| match &stmt.kind {
        StmtKind::Assign(_, value) | StmtKind::Let(_, value) => is_place(value),
        StmtKind::SetLocal(_, value) => is_place(value),
        _ => false,
    });
    if moves && op.effects.reasons.iter().all(|reason| moving(&reason.effect)) {
        Role::Move
    } else {
        Role::Compute
    }
}

fn assigns(block: &Block) -> bool {
    block
        .stmts
        .iter()
        .any(|stmt| matches!(stmt.kind, StmtKind::Assign(VarId(_), _) | StmtKind::If { .. }))
}

/// Whether an expression only names a value that exists.
fn is_place(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Var(_) | ExprKind::Unit(_) | ExprKind::Local(_) | ExprKind::Constant(_) => true,
        ExprKind::NameAt(_) | ExprKind::Cache(_) | ExprKind::Element(..) => true,
        ExprKind::Upcast(inner) => is_place(inner),
        _ => false,
    }
}
