//! Bodies into Rust statements: the state of a function under construction, and one rule per statement.
//!
//! A [`Builder`] makes one function: a handler (all ops of an instruction, ending in a dispatch) or a probe (the same
//! ops up to the last exit, answering whether one would be taken). Values stay in Rust locals between ops; what is live
//! at the end is stored. Expressions are in `expr.rs`.
//!
//! # Invariants
//! 1. The stack is not written before the last exit of a component: on an exit it is as the component found it. What
//!    earlier components of a superinstruction left in locals is stored on the way out.
//! 2. A name is bound again only if nothing reads the older local afterwards.

use super::code::{Code, Local, PC, Prec};
use super::flow::Stmt;
use super::names;
use super::operands::{Held, Item, Linear, Operands};
use crate::model::*;

/// What a function is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Purpose {
    /// Runs the instruction.
    Handler {
        /// Report each evaluation of an exit.
        coverage: bool,
    },
    /// Says whether no exit would be taken.
    Probe,
}

/// A part of an instruction with a resume point of its own: all of it, or one component of a superinstruction.
#[derive(Clone, Debug)]
pub(super) struct Component {
    /// Units from the start of the instruction to its own start, and to the one after it.
    pub start: u32,
    pub end: u32,
    /// The handler that exits go to.
    pub miss: String,
    /// Its oparg where that is fixed.
    pub fixed: Option<u32>,
    /// The local of its oparg.
    pub oparg: Held,
    /// The operands when it starts.
    pub entry: Operands,
}

/// A function that exists because an array literal needs an address, which a handler must not take.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Outlined {
    pub name: String,
    pub params: Vec<(String, String)>,
    pub result: String,
    pub call: String,
}

/// What the names of a body stand for at the place that is being emitted.
#[derive(Clone, Default, Debug)]
pub(super) struct Scope {
    /// By variable.
    pub vars: Vec<Option<Held>>,
    /// By cache field of the op.
    pub caches: Vec<Option<Held>>,
}

/// An op while its body is emitted.
#[derive(Clone, Debug)]
pub(super) struct Current<'a> {
    pub op: &'a Op,
    /// Where its caches lie, by field.
    pub cache_units: Vec<u32>,
    /// The operands that it took.
    inputs: Vec<Item>,
    /// Variables that the body has assigned.
    assigned: Vec<bool>,
}

/// Whether control goes on after a statement.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Control {
    /// It does.
    On,
    /// The function has ended.
    Ended,
}

/// A function under construction.
#[derive(Debug)]
pub(super) struct Builder<'a> {
    pub program: &'a Program,
    pub purpose: Purpose,
    /// The name of the function, from which names of outlined ones derive.
    pub function: String,
    pub out: Vec<Stmt>,
    pub locals: u32,
    pub operands: Operands,
    pub components: Vec<Component>,
    pub scope: Scope,
    /// The types of the variables in scope.
    pub vars: &'a [Var],
    pub current: Option<Current<'a>>,
    pub outlined: Vec<Outlined>,
    /// Cache fields, by slot of the instruction, that a `fill` has computed; others are read from the code.
    pub filled: Vec<(u32, Held)>,
    /// The probe ends after this many exits of the current op.
    pub exits_wanted: Option<u32>,
    exits_seen: u32,
    /// The `if`s around the place.
    depth: u32,
    /// The target of the jump that the body ends in, once it has a local.
    target: Option<Held>,
    /// Names that an exit of the current component still reads.
    pinned: Vec<String>,
}

/// Names that generated functions use without a path.
const RESERVED: &[&str] = &["pc", "sp", "fp", "vm", "raise", "cold_path", "_"];

impl<'a> Builder<'a> {
    pub fn new(program: &'a Program, purpose: Purpose, function: String) -> Self {
        Builder {
            program,
            purpose,
            function,
            out: Vec::new(),
            locals: 4,
            operands: Operands::default(),
            components: Vec::new(),
            scope: Scope::default(),
            vars: &[],
            current: None,
            outlined: Vec::new(),
            filled: Vec::new(),
            exits_wanted: None,
            exits_seen: 0,
            depth: 0,
            target: None,
            pinned: Vec::new(),
        }
    }

