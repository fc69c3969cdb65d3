//! Ops: signatures, bodies, replicas, overrides.

use std::collections::BTreeMap;

use super::body::{Binding, Body, Purpose, Role, assigns, same_representation};
use super::types::Place;
use super::{Analyzer, ERROR, effects};
use crate::ast::{self, Item, ItemKind, OpItem};
use crate::check;
use crate::diagnostics::codes;
use crate::model::{self, Block, CacheField, Count, Op, OpId, Operand, StmtKind, Ty, VarId};
use crate::source::{Name, Span};
use crate::table::{Id, Table};

/// The most copies that `replicate` makes.
const MAX_REPLICAS: i64 = 256;

/// What is known of an op beyond the model.
#[derive(Clone, Debug, Default)]
pub(crate) struct OpFacts {
    /// The signature is right, so that macros can be checked.
    pub signature: bool,
    /// The body is right, so that what depends on it can be checked.
    pub body: bool,
    /// For each input, the types that it may still have where the body ends: what its exits establish.
    pub established: Vec<Option<Ty>>,
    /// Replicas, by their place after the base.
    pub replica_of: Option<OpId>,
}

/// The signature of an op.
struct Signature {
    inputs: Vec<Operand>,
    outputs: Vec<Operand>,
    bindings: Vec<Binding>,
    right: bool,
}

impl Analyzer {
    /// Declares all ops and types their bodies.
    pub(super) fn declare_ops(&mut self, items: &[Item]) {
        let rows = self.op_rows(items);
        for (item, op) in rows {
            self.declare_op(item, op, op.name.clone(), None);
            if let Some((low, high, span)) = op.replicate {
                self.replicate(item, op, low, high, span);
            }
        }
    }

