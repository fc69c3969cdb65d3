//! A body as an abstract function: each primitive is a call of the context's method.
//!
//! Operands and `let`s keep their names. A nested expression gets a temporary, named for what it computes, because two
//! calls on the context cannot be nested. Assignments are `let`s that shadow: arms are closures that return what they
//! assign. Literals, `oparg` and constants are arguments as they are.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::{
    Kind, field_path, function_name, helper_path, primary, primary_path, type_path, width_name,
};
use crate::emit::explain::signature;
use crate::emit::layout::Text;
use crate::emit::names;
use crate::model::*;

/// Emits the function of an op.
pub(super) fn emit(program: &Program, id: OpId, text: &mut Text) {
    let op = &program.ops[id];
    text.function_doc(&format!("`{}{}`", op.name, signature(program, op)));
    if !op.doc.is_empty() {
        text.push("///\n");
        text.doc(&op.doc);
    }
    let name = function_name(program, id, "a");
    let mut function = Function::new(program, op);
    let body = function.body();
    let named = |used: bool, name| if used { name } else { "_" };
    let cx = named(
        body.iter().any(|part| matches!(part, Part::Code(code) if code.contains("cx."))),
        "cx",
    );
    let site = named(function.uses_site, "site");
    let inputs = named(!op.inputs.is_empty(), "inputs");
    let outputs = named(!op.outputs.is_empty(), "outputs");
    let _ = writeln!(
        text,
        "pub fn {name}({cx}: &mut Cx<'_>, {site}: &Site<'_>, {inputs}: &[T], {outputs}: &mut Vec<T>) {{"
    );
    for part in body {
        match part {
            Part::Code(code) => text.push(&code),
            Part::Comment(comment) => text.comment(&comment),
        }
    }
    text.push("}\n\n");
}

/// The widths of which abstract functions name the constant.
pub(super) fn widths(program: &Program) -> BTreeSet<Scalar> {
    let mut found = BTreeSet::new();
    for op in program.ops.rows() {
        let mut function = Function::new(program, op);
        let _ = function.body();
        found.extend(function.widths);
    }
    found
}

/// Names that the generated text itself uses.
const RESERVED: &[&str] = &["cx", "site", "inputs", "outputs", "oparg"];

enum Part {
    Code(String),
    Comment(String),
}

struct Function<'a> {
    program: &'a Program,
    op: &'a Op,
    out: String,
    /// Names that a temporary must not have.
    taken: BTreeSet<String>,
    widths: BTreeSet<Scalar>,
    uses_oparg: bool,
    uses_caches: BTreeSet<u32>,
    uses_site: bool,
    /// Inputs that were bound to an unboxed scalar of a type that is not the first of its kind.
    unboxed: BTreeSet<VarId>,
    /// Variables that the body has assigned.
    assigned: BTreeSet<VarId>,
    /// Where the last statement of `out` starts.
    last: usize,
}

impl<'a> Function<'a> {
    fn new(program: &'a Program, op: &'a Op) -> Self {
        let mut taken: BTreeSet<String> = op.vars.iter().map(|var| var.name.clone()).collect();
        taken.extend(op.caches.iter().map(|cache| cache.name.text.clone()));
        taken.extend(RESERVED.iter().map(|name| name.to_string()));
        Function {
            program,
            op,
            out: String::new(),
            taken,
            widths: BTreeSet::new(),
            uses_oparg: false,
            uses_caches: BTreeSet::new(),
            uses_site: false,
            unboxed: BTreeSet::new(),
            assigned: BTreeSet::new(),
            last: 0,
        }
    }

    fn body(&mut self) -> Vec<Part> {
        let block = self.op.abstract_.as_ref().unwrap_or(&self.op.body);
        // Once to know what is unboxed, and once more when it is known what the body reads.
        self.bind_inputs(None);
        self.out.clear();
        self.statements(block);
        self.push_outputs(self.op.outputs.len());
        let body = std::mem::take(&mut self.out);
        self.bind_inputs(Some(&body));
        let inputs = std::mem::take(&mut self.out);
        self.header();
        let header = std::mem::take(&mut self.out);
        let mut parts = vec![Part::Code(header + &inputs)];
        if self.op.abstract_.is_some() {
            parts.push(Part::Comment("From the op's `abstract` clause.".to_string()));
        }
        parts.push(Part::Code(without_dead_ends(body)));
        parts
    }