    // ---- locals

    /// A new local with a name like `wanted` that hides no local that is still read, but for `own`.
    pub fn fresh(&mut self, wanted: &str, own: Option<Local>) -> (String, Local) {
        let base = names::ident(wanted);
        let mut name = base.clone();
        let mut number = 2;
        while self.is_taken(&name, own) {
            name = format!("{base}_{number}");
            number += 1;
        }
        let local = Local(self.locals);
        self.locals += 1;
        (name, local)
    }

    fn is_taken(&self, name: &str, own: Option<Local>) -> bool {
        let clash = |held: &Held| held.name == name && Some(held.local) != own;
        RESERVED.contains(&name)
            || self.pinned.iter().any(|pinned| pinned == name)
            || self.components.iter().any(|component| clash(&component.oparg))
            || self.operands.items.iter().filter_map(|item| item.held.as_ref()).any(clash)
            || self.filled.iter().any(|(_, held)| clash(held))
            || self.scope.vars.iter().flatten().any(clash)
            || self.scope.caches.iter().flatten().any(clash)
    }

    /// Binds a new local to a value.
    pub fn bind(&mut self, wanted: &str, own: Option<Local>, ty: Ty, init: Code) -> Held {
        let (name, local) = self.fresh(wanted, own);
        let stmt = Stmt::Let { name: name.clone(), local, init: Some(init), mutable: false };
        self.out.push(stmt);
        Held { name, local, ty }
    }

    /// Runs `emit` on an empty list of statements and returns what it emitted.
    pub fn nested<R>(&mut self, emit: impl FnOnce(&mut Self) -> R) -> (Vec<Stmt>, R) {
        let outer = std::mem::take(&mut self.out);
        let result = emit(self);
        (std::mem::replace(&mut self.out, outer), result)
    }

    // ---- places

    pub fn component(&self) -> &Component {
        self.components.last().expect("an op is emitted inside a component")
    }

    /// The program counter `units` after the start of the instruction.
    pub fn pc_at(units: u32) -> Code {
        if units == 0 {
            Code::pc()
        } else {
            Code::pc().method("advance", [Code::atom(units.to_string())])
        }
    }

    /// The start of the component.
    pub fn pc_here(&self) -> Code {
        Self::pc_at(self.component().start)
    }

    /// The instruction after the component.
    pub fn pc_next(&self) -> Code {
        Self::pc_at(self.component().end)
    }

    /// Spells a height or a count, with the local of each component's oparg.
    pub fn linear(&self, linear: &Linear, ty: &str) -> Code {
        linear.code(ty, &|component| self.components[component].oparg.code())
    }

    /// The argument of `sp.peek` for a height.
    fn slot(&self, height: &Linear) -> Code {
        self.linear(&height.negated(), "isize")
    }

    /// The stack pointer at a height.
    pub fn sp_at(&self, top: &Linear) -> Code {
        let (mut down, mut up) = (Linear::default(), Linear::default());
        if top.offset < 0 {
            down.offset = -top.offset
        } else {
            up.offset = top.offset
        }
        for &(component, factor) in &top.terms {
            let side = if factor < 0 { &mut down } else { &mut up };
            side.terms.push((component, factor.abs()));
        }
        let mut sp = Code::sp();
        if down != Linear::default() {
            sp = sp.method("drop", [self.linear(&down, "usize")]);
        }
        if up != Linear::default() {
            sp = sp.method("grow", [self.linear(&up, "usize")]);
        }
        sp
    }

    // ---- components and ops

    /// Starts a component. What is in locals stays there; an exit of the component stores it.
    pub fn start_component(&mut self, start: u32, end: u32, miss: String, fixed: Option<u32>) {
        let init = match fixed {
            Some(oparg) => Code::atom(format!("{oparg}_u32")),
            None => Self::pc_at(start).method("oparg", []),
        };
        let oparg = self.bind("oparg", None, Ty::Scalar(Scalar::Uint(32)), init);
        let entry = self.operands.clone();
        let dirty = entry.items.iter().filter(|item| !item.home);
        self.pinned = dirty.filter_map(|item| Some(item.held.as_ref()?.name.clone())).collect();
        self.components.push(Component { start, end, miss, fixed, oparg, entry });
    }

