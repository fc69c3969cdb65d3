//! The concrete meaning of each op over a model machine, for soundness tests.
//!
//! The same body once more, in Rust over typed records instead of tagged words: scalars are the primitives' own types,
//! values and objects are `Datum`s, memory and helpers belong to `trefoil_optimizer::model::Machine`. The text is included
//! where `trefoil_optimizer::prelude::*`, `trefoil_optimizer::model::*` and the names of [`super::abstracts::module`] are
//! in scope. Exits and `if`s report to the machine what they decide.

use std::fmt::Write;

use super::abstracts::{
    Kind, field_path, function_name, helper_path, primary_path, reads, type_path, with_result,
};
use super::code::{Code, Prec};
use super::expr::opposite;
use super::layout::Text;
use super::{names, scalar};
use crate::model::*;

/// Emits the model functions of a definition and their table, `MODEL`.
pub fn module(program: &Program) -> String {
    emit_module(program).format(program)
}

/// The same without formatting it: for machines, and for measuring.
pub fn module_unformatted(program: &Program) -> String {
    emit_module(program).into_raw()
}

fn emit_module(program: &Program) -> Text {
    let mut text = Text::default();
    text.push("/// The concrete meaning of each op.\npub static MODEL: &[ModelOp] = &[");
    for (id, _) in program.ops.iter() {
        let _ = write!(text, "{},", function_name(program, id, "m"));
    }
    text.push("];\n\n");
    for (id, op) in program.ops.iter() {
        let name = function_name(program, id, "m");
        let body = Function { program, op, out: String::new(), last: 0, taken: 0 }.body();
        let named = |name| if reads(&body, name) { name } else { "_" };
        text.set_place(program, op.name.span);
        text.function_doc(&format!("`{}`", op.name));
        let _ = write!(
            text,
            "pub fn {name}({}: &mut Machine, {}: &Site<'_>, {}: &[Datum], {}: &mut Vec<Datum>) \
             -> Result<(), Stop> {{ {body} Ok(()) }}\n\n",
            named("machine"),
            named("site"),
            named("inputs"),
            named("outputs"),
        );
    }
    text
}

/// Names that the generated text itself uses.
const RESERVED: &[&str] = &[
    "machine", "site", "inputs", "outputs", "oparg", "taken", "object", "value", "values", "index",
    "cond", "fields", "args", "item", "items",
];

struct Function<'a> {
    program: &'a Program,
    op: &'a Op,
    out: String,
    /// Where the last statement of `out` starts.
    last: usize,
    taken: u32,
}

impl<'a> Function<'a> {
    fn body(mut self) -> String {
        self.statements(&self.op.body);
        self.outputs(self.op.outputs.len());
        let body = std::mem::take(&mut self.out);
        // Only what the body reads is bound.
        self.inputs(&body);
        self.caches(&body);
        let bindings = std::mem::take(&mut self.out);
        if reads(&body, "oparg") || reads(&bindings, "oparg") {
            match self.op.replica {
                Some(oparg) => self.line(&format!("let oparg = {oparg}_u32;")),
                None => self.line("let oparg = site.oparg;"),
            }
        }
        format!("{}{bindings}{body}", self.out)
    }

    fn caches(&mut self, body: &str) {
        for (index, cache) in self.op.caches.iter().enumerate() {
            let name = names::ident_beside(&cache.name.text, RESERVED);
            if reads(body, &name) {
                let value = Code::atom(format!("site.caches[{index}]"));
                let value = self.convert(value, &Ty::Value(TypeSet::default()), &cache.ty);
                self.line(&format!("let {name} = {};", value.text));
            }
        }
    }

