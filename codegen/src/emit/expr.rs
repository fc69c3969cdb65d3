//! Expressions of bodies as Rust expressions.
//!
//! Each primitive has one spelling. What needs statements of its own (a helper that may raise) is emitted before the
//! statement that contains it. Conversions between the forms of one value (boxed, unboxed, handle) are here too.

use super::body::{Builder, Outlined, Purpose};
use super::code::{Code, Local, Prec};
use super::flow::{self, Live, Stmt};
use super::layout::Text;
use super::operands::{Held, Linear};
use super::{names, scalar};
use crate::model::*;

impl<'a> Builder<'a> {
    // ---- forms

    /// The Rust type of values of a static type.
    pub fn rust_type(&self, ty: &Ty) -> String {
        match ty {
            Ty::Scalar(scalar) => scalar::rust_type(*scalar),
            Ty::Value(_) => "Value".to_string(),
            Ty::Object(id) => self.program.types[*id].name.text.clone(),
            Ty::Array(_) => "Slots".to_string(),
            Ty::Unit => "()".to_string(),
        }
    }

    /// Whether values of both static types are the same in Rust.
    pub fn same_form(&self, a: &Ty, b: &Ty) -> bool {
        match (a, b) {
            (Ty::Value(_), Ty::Value(_)) | (Ty::Array(_), Ty::Array(_)) => true,
            _ => a == b,
        }
    }