    /// The ops that are left when overrides have replaced what they override, in definition order.
    fn op_rows<'a>(&mut self, items: &'a [Item]) -> Vec<(&'a Item, &'a OpItem)> {
        let mut rows: Vec<(&Item, &OpItem)> = Vec::new();
        let mut index: BTreeMap<&str, usize> = BTreeMap::new();
        for item in items {
            let ItemKind::Op(op) = &item.kind else { continue };
            self.check_reserved(&op.name);
            match (index.get(op.name.text.as_str()), op.override_) {
                (Some(at), Some(_)) if rows[*at].0.span.file != item.span.file => {
                    rows[*at] = (item, op)
                }
                (Some(at), _) => {
                    let first = rows[*at].1.name.span;
                    self.report(codes::duplicate(op.name.span, "ops", &op.name.text, first));
                }
                (None, Some(span)) => self.report(codes::nothing_to_override(span, &op.name.text)),
                (None, None) => {
                    index.insert(&op.name.text, rows.len());
                    rows.push((item, op));
                }
            }
        }
        rows
    }

    fn replicate(&mut self, item: &Item, op: &OpItem, low: i64, high: i64, span: Span) {
        if low < 0 || high > 0x1_0000 {
            return self.report(codes::replicate(span, "`oparg` is 0 to 65535"));
        }
        if high - low > MAX_REPLICAS {
            return self
                .report(codes::replicate(span, &format!("more than {MAX_REPLICAS} copies")));
        }
        for oparg in low..high {
            let name = Name { text: format!("{}_{oparg}", op.name.text), span: op.name.span };
            self.declare_op(item, op, name, Some(oparg as u32));
        }
    }

    fn declare_op(&mut self, item: &Item, op: &OpItem, name: Name, oparg: Option<u32>) {
        if let Some(first) = self.ops.get(&name.text) {
            let first = self.program.ops[*first].name.span;
            return self.report(codes::duplicate(name.span, "ops", &name.text, first));
        }
        let caches = self.cache_fields(&op.caches);
        let signature = self.signature(op, oparg, &caches);
        let right = signature.right;
        let (mut row, established) = self.op_row(item, op, name.clone(), oparg, caches, signature);
        row.role = effects::role(&row);
        let body = op.body.is_some() && check::op(&self.program, &row, &mut self.diagnostics);
        let id = self.program.ops.push(row);
        let replica_of = oparg.and_then(|_| self.ops.get(&op.name.text).copied());
        self.ops.insert(name.text, id);
        self.used.ops.push(op.inst);
        self.facts.push(OpFacts { signature: right, body, established, replica_of });
    }

    /// The row of an op, with its body typed and its effects computed.
    fn op_row(
        &mut self,
        item: &Item,
        op: &OpItem,
        name: Name,
        oparg: Option<u32>,
        caches: Vec<CacheField>,
        signature: Signature,
    ) -> (Op, Vec<Option<Ty>>) {
        let inputs = signature.inputs.len();
        let before = self.diagnostics.len();
        let mut body = Body::new(self, Purpose::Op, &caches);
        body.oparg = oparg;
        for binding in signature.bindings {
            body.bind(binding);
        }
        let block = op.body.as_ref().map(|block| body.statements(block));
        let established = (0..inputs).map(|var| body.var_type(VarId(var as u32))).collect();
        if block.is_some() {
            check_guards(&mut body, &signature.outputs);
        }
        let (exits, branches) = (body.exits, body.branches);
        let abstract_ =
            op.abstract_.as_ref().map(|clause| typed_clause(&mut body, clause.as_ref()));
        // What has been reported may have been the use.
        if block.is_some() && !body.analyzer.has_errors_since(before) {
            check_operands_used(&mut body, op);
            body.check_unused();
        }
        let (ifs, vars) = (body.ifs, body.model_vars());
        let block = block.unwrap_or_default();
        let effects = effects::of_body(&self.program, &vars, &caches, &block);
        let branch_outputs = branch_outputs(&block, &signature.outputs, inputs);
        let row = Op {
            name,
            doc: item.doc.clone(),
            caches,
            inputs: signature.inputs,
            outputs: signature.outputs,
            vars,
            body: block,
            abstract_,
            exits,
            ifs,
            branches,
            branch_outputs,
            effects,
            role: model::Role::Compute,
            replica: oparg,
            span: item.span,
            source: op.source.clone(),
        };
        (row, established)
    }

    fn signature(&mut self, op: &OpItem, oparg: Option<u32>, caches: &[CacheField]) -> Signature {
        let mut names = BTreeMap::new();
        let mut inputs = Vec::new();
        let mut bindings: Vec<Binding> = Vec::new();
        let mut right = true;
        for operand in &op.inputs {
            self.check_operand_name(&operand.name, caches, &mut names);
            let (ty, count) = self.operand_type(operand, oparg, &mut right);
            let var = VarId(bindings.len() as u32);
            let binding = Binding::new(operand.name.clone(), Some(ty.clone()), Role::Input);
            bindings.push(Binding { count, ..binding });
            inputs.push(Operand { name: operand.name.clone(), ty, count, var });
        }
        let mut outputs = Vec::new();
        let mut output_names = BTreeMap::new();
        for (position, operand) in op.outputs.iter().enumerate() {
            let (ty, count) = self.operand_type(operand, oparg, &mut right);
            let same = same_operand(&inputs, &outputs, position, &operand.name, count);
            match same.or_else(|| moved_operand(&inputs, &operand.name)) {
                Some(input) if becomes_other(op, operand, &inputs[input], &ty) => {
                    self.check_duplicate(&operand.name, &mut output_names);
                    let output = fresh_operand(operand, &mut bindings, ty, count);
                    bindings[output.var.0 as usize].succeeds = true;
                    bindings[input].successor = Some(output.var);
                    // An input that its own output replaces is assigned through it.
                    bindings[input].output = bindings[output.var.0 as usize].output.clone();
                    outputs.push(output);
                }
                Some(input) => {
                    self.check_duplicate(&operand.name, &mut output_names);
                    outputs.push(self.passed_operand(
                        operand,
                        &inputs[input],
                        &mut bindings,
                        ty,
                        count,
                    ));
                }
                None => {
                    self.check_operand_name(&operand.name, caches, &mut names);
                    if operand.name.text == "_" {
                        let help = "an output has a name; one that is passed on stands where it stands in the inputs";
                        let diagnostic = codes::misplaced_type(
                            operand.name.span,
                            "an output needs a name",
                            help,
                        );
                        self.report(diagnostic);
                        right = false;
                    }
                    outputs.push(fresh_operand(operand, &mut bindings, ty, count));
                }
            }
        }
        Signature { inputs, outputs, bindings, right }
    }

    fn check_operand_name<'n>(
        &mut self,
        name: &'n Name,
        caches: &[CacheField],
        names: &mut BTreeMap<&'n str, Span>,
    ) {
        self.check_reserved(name);
        if name.text == "_" {
            return;
        }
        let cache =
            caches.iter().find(|cache| cache.name.text == name.text).map(|cache| cache.name.span);
        let taken = name.text == "oparg" || self.units.contains_key(&name.text);
        if taken {
            let message = format!("`{}` is a value of the language", name.text);
            self.report(codes::misplaced_type(name.span, &message, "choose another name"));
        }
        if let Some(first) = cache {
            self.report(codes::duplicate(name.span, "operands", &name.text, first));
        }
        self.check_duplicate(name, names);
    }

    fn check_duplicate<'n>(&mut self, name: &'n Name, names: &mut BTreeMap<&'n str, Span>) {
        if name.text == "_" {
            return;
        }
        match names.get(name.text.as_str()) {
            Some(first) => {
                self.diagnostics.push(codes::duplicate(name.span, "operands", &name.text, *first))
            }
            None => {
                names.insert(&name.text, name.span);
            }
        }
    }

    /// The type and number of slots of an operand.
    pub(super) fn operand_type(
        &mut self,
        operand: &ast::Operand,
        oparg: Option<u32>,
        right: &mut bool,
    ) -> (Ty, Option<Count>) {
        let ty = match &operand.ty {
            // What nobody reads may be empty.
            None if operand.name.text == "_" => Ty::Value(self.any),
            None => Ty::Value(self.present),
            Some(ty) => self.resolve_type(ty, Place::Operand),
        };
        *right &= ty != ERROR;
        let Some(count) = &operand.count else {
            if let (Ty::Array(_), Some(written)) = (&ty, &operand.ty) {
                let help =
                    "an array operand has its number of slots behind its name: `args[oparg]`";
                self.report(codes::misplaced_type(
                    written.span,
                    "an operand cannot be of an array type",
                    help,
                ));
                *right = false;
            }
            return (ty, None);
        };
        let count = self.count(count, oparg);
        *right &= count.is_some();
        let ty = match (&ty, &operand.ty) {
            (Ty::Value(_), _) => Ty::Array(Box::new(ty)),
            (_, Some(written)) => {
                let help = "the slots of an array are boxed: `args[oparg]: Value`";
                self.report(codes::misplaced_type(
                    written.span,
                    "the slots of an array are values",
                    help,
                ));
                *right = false;
                ERROR
            }
            _ => ty,
        };
        (ty, Some(count.unwrap_or_default()))
    }

    /// An output that is an input: a peek, a narrowed input, or one that moves.
    fn passed_operand(
        &mut self,
        operand: &ast::Operand,
        input: &Operand,
        bindings: &mut [Binding],
        ty: Ty,
        count: Option<Count>,
    ) -> Operand {
        let ty = if operand.ty.is_some() { ty } else { input.ty.clone() };
        if count != input.count {
            let shown =
                |count: Option<Count>| count.map_or("one".to_string(), |count| count.to_string());
            let diagnostic =
                codes::count_mismatch(operand.name.span, &shown(input.count), &shown(count));
            self.report(diagnostic);
        }
        let binding = &mut bindings[input.var.0 as usize];
        binding.output = Some((ty.clone(), count));
        binding.read = true;
        Operand { name: operand.name.clone(), ty, count, var: input.var }
    }
}

