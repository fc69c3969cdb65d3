//! Types as written, to types; and which value fits where.

use super::{Analyzer, ERROR};
use crate::ast::{TypeExpr, TypeExprKind};
use crate::diagnostics::codes;
use crate::model::{Expr, ExprKind, Repr, Scalar, Ty, TypeSet};
use crate::source::Name;

/// Where a type stands: what may stand there differs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// An operand of the stack: always a boxed value in memory.
    Operand,
    /// A parameter, result or cache: scalars of any width as well.
    Memory,
    /// A field: arrays of scalars as well.
    Field,
}

/// A scalar by its name.
pub(super) fn scalar(name: &str) -> Option<Scalar> {
    match name {
        "bool" => return Some(Scalar::Bool),
        "f64" => return Some(Scalar::F64),
        _ => {}
    }
    let (kind, bits) = name.split_at_checked(1)?;
    if bits.starts_with('0') || bits.starts_with('+') {
        return None;
    }
    let bits: u8 = bits.parse().ok().filter(|bits| (1..=64).contains(bits))?;
    match kind {
        "i" if bits >= 2 => Some(Scalar::Int(bits)),
        "u" => Some(Scalar::Uint(bits)),
        _ => None,
    }
}

impl Analyzer {
    /// The type that is written, [`ERROR`] after reporting what is wrong with it.
    pub(super) fn resolve_type(&mut self, ty: &TypeExpr, place: Place) -> Ty {
        match &ty.kind {
            TypeExprKind::Names(names, optional) => self.resolve_names(names, *optional, place),
            TypeExprKind::Array(item, _) => {
                let item = self.resolve_type(item, place);
                match item {
                    Ty::Value(_) => Ty::Array(Box::new(item)),
                    Ty::Scalar(_) if place == Place::Field => Ty::Array(Box::new(item)),
                    _ => {
                        let help = "items are boxed: `[Value]`";
                        self.report(codes::misplaced_type(
                            ty.span,
                            "the items of an array are values",
                            help,
                        ));
                        ERROR
                    }
                }
            }
            TypeExprKind::Tuple(_) => {
                let help = "only helpers declared `[fill]` return tuples";
                self.report(codes::misplaced_type(ty.span, "a tuple is no type of a value", help));
                ERROR
            }
        }
    }

    fn resolve_names(&mut self, names: &[Name], optional: bool, place: Place) -> Ty {
        if let ([name], false) = (names, optional)
            && let Some(resolved) = self.resolve_single(name, place)
        {
            return resolved;
        }
        let mut set = TypeSet::default();
        let mut known = true;
        for name in names {
            match (name.text.as_str(), self.types.get(&name.text)) {
                ("Value", _) => set = set.join(self.present),
                (_, Some(id)) => set = set.with(*id),
                (text, None) if scalar(text).is_some() => {
                    let help = "a union is of types of values; a scalar stands alone";
                    self.report(codes::misplaced_type(
                        name.span,
                        "a scalar cannot be in a union",
                        help,
                    ));
                    known = false;
                }
                _ => {
                    self.unknown(name, "type", |a| &a.types);
                    known = false;
                }
            }
        }
        if optional {
            set = set.join(self.any.minus(self.present));
        }
        if !known {
            return ERROR;
        }
        if set.is_empty() { Ty::Value(self.any) } else { self.program.static_type(set) }
    }

    fn resolve_single(&mut self, name: &Name, place: Place) -> Option<Ty> {
        if name.text == "Value" {
            return Some(Ty::Value(self.present));
        }
        if let Some(id) = self.types.get(&name.text) {
            return Some(self.program.static_type(TypeSet::default().with(*id)));
        }
        let scalar = scalar(&name.text)?;
        if place == Place::Operand && self.program.boxed(scalar).is_none() {
            let message = format!("no type of values is `{scalar}`");
            let help = "an operand of the stack is a value: name its type";
            self.report(codes::misplaced_type(name.span, &message, help));
            return Some(ERROR);
        }
        Some(Ty::Scalar(scalar))
    }