    /// `oparg` and caches, if the body reads them.
    fn header(&mut self) {
        if self.uses_oparg {
            match self.op.replica {
                Some(oparg) => self.line(&format!("let oparg = {oparg}_u32;")),
                None => {
                    self.uses_site = true;
                    self.line("let oparg = site.oparg;");
                }
            }
        }
        for index in std::mem::take(&mut self.uses_caches) {
            self.uses_site = true;
            let name = names::ident_beside(&self.op.caches[index as usize].name.text, RESERVED);
            self.line(&format!("let {name} = cx.cache(site, {index});"));
        }
    }

    fn line(&mut self, code: &str) {
        self.last = self.out.len();
        self.out.push_str(code);
        self.out.push('\n');
    }

    // ---- operands

    fn var(&self, var: VarId) -> String {
        names::ident_beside(&self.op.vars[var.0 as usize].name, RESERVED)
    }

    fn bind_inputs(&mut self, body: Option<&str>) {
        let inputs = &self.op.inputs;
        let has_array = inputs.iter().any(|input| input.count.is_some());
        let is_typed = |it: &Operand| it.count.is_none() && !self.is_trusted(&it.ty);
        let patterns: Vec<String> = inputs
            .iter()
            .map(|it| {
                let name = names::ident_beside(&it.name.text, RESERVED);
                let read = is_typed(it) || body.is_none_or(|body| reads(body, &name));
                if it.name.text != "_" && read { name } else { "_".to_string() }
            })
            .collect();
        if !has_array {
            if !inputs.is_empty() {
                self.line(&format!("let [{}] = cx.inputs(inputs);", patterns.join(", ")));
            }
        } else {
            for (index, input) in inputs.iter().enumerate() {
                let rest = if index + 1 == inputs.len() { "_" } else { "inputs" };
                let name = &patterns[index];
                match input.count {
                    None => self.line(&format!("let ({name}, {rest}) = cx.first(inputs);")),
                    Some(count) => {
                        let count = self.count(count);
                        self.line(&format!("let ({name}, {rest}) = cx.several(inputs, {count});"));
                    }
                }
            }
        }
        for input in inputs {
            self.establish(input);
        }
    }

    /// Whether an input of the type is taken as it is: any value, or any that is there, which is a convention.
    fn is_trusted(&self, ty: &Ty) -> bool {
        self.program.present().is_within(self.program.type_set(ty))
    }

    /// Checks the declared type of an input, and unboxes what is not unboxed by being known.
    fn establish(&mut self, input: &Operand) {
        if input.name.text == "_" || input.count.is_some() || self.is_trusted(&input.ty) {
            return;
        }
        let types = self.program.type_set(&input.ty);
        let name = names::ident_beside(&input.name.text, RESERVED);
        let set = match types.single() {
            Some(id) => format!("{}.set()", type_path(self.program, id)),
            None => format!("TypeSet({:#x})", types.0),
        };
        self.line(&format!("cx.require({name}, {set});"));
        self.unbox(input.var, &input.ty);
    }

    /// A scalar of a type that is not the first of its kind is another term than its value.
    fn unbox(&mut self, var: VarId, ty: &Ty) {
        let Ty::Scalar(scalar) = ty else { return };
        let kind = Kind::of(*scalar);
        if self.program.boxed(*scalar) != primary(self.program, kind) {
            let (name, path) = (self.var(var), primary_path(self.program, kind));
            self.line(&format!("let {name} = cx.retype({name}, {path});"));
            self.unboxed.insert(var);
        }
    }

    fn count(&mut self, count: Count) -> String {
        if count.scale == 0 {
            return count.offset.max(0).to_string();
        }
        self.uses_oparg = true;
        format!("slots(oparg, {}, {})", count.scale, count.offset)
    }