    fn inputs(&mut self, body: &str) {
        // What lies below an input: single ones, and arrays.
        let mut below = 0;
        let mut arrays = String::new();
        for input in &self.op.inputs {
            let name = names::ident_beside(&input.name.text, RESERVED);
            let is_read = input.name.text != "_" && reads(body, &name);
            let start = if arrays.is_empty() || below > 0 {
                below.to_string() + &arrays
            } else {
                arrays[3..].to_string()
            };
            match input.count {
                Some(count) => {
                    let count = count_text(count);
                    if is_read {
                        self.line(&format!("let {name} = inputs[{start}..][..{count}].to_vec();"));
                    }
                    let _ = write!(arrays, " + {count}");
                }
                None => {
                    if is_read {
                        let value = Code::atom(format!("inputs[{start}]"));
                        let value = self.convert(value, &Ty::Value(TypeSet::default()), &input.ty);
                        self.line(&format!("let {name} = {};", value.text));
                    }
                    below += 1;
                }
            }
        }
    }

    fn line(&mut self, code: &str) {
        self.last = self.out.len();
        self.out.push_str(code);
        self.out.push('\n');
    }

    fn var(&self, var: VarId) -> String {
        names::ident_beside(&self.op.vars[var.0 as usize].name, RESERVED)
    }

    fn outputs(&mut self, count: usize) {
        let op = self.op;
        for output in &op.outputs[..count.min(op.outputs.len())] {
            let name = self.var(output.var);
            if output.count.is_some() {
                self.line(&format!("outputs.extend_from_slice(&{name});"));
            } else {
                let value =
                    self.convert(Code::atom(name), &output.ty, &Ty::Value(TypeSet::default()));
                self.line(&format!("outputs.push({});", value.text));
            }
        }
    }

