//! Families: heads and members, `when` and `fill`.

use super::Analyzer;
use super::body::BOOL;
use super::body::{Binding, Body, Purpose, Role};
use super::insts::{Entry, InstFacts};
use crate::ast::{self, Item, ItemKind};
use crate::check;
use crate::diagnostics::codes;
use crate::model::{
    BinOp, CacheField, Count, Expr, ExprKind, Family, FamilyId, Fill, FrameOp, Inst, InstId,
    InstKind, Member, StmtKind, Ty, VarId,
};
use crate::source::Name;
use crate::table::Id;

/// What the checks of a family need of a member beyond the model.
#[derive(Clone, Debug)]
pub(crate) struct MemberFacts {
    pub inst: InstId,
    /// Whether it may not fit for want of what its caches hold.
    pub fill: bool,
}

impl Analyzer {
    pub(super) fn declare_family(
        &mut self,
        head: &Name,
        members: &[ast::Member],
        facts: &mut Vec<InstFacts>,
    ) {
        let head_id = self.family_head(head);
        let family: FamilyId = FamilyId::from_index(self.program.families.len());
        let mut rows = Vec::new();
        for member in members {
            let (ops, right) = self.resolve_ops(&member.ops);
            if self.is_taken(&member.name) {
                continue;
            }
            let inst = self.push_inst(
                member.name.clone(),
                member.doc.clone(),
                member.span,
                ops,
                InstKind::Member,
            );
            let mentions = member.ops.iter().map(|name| name.span).collect();
            facts.push(InstFacts { mentions, right, inputs: Vec::new() });
            if head_id.is_some() {
                self.program.insts[inst].family = Some(family);
                rows.push(Member { inst, when: None, fill: None });
            }
        }
        let Some(head_id) = head_id else { return };
        let inst = &mut self.program.insts[head_id];
        (inst.kind, inst.family) = (InstKind::Head, Some(family));
        self.program.families.push(Family { name: head.clone(), head: head_id, members: rows });
    }

    /// The instruction that a family specializes.
    fn family_head(&mut self, head: &Name) -> Option<InstId> {
        let Some(id) = self.insts.get(&head.text).copied() else {
            self.unknown_inst(head);
            return None;
        };
        let inst = &self.program.insts[id];
        let problem = match inst.kind {
            InstKind::Plain => None,
            InstKind::Head => {
                let family = inst.family.map(|family| self.program.families[family].name.span);
                Some(("has a family already", family.unwrap_or(inst.name.span)))
            }
            InstKind::Member => Some(("is itself a member", inst.name.span)),
            InstKind::Super(_) => Some(("is a superinstruction", inst.name.span)),
        };
        match problem {
            None => Some(id),
            Some((message, span)) => {
                self.report(codes::family_head(head.span, &head.text, message, span));
                None
            }
        }
    }

    /// Types `when` and `fill`, and checks members against their head and each other.
    pub(super) fn finish_families(&mut self, items: &[Item], facts: &[InstFacts]) {
        let mut families = self.program.families.ids().peekable();
        for item in items {
            let ItemKind::Family(head, members) = &item.kind else { continue };
            let Some(family) = families.peek().copied() else { return };
            if self.program.families[family].name != *head {
                continue;
            }
            families.next();
            self.finish_family(family, members, facts);
        }
    }

    fn finish_family(&mut self, family: FamilyId, members: &[ast::Member], facts: &[InstFacts]) {
        let head = self.program.families[family].head;
        let inputs = facts[head.index()].inputs.clone();
        let mut earlier: Vec<MemberFacts> = Vec::new();
        for index in 0..self.program.families[family].members.len() {
            let inst = self.program.families[family].members[index].inst;
            let name = &self.program.insts[inst].name;
            let Some(member) = members.iter().find(|member| member.name == *name) else { continue };
            let when =
                member.when.as_ref().map(|when| when.as_ref().and_then(|when| self.when(when)));
            let fill = self.fill(member, inst, &inputs, facts[head.index()].right);
            let broken = when.as_ref().is_some_and(Option::is_none);
            let when = when.flatten();
            let right = facts[inst.index()].right;
            let fits = !right
                || !facts[head.index()].right
                || self.check_effect(head, inst, when.as_ref());
            let has_caches = !self.program.insts[inst].caches.is_empty();
            let row = &mut self.program.families[family].members[index];
            (row.when, row.fill) = (when, fill);
            if !broken && right && fits {
                earlier.push(MemberFacts { inst, fill: member.fill.is_some() || has_caches });
            }
        }
        check::family(&self.program, family, &earlier, &mut self.diagnostics);
    }

    fn when(&mut self, when: &ast::Expr) -> Option<Expr> {
        let mut body = Body::new(self, Purpose::When, &[]);
        let typed = body.check(when, &BOOL);
        (typed.ty == BOOL).then_some(typed)
    }

    /// The caches of an instruction, each once.
    fn inst_caches(&self, inst: InstId) -> Vec<CacheField> {
        let mut caches: Vec<CacheField> = Vec::new();
        for op in &self.program.insts[inst].ops {
            for cache in &self.program.ops[op.op].caches {
                if !caches.iter().any(|other| other.name.text == cache.name.text) {
                    caches.push(cache.clone());
                }
            }
        }
        caches
    }