    /// The type whose unboxed values are `scalar`.
    fn type_of_scalar(&self, scalar: Scalar) -> Option<&'a Type> {
        self.program.types.rows().iter().find(|ty| ty.repr == Repr::Scalar(scalar))
    }

    /// The same value in the form of another static type.
    pub fn convert(&self, code: Code, from: &Ty, to: &Ty) -> Code {
        match (from, to) {
            (a, b) if self.same_form(a, b) => code,
            (Ty::Scalar(a), Ty::Scalar(b)) => scalar::cast(code, *a, *b),
            (Ty::Scalar(scalar), Ty::Value(_)) => match self.type_of_scalar(*scalar) {
                Some(ty) => boxed(ty, code),
                None => Code::call("Value::from", [code]),
            },
            (Ty::Value(_), Ty::Scalar(scalar)) => {
                match self.type_of_scalar(*scalar).and_then(|ty| ty.unbox.as_ref()) {
                    Some(unbox) => code.method(&unbox.text, []),
                    None => code.method("into", []),
                }
            }
            (Ty::Object(_), Ty::Value(_)) => code.method("value", []),
            (Ty::Value(_), Ty::Object(id)) => {
                Code::call(&format!("{}::from_value", self.program.types[*id].name), [code])
            }
            (Ty::Object(_), Ty::Object(id)) => {
                let value = code.method("value", []);
                Code::call(&format!("{}::from_value", self.program.types[*id].name), [value])
            }
            _ => code,
        }
    }

    // ---- expressions

    /// An expression where its type is known from around it.
    pub fn expr(&mut self, expr: &'a Expr) -> Code {
        self.spell(expr, false)
    }

    /// An expression where nothing around it says its type, as the receiver of a method: a literal says it.
    pub fn receiver(&mut self, expr: &'a Expr) -> Code {
        self.spell(expr, true)
    }

    /// An expression of an object type as a handle.
    pub fn handle(&mut self, expr: &'a Expr) -> Code {
        self.expr(expr)
    }

    /// An integer expression as a Rust index.
    pub fn index(&mut self, expr: &'a Expr) -> Code {
        match (&expr.kind, &expr.ty) {
            (ExprKind::Int(value), _) if *value >= 0 => Code::atom(value.to_string()),
            (_, Ty::Scalar(scalar)) => scalar::index(self.receiver(expr), *scalar),
            _ => self.expr(expr),
        }
    }

    /// An integer expression as a `u32`: the index of a local, a constant, a distance.
    pub fn word(&mut self, expr: &'a Expr) -> Code {
        let word = Scalar::Uint(32);
        match (&expr.kind, &expr.ty) {
            (ExprKind::Int(value), _) => scalar::literal(*value, word, false),
            (_, Ty::Scalar(scalar)) => scalar::cast(self.expr(expr), *scalar, word),
            _ => self.expr(expr),
        }
    }

    /// Binds a new local to an expression of a body; a helper that may raise binds it itself.
    pub fn bind_expr(&mut self, wanted: &str, own: Option<Local>, expr: &'a Expr, ty: &Ty) -> Held {
        let from = self.form_of(expr);
        if let ExprKind::Call { helper, args, tried: true } = &expr.kind
            && self.same_form(&from, ty)
        {
            let held = self.tried(*helper, args, wanted, own, &from);
            return Held { ty: ty.clone(), ..held };
        }
        let init = self.receiver(expr);
        let init = self.convert(init, &from, ty);
        self.bind(wanted, own, ty.clone(), init)
    }

    /// The static type of the Rust expression for `expr`.
    fn form_of(&self, expr: &Expr) -> Ty {
        match &expr.kind {
            ExprKind::Call { helper, .. } => {
                let result = &self.program.helpers[*helper].result;
                if *result == Ty::Unit { expr.ty.clone() } else { result.clone() }
            }
            _ => expr.ty.clone(),
        }
    }

    fn spell(&mut self, expr: &'a Expr, typed: bool) -> Code {
        match &expr.kind {
            ExprKind::Int(value) => match &expr.ty {
                Ty::Scalar(scalar) => scalar::literal(*value, *scalar, typed),
                _ => Code::atom(value.to_string()),
            },
            ExprKind::Float(bits) => scalar::float(*bits),
            ExprKind::Bool(value) => Code::atom(value.to_string()),
            ExprKind::Oparg => self.component().oparg.code(),
            ExprKind::Const(id) => {
                let konst = &self.program.consts[*id];
                match &expr.ty {
                    Ty::Scalar(scalar) => scalar::constant(&konst.name.text, *scalar),
                    _ => Code::atom(konst.value.to_string()),
                }
            }
            ExprKind::Cache(field) => self.cache(*field).code(),
            ExprKind::Var(var) => self.variable(*var, &expr.ty),
            ExprKind::Unit(id) => unit(&self.program.types[*id]),
            ExprKind::Box(id, inner) => {
                let inner = self.receiver(inner);
                boxed(&self.program.types[*id], inner)
            }
            ExprKind::Upcast(inner) => self.expr(inner).method("value", []),
            ExprKind::Not(inner) => self.negated(inner),
            ExprKind::FNeg(inner) => self.receiver(inner).unary("-"),
            ExprKind::Binary(op, left, right) => self.binary(*op, left, right),
            ExprKind::Method(method, receiver, args) => self.method(*method, receiver, args),
            ExprKind::Cast(to, inner) => match &inner.ty {
                Ty::Scalar(from) => {
                    let code = self.receiver(inner);
                    scalar::cast(code, *from, *to)
                }
                _ => self.expr(inner),
            },
            ExprKind::Same(left, right) => self.same("==", left, right),
            ExprKind::Test(id, inner) => {
                let test = self.program.types[*id].test.text.clone();
                self.expr(inner).method(&test, [])
            }
            ExprKind::Load(field, object) => {
                let getter = names::ident(&self.program.fields[*field].name.text);
                self.handle(object).method(&getter, [])
            }
            ExprKind::LoadItem(field, object, index) => {
                let getter = names::ident(&self.program.fields[*field].name.text);
                let object = self.handle(object);
                let index = self.index(index);
                object.method(&getter, [index])
            }
            ExprKind::LoadSlice(field, object, count) => {
                let getter = format!("{}_slice", self.program.fields[*field].name);
                let count = self.count(*count);
                self.handle(object).method(&getter, [count])
            }
            ExprKind::Element(var, index) => {
                let index = self.index(index);
                let any = Ty::Array(Box::new(Ty::Value(TypeSet::default())));
                self.variable(*var, &any).method("get", [index])
            }
            ExprKind::New(object, fields) => self.new_object(*object, fields),
            ExprKind::Local(index) => self.frame_read("local", index),
            ExprKind::Constant(index) => self.frame_read("constant", index),
            ExprKind::NameAt(index) => self.frame_read("name", index),
            ExprKind::Array(items) => array(self.items(items)),
            ExprKind::Repeat(item, count) => {
                let (item, count) = (self.boxed_expr(item), self.index(count));
                Code::call(&format!("{REPEATED}::of"), [item, count])
            }
            ExprKind::Call { helper, args, tried } => self.call(*helper, args, *tried),
            ExprKind::If { cond, then, otherwise, .. } => self.if_value(cond, then, otherwise),
        }
    }

    /// The items of an array literal, boxed.
    pub fn items(&mut self, items: &'a [Expr]) -> Vec<Code> {
        items.iter().map(|item| self.boxed_expr(item)).collect()
    }

    /// An expression as a boxed value.
    pub fn boxed_expr(&mut self, expr: &'a Expr) -> Code {
        let code = self.expr(expr);
        self.convert(code, &expr.ty, &Ty::Value(TypeSet::default()))
    }

    fn variable(&mut self, var: VarId, ty: &Ty) -> Code {
        match self.scope.vars.get(var.0 as usize).and_then(Option::as_ref) {
            Some(held) => self.convert(held.code(), &held.ty, ty),
            // Not reachable from a checked program; the compiler of the text reports it by name.
            None => Code::atom(names::ident(&self.vars[var.0 as usize].name)),
        }
    }

    fn count(&self, count: Count) -> Code {
        let component = self.components.len().saturating_sub(1);
        let fixed = self.components.last().and_then(|component| component.fixed);
        self.linear(&Linear::count(count, component, fixed), "usize")
    }

    fn frame_read(&mut self, what: &str, index: &'a Expr) -> Code {
        let index = self.word(index);
        Code::fp().method(what, [index])
    }

    /// The local of a cache field; read where the body first needs it.
    fn cache(&mut self, field: u32) -> Held {
        let slot = field as usize;
        if let Some(held) = &self.scope.caches[slot] {
            return held.clone();
        }
        let Some(current) = &self.current else {
            return Held { name: "unknown_cache".into(), local: Local(u32::MAX), ty: Ty::Unit };
        };
        let cache = &current.op.caches[slot];
        let unit = current.cache_units.get(slot).copied().unwrap_or(0);
        let (method, form) = cache_access(&cache.ty);
        let word = Code::pc().method(&format!("cache_{method}"), [Code::atom(unit.to_string())]);
        let init = self.convert(word, &form, &cache.ty);
        let held = self.bind(&cache.name.text, None, cache.ty.clone(), init);
        self.scope.caches[slot] = Some(held.clone());
        held
    }

    // ---- operators

    fn binary(&mut self, op: BinOp, left: &'a Expr, right: &'a Expr) -> Code {
        let (text, prec) = operator(op);
        // One side says the type of the other; two literals say it themselves.
        let both = is_literal(left) && is_literal(right);
        let left = self.spell(left, both);
        let right = self.expr(right);
        left.binary(text, prec, right)
    }

    fn same(&mut self, op: &str, left: &'a Expr, right: &'a Expr) -> Code {
        let alike = self.same_form(&left.ty, &right.ty);
        let (a, b) = if alike {
            (self.expr(left), self.expr(right))
        } else {
            (self.boxed_expr(left), self.boxed_expr(right))
        };
        a.binary(op, Prec::Compare, b)
    }

    /// `!x`, without a `!` where an operator says the same.
    fn negated(&mut self, inner: &'a Expr) -> Code {
        match &inner.kind {
            ExprKind::Not(inner) => self.expr(inner),
            ExprKind::Bool(value) => Code::atom((!value).to_string()),
            ExprKind::Same(left, right) => self.same("!=", left, right),
            ExprKind::Binary(op, left, right) => match (op, opposite(*op)) {
                (_, Some(opposite)) => self.binary(opposite, left, right),
                (BinOp::BAnd | BinOp::BOr, _) if simplifies(left) || simplifies(right) => {
                    let (text, prec) =
                        if *op == BinOp::BAnd { ("||", Prec::Or) } else { ("&&", Prec::And) };
                    let left = self.negated(left);
                    let right = self.negated(right);
                    left.binary(text, prec, right)
                }
                // The negation of an ordering of floats is not another ordering.
                (BinOp::FLt | BinOp::FLe | BinOp::FGt | BinOp::FGe, _) => {
                    let method = match op {
                        BinOp::FLt => "lt",
                        BinOp::FLe => "le",
                        BinOp::FGt => "gt",
                        _ => "ge",
                    };
                    let left = self.receiver(left);
                    let right = self.expr(right).unary("&");
                    left.method(method, [right]).unary("!")
                }
                _ => self.expr(inner).unary("!"),
            },
            _ => self.expr(inner).unary("!"),
        }
    }

    fn method(&mut self, method: Method, receiver: &'a Expr, args: &'a [Expr]) -> Code {
        let name = match method {
            Method::WrappingAdd => "wrapping_add",
            Method::WrappingSub => "wrapping_sub",
            Method::WrappingMul => "wrapping_mul",
            Method::WrappingNeg => "wrapping_neg",
            Method::WrappingShl => {
                return self.shift("wrapping_shl", "modular_shl", receiver, &args[0]);
            }
            Method::BitNot => return self.receiver(receiver).unary("!"),
            Method::Min => "min",
            Method::Max => "max",
            Method::FAbs => "abs",
            Method::FSqrt => "sqrt",
            Method::FFloor => "floor",
        };
        let receiver = self.receiver(receiver);
        let args: Vec<Code> = args.iter().map(|arg| self.expr(arg)).collect();
        receiver.method(name, args)
    }

    /// A left shift: Rust's own integers have the meaning that bodies give it from a trait.
    fn shift(&mut self, name: &str, of_trait: &str, receiver: &'a Expr, count: &'a Expr) -> Code {
        let native = matches!(&receiver.ty, Ty::Scalar(scalar) if scalar::is_native(*scalar));
        let receiver = self.receiver(receiver);
        let count = self.receiver(count);
        if native {
            Code::call(&format!("Shift::{of_trait}"), [receiver, count])
        } else {
            receiver.method(name, [count])
        }
    }

    /// The call behind `let (r, o) = a.overflowing_add(b);`
    pub fn overflowing_call(&mut self, kind: Overflowing, args: &'a [Expr]) -> Code {
        let name = match kind {
            Overflowing::Add => "overflowing_add",
            Overflowing::Sub => "overflowing_sub",
            Overflowing::Mul => "overflowing_mul",
            Overflowing::Div => "overflowing_div",
            Overflowing::Neg => "overflowing_neg",
            Overflowing::Shl => {
                return self.shift("overflowing_shl", "exact_shl", &args[0], &args[1]);
            }
        };
        let receiver = self.receiver(&args[0]);
        let args: Vec<Code> = args[1..].iter().map(|arg| self.expr(arg)).collect();
        receiver.method(name, args)
    }

    // ---- `if` as a value

    fn if_value(&mut self, cond: &'a Expr, then: &'a Block, otherwise: &'a Block) -> Code {
        let cond = self.expr(cond);
        let mut uses = cond.uses.clone();
        let (then, first) = self.value_arm(then, &mut uses);
        let (otherwise, second) = self.value_arm(otherwise, &mut uses);
        let text = format!("if {} {{\n{then}}} else {{\n{otherwise}}}", cond.text);
        Code { text, prec: Prec::Low, uses, effect: cond.effect || first || second }
    }

    /// The text of an arm with its value, and whether it has an effect.
    fn value_arm(&mut self, block: &'a Block, uses: &mut Vec<Local>) -> (String, bool) {
        let saved = self.scope.clone();
        self.deeper(1);
        let (mut stmts, ()) = self.nested(|builder| {
            builder.block(block);
            if let Some(value) = &block.value {
                let value = builder.receiver(value);
                builder.out.push(Stmt::Tail(value));
            }
        });
        self.deeper(-1);
        self.scope = saved;
        let mut live = Live::new(self.locals);
        stmts = flow::sweep(stmts, &mut live);
        let mut text = Text::default();
        flow::print(&stmts, &mut text);
        let effect = stmts
            .iter()
            .any(|stmt| !matches!(stmt, Stmt::Let { .. } | Stmt::LetTuple { .. } | Stmt::Tail(_)))
            || matches!(stmts.last(), Some(Stmt::Tail(value)) if value.effect);
        uses.extend((0..self.locals).map(Local).filter(|local| live.is_read(*local)));
        (text.into_raw(), effect)
    }

    // ---- helpers and objects

    /// The call of a helper, without `?`.
    fn helper_call(&mut self, id: HelperId, args: &'a [Expr]) -> Code {
        let helper = &self.program.helpers[id];
        let effects = &helper.effects;
        let mut arguments = Vec::new();
        if !effects.pure_ {
            arguments.push(Argument::vm());
        }
        for (arg, (_, param)) in args.iter().zip(&helper.params) {
            arguments.push(self.argument(arg, param));
        }
        if (effects.escapes || effects.errors) && self.purpose != Purpose::Probe {
            let save = Code::vm().method("save", [self.pc_here(), Code::sp(), Code::fp()]);
            self.out.push(Stmt::Do(save));
        }
        let mut result = self.rust_type(&helper.result);
        if effects.errors {
            result = format!("Result<{result}, Raised>");
        }
        let path = format!("helpers::{}", names::ident(&helper.name.text));
        let mut call = self.call_path(&helper.name.text, &path, arguments, result);
        call.effect |= !effects.pure_;
        call
    }

    fn argument(&mut self, arg: &'a Expr, ty: &Ty) -> Argument {
        if let ExprKind::Array(items) = &arg.kind {
            let items = items.iter().map(|item| self.boxed_expr(item)).collect();
            return Argument { ty: "Slots".to_string(), values: items, array: true };
        }
        if let ExprKind::Repeat(..) = &arg.kind {
            let values = vec![self.expr(arg)];
            return Argument { ty: REPEATED.to_string(), values, array: false };
        }
        let code = self.expr(arg);
        let code = self.convert(code, &arg.ty, ty);
        Argument { ty: self.rust_type(ty), values: vec![code], array: false }
    }

    /// A call; where there is an array literal among its arguments, through a function of its own that holds it: in a
    /// handler the address of a local would forbid that it ends in a jump.
    fn call_path(&mut self, what: &str, path: &str, args: Vec<Argument>, result: String) -> Code {
        if !args.iter().any(|arg| arg.array) {
            return Code::call(path, args.into_iter().flat_map(|arg| arg.values));
        }
        let mut name = format!("{}_{what}", self.function.trim_start_matches("r#"));
        while self.outlined.iter().any(|outlined| outlined.name == name) {
            name.push('_');
        }
        let mut params = Vec::new();
        let mut passed = Vec::new();
        let mut inner = Vec::new();
        for arg in args {
            let is_vm = arg.ty == VM_TYPE;
            let ty = if arg.array { "Value".to_string() } else { arg.ty };
            let mut names = Vec::new();
            for value in arg.values {
                let param = if is_vm { "vm".to_string() } else { format!("arg_{}", params.len()) };
                params.push((param.clone(), ty.clone()));
                passed.push(value);
                names.push(Code::atom(param));
            }
            if arg.array { inner.push(array(names)) } else { inner.append(&mut names) }
        }
        let call = Code::call(path, inner).text;
        self.outlined.push(Outlined { name: name.clone(), params, result, call });
        Code::call(&name, passed)
    }

    fn call(&mut self, id: HelperId, args: &'a [Expr], tried: bool) -> Code {
        if tried {
            let ty = self.program.helpers[id].result.clone();
            let name = self.program.helpers[id].name.text.clone();
            return self.tried(id, args, &name, None, &ty).code();
        }
        self.helper_call(id, args)
    }

    /// `let Ok(name) = helper(..) else { raise };`
    fn tried(
        &mut self,
        id: HelperId,
        args: &'a [Expr],
        wanted: &str,
        own: Option<Local>,
        ty: &Ty,
    ) -> Held {
        let init = self.helper_call(id, args);
        let (name, local) = self.fresh(wanted, own);
        let otherwise = self.raise();
        let names = vec![(name.clone(), local)];
        self.out.push(Stmt::LetElse { pattern: "Ok", names, init, otherwise });
        Held { name, local, ty: ty.clone() }
    }

    /// A call whose result nobody wants.
    pub fn call_statement(&mut self, expr: &'a Expr) {
        match &expr.kind {
            ExprKind::Call { helper, args, tried: true } => {
                let call = self.helper_call(*helper, args);
                let cond = call.method("is_err", []);
                let then = self.raise();
                self.out.push(Stmt::If { cond, then, otherwise: Vec::new() });
            }
            _ => {
                let code = self.expr(expr);
                if code.effect {
                    self.out.push(Stmt::Do(code));
                }
            }
        }
    }

    /// `let (shape, slot) = helper(..)?;` of a `fill`.
    pub fn fill(&mut self, vars: &[VarId], helper: HelperId, args: &'a [Expr]) {
        let init = self.helper_call(helper, args);
        let mut bound = Vec::new();
        for var in vars {
            let wanted = self.vars[var.0 as usize].name.clone();
            let (name, local) = self.fresh(&wanted, None);
            let ty = self.vars[var.0 as usize].ty.clone();
            self.scope.vars[var.0 as usize] = Some(Held { name: name.clone(), local, ty });
            bound.push((name, local));
        }
        let otherwise = vec![Stmt::Return(Code::atom("false"))];
        self.out.push(Stmt::LetElse { pattern: "Some", names: bound, init, otherwise });
    }

    fn new_object(&mut self, id: ObjectId, fields: &'a [(FieldId, Expr)]) -> Code {
        let object = &self.program.objects[id];
        let mut arguments = vec![Argument::vm()];
        for field in &object.fields {
            let Some((_, value)) = fields.iter().find(|(of, _)| of == field) else { continue };
            let declared = &self.program.fields[*field];
            let array = Ty::Array(Box::new(declared.ty.clone()));
            let ty = if declared.array { &array } else { &declared.ty };
            arguments.push(self.argument(value, ty));
        }
        let path = format!("{}::new", object.name);
        let what = format!("new_{}", object.name.text.to_lowercase());
        self.call_path(&what, &path, arguments, object.name.text.clone()).with_effect()
    }
}

