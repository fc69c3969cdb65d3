//! Instructions: macros and superinstructions made of ops, their stack effects, units and caches.
//!
//! The outputs of one op are the inputs of the next, on an abstract stack; what the stack lacks, the instruction takes.

use std::collections::BTreeMap;

use super::caches::Layout;
use super::{Analyzer, ops};
use crate::ast::{self, Item, ItemKind};
use crate::check;
use crate::diagnostics::codes;
use crate::model::{
    Block, CacheSlot, Count, Effect, Inst, InstId, InstKind, InstOp, Op, OpId, Operand, Pseudo,
    Stmt, StmtKind, TypeSet, VarId,
};
use crate::source::{Name, Span};
use crate::table::Id;

/// The number of handlers of an encoding.
const MAX_OPCODES: usize = 1024;

/// The place of a family's counter; its fields follow.
const COUNTER_UNITS: u32 = 1;

/// What is known of an instruction beyond the model.
#[derive(Clone, Debug)]
pub(super) struct InstFacts {
    /// Where its ops are named.
    pub mentions: Vec<Span>,
    /// All of its ops are known and have right signatures.
    pub right: bool,
    /// What it takes from the stack, deepest first.
    pub inputs: Vec<Entry>,
}

/// A value on the abstract stack.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub name: Name,
    pub count: Option<Count>,
    /// The types that it may have.
    pub types: TypeSet,
}

/// The result of composing ops.
struct Composition {
    inputs: Vec<Entry>,
    outputs: Vec<Entry>,
    branch: Option<Count>,
}

impl Analyzer {
    /// Declares instructions in definition order, then what depends on all of them.
    pub(super) fn declare_insts(&mut self, items: &[Item]) {
        let mut facts = Vec::new();
        self.later = items.iter().flat_map(inst_names).cloned().collect();
        for item in items {
            match &item.kind {
                ItemKind::Op(op) if op.inst && op.override_.is_none() => {
                    self.declare_inst(op, &mut facts)
                }
                ItemKind::Macro(name, ops) => {
                    let (ids, right) = self.resolve_ops(ops);
                    self.add_inst(item, name, InstKind::Plain, (ids, ops), right, &mut facts);
                }
                ItemKind::Super(name, components) => {
                    self.declare_super(item, name, components, &mut facts)
                }
                ItemKind::Family(head, members) => self.declare_family(head, members, &mut facts),
                ItemKind::Pseudo(name, inputs, outputs) => {
                    self.declare_pseudo(item, name, inputs, outputs)
                }
                _ => {}
            }
        }
        self.compose_all(&mut facts);
        self.layout_all();
        self.finish_families(items, &facts);
        self.check_opcodes();
    }

    /// Reports the name of an instruction that is not there, or not yet.
    pub(super) fn unknown_inst(&mut self, name: &Name) {
        if self.later.contains(&name.text) {
            self.report(codes::defined_later(name.span, &name.text));
        } else {
            self.unknown(name, "instruction", |a| &a.insts);
        }
    }

    fn declare_inst(&mut self, op: &ast::OpItem, facts: &mut Vec<InstFacts>) {
        let mut names = vec![op.name.clone()];
        if let Some((low, high, _)) = op.replicate {
            let replicas = (low..high).map(|oparg| format!("{}_{oparg}", op.name.text));
            names.extend(replicas.map(|text| Name { text, span: op.name.span }));
        }
        for name in names {
            let Some(id) = self.ops.get(&name.text).copied() else { continue };
            let row = &self.program.ops[id];
            // One of two ops of a name has been reported.
            if row.name.span != name.span
                && op.override_.is_none()
                && self.insts.contains_key(&name.text)
            {
                continue;
            }
            let (doc, span, name) = (row.doc.clone(), row.span, row.name.clone());
            let right = ops::is_usable(&self.facts, &self.program.ops, id);
            self.push_inst(name.clone(), doc, span, vec![id], InstKind::Plain);
            facts.push(InstFacts { mentions: vec![name.span], right, inputs: Vec::new() });
        }
    }

    /// The ops of a macro; those that are unknown are reported and left out.
    pub(super) fn resolve_ops(&mut self, names: &[Name]) -> (Vec<OpId>, bool) {
        let mut ids = Vec::new();
        let mut right = true;
        for name in names {
            match self.ops.get(&name.text).copied() {
                Some(id) => {
                    self.mark_used(id);
                    right &= ops::is_usable(&self.facts, &self.program.ops, id);
                    ids.push(id);
                }
                None => {
                    right = false;
                    self.unknown(name, "op", |a| &a.ops);
                }
            }
        }
        (ids, right)
    }