    fn fill(
        &mut self,
        member: &ast::Member,
        inst: InstId,
        inputs: &[Entry],
        head_right: bool,
    ) -> Option<Fill> {
        let caches = self.inst_caches(inst);
        let block = match &member.fill {
            Some(block) => block.as_ref().filter(|_| head_right)?,
            None => {
                for cache in &caches {
                    let diagnostic = codes::unfilled_cache(
                        member.name.span,
                        &member.name.text,
                        &cache.name.text,
                        cache.name.span,
                    );
                    self.report(diagnostic);
                }
                return None;
            }
        };
        let mut body = Body::new(self, Purpose::Fill, &caches);
        for Entry { name, count, types } in inputs {
            let ty = Ty::Value(*types);
            let ty = if count.is_some() { Ty::Array(Box::new(ty)) } else { ty };
            let taken = body.lookup(&name.text).is_some();
            let name =
                if taken { Name { text: "_".to_string(), span: name.span } } else { name.clone() };
            body.bind(input_binding(name, ty));
        }
        let typed = body.statements(block);
        let lets: Vec<VarId> =
            (inputs.len()..body.vars.len()).map(|var| VarId(var as u32)).collect();
        let mut filled: Vec<(String, VarId)> = Vec::new();
        for var in lets {
            let name = body.vars[var.0 as usize].name.clone();
            if caches.iter().any(|cache| cache.name.text == name.text) {
                body.var(var).read = true;
                filled.push((name.text, var));
            } else if !body.vars[var.0 as usize].read && !name.text.starts_with('_') {
                body.analyzer.report(codes::fill_unused(name.span, &name.text));
            }
        }
        let vars = body.model_vars();
        let mut values = Vec::new();
        for cache in &caches {
            let name = &cache.name.text;
            match filled.iter().find(|(other, _)| other == name) {
                Some((_, var)) => {
                    let slots = &self.program.insts[inst].caches;
                    let slot = slots.iter().position(|slot| slot.name == *name);
                    values.extend(slot.map(|slot| (slot as u32, *var)));
                }
                None => {
                    let diagnostic = codes::unfilled_cache(
                        member.name.span,
                        &member.name.text,
                        name,
                        cache.name.span,
                    );
                    self.report(diagnostic);
                }
            }
        }
        values.sort();
        Some(Fill { vars, block: typed, values })
    }

    /// Reports a member that takes or gives other operands than its head, for the opargs that it is selected for.
    fn check_effect(&mut self, head: InstId, inst: InstId, when: Option<&Expr>) -> bool {
        let oparg = when.and_then(|when| self.fixed_oparg(when));
        let at = |count: Count| match oparg {
            Some(oparg) => Count {
                scale: 0,
                offset: count.scale.saturating_mul(oparg).saturating_add(count.offset),
            },
            None => count,
        };
        let (head, member) = (&self.program.insts[head], &self.program.insts[inst]);
        // The head may enter a frame itself.
        let wanted = self.frame_result(head).map_or(head.pushes, |result| head.pushes.plus(result));
        let pushes = match self.frame_result(member) {
            Some(result) => at(member.pushes.plus(result)),
            // An action decides what becomes of the result.
            None => at(wanted),
        };
        let jump =
            member.branch_pushes.is_none_or(|count| Some(at(count)) == head.branch_pushes.map(at));
        if at(member.pops) == at(head.pops) && pushes == at(wanted) && jump {
            return true;
        }
        let shown = |inst: &Inst| format!("`{}`", inst.signature);
        let diagnostic = codes::member_effect(
            member.name.span,
            &member.name.text,
            &shown(member),
            &head.name.text,
            &shown(head),
            head.name.span,
        );
        self.report(diagnostic);
        false
    }

    /// What a frame that ends an instruction pushes when it returns: its result, or with an action anything.
    fn frame_result(&self, inst: &Inst) -> Option<Count> {
        let last = inst.ops.last().and_then(|op| self.program.ops[op.op].body.stmts.last());
        match last.map(|stmt| &stmt.kind) {
            Some(StmtKind::Frame(FrameOp::Push | FrameOp::Resume, args)) if args.len() == 2 => {
                Some(Count::ONE)
            }
            Some(StmtKind::Frame(FrameOp::Push | FrameOp::Resume, _)) => None,
            _ => Some(Count::default()),
        }
    }

    /// The one oparg that a condition allows.
    fn fixed_oparg(&self, when: &Expr) -> Option<i32> {
        let value = |expr: &Expr| match &expr.kind {
            ExprKind::Int(value) => i32::try_from(*value).ok(),
            ExprKind::Const(id) => i32::try_from(self.program.consts[*id].value).ok(),
            _ => None,
        };
        match &when.kind {
            ExprKind::Binary(BinOp::BAnd, left, right) => {
                self.fixed_oparg(left).or_else(|| self.fixed_oparg(right))
            }
            ExprKind::Binary(BinOp::Eq, left, right) => match (&left.kind, &right.kind) {
                (ExprKind::Oparg, _) => value(right),
                (_, ExprKind::Oparg) => value(left),
                _ => None,
            },
            _ => None,
        }
    }
}

fn input_binding(name: Name, ty: Ty) -> Binding {
    Binding { read: true, ..Binding::new(name, Some(ty), Role::Input) }
}
