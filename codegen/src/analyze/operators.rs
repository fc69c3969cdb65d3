//! Operators, methods and casts: which primitive an expression is.

use super::ERROR;
use super::body::{BOOL, Body, overflowing};
use super::types::scalar;
use crate::ast;
use crate::diagnostics::codes;
use crate::model::{BinOp, Expr, ExprKind, Method, Overflowing, Repr, Scalar, Ty, TypeId, TypeSet};
use crate::source::{Name, Span};

/// The type of floats.
const F64: Ty = Ty::Scalar(Scalar::F64);

type Typed = Option<(ExprKind, Ty)>;

impl Body<'_> {
    pub(super) fn not(&mut self, inner: &ast::Expr, wanted: Option<&Ty>) -> Typed {
        let inner = self.infer(inner, wanted);
        match &inner.ty {
            Ty::Scalar(Scalar::Bool) => Some((ExprKind::Not(Box::new(inner)), BOOL)),
            Ty::Scalar(scalar) if scalar.is_int() => {
                let ty = inner.ty.clone();
                Some((ExprKind::Method(Method::BitNot, Box::new(inner), Vec::new()), ty))
            }
            ty => self.no_operation(inner.span, "!", &ty.clone(), None),
        }
    }

    pub(super) fn neg(&mut self, inner: &ast::Expr, span: Span, wanted: Option<&Ty>) -> Typed {
        let typed = match &inner.kind {
            ast::ExprKind::Int(value, suffix) => {
                return self.negative(*value, suffix.as_deref(), span, wanted);
            }
            ast::ExprKind::Float(value) => return Some((ExprKind::Float((-value).to_bits()), F64)),
            _ => self.infer(inner, wanted),
        };
        match &typed.ty {
            Ty::Scalar(Scalar::F64) => Some((ExprKind::FNeg(Box::new(typed)), F64)),
            Ty::Scalar(scalar) if scalar.is_int() => {
                let help = "say what happens on overflow: `wrapping_neg()`, or `overflowing_neg()` and `exit_if!`";
                self.no_operation(typed.span, "-", &typed.ty.clone(), Some(help))
            }
            ty => self.no_operation(typed.span, "-", &ty.clone(), None),
        }
    }

    fn negative(
        &mut self,
        value: u64,
        suffix: Option<&str>,
        span: Span,
        wanted: Option<&Ty>,
    ) -> Typed {
        let literal = ast::Expr { kind: ast::ExprKind::Int(0, suffix.map(str::to_string)), span };
        let zero = self.infer(&literal, wanted);
        let Ty::Scalar(scalar) = zero.ty else { return None };
        let value = -i128::from(value);
        let fits = scalar.range().is_some_and(|(low, _)| low <= value);
        match i64::try_from(value).ok().filter(|_| fits) {
            Some(value) => Some((ExprKind::Int(value), Ty::Scalar(scalar))),
            None => {
                self.analyzer.report(codes::number_out_of_range(span, &format!("`{scalar}`")));
                None
            }
        }
    }

    fn no_operation(&mut self, span: Span, operation: &str, ty: &Ty, help: Option<&str>) -> Typed {
        if *ty != ERROR {
            let shown = self.type_name(ty);
            self.analyzer.report(codes::no_such_operation(span, operation, &shown, help));
        }
        None
    }

    /// Two operands that meet: a literal takes the type of the other, the narrower integer widens.
    fn pair(&mut self, left: &ast::Expr, right: &ast::Expr, wanted: Option<&Ty>) -> (Expr, Expr) {
        let (left, right) = if self.is_flexible(left) && !self.is_flexible(right) {
            let right = self.infer(right, wanted);
            (self.infer(left, Some(&right.ty.clone())), right)
        } else {
            let left = self.infer(left, wanted);
            let ty = left.ty.clone();
            (left, self.infer(right, Some(&ty)))
        };
        match (&left.ty, &right.ty) {
            (Ty::Scalar(a), Ty::Scalar(b)) if a != b && a.holds(*b) => {
                let ty = left.ty.clone();
                (left, self.analyzer.coerce(right, &ty))
            }
            (Ty::Scalar(a), Ty::Scalar(b)) if a != b && b.holds(*a) => {
                let ty = right.ty.clone();
                (self.analyzer.coerce(left, &ty), right)
            }
            _ => (left, right),
        }
    }

    pub(super) fn binary(
        &mut self,
        op: ast::BinOp,
        left: &ast::Expr,
        right: &ast::Expr,
        span: Span,
        wanted: Option<&Ty>,
    ) -> Typed {
        use ast::BinOp as B;
        let comparison = matches!(op, B::Eq | B::Ne | B::Lt | B::Le | B::Gt | B::Ge);
        let hint = wanted.filter(|ty| !comparison && matches!(ty, Ty::Scalar(_)));
        let (left, right) = self.pair(left, right, hint);
        if left.ty == ERROR || right.ty == ERROR {
            return None;
        }
        if matches!(op, B::Eq | B::Ne)
            && !matches!((&left.ty, &right.ty), (Ty::Scalar(_), Ty::Scalar(_)))
        {
            return self.same(op == B::Ne, left, right, span);
        }
        if left.ty != right.ty {
            let (wanted, found) = (self.type_name(&left.ty), self.type_name(&right.ty));
            self.analyzer.report(codes::mismatch(right.span, &wanted, &found));
            return None;
        }
        let Ty::Scalar(scalar) = left.ty else {
            return self.no_operation(span, op.as_str(), &left.ty, None);
        };
        self.scalar_binary(op, scalar, left, right, span)
    }

    fn scalar_binary(
        &mut self,
        op: ast::BinOp,
        scalar: Scalar,
        left: Expr,
        right: Expr,
        span: Span,
    ) -> Typed {
        let ty = left.ty.clone();
        let Some((primitive, result)) = primitive(op, scalar) else {
            let help = missing_operator(op, scalar);
            return self.no_operation(span, op.as_str(), &ty, help.as_deref());
        };
        let result = if result { BOOL } else { ty };
        Some((ExprKind::Binary(primitive, Box::new(left), Box::new(right)), result))
    }

    /// `a == b` of values and handles: identity.
    fn same(&mut self, negated: bool, left: Expr, right: Expr, span: Span) -> Typed {
        let unit = |expr: &Expr| match expr.kind {
            ExprKind::Unit(id) => Some(id),
            _ => None,
        };
        let kind = match (unit(&left), unit(&right)) {
            (_, Some(id)) => self.test(id, left)?.0,
            (Some(id), None) => self.test(id, right)?.0,
            (None, None) => {
                let (left, right) = self.comparable(left, right)?;
                ExprKind::Same(Box::new(left), Box::new(right))
            }
        };
        if !negated {
            return Some((kind, BOOL));
        }
        let inner = Expr { kind, ty: BOOL, span };
        Some((ExprKind::Not(Box::new(inner)), BOOL))
    }

    /// Two values, two handles of one type, or a report.
    fn comparable(&mut self, left: Expr, right: Expr) -> Option<(Expr, Expr)> {
        let any = Ty::Value(self.analyzer.any);
        match (&left.ty, &right.ty) {
            (Ty::Value(_), Ty::Value(_)) => Some((left, right)),
            (Ty::Object(a), Ty::Object(b)) if a == b => Some((left, right)),
            (Ty::Object(_), Ty::Value(_)) => Some((self.analyzer.coerce(left, &any), right)),
            (Ty::Value(_), Ty::Object(_)) => Some((left, self.analyzer.coerce(right, &any))),
            (Ty::Object(_), Ty::Object(_)) => {
                let (wanted, found) = (self.type_name(&left.ty), self.type_name(&right.ty));
                self.analyzer.report(codes::mismatch(right.span, &wanted, &found));
                None
            }
            _ => {
                let scalar_left = matches!(left.ty, Ty::Scalar(_));
                let value = if scalar_left { &right } else { &left };
                let (wanted, found) = (if scalar_left { &left } else { &right }, value);
                let help = "`==` of values is identity: establish the type of the value first";
                let (wanted, shown) = (self.type_name(&wanted.ty), self.type_name(&found.ty));
                self.analyzer.report(codes::mismatch_help(found.span, &wanted, &shown, help));
                None
            }
        }
    }

    /// `x.is_int()`
    fn test(&mut self, id: TypeId, operand: Expr) -> Typed {
        let set = self.analyzer.program.type_set(&operand.ty);
        let outcome = match &operand.ty {
            ty if *ty == ERROR => return None,
            Ty::Value(_) | Ty::Object(_) | Ty::Scalar(_) if !set.contains(id) => Some("false"),
            _ if set == TypeSet::default().with(id) => Some("true"),
            _ => None,
        };
        if let Some(outcome) = outcome {
            let found = self.type_name(&operand.ty);
            self.analyzer.report(codes::known_test(operand.span, &found, outcome));
            return None;
        }
        Some((ExprKind::Test(id, Box::new(operand)), BOOL))
    }

    pub(super) fn method(
        &mut self,
        receiver: &ast::Expr,
        name: &Name,
        args: &[ast::Expr],
        span: Span,
        wanted: Option<&Ty>,
    ) -> Typed {
        if let Some(id) = self.analyzer.tests.get(&name.text).copied() {
            let operand = self.infer(receiver, None);
            if !args.is_empty() {
                self.analyzer.report(codes::argument_count(
                    name.span,
                    &name.text,
                    "nothing",
                    args.len(),
                    None,
                ));
            }
            return self.test(id, operand);
        }
        if overflowing(&name.text).is_some() {
            self.infer(receiver, wanted);
            let message = format!("`{}` outside of a tuple `let`", name.text);
            let help = format!("bind both: `let (result, overflow) = a.{}(..);`", name.text);
            self.analyzer.report(codes::outside_subset(span, &message, &help));
            return None;
        }
        let Some((method, of_float, arity)) = scalar_method(&name.text) else {
            let typed = self.infer(receiver, wanted);
            let help = "what the language does not have is a helper: `extern fn ..`";
            return self.no_operation(name.span, &name.text, &typed.ty, Some(help));
        };
        let (receiver, args) = self.method_operands(receiver, name, args, arity, wanted)?;
        let fits = match receiver.ty {
            Ty::Scalar(Scalar::F64) => of_float,
            Ty::Scalar(scalar) => scalar.is_int() && !of_float,
            _ => false,
        };
        let ty = receiver.ty.clone();
        if !fits {
            return self.no_operation(name.span, &name.text, &ty, None);
        }
        Some((ExprKind::Method(method, Box::new(receiver), args), ty))
    }

    /// The receiver and the arguments of a scalar method, all of one type.
    fn method_operands(
        &mut self,
        receiver: &ast::Expr,
        name: &Name,
        args: &[ast::Expr],
        arity: usize,
        wanted: Option<&Ty>,
    ) -> Option<(Expr, Vec<Expr>)> {
        if args.len() != arity {
            let wanted = if arity == 0 { "nothing" } else { "1 argument" };
            self.analyzer.report(codes::argument_count(
                name.span,
                &name.text,
                wanted,
                args.len(),
                None,
            ));
            return None;
        }
        let hint = wanted.filter(|ty| matches!(ty, Ty::Scalar(_)));
        let Some(arg) = args.first() else {
            let receiver = self.infer(receiver, hint);
            return (receiver.ty != ERROR).then_some((receiver, Vec::new()));
        };
        // The receiver decides, unless it is a literal.
        let (receiver, arg) = match self.is_flexible(receiver) && !self.is_flexible(arg) {
            true => self.pair(receiver, arg, hint),
            false => {
                let receiver = self.infer(receiver, hint);
                let arg = self.check(arg, &receiver.ty.clone());
                (receiver, arg)
            }
        };
        (receiver.ty != ERROR && arg.ty != ERROR).then(|| (receiver, vec![arg]))
    }

    /// The operands of `overflowing_..`, the receiver first.
    pub(super) fn overflowing_args(
        &mut self,
        op: Overflowing,
        receiver: &ast::Expr,
        name: &Name,
        args: &[ast::Expr],
    ) -> Option<Vec<Expr>> {
        let arity = usize::from(op != Overflowing::Neg);
        let (receiver, args) = self.method_operands(receiver, name, args, arity, None)?;
        if !matches!(receiver.ty, Ty::Scalar(scalar) if scalar.is_int()) {
            self.no_operation(name.span, &name.text, &receiver.ty, None);
            return None;
        }
        Some(std::iter::once(receiver).chain(args).collect())
    }

    pub(super) fn cast(&mut self, inner: &ast::Expr, to: &Name, span: Span) -> Typed {
        let target = match (scalar(&to.text), self.analyzer.types.get(&to.text)) {
            (Some(scalar), _) => Some(scalar),
            (None, Some(id)) => match self.analyzer.program.types[*id].repr {
                Repr::Scalar(scalar) => Some(scalar),
                _ => None,
            },
            (None, None) => None,
        };
        let Some(target) = target else {
            self.infer(inner, None);
            let help =
                "`bool`, `i2` to `i64`, `u1` to `u64`, `f64`, and the types that are one of them";
            self.analyzer.report(codes::unknown_word(to.span, "scalar", &to.text, help));
            return None;
        };
        let wanted = Ty::Scalar(target);
        let inner = self.infer(inner, Some(&wanted));
        let Ty::Scalar(from) = inner.ty else {
            let found = self.type_name(&inner.ty);
            if inner.ty != ERROR {
                let help = "a value has a scalar only after its type is established";
                self.analyzer.report(codes::invalid_cast(span, &found, &target.to_string(), help));
            }
            return None;
        };
        if from == target {
            return Some((inner.kind, wanted));
        }
        if matches!(
            (from, target),
            (Scalar::F64, _) | (_, Scalar::Bool) | (Scalar::Bool, Scalar::F64)
        ) {
            let help = "write a comparison, or a `pure` helper that says how it rounds";
            self.analyzer.report(codes::invalid_cast(
                span,
                &from.to_string(),
                &target.to_string(),
                help,
            ));
            return None;
        }
        Some((ExprKind::Cast(target, Box::new(inner)), wanted))
    }
}