    /// A replica in use is a use of its base.
    fn mark_used(&mut self, id: OpId) {
        self.used.ops[id.index()] = true;
        if let Some(base) = self.facts[id.index()].replica_of {
            self.used.ops[base.index()] = true;
        }
    }

    fn add_inst(
        &mut self,
        item: &Item,
        name: &Name,
        kind: InstKind,
        (ids, mentions): (Vec<OpId>, &[Name]),
        right: bool,
        facts: &mut Vec<InstFacts>,
    ) {
        if self.is_taken(name) {
            return;
        }
        self.push_inst(name.clone(), item.doc.clone(), item.span, ids, kind);
        let mentions = mentions.iter().map(|name| name.span).collect();
        facts.push(InstFacts { mentions, right, inputs: Vec::new() });
    }

    /// Reports a name that an instruction or op has already.
    pub(super) fn is_taken(&mut self, name: &Name) -> bool {
        self.check_reserved(name);
        let inst = self.insts.get(&name.text).map(|id| self.program.insts[*id].name.span);
        let pseudo = self.pseudos.get(&name.text).map(|id| self.program.pseudos[*id].name.span);
        let op = self.ops.get(&name.text).map(|id| self.program.ops[*id].name.span);
        let first = inst.or(pseudo).or(op);
        if let Some(first) = first {
            self.report(codes::duplicate(name.span, "instructions", &name.text, first));
        }
        first.is_some()
    }

    pub(super) fn push_inst(
        &mut self,
        name: Name,
        doc: String,
        span: Span,
        ids: Vec<OpId>,
        kind: InstKind,
    ) -> InstId {
        let ops = ids.into_iter().map(|op| InstOp { op, caches: Vec::new(), resume: 0 }).collect();
        let text = name.text.clone();
        let id = self.program.insts.push(Inst {
            name,
            doc,
            kind,
            ops,
            caches: Vec::new(),
            units: 1,
            pops: Count::default(),
            pushes: Count::default(),
            branch_pushes: None,
            signature: String::new(),
            family: None,
            span,
        });
        self.insts.insert(text, id);
        id
    }

    fn declare_super(
        &mut self,
        item: &Item,
        name: &Name,
        components: &[Name],
        facts: &mut Vec<InstFacts>,
    ) {
        let mut parts = Vec::new();
        let (mut ids, mut mentions) = (Vec::new(), Vec::new());
        let mut right = true;
        for component in components {
            let Some(id) = self.insts.get(&component.text).copied() else {
                self.unknown_inst(component);
                right = false;
                continue;
            };
            if matches!(self.program.insts[id].kind, InstKind::Super(_)) {
                let why = "it is one itself: name its components";
                self.report(codes::super_component(component.span, &component.text, why));
                right = false;
                continue;
            }
            let row = &self.program.insts[id];
            for op in &row.ops {
                ids.push(op.op);
                mentions.push(component.clone());
            }
            right &= facts[id.index()].right;
            parts.push(id);
        }
        if components.len() < 2 {
            let why = "a superinstruction has two components or more";
            self.report(codes::super_component(name.span, &name.text, why));
        }
        self.check_components(&parts, components);
        self.add_inst(item, name, InstKind::Super(parts), (ids, &mentions), right, facts);
    }

    /// Only the last component may end in a jump or a frame (a branch goes on behind its own component); counts must
    /// not depend on several opargs.
    fn check_components(&mut self, parts: &[InstId], names: &[Name]) {
        if parts.len() != names.len() {
            return;
        }
        for (index, (id, name)) in parts.iter().zip(names).enumerate() {
            let ops: Vec<OpId> = self.program.insts[*id].ops.iter().map(|op| op.op).collect();
            for op in ops {
                let row = &self.program.ops[op];
                let is_last = index + 1 == parts.len();
                let why = if !is_last && leaves(&row.body) {
                    "it transfers control and is not the last component"
                } else if row
                    .inputs
                    .iter()
                    .chain(&row.outputs)
                    .any(|operand| operand.slots().scale != 0)
                {
                    "the number of its operands depends on `oparg`"
                } else {
                    continue;
                };
                self.report(codes::super_component(name.span, &name.text, why));
                break;
            }
        }
    }