    fn size_of(&self, operand: &Operand) -> Option<Linear> {
        let component = self.components.len() - 1;
        operand.count.map(|count| Linear::count(count, component, self.component().fixed))
    }

    /// Emits one op of the current component.
    pub fn op(&mut self, inst: &Inst, part: &InstOp) -> Control {
        let op = &self.program.ops[part.op];
        self.exits_seen = 0;
        let sizes: Vec<_> = op.inputs.iter().map(|input| self.size_of(input)).collect();
        if !self.operands.match_shape(&sizes) {
            // Single operands are taken as an array, or the reverse: they have to be in memory for that.
            if self.purpose == Purpose::Probe {
                // A probe changes nothing, so operands that are not as they were cannot be taken in other sizes.
                if !self.operands.items.iter().all(|item| item.home) {
                    self.out.push(Stmt::Return(Code::atom("false")));
                    return Control::Ended;
                }
            } else {
                let stores = self.stores(&self.operands.items.clone());
                self.out.extend(stores);
            }
            self.operands.forget();
        }
        let inputs = self.operands.pop(&sizes);
        self.vars = &op.vars;
        let filled = |slot: &u32| {
            self.filled.iter().find(|(of, _)| of == slot).map(|(_, held)| held.clone())
        };
        let caches = part.caches.iter().map(filled).collect();
        self.scope = Scope { vars: vec![None; op.vars.len()], caches };
        self.bind_inputs(op, &inputs);
        let cache_units =
            part.caches.iter().map(|slot| inst.caches[*slot as usize].offset).collect();
        let assigned = vec![false; op.vars.len()];
        self.current = Some(Current { op, cache_units, inputs, assigned });
        let control = self.block(&op.body);
        if control == Control::On {
            let outputs = self.outputs();
            self.operands.items.extend(outputs);
        }
        self.current = None;
        self.scope = Scope::default();
        control
    }

    fn bind_inputs(&mut self, op: &Op, inputs: &[Item]) {
        // All inputs count as taken names until each has its own.
        for (operand, item) in op.inputs.iter().zip(inputs) {
            self.scope.vars[operand.var.0 as usize] = item.held.clone();
        }
        for (operand, item) in op.inputs.iter().zip(inputs) {
            let var = operand.var.0 as usize;
            if operand.name.text == "_" {
                self.scope.vars[var] = None;
                continue;
            }
            let ty = op.vars[var].ty.clone();
            let held = match &item.held {
                Some(held) => self.rename(held, &operand.name.text, ty),
                None => {
                    let load = self.load(item, &ty);
                    self.bind(&operand.name.text, None, ty, load)
                }
            };
            self.scope.vars[var] = Some(held);
        }
    }

    /// An operand under the name and in the form that an op wants: the same local where it has both.
    fn rename(&mut self, held: &Held, wanted: &str, ty: Ty) -> Held {
        let (name, _) = self.fresh(wanted, Some(held.local));
        if name == held.name && self.same_form(&held.ty, &ty) {
            return held.clone();
        }
        let init = self.convert(held.code(), &held.ty, &ty);
        self.bind(wanted, Some(held.local), ty, init)
    }

    /// Reads an operand from its slots.
    pub fn load(&mut self, item: &Item, ty: &Ty) -> Code {
        let slot = self.slot(&item.height);
        match &item.count {
            Some(count) => {
                let count = self.linear(count, "usize");
                Code::sp().method("slots", [slot, count])
            }
            None => {
                let any = Ty::Value(TypeSet::default());
                let value = Code::sp().method("peek", [slot]);
                self.convert(value, &any, ty)
            }
        }
    }

