//! Values: a plain enum, and handles of the two kinds of object.
//!
//! Objects live as long as the process, which keeps this VM safe and short. A real one collects them.

use std::cell::Cell;
use std::fmt;

use crate::machine::Vm;

/// A value of the language.
#[derive(Clone, Copy, Debug)]
pub enum Value {
    /// The empty list.
    Nil,
    /// An integer.
    Int(i64),
    /// A float.
    Float(f64),
    /// A truth value.
    Bool(bool),
    /// A pair.
    Pair(Pair),
    /// A function.
    Function(Function),
}

/// Identity: what `==` means in instruction bodies.
impl PartialEq for Value {
    fn eq(&self, other: &Value) -> bool {
        match (*self, *other) {
            (Value::Nil, Value::Nil) => true,
            (Value::Int(a), Value::Int(b)) => a == b,
            (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Pair(a), Value::Pair(b)) => std::ptr::eq(a.0, b.0),
            (Value::Function(a), Value::Function(b)) => std::ptr::eq(a.0, b.0),
            _ => false,
        }
    }
}

/// What the `type` items of the definition name: tests, unboxing, boxing. Unboxing follows a test.
macro_rules! forms {
    ($($variant:ident: $ty:ty, $test:ident, $unbox:ident, $boxed:ident, $default:expr;)*) => {
        impl Value {
            $(
                #[doc = concat!("Whether the value is of type `", stringify!($variant), "`.")]
                pub fn $test(self) -> bool {
                    matches!(self, Value::$variant(_))
                }
                #[doc = concat!("The value without its type, `", stringify!($variant), "`.")]
                pub fn $unbox(self) -> $ty {
                    match self {
                        Value::$variant(inner) => inner,
                        _ => $default,
                    }
                }
                #[doc = concat!("Makes a value of type `", stringify!($variant), "`.")]
                pub fn $boxed(inner: $ty) -> Value {
                    Value::$variant(inner)
                }
            )*
        }
    };
}
forms! {
    Int: i64, is_int, as_int, from_int, unreachable!("an int was established");
    Float: f64, is_float, as_float, from_float, unreachable!("a float was established");
    Bool: bool, is_bool, as_bool, from_bool, unreachable!("a bool was established");
}

impl Value {
    /// The empty list.
    pub fn nil() -> Value {
        Value::Nil
    }
    /// Whether the value is the empty list.
    pub fn is_nil(self) -> bool {
        matches!(self, Value::Nil)
    }
    /// Whether the value is a pair.
    pub fn is_pair(self) -> bool {
        matches!(self, Value::Pair(_))
    }
    /// Whether the value is a function.
    pub fn is_function(self) -> bool {
        matches!(self, Value::Function(_))
    }
}

/// A handle of a pair.
#[derive(Clone, Copy)]
pub struct Pair(&'static (Value, Cell<Value>));

impl Pair {
    /// The pair that a value is.
    pub fn from_value(value: Value) -> Pair {
        match value {
            Value::Pair(pair) => pair,
            _ => unreachable!("a pair was established"),
        }
    }
    /// The pair as a value.
    pub fn value(self) -> Value {
        Value::Pair(self)
    }
    /// Makes a pair.
    pub fn new(_: &Vm, head: Value, tail: Value) -> Pair {
        Pair(Box::leak(Box::new((head, Cell::new(tail)))))
    }
    /// The first item.
    pub fn head(self) -> Value {
        self.0.0
    }
    /// The rest.
    pub fn tail(self) -> Value {
        self.0.1.get()
    }
    /// Changes the rest.
    pub fn set_tail(self, tail: Value) {
        self.0.1.set(tail);
    }
}

impl fmt::Debug for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.value())
    }
}

/// What a function is made of.
#[derive(Debug)]
pub(crate) struct FunctionObject {
    /// Its name.
    pub name: String,
    /// Where its code starts.
    pub entry: usize,
    /// How many arguments it takes: the first locals.
    pub arity: u32,
    /// How many locals it has.
    pub locals: usize,
}

/// A handle of a function.
#[derive(Clone, Copy)]
pub struct Function(pub(crate) &'static FunctionObject);

impl Function {
    /// The function that a value is.
    pub fn from_value(value: Value) -> Function {
        match value {
            Value::Function(function) => function,
            _ => unreachable!("a function was established"),
        }
    }
    /// How many arguments it takes.
    pub fn arity(self) -> u32 {
        self.0.arity
    }
}

impl fmt::Debug for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}>", self.0.name)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Value::Nil => f.write_str("()"),
            Value::Int(value) => write!(f, "{value}"),
            Value::Float(value) => write!(f, "{value:?}"),
            Value::Bool(value) => write!(f, "{value}"),
            Value::Function(function) => write!(f, "{function:?}"),
            Value::Pair(_) => {
                let mut rest = *self;
                let mut separator = "(";
                while let Value::Pair(pair) = rest {
                    write!(f, "{separator}{}", pair.head())?;
                    separator = " ";
                    rest = pair.tail();
                }
                if rest.is_nil() { f.write_str(")") } else { write!(f, " . {rest})") }
            }
        }
    }
}