    fn declare_pseudo(
        &mut self,
        item: &Item,
        name: &Name,
        inputs: &[ast::Operand],
        outputs: &[ast::Operand],
    ) {
        if self.is_taken(name) {
            return;
        }
        let mut right = true;
        let mut slots = |operands: &[ast::Operand]| {
            let counts =
                operands.iter().map(|operand| self.operand_type(operand, None, &mut right).1);
            counts.fold(Count::default(), |sum, count| sum.plus(count.unwrap_or(Count::ONE)))
        };
        let (pops, pushes) = (slots(inputs), slots(outputs));
        let id = self.program.pseudos.push(Pseudo {
            name: name.clone(),
            doc: item.doc.clone(),
            pops,
            pushes,
        });
        self.pseudos.insert(name.text.clone(), id);
    }

    // Composition.

    fn compose_all(&mut self, facts: &mut [InstFacts]) {
        for id in self.program.insts.ids() {
            let fact = &facts[id.index()];
            if !fact.right {
                continue;
            }
            let (mentions, before) = (fact.mentions.clone(), self.diagnostics.len());
            let composition = self.compose(id, &mentions);
            facts[id.index()].right = !self.has_errors_since(before);
            let Some(composition) = composition else { continue };
            if self.program.insts[id].kind == InstKind::Head {
                self.head_inputs.insert(id, composition.inputs.clone());
            }
            facts[id.index()].inputs = composition.inputs.clone();
            let inst = &mut self.program.insts[id];
            inst.pops = slots(&composition.inputs);
            inst.pushes = slots(&composition.outputs);
            inst.branch_pushes = composition.branch;
            inst.signature =
                format!("({} -- {})", names(&composition.inputs), names(&composition.outputs));
        }
    }

    /// The stack effect of ops in sequence; `None` if they do not compose, which is reported.
    fn compose(&mut self, id: InstId, mentions: &[Span]) -> Option<Composition> {
        let inst = &self.program.insts[id];
        let is_super = matches!(inst.kind, InstKind::Super(_));
        let ids: Vec<OpId> = inst.ops.iter().map(|op| op.op).collect();
        let (mut stack, mut inputs): (Vec<Entry>, Vec<Entry>) = (Vec::new(), Vec::new());
        let mut branch = None;
        for (position, (op, mention)) in ids.iter().zip(mentions).enumerate() {
            let taken = self.take((id, *op, *mention), &mut stack, &mut inputs)?;
            let row = &self.program.ops[*op];
            let outputs = self.give(*op, row, &taken);
            if let Some(count) = row.branch_outputs {
                branch = Some(slots(&stack).plus(slots(&outputs[..count as usize])));
            }
            stack.extend(outputs);
            if position + 1 < ids.len() && !is_super {
                self.check_control(*op, *mention);
            }
        }
        inputs.reverse();
        // What the instruction took and did not touch lies below what is left.
        Some(Composition { inputs, outputs: stack, branch })
    }

    /// Takes the inputs of an op from the stack, the rest from the instruction's own inputs.
    fn take(
        &mut self,
        (inst, op, mention): (InstId, OpId, Span),
        stack: &mut Vec<Entry>,
        inputs: &mut Vec<Entry>,
    ) -> Option<Vec<Entry>> {
        // The components of a superinstruction are checked by themselves.
        let is_super = matches!(self.program.insts[inst].kind, InstKind::Super(_));
        let row = &self.program.ops[op];
        let operands: Vec<Operand> = row.inputs.clone();
        let op_name = row.name.text.clone();
        let mut taken = Vec::new();
        for (position, operand) in operands.iter().enumerate().rev() {
            let entry = match stack.pop() {
                Some(entry) if entry.count == operand.count => entry,
                Some(entry) => {
                    let diagnostic = codes::stack_effect(
                        mention,
                        &op_name,
                        &shown(operand.count),
                        &shown(entry.count),
                        entry.name.span,
                        operand.name.span,
                    );
                    self.report(diagnostic);
                    return None;
                }
                None => {
                    let name = operand.name.clone();
                    let entry = Entry {
                        name,
                        count: operand.count,
                        types: self.found(inst, operand, inputs),
                    };
                    inputs.push(entry.clone());
                    entry
                }
            };
            if !is_super {
                self.check_established((inst, op, mention), position, operand, &entry);
            }
            taken.push(entry);
        }
        taken.reverse();
        Some(taken)
    }

    /// What an instruction finds on the stack in the place of an operand: any value. Whether the slot may be empty is a
    /// convention between the operand and who emits code for it; that code is emitted for the head of a family.
    fn found(&self, inst: InstId, operand: &Operand, taken: &[Entry]) -> TypeSet {
        if let Some(types) = self.heads_input(inst, operand, taken) {
            return types;
        }
        let wanted = self.program.type_set(&operand.ty);
        let absent = self.any.minus(self.present);
        if wanted.meet(absent).is_empty() { self.present } else { self.any }
    }