    /// The outputs of the current op that have a value, from the deepest to the first that has none.
    fn outputs(&self) -> Vec<Item> {
        let Some(current) = &self.current else { return Vec::new() };
        let mut height = self.operands.top();
        let mut items = Vec::new();
        for output in &current.op.outputs {
            let var = output.var.0 as usize;
            let count = self.size_of(output);
            let origin = current.op.inputs.iter().position(|input| input.var == output.var);
            let origin = origin.map(|index| &current.inputs[index]);
            let held = self.scope.vars[var].clone();
            if held.is_none() && origin.is_none() {
                break;
            }
            let home = origin.is_some_and(|item| {
                item.home && !current.assigned[var] && item.height == height && item.count == count
            });
            let item = Item { height: height.clone(), count, home, held };
            height = height.plus(&item.size());
            items.push(item);
        }
        items
    }

    /// Stores of all operands that are not at home.
    pub fn stores(&mut self, items: &[Item]) -> Vec<Stmt> {
        let mut arrays = Vec::new();
        let mut singles = Vec::new();
        for item in items.iter().filter(|item| !item.home) {
            let Some(held) = &item.held else { continue };
            let slot = self.slot(&item.height);
            match &item.count {
                // An array is copied before anything else is written: it may lie where a single operand goes.
                Some(count) if count.as_constant() == Some(0) => {}
                Some(_) => {
                    arrays.push(Stmt::Do(Code::sp().method("set_slots", [slot, held.code()])))
                }
                None => {
                    let any = Ty::Value(TypeSet::default());
                    let value = self.convert(held.code(), &held.ty, &any);
                    singles.push(Stmt::Do(Code::sp().method("set", [slot, value])));
                }
            }
        }
        arrays.extend(singles);
        arrays
    }

    /// The operands as they are if control leaves now: those below the current op's, and its outputs so far.
    fn operands_now(&self) -> Operands {
        let mut operands = self.operands.clone();
        operands.items.extend(self.outputs());
        operands
    }

    /// Stores what is live, and gives the stack pointer above it.
    pub fn flush(&mut self) -> Code {
        let operands = self.operands_now();
        let stores = self.stores(&operands.items);
        self.out.extend(stores);
        self.sp_at(&operands.top())
    }

    // ---- statements

    /// Emits a block's statements.
    pub fn block(&mut self, block: &'a Block) -> Control {
        for (index, stmt) in block.stmts.iter().enumerate() {
            if self.stmt(stmt, &block.stmts[index + 1..]) == Control::Ended {
                return Control::Ended;
            }
            if self.depth == 0 && self.exits_wanted.is_some_and(|wanted| self.exits_seen >= wanted)
            {
                return Control::Ended;
            }
        }
        Control::On
    }

    fn stmt(&mut self, stmt: &'a Stmt_, rest: &'a [Stmt_]) -> Control {
        match &stmt.kind {
            StmtKind::Let(var, value) => self.assign(*var, value, true),
            StmtKind::Assign(var, value) => self.assign(*var, value, false),
            StmtKind::LetOverflowing(result, overflow, kind, args) => {
                self.overflowing(*result, *overflow, *kind, args);
            }
            StmtKind::LetFill(vars, helper, args) => self.fill(vars, *helper, args),
            StmtKind::Store { field, object, value } => {
                let object = self.handle(object);
                let value = self.field_value(*field, value);
                let setter = format!("set_{}", self.program.fields[*field].name);
                self.effect(object.method(&setter, [value]));
            }
            StmtKind::StoreItem { field, object, index, value } => {
                let object = self.handle(object);
                let index = self.index(index);
                let value = self.field_value(*field, value);
                let setter = format!("set_{}", self.program.fields[*field].name);
                self.effect(object.method(&setter, [index, value]));
            }
            StmtKind::SetLocal(index, value) => {
                let index = self.word(index);
                let value = self.boxed_expr(value);
                self.effect(Code::fp().method("set_local", [index, value]));
            }
            StmtKind::Exit { index, cond, .. } => self.exit(*index, cond),
            StmtKind::Narrow(var, ty) => self.narrow(*var, ty),
            StmtKind::If { cond, then, otherwise, assigned, .. } => {
                return self.if_statement(cond, then, otherwise, assigned);
            }
            StmtKind::Expr(expr) => self.call_statement(expr),
            StmtKind::BranchIf { cond, .. } => self.branch_if(cond),
            StmtKind::Jump { back, distance } => return self.jump(*back, distance),
            StmtKind::Safepoint { heat } => self.safepoint(*heat, rest),
            StmtKind::Frame(kind, args) => return self.frame(*kind, args),
        }
        Control::On
    }

