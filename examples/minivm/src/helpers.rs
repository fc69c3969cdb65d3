//! What instruction bodies call: the `extern fn` items of the definition.

use crate::bytecode::consts;
use crate::machine::{Raised, Vm};
use crate::value::{Function, Value};

pub(crate) fn arithmetic(vm: &Vm, left: Value, right: Value, op: u32) -> Result<Value, Raised> {
    let op = i64::from(op);
    if let (Value::Int(a), Value::Int(b)) = (left, right) {
        let exact = match op {
            consts::ADD => a.checked_add(b),
            consts::SUB => a.checked_sub(b),
            _ => a.checked_mul(b),
        };
        if let Some(exact) = exact {
            return Ok(Value::Int(exact));
        }
    }
    let (Some(a), Some(b)) = (number(left), number(right)) else {
        return Err(vm.fail(format!("{left} and {right} are not two numbers")));
    };
    Ok(Value::Float(match op {
        consts::ADD => a + b,
        consts::SUB => a - b,
        _ => a * b,
    }))
}

pub(crate) fn compare(vm: &Vm, left: Value, right: Value, op: u32) -> Result<bool, Raised> {
    if i64::from(op) == consts::EQUAL {
        return Ok(match (number(left), number(right)) {
            (Some(a), Some(b)) => a == b,
            _ => left == right,
        });
    }
    match (left, right, number(left), number(right)) {
        (Value::Int(a), Value::Int(b), ..) => Ok(a < b),
        (_, _, Some(a), Some(b)) => Ok(a < b),
        _ => Err(vm.fail(format!("{left} and {right} have no order"))),
    }
}

fn number(value: Value) -> Option<f64> {
    match value {
        Value::Int(value) => Some(value as f64),
        Value::Float(value) => Some(value),
        _ => None,
    }
}

pub(crate) fn head(vm: &Vm, list: Value) -> Result<Value, Raised> {
    match list {
        Value::Pair(pair) => Ok(pair.head()),
        _ => Err(vm.fail(format!("{list} has no head"))),
    }
}

pub(crate) fn tail(vm: &Vm, list: Value) -> Result<Value, Raised> {
    match list {
        Value::Pair(pair) => Ok(pair.tail()),
        _ => Err(vm.fail(format!("{list} has no tail"))),
    }
}

pub(crate) fn set_tail(vm: &Vm, list: Value, tail: Value) -> Result<(), Raised> {
    match list {
        Value::Pair(pair) => {
            pair.set_tail(tail);
            Ok(())
        }
        _ => Err(vm.fail(format!("{list} has no tail"))),
    }
}

pub(crate) fn truth(value: Value) -> bool {
    !matches!(value, Value::Nil | Value::Bool(false))
}

pub(crate) fn check_call(vm: &Vm, callee: Value, count: u32) -> Result<Function, Raised> {
    match callee {
        Value::Function(function) if function.arity() == count => Ok(function),
        Value::Function(function) => {
            Err(vm.fail(format!("{callee} takes {} arguments, not {count}", function.arity())))
        }
        _ => Err(vm.fail(format!("{callee} is not a function"))),
    }
}