    /// What the head of a member's family finds in the place of an operand, if it takes the slots alike down to there.
    /// `taken` is what the member has taken, the topmost first.
    fn heads_input(&self, inst: InstId, operand: &Operand, taken: &[Entry]) -> Option<TypeSet> {
        let row = &self.program.insts[inst];
        let family = row.family.filter(|_| row.kind == InstKind::Member)?;
        let inputs = self.head_inputs.get(&self.program.families[family].head)?;
        let mut from_top = inputs.iter().rev();
        let alike =
            taken.iter().all(|entry| from_top.next().is_some_and(|it| it.count == entry.count));
        // Of the slots of an array only the emitter of the code knows which may be empty.
        let found = from_top.next().filter(|it| alike && it.count.is_none())?;
        operand.count.is_none().then_some(found.types)
    }

    /// Reports a typed input that may have another type, and a guard that always leaves.
    fn check_established(
        &mut self,
        (inst, op, mention): (InstId, OpId, Span),
        position: usize,
        operand: &Operand,
        entry: &Entry,
    ) {
        let wanted = self.program.type_set(&operand.ty);
        let name = self.program.ops[op].name.text.clone();
        if wanted.is_empty() || entry.types.is_empty() {
            return;
        }
        if !entry.types.is_within(wanted) {
            let found = crate::model::Ty::Value(entry.types);
            let (found, wanted) =
                (self.program.type_name(&found), self.program.type_name(&operand.ty));
            let diagnostic = codes::unestablished_input(
                mention,
                &name,
                &operand.name.text,
                &wanted,
                &found,
                operand.name.span,
            );
            return self.report(diagnostic);
        }
        let established = self.facts[op.index()].established.get(position).cloned().flatten();
        let left = established.map_or(wanted, |ty| self.program.type_set(&ty));
        if left.meet(entry.types).is_empty() && !left.is_empty() {
            let found = self.program.type_name(&crate::model::Ty::Value(entry.types));
            let label = format!("`{name}` always leaves: `{}` is `{found}` here", operand.name);
            let inst = self.program.insts[inst].name.text.clone();
            self.report(codes::never_selected(mention, &inst, &label));
        }
    }

    /// The outputs of an op whose inputs were these.
    fn give(&self, op: OpId, row: &Op, taken: &[Entry]) -> Vec<Entry> {
        let established = &self.facts[op.index()].established;
        let assigned = assigned_vars(&row.body);
        let output = |operand: &Operand| {
            let declared = self.program.type_set(&operand.ty);
            let input = operand.var.0 as usize;
            let types = match taken.get(input).filter(|_| !assigned.contains_key(&operand.var)) {
                Some(entry) => {
                    let learned = established.get(input).cloned().flatten();
                    let learned = learned.map_or(declared, |ty| self.program.type_set(&ty));
                    entry.types.meet(declared).meet(learned)
                }
                None => declared,
            };
            Entry { name: operand.name.clone(), count: operand.count, types }
        };
        row.outputs.iter().map(output).collect()
    }

    /// Reports a transfer of control that other ops follow.
    fn check_control(&mut self, op: OpId, mention: Span) {
        let row = &self.program.ops[op];
        if let Some(stmt) = row.body.stmts.iter().find(|stmt| is_leaving(stmt)) {
            let diagnostic = codes::control_not_last_op(mention, &row.name.text, stmt.span);
            self.report(diagnostic);
        }
    }

    // Units.

    fn layout_all(&mut self) {
        let families: Vec<Vec<InstId>> = self
            .program
            .families
            .iter()
            .map(|(_, family)| {
                std::iter::once(family.head).chain(family.members.iter().map(|m| m.inst)).collect()
            })
            .collect();
        for insts in families {
            self.layout(&insts, 1 + COUNTER_UNITS);
        }
        for id in self.program.insts.ids() {
            let inst = &self.program.insts[id];
            if inst.family.is_none() && !matches!(inst.kind, InstKind::Super(_)) {
                self.layout(&[id], 1);
            }
        }
        for id in self.program.insts.ids() {
            if let InstKind::Super(parts) = self.program.insts[id].kind.clone() {
                self.layout_super(id, &parts);
            }
        }
    }

    /// Lays out the caches of instructions that share a layout.
    fn layout(&mut self, insts: &[InstId], first_unit: u32) {
        let mut layout = Layout::default();
        for id in insts {
            let ops: Vec<OpId> = self.program.insts[*id].ops.iter().map(|op| op.op).collect();
            layout.add(self, &ops);
        }
        let (slots, units) = layout.place(first_unit);
        for (id, slots) in insts.iter().zip(slots) {
            let ops = self.op_slots(*id, &slots);
            let inst = &mut self.program.insts[*id];
            for (op, slots) in inst.ops.iter_mut().zip(ops) {
                op.caches = slots;
            }
            inst.caches = slots;
            inst.units = units;
        }
    }