    /// Appends the deepest `count` outputs.
    fn push_outputs(&mut self, count: usize) {
        let mut scalars: Vec<String> = Vec::new();
        let op = self.op;
        for output in &op.outputs[..count.min(op.outputs.len())] {
            let name = self.var(output.var);
            let input = op.inputs.iter().position(|input| input.var == output.var);
            if output.count.is_some() {
                self.flush(&mut scalars);
                let borrow = self.borrow(output.var);
                self.line(&format!("outputs.extend_from_slice({borrow}{name});"));
            } else if let (Some(index), true) = (input, self.unboxed.contains(&output.var)) {
                scalars.push(format!("inputs[{index}]"));
            } else {
                let boxed = self.boxed(&name, &output.ty);
                scalars.push(boxed);
            }
        }
        self.flush(&mut scalars);
    }

    fn flush(&mut self, scalars: &mut Vec<String>) {
        match scalars.as_slice() {
            [] => {}
            [one] => self.line(&format!("outputs.push({one});")),
            many => self.line(&format!("outputs.extend([{}]);", many.join(", "))),
        }
        scalars.clear();
    }

    /// The value of an unboxed scalar, as the operand of a type.
    fn boxed(&mut self, name: &str, ty: &Ty) -> String {
        let Ty::Scalar(scalar) = ty else { return name.to_string() };
        match self.program.boxed(*scalar) {
            Some(id) if Some(id) != primary(self.program, Kind::of(*scalar)) => {
                let path = type_path(self.program, id);
                self.temporary("boxed", format!("cx.retype({name}, {path})"))
            }
            _ => name.to_string(),
        }
    }

    // ---- statements

    fn statements(&mut self, block: &'a Block) {
        for stmt in &block.stmts {
            self.statement(stmt);
        }
    }

    fn statement(&mut self, stmt: &'a Stmt) {
        match &stmt.kind {
            StmtKind::Let(var, value) | StmtKind::Assign(var, value) => {
                let code = self.value(value);
                let name = self.var(*var);
                self.unboxed.remove(var);
                self.assigned.insert(*var);
                if code != name {
                    self.line(&format!("let {name} = {code};"));
                }
            }
            StmtKind::LetOverflowing(value, flag, op, args) => {
                let method = match op {
                    Overflowing::Add => "overflowing_add",
                    Overflowing::Sub => "overflowing_sub",
                    Overflowing::Mul => "overflowing_mul",
                    Overflowing::Div => "overflowing_div",
                    Overflowing::Neg => "overflowing_neg",
                    Overflowing::Shl => "overflowing_shl",
                };
                let width = self.width(&args[0].ty);
                let args = self.atoms(args);
                let (value, flag) = (self.var(*value), self.var(*flag));
                self.line(&format!("let ({value}, {flag}) = cx.{method}({width}, {args});"));
            }
            StmtKind::LetFill(..) => {}
            StmtKind::Store { field, object, value } => {
                let (object, value) = (self.atom(object), self.atom(value));
                let field = field_path(self.program, *field);
                self.line(&format!("cx.store({field}, {object}, {value});"));
            }
            StmtKind::StoreItem { field, object, index, value } => {
                let (object, index, value) =
                    (self.atom(object), self.atom(index), self.atom(value));
                let field = field_path(self.program, *field);
                self.line(&format!("cx.store_item({field}, {object}, {index}, {value});"));
            }
            StmtKind::SetLocal(index, value) => {
                let (index, value) = (self.atom(index), self.atom(value));
                self.line(&format!("cx.set_local({index}, {value});"));
            }
            StmtKind::Exit { index, cond, deopt } => {
                let cond = self.atom(cond);
                let method = if *deopt { "deopt_if" } else { "exit_if" };
                self.line(&format!("cx.{method}({index}, {cond});"));
            }
            StmtKind::Narrow(var, ty) => self.unbox(*var, ty),
            StmtKind::If { index, cond, then, otherwise, assigned } => {
                self.if_statement(*index, cond, then, otherwise, assigned);
            }
            StmtKind::Expr(expr) => {
                let code = self.value(expr);
                self.line(&format!("{code};"));
            }
            StmtKind::BranchIf { index, cond } => {
                let cond = self.atom(cond);
                self.uses_site = true;
                self.line(&format!("if cx.branch_if({index}, {cond}, site) {{"));
                self.push_outputs(self.op.branch_outputs.unwrap_or(0) as usize);
                self.line("return; }");
            }
            StmtKind::Jump { .. } => {}
            StmtKind::Safepoint { .. } => self.line("cx.safepoint();"),
            StmtKind::Frame(op, args) => self.frame(*op, args),
        }
    }