/// The input of the same name at the same depth from the bottom.
fn same_operand(
    inputs: &[Operand],
    outputs: &[Operand],
    position: usize,
    name: &Name,
    count: Option<Count>,
) -> Option<usize> {
    let input = inputs.get(position)?;
    let below = |operands: &[Operand]| {
        operands.iter().fold(Count::default(), |sum, operand| sum.plus(operand.slots()))
    };
    let same = input.name.text == name.text
        && input.count == count
        && below(&inputs[..position]) == below(outputs);
    same.then_some(position)
}

/// The input of the same name at another depth.
fn moved_operand(inputs: &[Operand], name: &Name) -> Option<usize> {
    if name.text == "_" {
        return None;
    }
    inputs.iter().position(|input| input.name.text == name.text)
}

/// Whether an output with an input's name is assigned a value of another representation: it is a variable of its own.
fn becomes_other(op: &OpItem, operand: &ast::Operand, input: &Operand, ty: &Ty) -> bool {
    let assigned = op.body.as_ref().is_some_and(|body| assigns(body, &operand.name.text));
    assigned && operand.ty.is_some() && !same_representation(&input.ty, ty)
}

fn fresh_operand(
    operand: &ast::Operand,
    bindings: &mut Vec<Binding>,
    ty: Ty,
    count: Option<Count>,
) -> Operand {
    let var = VarId(bindings.len() as u32);
    let mut binding = Binding::new(operand.name.clone(), Some(ty.clone()), Role::Output);
    (binding.output, binding.count) = (Some((ty.clone(), count)), count);
    bindings.push(binding);
    Operand { name: operand.name.clone(), ty, count, var }
}