    /// A value in the form that a field holds.
    fn field_value(&mut self, field: FieldId, value: &'a Expr) -> Code {
        let code = self.expr(value);
        self.convert(code, &value.ty, &self.program.fields[field].ty)
    }

    /// A statement for its effect. A probe has none.
    fn effect(&mut self, code: Code) {
        if self.purpose != Purpose::Probe {
            self.out.push(Stmt::Do(code.with_effect()));
        }
    }

    fn var_name(&self, var: VarId) -> String {
        self.vars[var.0 as usize].name.clone()
    }

    fn mark_assigned(&mut self, var: VarId) {
        if let Some(current) = &mut self.current {
            current.assigned[var.0 as usize] = true;
        }
    }

    /// `let x = e;` or `x = e;`
    fn assign(&mut self, var: VarId, value: &'a Expr, new: bool) {
        let slot = var.0 as usize;
        let in_arm = self.depth > 0;
        let declared = self.vars[slot].ty.clone();
        match self.scope.vars[slot].clone() {
            // In an arm of an `if` the variable was made assignable before it.
            Some(held) if in_arm && !new => {
                let from = value.ty.clone();
                let value = self.receiver(value);
                let value = self.convert(value, &from, &held.ty);
                self.out.push(Stmt::Set { name: held.name, local: held.local, value });
            }
            before => {
                let own = before.map(|held| held.local);
                let held = self.bind_expr(&self.var_name(var), own, value, &declared);
                self.scope.vars[slot] = Some(held);
            }
        }
        self.mark_assigned(var);
    }

    fn overflowing(&mut self, result: VarId, overflow: VarId, kind: Overflowing, args: &'a [Expr]) {
        let init = self.overflowing_call(kind, args);
        let mut bound = Vec::new();
        for var in [result, overflow] {
            let (name, local) = self.fresh(&self.var_name(var), None);
            let ty = self.vars[var.0 as usize].ty.clone();
            self.scope.vars[var.0 as usize] = Some(Held { name: name.clone(), local, ty });
            bound.push((name, local));
        }
        self.out.push(Stmt::LetTuple { names: bound, init });
    }

    fn narrow(&mut self, var: VarId, ty: &Ty) {
        let slot = var.0 as usize;
        let Some(held) = self.scope.vars[slot].clone() else { return };
        let narrowed = if self.same_form(&held.ty, ty) {
            Held { ty: ty.clone(), ..held }
        } else {
            let init = self.convert(held.code(), &held.ty, ty);
            self.bind(&self.var_name(var), Some(held.local), ty.clone(), init)
        };
        self.scope.vars[slot] = Some(narrowed);
    }

    fn exit(&mut self, index: u32, cond: &'a Expr) {
        self.exits_seen += 1;
        let cond = self.expr(cond);
        let (cond, then) = match self.purpose {
            Purpose::Probe => (cond, vec![Stmt::Return(Code::atom("false"))]),
            Purpose::Handler { coverage } => (self.covered(coverage, index, cond), self.leave()),
        };
        self.out.push(Stmt::If { cond, then, otherwise: Vec::new() });
    }

    /// Wraps the condition of an exit so that the VM hears of it.
    fn covered(&self, coverage: bool, index: u32, cond: Code) -> Code {
        let (true, Some(current)) = (coverage, &self.current) else { return cond };
        let id = Code::atom(format!("op::{}", names::ident(&current.op.name.text)));
        let index = Code::atom(index.to_string());
        Code::vm().method("cover_exit", [id, index, cond]).with_effect()
    }

