//! How scalars are spelled in Rust: types, literals, conversions.
//!
//! Integers of a width that Rust has are Rust's; the others are `Int<N>` and `Uint<N>` of `trefoil-primitives`.

use super::code::{Code, Prec};
use crate::model::Scalar;

/// The Rust type of a scalar.
pub(super) fn rust_type(scalar: Scalar) -> String {
    match scalar {
        Scalar::Bool => "bool".to_string(),
        Scalar::F64 => "f64".to_string(),
        Scalar::Int(n @ (8 | 16 | 32 | 64)) => format!("i{n}"),
        Scalar::Uint(n @ (8 | 16 | 32 | 64)) => format!("u{n}"),
        Scalar::Int(n) => format!("Int<{n}>"),
        Scalar::Uint(n) => format!("Uint<{n}>"),
    }
}

/// Whether Rust has the type.
pub(super) fn is_native(scalar: Scalar) -> bool {
    match scalar {
        Scalar::Bool | Scalar::F64 => true,
        Scalar::Int(n) | Scalar::Uint(n) => matches!(n, 8 | 16 | 32 | 64),
    }
}

/// `Int::<62>` and the word that it is made from, of an integer that Rust does not have.
fn wide(scalar: Scalar) -> (String, &'static str) {
    match scalar {
        Scalar::Uint(n) => (format!("Uint::<{n}>"), "u64"),
        Scalar::Int(n) => (format!("Int::<{n}>"), "i64"),
        Scalar::Bool | Scalar::F64 => (rust_type(scalar), "i64"),
    }
}

/// An integer literal. `typed`: where nothing around it says of which type it is.
pub(super) fn literal(value: i64, scalar: Scalar, typed: bool) -> Code {
    if !is_native(scalar) {
        let (ty, _) = wide(scalar);
        return Code::call(&format!("{ty}::new"), [integer(value.to_string())]);
    }
    let digits = match scalar {
        Scalar::Uint(64) => (value as u64).to_string(),
        Scalar::F64 => format!("{:?}", value as f64),
        _ => value.to_string(),
    };
    match scalar {
        Scalar::Int(_) | Scalar::Uint(_) if typed => {
            integer(format!("{digits}_{}", rust_type(scalar)))
        }
        _ => integer(digits),
    }
}

fn integer(digits: String) -> Code {
    let prec = if digits.starts_with('-') { Prec::Unary } else { Prec::Atom };
    Code { prec, ..Code::atom(digits) }
}

/// A float literal, by bits.
pub(super) fn float(bits: u64) -> Code {
    let value = f64::from_bits(bits);
    if value.is_finite() {
        integer(format!("{value:?}"))
    } else if value.is_infinite() {
        let text = Code::atom("f64::INFINITY");
        if value > 0.0 { text } else { text.unary("-") }
    } else {
        Code::atom(format!("f64::from_bits({bits:#x})"))
    }
}

/// A named constant, an `i64` in Rust, as a value of `scalar`.
pub(super) fn constant(name: &str, scalar: Scalar) -> Code {
    let path = Code::atom(format!("consts::{name}"));
    cast(path, Scalar::Int(64), scalar)
}

/// `x as T`
pub(super) fn cast(x: Code, from: Scalar, to: Scalar) -> Code {
    if from == to {
        return x;
    }
    match (is_native(from), is_native(to)) {
        (true, true) => x.cast(&rust_type(to)),
        (false, true) => {
            if to == Scalar::F64 {
                return x.method("to_f64", []);
            }
            let word = x.method("get", []);
            if rust_type(to) == wide(from).1 { word } else { word.cast(&rust_type(to)) }
        }
        (from_native, false) => {
            let (ty, word) = wide(to);
            let have = if from_native { rust_type(from) } else { wide(from).1.to_string() };
            let x = if from_native { x } else { x.method("get", []) };
            let x = if have == word { x } else { x.cast(word) };
            Code::call(&format!("{ty}::new"), [x])
        }
    }
}

/// An integer as an index of Rust.
pub(super) fn index(x: Code, from: Scalar) -> Code {
    if is_native(from) { x.cast("usize") } else { x.method("get", []).cast("usize") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conversions() {
        let x = || Code::atom("x");
        let i62 = Scalar::Int(62);
        assert_eq!(cast(x(), i62, Scalar::Int(64)).text, "x.get()");
        assert_eq!(cast(x(), i62, Scalar::Uint(32)).text, "x.get() as u32");
        assert_eq!(cast(x(), i62, Scalar::F64).text, "x.to_f64()");
        assert_eq!(cast(x(), Scalar::Uint(32), i62).text, "Int::<62>::new(x as i64)");
        assert_eq!(cast(x(), Scalar::Int(64), i62).text, "Int::<62>::new(x)");
        assert_eq!(cast(x(), i62, Scalar::Uint(12)).text, "Uint::<12>::new(x.get() as u64)");
        assert_eq!(literal(-1, i62, false).text, "Int::<62>::new(-1)");
        assert_eq!(literal(-1, Scalar::Uint(64), true).text, "18446744073709551615_u64");
        assert_eq!(float(0.5_f64.to_bits()).text, "0.5");
    }
}