/// Reports outputs that are inputs of a wider type, and whose type the body does not establish.
fn check_guards(body: &mut Body<'_>, outputs: &[Operand]) {
    for output in outputs {
        let binding = &body.vars[output.var.0 as usize];
        if binding.role != Role::Input || binding.assigned.is_some() {
            continue;
        }
        let Some(found) = body.var_type(output.var) else { continue };
        let program = &body.analyzer.program;
        let within = program.type_set(&found).is_within(program.type_set(&output.ty));
        if !within && found != ERROR && output.ty != ERROR {
            let (declared, found) = (body.type_name(&output.ty), body.type_name(&found));
            let span = output.name.span;
            body.analyzer.report(codes::unestablished_output(
                span,
                &output.name.text,
                &declared,
                &found,
            ));
        }
    }
}

/// Reports operands and caches that the body never reads.
fn check_operands_used(body: &mut Body<'_>, op: &OpItem) {
    let mut found = Vec::new();
    for binding in body.vars.iter().filter(|binding| binding.role == Role::Input) {
        let name = &binding.name;
        if !binding.read && !name.text.starts_with('_') && op.abstract_.is_none() {
            let help = "write `_` for an operand that the body does not read";
            found.push(codes::unused_name(name.span, "operand", &name.text, help));
        }
    }
    let uses = body.caches_read.iter().zip(&body.counters);
    for (cache, uses) in body.caches.iter().zip(uses) {
        let (name, span) = (&cache.name.text, cache.name.span);
        match uses {
            (false, false) => {
                found.push(codes::unused_name(span, "cache field", name, "leave the field out"));
            }
            // What is read of a cache is a constant to the optimizer, and a counter is none.
            (true, true) => {
                let help = "give the safepoint a field of its own";
                found.push(codes::outside_subset(span, "reading a counter of safepoints", help));
            }
            _ => {}
        }
    }
    body.analyzer.diagnostics.extend(found);
}

/// The typed `abstract` clause. It starts from the inputs again, with exits of its own.
fn typed_clause(body: &mut Body<'_>, clause: Option<&ast::Block>) -> Block {
    let Some(clause) = clause else { return Block::default() };
    body.purpose = Purpose::Abstract;
    body.narrowed.clear();
    (body.exits, body.branches) = (0, 0);
    for binding in &mut body.vars {
        binding.assigned = None;
    }
    body.statements(clause)
}

/// How many outputs are pushed when the first branch of a body jumps: those set by then.
fn branch_outputs(block: &Block, outputs: &[Operand], inputs: usize) -> Option<u32> {
    let mut set: Vec<VarId> = Vec::new();
    for stmt in &block.stmts {
        match &stmt.kind {
            StmtKind::Assign(var, _) => set.push(*var),
            StmtKind::If { assigned, .. } => set.extend(assigned),
            StmtKind::BranchIf { .. } => {
                let is_set = |output: &&Operand| {
                    (output.var.0 as usize) < inputs || set.contains(&output.var)
                };
                return Some(outputs.iter().take_while(is_set).count() as u32);
            }
            _ => {}
        }
    }
    None
}

/// The row of an op that did not parse is empty, and of no use: see [`OpFacts`].
pub(super) fn is_usable(facts: &[OpFacts], ops: &Table<OpId, Op>, id: OpId) -> bool {
    debug_assert!(facts.len() == ops.len());
    facts[id.index()].signature
}