    /// Whether a value of one type can stand where the other is wanted, without any conversion.
    pub(super) fn fits(&self, found: &Ty, wanted: &Ty) -> bool {
        match (found, wanted) {
            _ if *found == ERROR || *wanted == ERROR => true,
            (Ty::Value(found), Ty::Value(wanted)) => found.is_within(*wanted),
            (Ty::Array(found), Ty::Array(wanted)) => self.fits(found, wanted),
            _ => found == wanted,
        }
    }

    /// Makes an expression one of a wanted type: boxes, forgets, widens. Reports what does not fit.
    pub(super) fn coerce(&mut self, expr: Expr, wanted: &Ty) -> Expr {
        if self.fits(&expr.ty, wanted) {
            return expr;
        }
        let span = expr.span;
        let wrap = |kind, ty: &Ty| Expr { kind, ty: ty.clone(), span };
        match (&expr.ty, wanted) {
            (Ty::Scalar(scalar), Ty::Value(set)) => {
                if let Some(id) = self.program.boxed(*scalar).filter(|id| set.contains(*id)) {
                    let ty = Ty::Value(TypeSet::default().with(id));
                    return wrap(ExprKind::Box(id, Box::new(expr)), &ty);
                }
                if let Some((id, wider)) = self.boxed_wider(*scalar, *set) {
                    let widened = wrap(ExprKind::Cast(wider, Box::new(expr)), &Ty::Scalar(wider));
                    let ty = Ty::Value(TypeSet::default().with(id));
                    return wrap(ExprKind::Box(id, Box::new(widened)), &ty);
                }
            }
            (Ty::Object(id), Ty::Value(set)) if set.contains(*id) => {
                let ty = Ty::Value(TypeSet::default().with(*id));
                return wrap(ExprKind::Upcast(Box::new(expr)), &ty);
            }
            (Ty::Scalar(narrow), Ty::Scalar(wide)) if wide.holds(*narrow) => {
                return wrap(ExprKind::Cast(*wide, Box::new(expr)), wanted);
            }
            _ => {}
        }
        self.mismatch(&expr, wanted);
        Expr { ty: ERROR, ..expr }
    }

    /// The one type whose scalar holds all of a narrower integer, and which is in the set.
    fn boxed_wider(&self, scalar: Scalar, set: TypeSet) -> Option<(crate::model::TypeId, Scalar)> {
        let mut wider = set.iter().filter_map(|id| match self.program.types[id].repr {
            Repr::Scalar(wide) if wide.holds(scalar) => Some((id, wide)),
            _ => None,
        });
        let first = wider.next();
        if wider.next().is_some() { None } else { first }
    }

    fn mismatch(&mut self, expr: &Expr, wanted: &Ty) {
        let (expected, found_name) =
            (self.program.type_name(wanted), self.program.type_name(&expr.ty));
        let test = match (&expr.ty, wanted) {
            (Ty::Value(_), Ty::Scalar(_) | Ty::Object(_)) => self.program.type_set(wanted).single(),
            _ => None,
        };
        let diagnostic = match test {
            Some(id) => {
                let name = &self.program.types[id].test.text;
                let help = format!("establish its type: `exit_if!(!x.{name}());`");
                codes::mismatch_help(expr.span, &expected, &found_name, &help)
            }
            None => match (&expr.ty, wanted) {
                (Ty::Value(found), Ty::Value(wanted))
                    if found.meet(self.present).is_within(*wanted) =>
                {
                    let absent = found.minus(self.present).iter().next();
                    let test = absent.map_or("", |id| self.program.types[id].test.text.as_str());
                    let help = format!(
                        "it may be absent: exclude that by `exit_if!(x.{test}());`, or widen what is wanted by `?`"
                    );
                    codes::mismatch_help(expr.span, &expected, &found_name, &help)
                }
                (Ty::Scalar(from), Ty::Scalar(to)) if from.is_int() && to.is_int() => {
                    let help =
                        format!("not every `{from}` fits: write `as {to}` if it is meant to wrap");
                    codes::mismatch_help(expr.span, &expected, &found_name, &help)
                }
                _ => codes::mismatch(expr.span, &expected, &found_name),
            },
        };
        self.report(diagnostic);
    }
}