    fn frame(&mut self, op: FrameOp, args: &'a [Expr]) {
        let method = match op {
            FrameOp::Push => "push_frame",
            FrameOp::Pop => "pop_frame",
            FrameOp::Yield => "yield_frame",
            FrameOp::Resume => "resume_frame",
        };
        let mut texts: Vec<String> = Vec::new();
        for (index, arg) in args.iter().enumerate() {
            texts.push(match arg.ty {
                Ty::Array(_) => self.slice(arg),
                _ if index == 2 => self.atom(arg),
                _ => self.term(arg),
            });
        }
        let with = if args.len() == 3 { "_with" } else { "" };
        self.line(&format!("cx.{method}{with}({});", texts.join(", ")));
    }

    fn if_statement(
        &mut self,
        index: u32,
        cond: &'a Expr,
        then: &'a Block,
        otherwise: &'a Block,
        assigned: &[VarId],
    ) {
        let cond = self.atom(cond);
        let names: Vec<String> = assigned.iter().map(|var| self.var(*var)).collect();
        let pattern = pairs(&names);
        let result: Vec<String> = assigned
            .iter()
            .map(|var| match self.op.vars[var.0 as usize].ty {
                Ty::Array(_) => format!("{}.to_vec()", self.var(*var)),
                _ => self.var(*var),
            })
            .collect();
        let result = pairs(&result);
        let unboxed = self.unboxed.clone();
        let mut arm = |block: &'a Block| {
            let outer = std::mem::take(&mut self.out);
            self.last = 0;
            self.unboxed.clone_from(&unboxed);
            self.statements(block);
            let arm = std::mem::replace(&mut self.out, outer);
            with_result(&arm, self.last, if assigned.is_empty() { "" } else { &result })
        };
        let (then, otherwise) = (arm(then), arm(otherwise));
        self.assigned.extend(assigned);
        let binding = if assigned.is_empty() { String::new() } else { format!("let {pattern} = ") };
        let closure = |body: &str| {
            let cx = if body.contains("cx.") { "cx" } else { "_" };
            format!("|{cx}| {{ {body} }}")
        };
        self.line(&format!(
            "{binding}cx.if_else({index}, {cond}, {}, {});",
            closure(&then),
            closure(&otherwise)
        ));
    }

    // ---- expressions

    /// An expression as an argument: a name or a literal.
    fn atom(&mut self, expr: &'a Expr) -> String {
        if let Some(text) = self.simple(expr) {
            return text;
        }
        let name = match &expr.kind {
            ExprKind::Not(inner) => match inner.kind {
                ExprKind::Var(var) => format!("not_{}", self.op.vars[var.0 as usize].name),
                _ => temporary_name(self.program, expr),
            },
            _ => temporary_name(self.program, expr),
        };
        let code = self.value(expr);
        self.temporary(&name, code)
    }

    fn atoms(&mut self, exprs: &'a [Expr]) -> String {
        let texts: Vec<String> = exprs.iter().map(|expr| self.atom(expr)).collect();
        texts.join(", ")
    }

    /// An expression as the name of a term.
    fn term(&mut self, expr: &'a Expr) -> String {
        match stripped(self.program, expr).kind {
            ExprKind::Int(_)
            | ExprKind::Float(_)
            | ExprKind::Bool(_)
            | ExprKind::Oparg
            | ExprKind::Const(_)
            | ExprKind::Cast(..) => {
                let name = temporary_name(self.program, stripped(self.program, expr));
                let code = self.value(expr);
                self.temporary(&name, code)
            }
            _ => self.atom(expr),
        }
    }

    /// Names a value.
    fn temporary(&mut self, wanted: &str, code: String) -> String {
        let mut name = wanted.to_string();
        let mut number = 2;
        while !self.taken.insert(name.clone()) {
            name = format!("{wanted}_{number}");
            number += 1;
        }
        let name = names::ident(&name);
        self.line(&format!("let {name} = {code};"));
        name
    }

    /// An expression that needs no call.
    fn simple(&mut self, expr: &'a Expr) -> Option<String> {
        match &stripped(self.program, expr).kind {
            ExprKind::Int(value) => Some(integer(*value)),
            ExprKind::Float(bits) => Some(float(*bits)),
            ExprKind::Bool(value) => Some(value.to_string()),
            ExprKind::Oparg => {
                self.uses_oparg = true;
                Some("oparg".to_string())
            }
            ExprKind::Const(id) => Some(format!("consts::{}", self.program.consts[*id].name)),
            ExprKind::Cache(index) => {
                self.uses_caches.insert(*index);
                Some(names::ident_beside(&self.op.caches[*index as usize].name.text, RESERVED))
            }
            ExprKind::Var(var) => Some(self.var(*var)),
            _ => None,
        }
    }

    /// An array expression as a slice.
    fn slice(&mut self, expr: &'a Expr) -> String {
        match &expr.kind {
            ExprKind::Array(items) => format!("&{}", self.array(items)),
            ExprKind::Repeat(..) => {
                let code = self.value(expr);
                format!("&{}", self.temporary("items", code))
            }
            ExprKind::Var(var) => format!("{}{}", self.borrow(*var), self.atom(expr)),
            _ => format!("&{}", self.atom(expr)),
        }
    }

    /// What makes a slice of an array by its name: nothing for an operand, which is one.
    fn borrow(&self, var: VarId) -> &'static str {
        let is_input = (var.0 as usize) < self.op.inputs.len();
        if is_input && !self.assigned.contains(&var) { "" } else { "&" }
    }

    /// An array of terms; items that are arrays themselves are spliced in.
    fn array(&mut self, items: &'a [Expr]) -> String {
        let spliced = items.iter().any(|item| matches!(item.ty, Ty::Array(_)));
        let mut texts: Vec<String> = Vec::new();
        for item in items {
            texts.push(match item.ty {
                Ty::Array(_) => self.slice(item),
                _ if spliced => format!("&[{}][..]", self.term(item)),
                _ => self.term(item),
            });
        }
        let list = format!("[{}]", texts.join(", "));
        if spliced { format!("{list}.concat()") } else { list }
    }

    fn width(&mut self, ty: &Ty) -> String {
        let scalar = match ty {
            Ty::Scalar(scalar) => *scalar,
            _ => Scalar::Int(64),
        };
        self.widths.insert(scalar);
        width_name(scalar)
    }

    /// An expression as the right side of a `let`.
    fn value(&mut self, expr: &'a Expr) -> String {
        let expr = stripped(self.program, expr);
        match &expr.kind {
            ExprKind::Int(_)
            | ExprKind::Float(_)
            | ExprKind::Bool(_)
            | ExprKind::Oparg
            | ExprKind::Const(_) => {
                let text = self.simple(expr).unwrap_or_default();
                format!("cx.term({text})")
            }
            ExprKind::Cache(_) | ExprKind::Var(_) => self.simple(expr).unwrap_or_default(),
            ExprKind::Unit(id) => format!("cx.unit({})", type_path(self.program, *id)),
            ExprKind::Box(id, inner) => {
                let inner = self.atom(inner);
                format!("cx.retype({inner}, {})", type_path(self.program, *id))
            }
            ExprKind::Upcast(inner) => self.value(inner),
            ExprKind::Not(inner) => self.call("not", &[inner]),
            ExprKind::FNeg(inner) => self.call("fneg", &[inner]),
            ExprKind::Binary(op, left, right) => self.binary(*op, left, right),
            ExprKind::Method(method, receiver, args) => self.method(*method, receiver, args),
            ExprKind::Cast(to, inner) => self.cast(*to, inner),
            ExprKind::Same(left, right) => self.call("same", &[left, right]),
            ExprKind::Test(id, inner) => {
                let inner = self.atom(inner);
                format!("cx.is({inner}, {})", type_path(self.program, *id))
            }
            ExprKind::Load(field, object) => {
                let object = self.atom(object);
                format!("cx.load({}, {object})", field_path(self.program, *field))
            }
            ExprKind::LoadItem(field, object, index) => {
                let (object, index) = (self.atom(object), self.atom(index));
                format!("cx.load_item({}, {object}, {index})", field_path(self.program, *field))
            }
            ExprKind::LoadSlice(field, object, count) => {
                let (object, count) = (self.atom(object), self.count(*count));
                format!("cx.load_slice({}, {object}, {count})", field_path(self.program, *field))
            }
            ExprKind::Element(var, index) => {
                let (name, index) = (self.var(*var), self.atom(index));
                format!("cx.element({}{name}, {index})", self.borrow(*var))
            }
            ExprKind::New(object, fields) => self.new_object(*object, fields),
            ExprKind::Local(index) => self.call("local", &[index]),
            ExprKind::Constant(index) => self.call("constant", &[index]),
            ExprKind::NameAt(index) => self.call("name", &[index]),
            ExprKind::Array(items) => self.array(items),
            ExprKind::Repeat(item, count) => {
                let (item, count) = (self.term(item), self.atom(count));
                format!("cx.repeat({item}, {count})")
            }
            ExprKind::Call { helper, args, .. } => self.helper_call(*helper, args),
            ExprKind::If { index, cond, then, otherwise } => {
                let cond = self.atom(cond);
                let (then, otherwise) = (self.arm_value(then), self.arm_value(otherwise));
                format!("cx.if_else({index}, {cond}, {then}, {otherwise})")
            }
        }
    }

    fn arm_value(&mut self, block: &'a Block) -> String {
        let outer = std::mem::take(&mut self.out);
        let unboxed = self.unboxed.clone();
        self.statements(block);
        let value = match &block.value {
            Some(value) if matches!(value.ty, Ty::Array(_)) => {
                format!("{}.to_vec()", self.atom(value))
            }
            Some(value) => self.value(value),
            None => String::new(),
        };
        self.unboxed = unboxed;
        let statements = std::mem::replace(&mut self.out, outer);
        let cx = if statements.contains("cx.") || value.contains("cx.") { "cx" } else { "_" };
        if statements.is_empty() {
            format!("|{cx}| {value}")
        } else {
            format!("|{cx}| {{ {statements} {value} }}")
        }
    }

    fn call(&mut self, method: &str, args: &[&'a Expr]) -> String {
        let args: Vec<String> = args.iter().map(|arg| self.atom(arg)).collect();
        format!("cx.{method}({})", args.join(", "))
    }

    fn wide_call(&mut self, method: &str, args: &[&'a Expr]) -> String {
        let width = self.width(&args[0].ty);
        let args: Vec<String> = args.iter().map(|arg| self.atom(arg)).collect();
        format!("cx.{method}({width}, {})", args.join(", "))
    }

    fn binary(&mut self, op: BinOp, left: &'a Expr, right: &'a Expr) -> String {
        let words = matches!(left.ty, Ty::Scalar(Scalar::Uint(64)));
        let (method, wide) = match op {
            BinOp::FAdd => ("fadd", false),
            BinOp::FSub => ("fsub", false),
            BinOp::FMul => ("fmul", false),
            BinOp::FDiv => ("fdiv", false),
            BinOp::Div => ("div", true),
            BinOp::Rem => ("rem", true),
            BinOp::And => ("and", false),
            BinOp::Or => ("or", false),
            BinOp::Xor => ("xor", false),
            BinOp::BAnd => ("band", false),
            BinOp::BOr => ("bor", false),
            BinOp::BXor => ("bxor", false),
            BinOp::Shr => ("shr", true),
            BinOp::Eq | BinOp::BEq => ("eq", false),
            BinOp::Ne | BinOp::BNe => ("ne", false),
            BinOp::Lt if words => ("lt_u64", false),
            BinOp::Le if words => ("le_u64", false),
            BinOp::Gt if words => ("gt_u64", false),
            BinOp::Ge if words => ("ge_u64", false),
            BinOp::Lt => ("lt", false),
            BinOp::Le => ("le", false),
            BinOp::Gt => ("gt", false),
            BinOp::Ge => ("ge", false),
            BinOp::FEq => ("feq", false),
            BinOp::FNe => ("fne", false),
            BinOp::FLt => ("flt", false),
            BinOp::FLe => ("fle", false),
            BinOp::FGt => ("fgt", false),
            BinOp::FGe => ("fge", false),
        };
        if wide {
            self.wide_call(method, &[left, right])
        } else {
            self.call(method, &[left, right])
        }
    }

    fn method(&mut self, method: Method, receiver: &'a Expr, args: &'a [Expr]) -> String {
        let (name, wide) = match method {
            Method::WrappingAdd => ("wrapping_add", true),
            Method::WrappingSub => ("wrapping_sub", true),
            Method::WrappingMul => ("wrapping_mul", true),
            Method::WrappingNeg => ("wrapping_neg", true),
            Method::WrappingShl => ("wrapping_shl", true),
            Method::BitNot => ("bit_not", true),
            Method::Min => ("min", true),
            Method::Max => ("max", true),
            Method::FAbs => ("fabs", false),
            Method::FSqrt => ("fsqrt", false),
            Method::FFloor => ("ffloor", false),
        };
        let mut all = vec![receiver];
        all.extend(args);
        if wide { self.wide_call(name, &all) } else { self.call(name, &all) }
    }

    fn cast(&mut self, to: Scalar, inner: &'a Expr) -> String {
        let Ty::Scalar(from) = inner.ty else { return self.value(inner) };
        let arg = self.atom(inner);
        match (from, to) {
            (Scalar::Uint(64), Scalar::F64) => format!("cx.to_f64_u64({arg})"),
            (Scalar::Int(_) | Scalar::Uint(_), Scalar::F64) => format!("cx.to_f64({arg})"),
            (Scalar::Bool, Scalar::Int(_) | Scalar::Uint(_)) => format!("cx.bool_to_int({arg})"),
            (from, to) if from == to || to.holds(from) => {
                // A wider integer is the same term.
                format!("cx.term({arg})")
            }
            (_, to) => {
                self.widths.insert(to);
                format!("cx.wrap({}, {arg})", width_name(to))
            }
        }
    }

    fn new_object(&mut self, object: ObjectId, fields: &'a [(FieldId, Expr)]) -> String {
        let values: Vec<String> = fields
            .iter()
            .map(|(_, value)| match value.ty {
                Ty::Array(_) => self.slice(value),
                _ => self.atom(value),
            })
            .collect();
        let object = &self.program.objects[object];
        let path = type_path(self.program, object.ty);
        let name = self.temporary(&object.name.text.to_lowercase(), format!("cx.alloc({path})"));
        for ((field, value), text) in fields.iter().zip(values) {
            let method = if matches!(value.ty, Ty::Array(_)) { "init_items" } else { "init" };
            let field = field_path(self.program, *field);
            self.line(&format!("cx.{method}({name}, {field}, {text});"));
        }
        name
    }

    fn helper_call(&mut self, helper: HelperId, args: &'a [Expr]) -> String {
        let path = helper_path(self.program, helper);
        let arrays =
            self.program.helpers[helper].params.iter().any(|(_, ty)| matches!(ty, Ty::Array(_)));
        let mut texts: Vec<String> = Vec::new();
        for arg in args {
            let array = matches!(arg.ty, Ty::Array(_));
            let text = if array { self.slice(arg) } else { self.term(arg) };
            texts.push(if arrays && !array { format!("&[{text}]") } else { text });
        }
        let method = if arrays { "call_arrays" } else { "call" };
        format!("cx.{method}({path}, &[{}])", texts.join(", "))
    }
}

/// The expression below conversions that do not change the term.
fn stripped<'a>(program: &Program, expr: &'a Expr) -> &'a Expr {
    match &expr.kind {
        ExprKind::Upcast(inner) => stripped(program, inner),
        ExprKind::Box(id, inner) => {
            let kind = match program.types[*id].repr {
                Repr::Scalar(scalar) => Kind::of(scalar),
                _ => return expr,
            };
            if primary(program, kind) == Some(*id) { stripped(program, inner) } else { expr }
        }
        ExprKind::Cast(to, inner) => match inner.ty {
            Ty::Scalar(from) if from == *to || to.holds(from) => stripped(program, inner),
            _ => expr,
        },
        _ => expr,
    }
}