    /// For each op of an instruction, the slots of its cache fields.
    fn op_slots(&self, id: InstId, slots: &[CacheSlot]) -> Vec<Vec<u32>> {
        let index: BTreeMap<&str, u32> = slots
            .iter()
            .enumerate()
            .map(|(index, slot)| (slot.name.as_str(), index as u32))
            .collect();
        let fields = |op: &InstOp| {
            let caches = &self.program.ops[op.op].caches;
            caches.iter().filter_map(|cache| index.get(cache.name.text.as_str()).copied()).collect()
        };
        self.program.insts[id].ops.iter().map(fields).collect()
    }

    /// The components keep their units, one after the other.
    fn layout_super(&mut self, id: InstId, parts: &[InstId]) {
        let (mut ops, mut caches, mut units) = (Vec::new(), Vec::new(), 0);
        for part in parts {
            let part = &self.program.insts[*part];
            let first = caches.len() as u32;
            for op in &part.ops {
                let slots = op.caches.iter().map(|slot| slot + first).collect();
                ops.push(InstOp { op: op.op, caches: slots, resume: units });
            }
            caches.extend(
                part.caches
                    .iter()
                    .map(|slot| CacheSlot { offset: slot.offset + units, ..slot.clone() }),
            );
            units += part.units;
        }
        let inst = &mut self.program.insts[id];
        (inst.ops, inst.caches, inst.units) = (ops, caches, units);
    }

    // Checks of whole instructions.

    fn check_opcodes(&mut self) {
        let excess = self.program.insts.iter().nth(MAX_OPCODES).map(|(_, inst)| inst.name.span);
        if let Some(span) = excess {
            self.report(codes::too_many_opcodes(span, MAX_OPCODES));
        }
    }

    pub(super) fn check_instructions(&mut self) {
        for (_, inst) in self.program.insts.iter() {
            let right = inst.ops.iter().all(|op| self.facts[op.op.index()].body);
            if right {
                check::order(&self.program, inst, &mut self.diagnostics);
            }
            let exit = inst.ops.iter().find_map(|op| {
                let reasons = &self.program.ops[op.op].effects.reasons;
                reasons.iter().find(|reason| reason.effect == Effect::Exits)
            });
            if let Some(exit) =
                exit.filter(|_| matches!(inst.kind, InstKind::Plain | InstKind::Head))
            {
                self.diagnostics.push(codes::exit_without_head(
                    inst.name.span,
                    &inst.name.text,
                    exit.span,
                ));
            }
        }
    }
}

/// The names of the instructions that an item declares, replicas left out.
fn inst_names(item: &Item) -> Vec<&String> {
    match &item.kind {
        ItemKind::Op(op) if op.inst => vec![&op.name.text],
        ItemKind::Macro(name, _) | ItemKind::Super(name, _) => vec![&name.text],
        ItemKind::Family(_, members) => members.iter().map(|member| &member.name.text).collect(),
        _ => Vec::new(),
    }
}

/// Whether control always leaves the instruction here.
fn is_leaving(stmt: &Stmt) -> bool {
    matches!(stmt.kind, StmtKind::Jump { .. } | StmtKind::Frame(..))
}

fn leaves(block: &Block) -> bool {
    block.stmts.iter().any(is_leaving)
}

fn slots(entries: &[Entry]) -> Count {
    entries.iter().fold(Count::default(), |sum, entry| sum.plus(entry.count.unwrap_or(Count::ONE)))
}

fn names(entries: &[Entry]) -> String {
    let name = |entry: &Entry| match entry.count {
        Some(count) => format!("{}[{count}]", entry.name),
        None => entry.name.text.clone(),
    };
    entries.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn shown(count: Option<Count>) -> String {
    count.map_or("one value".to_string(), |count| format!("an array of {count}"))
}

/// The variables that a body assigns, in all of its arms.
fn assigned_vars(block: &Block) -> BTreeMap<VarId, ()> {
    let mut vars = BTreeMap::new();
    for stmt in &block.stmts {
        match &stmt.kind {
            StmtKind::Assign(var, _) => {
                vars.insert(*var, ());
            }
            StmtKind::If { assigned, .. } => vars.extend(assigned.iter().map(|var| (*var, ()))),
            _ => {}
        }
    }
    vars
}