/// The type of the machine as a parameter.
const VM_TYPE: &str = "&Vm";

/// The type of an array that is one value many times.
const REPEATED: &str = "Repeated";

/// An argument of a call.
struct Argument {
    ty: String,
    /// The items of an array literal; else one value.
    values: Vec<Code>,
    array: bool,
}

impl Argument {
    fn vm() -> Self {
        Argument { ty: VM_TYPE.to_string(), values: vec![Code::vm()], array: false }
    }
}

/// How a cache field of a static type is read and written: the method's suffix and the form of what it takes.
pub(super) fn cache_access(ty: &Ty) -> (&'static str, Ty) {
    let scalar = |scalar: Scalar| Ty::Scalar(scalar);
    match ty {
        Ty::Scalar(Scalar::Bool) => ("bool", ty.clone()),
        Ty::Scalar(Scalar::Int(62)) => ("i62", ty.clone()),
        Ty::Scalar(Scalar::Int(n) | Scalar::Uint(n)) => match n {
            0..=16 => ("u16", scalar(Scalar::Uint(16))),
            17..=32 => ("u32", scalar(Scalar::Uint(32))),
            _ => ("u64", scalar(Scalar::Uint(64))),
        },
        _ => ("value", Ty::Value(TypeSet::default())),
    }
}