/// Whether a text of Rust has a word.
/// A block without what does nothing at its end: a `return`, and unboxing of what is not read after it.
fn without_dead_ends(mut body: String) -> String {
    if let Some(last) = body.strip_suffix("return; }\n") {
        body = match last.strip_suffix(" {\n").and_then(|last| last.rsplit_once("if ")) {
            Some((before, branch)) => format!("{before}{branch};\n"),
            None => format!("{last}}}\n"),
        };
    }
    let mut out = String::with_capacity(body.len());
    let mut rest = body.as_str();
    while let Some((line, after)) = rest.split_once('\n') {
        let retyped = line.strip_prefix("let ").and_then(|line| line.split_once(" = cx.retype("));
        if retyped.is_none_or(|(name, _)| reads(after, name)) {
            out.push_str(line);
            out.push('\n');
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The statements of a block with the value that it has: the value of the last statement, which starts at `last`, where
/// that binds the result.
pub(in crate::emit) fn with_result(block: &str, last: usize, result: &str) -> String {
    let (before, end) = block.split_at(last.min(block.len()));
    let bound = end.strip_prefix("let ").and_then(|end| end.strip_prefix(result));
    match bound.and_then(|end| end.strip_prefix(" = ")?.strip_suffix(";\n")) {
        Some(value) if !result.is_empty() => format!("{before}{value}"),
        _ => format!("{block} {result}"),
    }
}

/// Whether a text has a name in it.
pub(in crate::emit) fn reads(text: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(start, _)| {
        let (before, after) = (&text[..start], &text[start + word.len()..]);
        !before.ends_with(part) && !after.starts_with(part)
    })
}

/// A tuple of pairs: `(a, (b, c))`.
fn pairs(names: &[String]) -> String {
    match names {
        [] => "()".to_string(),
        [one] => one.clone(),
        [first, rest @ ..] => format!("({first}, {})", pairs(rest)),
    }
}

fn integer(value: i64) -> String {
    if i32::try_from(value).is_ok() { value.to_string() } else { format!("{value}_i64") }
}

fn float(bits: u64) -> String {
    let value = f64::from_bits(bits);
    if value.is_finite() { format!("{value:?}") } else { format!("f64::from_bits({bits:#x})") }
}

/// What a temporary for an expression is called: after the field, the test, the operation.
fn temporary_name(program: &Program, expr: &Expr) -> String {
    let name = match &stripped(program, expr).kind {
        ExprKind::Load(field, _) => &program.fields[*field].name.text,
        ExprKind::LoadItem(..) => "item",
        ExprKind::LoadSlice(..) | ExprKind::Array(_) | ExprKind::Repeat(..) => "items",
        ExprKind::Test(id, _) => &program.types[*id].test.text,
        ExprKind::Not(inner) => return format!("not_{}", temporary_name(program, inner)),
        ExprKind::Binary(op, ..) => match op {
            BinOp::Lt | BinOp::FLt => "less",
            BinOp::Le | BinOp::FLe => "at_most",
            BinOp::Gt | BinOp::FGt => "greater",
            BinOp::Ge | BinOp::FGe => "at_least",
            BinOp::Eq | BinOp::BEq | BinOp::FEq => "equal",
            BinOp::Ne | BinOp::BNe | BinOp::FNe => "differs",
            BinOp::BAnd => "both",
            BinOp::BOr => "either",
            BinOp::BXor => "one",
            BinOp::FAdd => "sum",
            BinOp::FSub => "difference",
            BinOp::FMul => "product",
            BinOp::FDiv | BinOp::Div => "quotient",
            BinOp::Rem => "rest",
            BinOp::And | BinOp::Or | BinOp::Xor | BinOp::Shr => "bits",
        },
        ExprKind::Same(..) => "same",
        ExprKind::Call { helper, .. } => &program.helpers[*helper].name.text,
        ExprKind::Local(_) => "local",
        ExprKind::Constant(_) => "constant",
        ExprKind::NameAt(_) => "name",
        ExprKind::Unit(id) => return program.types[*id].name.text.to_lowercase(),
        ExprKind::Oparg => "arg",
        ExprKind::Element(..) => "element",
        ExprKind::Var(_) => "var",
        ExprKind::Cast(..) => "word",
        ExprKind::Method(method, ..) => match method {
            Method::WrappingAdd => "sum",
            Method::WrappingSub => "difference",
            Method::WrappingMul => "product",
            Method::WrappingNeg | Method::BitNot => "opposite",
            Method::WrappingShl => "shifted",
            Method::Min => "least",
            Method::Max => "most",
            Method::FAbs => "magnitude",
            Method::FSqrt => "root",
            Method::FFloor => "floor",
        },
        _ => "value",
    };
    name.to_string()
}
