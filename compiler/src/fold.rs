//! Constant folding: which expressions have a value known at compile time, with CPython's limits.
//!
//! An operation that would raise, or whose result would be large, is left to run time.

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive, Zero};
use ruff_python_ast::{Expr, ExprBinOp, ExprContext, Number, Operator, UnaryOp};
use rustc_hash::FxHashMap;

use crate::code::Const;
use crate::codegen::truth;
use crate::literal;
use crate::source::Source;

const MAX_INT_BITS: u64 = 128;
const MAX_STR_SIZE: usize = 4096;
const MAX_COLLECTION_SIZE: usize = 256;
/// Ints up to here are floats exactly.
const MAX_EXACT: u64 = 1 << 53;

/// Folds expressions; remembers what it has seen, so that a chain of operators is folded once.
pub(crate) struct Folder<'a> {
    source: &'a Source,
    seen: FxHashMap<usize, Option<Const>>,
}

impl<'a> Folder<'a> {
    pub(crate) fn new(source: &'a Source) -> Folder<'a> {
        Folder { source, seen: FxHashMap::default() }
    }

    /// Returns the value of an expression that always has the same one.
    pub(crate) fn constant(&mut self, expr: &Expr) -> Option<Const> {
        match expr {
            Expr::NoneLiteral(_) => Some(Const::None),
            Expr::EllipsisLiteral(_) => Some(Const::Ellipsis),
            Expr::BooleanLiteral(node) => Some(Const::Bool(node.value)),
            Expr::NumberLiteral(node) => match &node.value {
                Number::Int(int) => match int.as_u64() {
                    Some(small) => Some(Const::Int(small.into())),
                    None => literal::int(self.source.slice(node)).map(Const::Int),
                },
                Number::Float(value) => Some(Const::Float(*value)),
                Number::Complex { .. } => None,
            },
            Expr::StringLiteral(node) => {
                Some(Const::Str(literal::string(node, self.source).into()))
            }
            Expr::BytesLiteral(node) => Some(Const::Bytes(literal::bytes(node).into())),
            Expr::Name(node) if node.id == "__debug__" => Some(Const::Bool(true)),
            Expr::BinOp(_)
            | Expr::UnaryOp(_)
            | Expr::Tuple(_)
            | Expr::Subscript(_)
            | Expr::Slice(_) => {
                let key = std::ptr::from_ref(expr).addr();
                if let Some(known) = self.seen.get(&key) {
                    return known.clone();
                }
                let value = self.compound(expr);
                self.seen.insert(key, value.clone());
                value
            }
            _ => None,
        }
    }

    fn compound(&mut self, expr: &Expr) -> Option<Const> {
        match expr {
            Expr::BinOp(node) => self.binary_chain(node),
            Expr::UnaryOp(node) => unary(node.op, &self.constant(&node.operand)?),
            Expr::Tuple(node) if node.ctx == ExprContext::Load => {
                let items: Option<Vec<Const>> =
                    node.elts.iter().map(|item| self.constant(item)).collect();
                Some(Const::Tuple(items?.into()))
            }
            Expr::Subscript(node) if node.ctx == ExprContext::Load => {
                let (container, index) = (self.constant(&node.value)?, self.constant(&node.slice)?);
                subscript(&container, &index)
            }
            Expr::Slice(node) => {
                let mut part = |part: &Option<Box<Expr>>| match part {
                    Some(part) => self.constant(part),
                    None => Some(Const::None),
                };
                Some(Const::Slice(
                    [part(&node.lower)?, part(&node.upper)?, part(&node.step)?].into(),
                ))
            }
            _ => None,
        }
    }

    /// Folds a left-deep chain without recursion, remembering each prefix.
    fn binary_chain(&mut self, node: &ExprBinOp) -> Option<Const> {
        let mut spine = vec![node];
        let mut left: &Expr = &node.left;
        while let Expr::BinOp(inner) = left {
            spine.push(inner);
            left = &inner.left;
        }
        let mut value = self.constant(left);
        for (index, node) in spine.iter().enumerate().rev() {
            value = value.and_then(|left| binary(node.op, &left, &self.constant(&node.right)?));
            // The last one is remembered by the caller; the others are the left operand of the next.
            if let Some(outer) = index.checked_sub(1) {
                let key = std::ptr::from_ref(&*spine[outer].left).addr();
                self.seen.insert(key, value.clone());
            }
        }
        value
    }

    /// Returns the constant that a list or set display of constants is for `in` and `for`.
    pub(crate) fn container(&mut self, expr: &Expr) -> Option<Const> {
        let (elements, is_set) = match expr {
            Expr::List(list) => (&list.elts, false),
            Expr::Set(set) => (&set.elts, true),
            _ => return None,
        };
        let items: Option<Vec<Const>> = elements.iter().map(|item| self.constant(item)).collect();
        let items = items?.into();
        Some(if is_set { Const::FrozenSet(items) } else { Const::Tuple(items) })
    }
}

fn unary(op: UnaryOp, value: &Const) -> Option<Const> {
    match (op, value) {
        (UnaryOp::Not, value) => Some(Const::Bool(!truth(value))),
        (UnaryOp::USub, Const::Int(int)) => Some(Const::Int(-int)),
        (UnaryOp::USub, Const::Float(float)) => Some(Const::Float(-float)),
        (UnaryOp::UAdd, Const::Int(_) | Const::Float(_)) => Some(value.clone()),
        (UnaryOp::Invert, Const::Int(int)) => Some(Const::Int(!int)),
        (op, Const::Bool(bool)) if op != UnaryOp::Invert => {
            unary(op, &Const::Int(u8::from(*bool).into()))
        }
        _ => None,
    }
}

fn binary(op: Operator, left: &Const, right: &Const) -> Option<Const> {
    match (left, right) {
        (Const::Int(left), Const::Int(right)) => int_binary(op, left, right),
        (Const::Float(left), Const::Float(right)) => float_binary(op, *left, *right),
        (Const::Int(left), Const::Float(right)) => float_binary(op, exact_float(left)?, *right),
        (Const::Float(left), Const::Int(right)) => float_binary(op, *left, exact_float(right)?),
        (Const::Str(left), Const::Str(right)) if op == Operator::Add => {
            concat(left, right, MAX_STR_SIZE).map(|text| Const::Str(text.into()))
        }
        (Const::Bytes(left), Const::Bytes(right)) if op == Operator::Add => {
            concat(left, right, MAX_STR_SIZE).map(|text| Const::Bytes(text.into()))
        }
        (Const::Tuple(left), Const::Tuple(right)) if op == Operator::Add => {
            concat(left, right, MAX_COLLECTION_SIZE).map(|items| Const::Tuple(items.into()))
        }
        (Const::Int(count), items) | (items, Const::Int(count)) if op == Operator::Mult => {
            repeat(items, count)
        }
        _ => None,
    }
}

fn concat<T: Clone>(left: &[T], right: &[T], limit: usize) -> Option<Vec<T>> {
    (left.len() + right.len() <= limit).then(|| [left, right].concat())
}

fn repeat(items: &Const, count: &BigInt) -> Option<Const> {
    let count = if count.is_negative() { 0 } else { count.to_usize()? };
    let fits =
        |length: usize, limit: usize| length.checked_mul(count).is_some_and(|size| size <= limit);
    match items {
        Const::Str(text) if fits(text.len(), MAX_STR_SIZE) => {
            Some(Const::Str(text.repeat(count).into()))
        }
        Const::Bytes(text) if fits(text.len(), MAX_STR_SIZE) => {
            Some(Const::Bytes(text.repeat(count).into()))
        }
        Const::Tuple(items) if fits(items.len(), MAX_COLLECTION_SIZE) => {
            let all: Vec<Const> = (0..count).flat_map(|_| items.iter().cloned()).collect();
            Some(Const::Tuple(all.into()))
        }
        _ => None,
    }
}

fn exact_float(int: &BigInt) -> Option<f64> {
    (int.magnitude() <= &MAX_EXACT.into()).then(|| int.to_f64()).flatten()
}

fn int_binary(op: Operator, left: &BigInt, right: &BigInt) -> Option<Const> {
    let value = match op {
        Operator::Add => left + right,
        Operator::Sub => left - right,
        Operator::Mult => {
            if left.bits() + right.bits() > MAX_INT_BITS {
                return None;
            }
            left * right
        }
        Operator::FloorDiv if !right.is_zero() => num_integer_floor(left, right).0,
        Operator::Mod if !right.is_zero() => num_integer_floor(left, right).1,
        Operator::Div if !right.is_zero() => {
            return Some(Const::Float(exact_float(left)? / exact_float(right)?));
        }
        Operator::Pow => return int_pow(left, right),
        Operator::LShift => {
            let shift = right.to_u64().filter(|shift| *shift <= MAX_INT_BITS)?;
            if !left.is_zero() && left.bits() > MAX_INT_BITS - shift {
                return None;
            }
            left << shift
        }
        Operator::RShift => left >> right.to_u64()?,
        Operator::BitAnd => left & right,
        Operator::BitOr => left | right,
        Operator::BitXor => left ^ right,
        _ => return None,
    };
    Some(Const::Int(value))
}

/// Quotient and remainder, rounded toward negative infinity.
fn num_integer_floor(left: &BigInt, right: &BigInt) -> (BigInt, BigInt) {
    let (quotient, remainder) = (left / right, left % right);
    if !remainder.is_zero() && (remainder.is_negative() != right.is_negative()) {
        return (quotient - 1, remainder + right);
    }
    (quotient, remainder)
}

fn int_pow(left: &BigInt, right: &BigInt) -> Option<Const> {
    if right.is_negative() {
        let (left, right) = (exact_float(left)?, exact_float(right)?);
        return float_binary(Operator::Pow, left, right);
    }
    let exponent = right.to_u32()?;
    if left.bits().checked_mul(u64::from(exponent))? > MAX_INT_BITS && !right.is_zero() {
        return None;
    }
    Some(Const::Int(left.pow(exponent)))
}

fn float_binary(op: Operator, left: f64, right: f64) -> Option<Const> {
    let value = match op {
        Operator::Add => left + right,
        Operator::Sub => left - right,
        Operator::Mult => left * right,
        Operator::Div if right != 0.0 => left / right,
        Operator::Pow => {
            let value = left.powf(right);
            let is_complex = left < 0.0 && right.fract() != 0.0;
            let overflows = value.is_infinite() && left.is_finite() && right.is_finite();
            if is_complex || overflows {
                return None;
            }
            value
        }
        _ => return None,
    };
    Some(Const::Float(value))
}

fn subscript(container: &Const, index: &Const) -> Option<Const> {
    let Const::Int(index) = index else { return None };
    let at = |length: usize| {
        let length = i64::try_from(length).ok()?;
        let index = index.to_i64()?;
        let index = if index < 0 { index + length } else { index };
        usize::try_from(index).ok()
    };
    match container {
        Const::Tuple(items) => items.get(at(items.len())?).cloned(),
        Const::Bytes(bytes) => bytes.get(at(bytes.len())?).map(|&byte| Const::Int(byte.into())),
        Const::Str(text) => {
            let text = std::str::from_utf8(text).ok()?;
            let character = text.chars().nth(at(text.chars().count())?)?;
            Some(Const::str(character.encode_utf8(&mut [0; 4])))
        }
        _ => None,
    }
}