    /// The same value in the form of another static type: `Datum` or scalar.
    fn convert(&self, code: Code, from: &Ty, to: &Ty) -> Code {
        match (from, to) {
            (Ty::Scalar(a), Ty::Scalar(b)) => scalar::cast(code, *a, *b),
            (Ty::Scalar(scalar), Ty::Value(_) | Ty::Object(_)) => {
                let path = match self.program.boxed(*scalar) {
                    Some(id) => type_path(self.program, id),
                    None => primary_path(self.program, Kind::of(*scalar)),
                };
                Code::call("to_datum", [code, Code::atom(path)])
            }
            (Ty::Value(_) | Ty::Object(_), Ty::Scalar(scalar)) => {
                Code::call(&format!("of_datum::<{}>", scalar::rust_type(*scalar)), [code])
            }
            _ => code,
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
            StmtKind::Let(var, value) => {
                let code = self.expr(value).text;
                self.line(&format!("let {} = {code};", self.var(*var)));
            }
            StmtKind::Assign(var, value) => {
                let code = self.expr(value);
                let form = self.assigned_form(*var, &value.ty);
                let code = self.convert(code, &value.ty, &form).text;
                self.line(&format!("let {} = {code};", self.var(*var)));
            }
            StmtKind::LetOverflowing(value, flag, op, args) => {
                let args: Vec<Code> = args.iter().map(|arg| self.expr(arg)).collect();
                let mut args = args.into_iter();
                let method = match op {
                    Overflowing::Add => "overflowing_add",
                    Overflowing::Sub => "overflowing_sub",
                    Overflowing::Mul => "overflowing_mul",
                    Overflowing::Div => "overflowing_div",
                    Overflowing::Neg => "overflowing_neg",
                    Overflowing::Shl => "",
                };
                let code = match (op, args.next()) {
                    (Overflowing::Shl, first) => {
                        Code::call("Shift::exact_shl", first.into_iter().chain(args))
                    }
                    (_, Some(receiver)) => receiver.method(method, args),
                    (_, None) => Code::atom("()"),
                };
                let code = code.text;
                self.line(&format!("let ({}, {}) = {code};", self.var(*value), self.var(*flag)));
            }
            StmtKind::LetFill(..) | StmtKind::Jump { .. } => {}
            StmtKind::Store { field, object, value } => {
                let (object, value) = (self.datum(object), self.field_datum(*field, value));
                let field = field_path(self.program, *field);
                self.line(&format!("let (object, value) = ({object}, {value}); machine.store({field}, object, None, value);"));
            }
            StmtKind::StoreItem { field, object, index, value } => {
                let (object, index) = (self.datum(object), self.index(index));
                let value = self.field_datum(*field, value);
                let field = field_path(self.program, *field);
                self.line(&format!(
                    "let (object, index, value) = ({object}, {index}, {value}); machine.store({field}, object, Some(index), value);"
                ));
            }
            StmtKind::SetLocal(index, value) => {
                let (index, value) = (self.index(index), self.datum(value));
                self.line(&format!("let value = {value}; machine.set_local({index}, value);"));
            }
            StmtKind::Exit { index, cond, .. } => {
                let cond = self.expr(cond).text;
                self.line(&format!("let cond = {cond}; machine.exit({index}, cond)?;"));
            }
            StmtKind::Narrow(var, ty) => {
                let name = self.var(*var);
                if let Ty::Scalar(scalar) = ty {
                    let ty = scalar::rust_type(*scalar);
                    self.line(&format!("let {name} = narrowed::<{ty}>({name});"));
                }
            }
            StmtKind::If { index, cond, then, otherwise, assigned } => {
                let cond = self.expr(cond).text;
                let names: Vec<String> = assigned.iter().map(|var| self.var(*var)).collect();
                let (pattern, result) = match names.as_slice() {
                    [] => (String::new(), String::new()),
                    [one] => (format!("let {one} = "), one.clone()),
                    _ => (
                        format!("let ({}) = ", names.join(", ")),
                        format!("({})", names.join(", ")),
                    ),
                };
                let mut arm = |block: &'a Block| {
                    let outer = std::mem::take(&mut self.out);
                    self.last = 0;
                    self.statements(block);
                    let arm = std::mem::replace(&mut self.out, outer);
                    with_result(&arm, self.last, &result)
                };
                let (then, otherwise) = (arm(then), arm(otherwise));
                let otherwise = match otherwise.trim() {
                    "" => String::new(),
                    otherwise => format!(" else {{ {otherwise} }}"),
                };
                let end = if result.is_empty() { "" } else { ";" };
                self.line(&format!("let cond = {cond};"));
                self.line(&format!(
                    "{pattern}if machine.decide({index}, cond) {{ {then} }}{otherwise}{end}"
                ));
            }
            StmtKind::Expr(expr) => {
                let code = self.expr(expr).text;
                self.line(&format!("let _ = {code};"));
            }
            StmtKind::BranchIf { index, cond } => {
                let cond = self.expr(cond).text;
                self.line(&format!("let cond = {cond}; if machine.branch({index}, cond) {{"));
                self.outputs(self.op.branch_outputs.unwrap_or(0) as usize);
                self.line("return Ok(()); }");
            }
            StmtKind::Safepoint { .. } => {}
            StmtKind::Frame(op, args) => {
                let op = match op {
                    FrameOp::Push => "FrameOp::Push",
                    FrameOp::Pop => "FrameOp::Pop",
                    FrameOp::Yield => "FrameOp::Yield",
                    FrameOp::Resume => "FrameOp::Resume",
                };
                let values = self.flat(args);
                self.line(&format!("let values = {values}; machine.frame({op}, &values);"));
            }
        }
    }

    /// An assigned variable is an output or a `let` without a value: what an output is once it is pushed, it is here.
    fn assigned_form(&self, var: VarId, value: &Ty) -> Ty {
        let output = self.op.outputs.iter().find(|output| output.var == var);
        match output {
            Some(output) if output.count.is_none() => output.ty.clone(),
            _ if self.op.vars[var.0 as usize].ty == Ty::Unit => value.clone(),
            Some(_) => value.clone(),
            None => self.op.vars[var.0 as usize].ty.clone(),
        }
    }

    // ---- expressions

    /// An expression as a `Datum`.
    fn datum(&mut self, expr: &'a Expr) -> String {
        let code = self.expr(expr);
        self.convert(code, &expr.ty, &Ty::Value(TypeSet::default())).text
    }

    /// An expression as what a field holds: scalars are unboxed there.
    fn field_datum(&mut self, field: FieldId, expr: &'a Expr) -> String {
        match (&self.program.fields[field].ty, &expr.ty) {
            (Ty::Scalar(_), Ty::Scalar(scalar)) => {
                let code = self.expr(expr);
                let path = primary_path(self.program, Kind::of(*scalar));
                Code::call("to_datum", [code, Code::atom(path)]).text
            }
            _ => self.datum(expr),
        }
    }

    /// An expression as an index.
    fn index(&mut self, expr: &'a Expr) -> String {
        let code = self.expr(expr);
        match &expr.ty {
            Ty::Scalar(scalar) => scalar::cast(code, *scalar, Scalar::Int(64)).text,
            _ => code.text,
        }
    }

    fn expr(&mut self, expr: &'a Expr) -> Code {
        match &expr.kind {
            ExprKind::Int(value) => match &expr.ty {
                Ty::Scalar(scalar) => scalar::literal(*value, *scalar, true),
                _ => Code::atom(value.to_string()),
            },
            ExprKind::Float(bits) => scalar::float(*bits),
            ExprKind::Bool(value) => Code::atom(value.to_string()),
            ExprKind::Oparg => Code::atom("oparg"),
            ExprKind::Const(id) => match &expr.ty {
                Ty::Scalar(scalar) => {
                    scalar::constant(&self.program.consts[*id].name.text, *scalar)
                }
                _ => Code::atom(format!("consts::{}", self.program.consts[*id].name)),
            },
            ExprKind::Cache(index) => Code::atom(names::ident_beside(
                &self.op.caches[*index as usize].name.text,
                RESERVED,
            )),
            ExprKind::Var(var) => Code::atom(self.copied(*var, &expr.ty)),
            ExprKind::Unit(id) => {
                Code::atom(format!("Datum::new({}, 0)", type_path(self.program, *id)))
            }
            ExprKind::Box(id, inner) => {
                let inner = self.expr(inner);
                Code::call("to_datum", [inner, Code::atom(type_path(self.program, *id))])
            }
            ExprKind::Upcast(inner) => self.expr(inner),
            ExprKind::Not(inner) => match &inner.kind {
                ExprKind::Binary(op, left, right) => match opposite(*op) {
                    Some(opposite) => self.binary(opposite, left, right),
                    // A comparison with what is not a number is false, and so is the opposite one.
                    None => Code::call("std::ops::Not::not", [self.expr(inner)]),
                },
                _ => self.expr(inner).unary("!"),
            },
            ExprKind::FNeg(inner) => self.expr(inner).unary("-"),
            ExprKind::Binary(op, left, right) => self.binary(*op, left, right),
            ExprKind::Method(method, receiver, args) => self.method(*method, receiver, args),
            ExprKind::Cast(to, inner) => match &inner.ty {
                Ty::Scalar(from) => {
                    let code = self.expr(inner);
                    scalar::cast(code, *from, *to)
                }
                _ => self.expr(inner),
            },
            ExprKind::Same(left, right) => {
                let (left, right) = (self.datum(left), self.datum(right));
                Code::call("machine.same", [Code::atom(left), Code::atom(right)])
            }
            ExprKind::Test(id, inner) => {
                let inner = Code::atom(self.datum(inner));
                Code::call("is", [inner, Code::atom(type_path(self.program, *id))])
            }
            ExprKind::Load(field, object) => {
                let object = self.datum(object);
                let code = Code::atom(format!(
                    "machine.load({}, {object}, None)",
                    field_path(self.program, *field)
                ));
                self.convert(code, &Ty::Value(TypeSet::default()), &expr.ty)
            }
            ExprKind::LoadItem(field, object, index) => {
                let (object, index) = (self.datum(object), self.index(index));
                let field = field_path(self.program, *field);
                let code = Code::atom(format!("machine.load({field}, {object}, Some({index}))"));
                self.convert(code, &Ty::Value(TypeSet::default()), &expr.ty)
            }
            ExprKind::LoadSlice(field, object, count) => {
                let (object, count) = (self.datum(object), count_text(*count));
                Code::atom(format!(
                    "machine.load_slice({}, {object}, {count})",
                    field_path(self.program, *field)
                ))
            }
            ExprKind::Element(var, index) => {
                let (name, index) = (self.var(*var), self.index(index));
                let code = Code::atom(format!("machine.element(&{name}, {index})"));
                self.convert(code, &Ty::Value(TypeSet::default()), &expr.ty)
            }
            ExprKind::New(object, fields) => {
                let mut values = Vec::new();
                for (field, value) in fields {
                    let value = match value.ty {
                        Ty::Array(_) => self.vector(value),
                        _ => format!("vec![{}]", self.field_datum(*field, value)),
                    };
                    values.push(format!("({}, {value})", field_path(self.program, *field)));
                }
                let ty = type_path(self.program, self.program.objects[*object].ty);
                Code::atom(format!(
                    "{{ let fields = vec![{}]; machine.alloc({ty}, fields) }}",
                    values.join(", ")
                ))
            }
            ExprKind::Local(index) => {
                let index = self.index(index);
                Code::atom(format!("machine.local({index})"))
            }
            ExprKind::Constant(index) => {
                let index = self.index(index);
                Code::atom(format!("machine.constant({index})"))
            }
            ExprKind::NameAt(index) => {
                let index = self.index(index);
                Code::atom(format!("machine.name({index})"))
            }
            ExprKind::Array(_) => Code::atom(self.vector(expr)),
            ExprKind::Repeat(item, count) => {
                let item = self.datum(item);
                let count = match &count.ty {
                    Ty::Scalar(scalar) => scalar::index(self.expr(count), *scalar).text,
                    _ => self.expr(count).text,
                };
                Code::atom(format!("{{ let item = {item}; vec![item; {count}] }}"))
            }
            ExprKind::Call { helper, args, .. } => self.call(*helper, args, &expr.ty),
            ExprKind::If { index, cond, then, otherwise } => {
                let cond = self.expr(cond).text;
                let (then, otherwise) = (self.arm(then, &expr.ty), self.arm(otherwise, &expr.ty));
                let code = format!(
                    "{{ let cond = {cond}; if machine.decide({index}, cond) {{ {then} }} else {{ {otherwise} }} }}"
                );
                Code::atom(code)
            }
        }
    }

    /// A variable in the form of its static type; arrays are cloned.
    fn copied(&self, var: VarId, ty: &Ty) -> String {
        let name = self.var(var);
        if matches!(ty, Ty::Array(_)) { format!("{name}.clone()") } else { name }
    }

    fn arm(&mut self, block: &'a Block, ty: &Ty) -> String {
        let outer = std::mem::take(&mut self.out);
        self.statements(block);
        let value = match &block.value {
            Some(value) => {
                let code = self.expr(value);
                self.convert(code, &value.ty, ty).text
            }
            None => String::new(),
        };
        let statements = std::mem::replace(&mut self.out, outer);
        format!("{statements} {value}")
    }

    /// An array as a vector.
    fn vector(&mut self, array: &'a Expr) -> String {
        match &array.kind {
            ExprKind::Array(items) if items.iter().all(|item| !matches!(item.ty, Ty::Array(_))) => {
                format!("vec!{}", self.flat(items))
            }
            ExprKind::Array(items) => self.flat(items),
            _ => self.expr(array).text,
        }
    }

    /// Arguments as one array, or as a vector where arrays are among them.
    fn flat(&mut self, args: &'a [Expr]) -> String {
        if args.iter().all(|arg| !matches!(arg.ty, Ty::Array(_))) {
            let items: Vec<String> = args.iter().map(|arg| self.datum(arg)).collect();
            return format!("[{}]", items.join(", "));
        }
        self.taken += 1;
        let name = format!("flat_{}", self.taken);
        let mut code = format!("{{ let mut {name}: Vec<Datum> = Vec::new();");
        self.append(&name, args, &mut code);
        let _ = write!(code, " {name} }}");
        code
    }

    fn append(&mut self, name: &str, args: &'a [Expr], code: &mut String) {
        for arg in args {
            match (&arg.kind, &arg.ty) {
                (ExprKind::Array(items), _) => self.append(name, items, code),
                (_, Ty::Array(_)) => {
                    let _ =
                        write!(code, "let items = {}; {name}.extend(items);", self.expr(arg).text);
                }
                _ => {
                    let _ = write!(code, "let item = {}; {name}.push(item);", self.datum(arg));
                }
            }
        }
    }

    fn call(&mut self, helper: HelperId, args: &'a [Expr], wanted: &Ty) -> Code {
        let args = self.flat(args);
        let code = Code::atom(format!(
            "{{ let args = {args}; machine.call({}, &args)? }}",
            helper_path(self.program, helper)
        ));
        self.convert(code, &Ty::Value(TypeSet::default()), wanted)
    }

    fn binary(&mut self, op: BinOp, left: &'a Expr, right: &'a Expr) -> Code {
        let native = |ty: &Ty| matches!(ty, Ty::Scalar(scalar) if scalar::is_native(*scalar));
        let is_native = native(&left.ty);
        let (a, b) = (self.expr(left), self.expr(right));
        let (text, prec) = match op {
            BinOp::Div if is_native => return a.method("wrapping_div", [b]),
            BinOp::Rem if is_native => return a.method("wrapping_rem", [b]),
            BinOp::Shr if is_native => {
                return a.method("wrapping_shr", [Code::call("Count::low", [b])]);
            }
            BinOp::FAdd => ("+", Prec::Sum),
            BinOp::FSub => ("-", Prec::Sum),
            BinOp::FMul => ("*", Prec::Product),
            BinOp::FDiv | BinOp::Div => ("/", Prec::Product),
            BinOp::Rem => ("%", Prec::Product),
            BinOp::And | BinOp::BAnd => ("&", Prec::BitAnd),
            BinOp::Or | BinOp::BOr => ("|", Prec::BitOr),
            BinOp::Xor | BinOp::BXor => ("^", Prec::BitXor),
            BinOp::Shr => (">>", Prec::Shift),
            BinOp::Eq | BinOp::BEq | BinOp::FEq => ("==", Prec::Compare),
            BinOp::Ne | BinOp::BNe | BinOp::FNe => ("!=", Prec::Compare),
            BinOp::Lt | BinOp::FLt => ("<", Prec::Compare),
            BinOp::Le | BinOp::FLe => ("<=", Prec::Compare),
            BinOp::Gt | BinOp::FGt => (">", Prec::Compare),
            BinOp::Ge | BinOp::FGe => (">=", Prec::Compare),
        };
        a.binary(text, prec, b)
    }

    fn method(&mut self, method: Method, receiver: &'a Expr, args: &'a [Expr]) -> Code {
        let receiver = self.expr(receiver);
        let mut args: Vec<Code> = args.iter().map(|arg| self.expr(arg)).collect();
        let name = match method {
            Method::WrappingAdd => "wrapping_add",
            Method::WrappingSub => "wrapping_sub",
            Method::WrappingMul => "wrapping_mul",
            Method::WrappingNeg => "wrapping_neg",
            Method::WrappingShl => {
                args.insert(0, receiver);
                return Code::call("Shift::modular_shl", args);
            }
            Method::BitNot => return receiver.unary("!"),
            Method::Min => "min",
            Method::Max => "max",
            Method::FAbs => "abs",
            Method::FSqrt => "sqrt",
            Method::FFloor => "floor",
        };
        receiver.method(name, args)
    }
}

fn count_text(count: Count) -> String {
    format!("slots(oparg, {}, {})", count.scale, count.offset)
}