/// Boxes a scalar.
fn boxed(ty: &Type, code: Code) -> Code {
    let function = ty.boxed.as_ref().map_or("from", |name| name.text.as_str());
    let function = format!("Value::{function}");
    if ty.box_allocates {
        Code::call(&function, [Code::vm(), code])
    } else {
        Code::call(&function, [code])
    }
}

/// The one value of a unit type.
fn unit(ty: &Type) -> Code {
    let function = ty.boxed.as_ref().map_or("default", |name| name.text.as_str());
    Code::call(&format!("Value::{function}"), [])
}

/// An array literal as `Slots`.
fn array(items: Vec<Code>) -> Code {
    let inner = Code::call("", items);
    let items = &inner.text[1..inner.text.len() - 1];
    Code { text: format!("Slots::of(&[{items}])"), ..inner }
}

fn is_literal(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Int(_))
}

/// Whether a negation goes into an expression without leaving a `!` before it.
fn simplifies(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Not(_) | ExprKind::Same(..) => true,
        ExprKind::Binary(op, ..) => opposite(*op).is_some(),
        _ => false,
    }
}

/// The comparison that is true exactly when `op` is not.
pub(super) fn opposite(op: BinOp) -> Option<BinOp> {
    Some(match op {
        BinOp::Eq => BinOp::Ne,
        BinOp::Ne => BinOp::Eq,
        BinOp::Lt => BinOp::Ge,
        BinOp::Le => BinOp::Gt,
        BinOp::Gt => BinOp::Le,
        BinOp::Ge => BinOp::Lt,
        BinOp::BEq => BinOp::BNe,
        BinOp::BNe => BinOp::BEq,
        BinOp::FEq => BinOp::FNe,
        BinOp::FNe => BinOp::FEq,
        _ => return None,
    })
}