/// The primitive of an operator on a scalar, and whether it gives a bool.
fn primitive(op: ast::BinOp, scalar: Scalar) -> Option<(BinOp, bool)> {
    use ast::BinOp as B;
    let found = match scalar {
        Scalar::F64 => match op {
            B::Add => (BinOp::FAdd, false),
            B::Sub => (BinOp::FSub, false),
            B::Mul => (BinOp::FMul, false),
            B::Div => (BinOp::FDiv, false),
            B::Eq => (BinOp::FEq, true),
            B::Ne => (BinOp::FNe, true),
            B::Lt => (BinOp::FLt, true),
            B::Le => (BinOp::FLe, true),
            B::Gt => (BinOp::FGt, true),
            B::Ge => (BinOp::FGe, true),
            _ => return None,
        },
        Scalar::Bool => match op {
            B::And | B::AndAnd => (BinOp::BAnd, true),
            B::Or | B::OrOr => (BinOp::BOr, true),
            B::Xor => (BinOp::BXor, true),
            B::Eq => (BinOp::BEq, true),
            B::Ne => (BinOp::BNe, true),
            _ => return None,
        },
        Scalar::Int(_) | Scalar::Uint(_) => match op {
            B::Div => (BinOp::Div, false),
            B::Rem => (BinOp::Rem, false),
            B::And => (BinOp::And, false),
            B::Or => (BinOp::Or, false),
            B::Xor => (BinOp::Xor, false),
            B::Shr => (BinOp::Shr, false),
            B::Eq => (BinOp::Eq, true),
            B::Ne => (BinOp::Ne, true),
            B::Lt => (BinOp::Lt, true),
            B::Le => (BinOp::Le, true),
            B::Gt => (BinOp::Gt, true),
            B::Ge => (BinOp::Ge, true),
            _ => return None,
        },
    };
    Some(found)
}