    /// The way out of the current component: the stack as it was at its start, and the generic instruction.
    fn leave(&mut self) -> Vec<Stmt> {
        let entry = self.component().entry.clone();
        let mut stmts = vec![Stmt::Do(Code::call("cold_path", []))];
        stmts.extend(self.stores(&entry.items));
        let sp = self.sp_at(&entry.top());
        let miss = self.component().miss.clone();
        stmts.push(Stmt::Return(Code::call(&miss, [self.pc_here(), sp, Code::fp(), Code::vm()])));
        stmts
    }

    /// The way out after a helper has raised.
    pub fn raise(&self) -> Vec<Stmt> {
        if self.purpose == Purpose::Probe {
            return vec![Stmt::Return(Code::atom("false"))];
        }
        let raise = Code::call("raise", [self.pc_here(), Code::sp(), Code::fp(), Code::vm()]);
        vec![Stmt::Do(Code::call("cold_path", [])), Stmt::Return(raise)]
    }

    fn if_statement(
        &mut self,
        cond: &'a Expr,
        then: &'a Block,
        otherwise: &'a Block,
        assigned: &[VarId],
    ) -> Control {
        let cond = self.expr(cond);
        for var in assigned {
            let slot = var.0 as usize;
            let ty = self.vars[slot].ty.clone();
            let held = match self.scope.vars[slot].clone() {
                Some(held) => {
                    self.bind(&self.var_name(*var), Some(held.local), held.ty.clone(), held.code())
                }
                None => {
                    let (name, local) = self.fresh(&self.var_name(*var), None);
                    let late = Stmt::Let { name: name.clone(), local, init: None, mutable: false };
                    self.out.push(late);
                    Held { name, local, ty }
                }
            };
            self.scope.vars[slot] = Some(held);
        }
        let (then, first) = self.arm(then);
        let (otherwise, second) = self.arm(otherwise);
        self.out.push(Stmt::If { cond, then, otherwise });
        for var in assigned {
            self.mark_assigned(*var);
        }
        if first == Control::Ended && second == Control::Ended {
            Control::Ended
        } else {
            Control::On
        }
    }

    fn arm(&mut self, block: &'a Block) -> (Vec<Stmt>, Control) {
        let saved = self.scope.clone();
        self.deeper(1);
        let (stmts, control) = self.nested(|builder| builder.block(block));
        self.deeper(-1);
        self.scope = saved;
        (stmts, control)
    }

    /// Counts the `if`s around the place.
    pub fn deeper(&mut self, by: i32) {
        self.depth = self.depth.saturating_add_signed(by);
    }

    /// Ends the function here, or leaves it from an arm.
    fn end(&mut self, value: Code) -> Control {
        let in_arm = self.depth > 0;
        self.out.push(if in_arm { Stmt::Return(value) } else { Stmt::Tail(value) });
        Control::Ended
    }

    /// Goes on at `pc`.
    pub fn dispatch(pc: Code, sp: Code) -> Code {
        Code::call("dispatch!", [pc, sp, Code::fp(), Code::vm()])
    }

    fn branch_if(&mut self, cond: &'a Expr) {
        let cond = self.expr(cond);
        let (then, ()) = self.nested(|builder| {
            let value = if builder.purpose == Purpose::Probe {
                Code::atom("true")
            } else {
                let sp = builder.flush();
                let distance = builder.component().oparg.code().cast("i32");
                let target = builder.pc_next().method("jump", [distance]);
                Self::dispatch(target, sp)
            };
            builder.out.push(Stmt::Return(value));
        });
        self.out.push(Stmt::If { cond, then, otherwise: Vec::new() });
    }

    /// Where a jump goes, in a local: a safepoint before it needs it too.
    fn target(&mut self, back: bool, distance: &'a Expr) -> Code {
        if let Some(target) = self.target.take() {
            return target.code();
        }
        let distance = self.word(distance).cast("i32");
        let distance = if back { distance.unary("-") } else { distance };
        let target = self.pc_next().method("jump", [distance]);
        let target = self.bind("target", None, Ty::Unit, target);
        self.target = Some(target.clone());
        target.code()
    }