/// The Rust operator of a primitive.
fn operator(op: BinOp) -> (&'static str, Prec) {
    match op {
        BinOp::FAdd => ("+", Prec::Sum),
        BinOp::FSub => ("-", Prec::Sum),
        BinOp::FMul => ("*", Prec::Product),
        BinOp::FDiv | BinOp::Div => ("/", Prec::Product),
        BinOp::Rem => ("%", Prec::Product),
        BinOp::And => ("&", Prec::BitAnd),
        BinOp::Or => ("|", Prec::BitOr),
        BinOp::Xor | BinOp::BXor => ("^", Prec::BitXor),
        BinOp::BAnd => ("&&", Prec::And),
        BinOp::BOr => ("||", Prec::Or),
        BinOp::Shr => (">>", Prec::Shift),
        BinOp::Eq | BinOp::BEq | BinOp::FEq => ("==", Prec::Compare),
        BinOp::Ne | BinOp::BNe | BinOp::FNe => ("!=", Prec::Compare),
        BinOp::Lt | BinOp::FLt => ("<", Prec::Compare),
        BinOp::Le | BinOp::FLe => ("<=", Prec::Compare),
        BinOp::Gt | BinOp::FGt => (">", Prec::Compare),
        BinOp::Ge | BinOp::FGe => (">=", Prec::Compare),
    }
}