/// What to write instead of an operator that a scalar does not have.
fn missing_operator(op: ast::BinOp, scalar: Scalar) -> Option<String> {
    use ast::BinOp as B;
    let name = match op {
        B::Add => "add",
        B::Sub => "sub",
        B::Mul => "mul",
        B::Shl => "shl",
        _ => return (scalar == Scalar::F64).then(|| "declare a `pure` helper for it".to_string()),
    };
    scalar.is_int().then(|| {
        format!("say what happens on overflow: `wrapping_{name}(..)`, or `overflowing_{name}(..)` and `exit_if!`")
    })
}

/// A method of scalars: the primitive, whether it is of floats, the number of arguments.
fn scalar_method(name: &str) -> Option<(Method, bool, usize)> {
    Some(match name {
        "wrapping_add" => (Method::WrappingAdd, false, 1),
        "wrapping_sub" => (Method::WrappingSub, false, 1),
        "wrapping_mul" => (Method::WrappingMul, false, 1),
        "wrapping_neg" => (Method::WrappingNeg, false, 0),
        "wrapping_shl" => (Method::WrappingShl, false, 1),
        "min" => (Method::Min, false, 1),
        "max" => (Method::Max, false, 1),
        "abs" => (Method::FAbs, true, 0),
        "sqrt" => (Method::FSqrt, true, 0),
        "floor" => (Method::FFloor, true, 0),
        _ => return None,
    })
}