    /// Gives a value a name if it is more than a name or a call: arguments of macros are not laid out.
    fn named(&mut self, name: &str, value: Code, ty: &Ty) -> Code {
        if value.prec == Prec::Atom {
            value
        } else {
            self.bind(name, None, ty.clone(), value).code()
        }
    }

    fn jump(&mut self, back: bool, distance: &'a Expr) -> Control {
        if self.purpose == Purpose::Probe {
            return self.end(Code::atom("true"));
        }
        let target = self.target(back, distance);
        let sp = self.flush();
        self.end(Self::dispatch(target, sp))
    }

    fn safepoint(&mut self, heat: Option<u32>, rest: &'a [Stmt_]) {
        if self.purpose == Purpose::Probe {
            return;
        }
        let taken = rest.iter().find_map(|stmt| match &stmt.kind {
            StmtKind::Jump { back, distance } => Some((*back, distance)),
            _ => None,
        });
        let taken = match taken {
            Some((back, distance)) => self.target(back, distance),
            None => self.pc_next(),
        };
        let sp = self.flush();
        let mut args = vec![self.pc_here(), sp, Code::fp(), Code::vm(), taken];
        if let (Some(heat), Some(current)) = (heat, &self.current) {
            // Counted from the component, as its position is.
            let unit = current.cache_units.get(heat as usize).copied().unwrap_or(0);
            args.push(Code::atom((unit - self.component().start).to_string()));
        }
        self.out.push(Stmt::Do(Code::call("safepoint!", args)));
    }

    fn frame(&mut self, kind: FrameOp, args: &'a [Expr]) -> Control {
        if self.purpose == Purpose::Probe {
            return self.end(Code::atom("true"));
        }
        let mut name = "push_frame!";
        let mut values = Vec::new();
        for (index, arg) in args.iter().enumerate() {
            match (&arg.kind, kind, index) {
                // `[a, b, ..rest]`: some values, then operands in place.
                (ExprKind::Array(items), FrameOp::Push, 1) if ends_in_array(items) => {
                    name = "push_frame_with!";
                    let (rest, first) = items.split_last().expect("it ends in an array");
                    let first = Code::call("", self.items(first));
                    let text = format!("[{}]", &first.text[1..first.text.len() - 1]);
                    values.push(Code { text, ..first });
                    values.push(self.expr(rest));
                }
                // What the machine pushes, returns or calls with is boxed; the callee and the action are not.
                (_, FrameOp::Pop | FrameOp::Yield, _) | (_, FrameOp::Resume, 1) => {
                    values.push(self.boxed_expr(arg));
                }
                (_, _, 2) => {
                    let action = self.expr(arg);
                    values.push(self.named("action", action, &arg.ty));
                }
                _ => values.push(self.expr(arg)),
            }
        }
        let sp = self.flush();
        // With an action the machine gets the position of the instruction, whose operand the action may need.
        let acting = args.len() > 2;
        let (name, pc) = match kind {
            FrameOp::Push | FrameOp::Resume if acting => {
                (if kind == FrameOp::Push { name } else { "resume_frame!" }, self.pc_here())
            }
            FrameOp::Push => (name, self.pc_next()),
            FrameOp::Pop => ("pop_frame!", self.pc_here()),
            FrameOp::Yield => ("yield_frame!", self.pc_next()),
            FrameOp::Resume => ("resume_frame!", self.pc_next()),
        };
        let all = [pc, sp, Code::fp(), Code::vm()].into_iter().chain(values);
        self.end(Code::call(name, all))
    }
}

/// Whether an array literal is values followed by an array operand.
fn ends_in_array(items: &[Expr]) -> bool {
    matches!(items.last(), Some(Expr { ty: Ty::Array(_), .. }))
}

/// A statement of the model; `flow::Stmt` is one of Rust.
type Stmt_ = crate::model::Stmt;

/// The program counter as a local, for functions that take it only where they read it.
pub(super) const PARAMETERS: [(Local, &str); 4] = [
    (PC, "pc: Pc"),
    (super::code::SP, "sp: Sp"),
    (super::code::FP, "fp: Fp"),
    (super::code::VM, "vm: &Vm"),
];
