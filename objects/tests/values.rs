//! Built-in functions and methods of numbers, text and bytes, and module `random`, against tables that CPython made (`data/*.py`).
//!
//! A line has a name, a tuple of arguments and the result, all as Python shows them, separated by tabs. A result that starts with `!`
//! is an exception: its class and text. `TREFOIL_VALUES` names another table than the one that is committed.

use std::iter::Peekable;
use std::str::Chars;
use trefoil_objects::int::text;
use trefoil_objects::modules::{math, random};
use trefoil_objects::ops::{self, BinaryOp, CompareOp, UnaryOp};
use trefoil_objects::value::Value;
use trefoil_objects::vm::{Result, Settings, Vm};

/// Reads literals: numbers, text, bytes, tuples, lists, dicts and named constants.
struct Reader<'a> {
    vm: &'a Vm,
    rest: Peekable<Chars<'a>>,
}

impl<'a> Reader<'a> {
    fn new(vm: &'a Vm, text: &'a str) -> Reader<'a> {
        Reader { vm, rest: text.chars().peekable() }
    }
    fn skip(&mut self, wanted: char) -> bool {
        while self.rest.next_if_eq(&' ').is_some() {}
        self.rest.next_if_eq(&wanted).is_some()
    }
    fn items(&mut self, end: char) -> Vec<Value> {
        let mut items = Vec::new();
        while !self.skip(end) {
            items.push(self.value());
            self.skip(',');
        }
        items
    }
    fn value(&mut self) -> Value {
        let vm = self.vm;
        if self.skip('(') {
            return vm.new_tuple(&self.items(')')).value();
        }
        if self.skip('[') {
            return vm.new_list(&self.items(']')).value();
        }
        if self.skip('{') {
            let dict = vm.new_dict();
            while !self.skip('}') {
                let key = self.value();
                assert!(self.skip(':'));
                let value = self.value();
                ops::set_item(vm, dict.value(), key, value).expect("keys are hashable");
                self.skip(',');
            }
            return dict.value();
        }
        match self.rest.peek() {
            Some('\'' | '"') => vm.new_str(&self.quoted()).value(),
            Some('b') => {
                self.rest.next();
                let bytes: Vec<u8> = self.quoted().chars().map(|c| c as u8).collect();
                vm.new_bytes(&bytes).value()
            }
            _ => self.word(),
        }
    }
    fn quoted(&mut self) -> String {
        let quote = self.rest.next().expect("a quote");
        let mut out = String::new();
        loop {
            match self.rest.next().expect("the end of a literal") {
                c if c == quote => return out,
                '\\' => {
                    let digits = match self.rest.next() {
                        Some('n') => return_push(&mut out, '\n'),
                        Some('t') => return_push(&mut out, '\t'),
                        Some('r') => return_push(&mut out, '\r'),
                        Some('x') => 2,
                        Some('u') => 4,
                        Some('U') => 8,
                        Some(c) => return_push(&mut out, c),
                        None => 0,
                    };
                    if digits > 0 {
                        let code: String = self.rest.by_ref().take(digits).collect();
                        let code = u32::from_str_radix(&code, 16).expect("digits");
                        out.extend(trefoil_objects::string::unicode::from_code_point(code));
                    }
                }
                c => out.push(c),
            }
        }
    }
    fn word(&mut self) -> Value {
        let mut word = String::new();
        while let Some(c) =
            self.rest.next_if(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.'))
        {
            word.push(c);
        }
        match word.as_str() {
            "None" => Value::NONE,
            "True" => Value::TRUE,
            "False" => Value::FALSE,
            "nan" => self.vm.new_float(f64::NAN),
            _ => match text::parse(&word, 10, 0) {
                Ok(number) => self.vm.new_integer(number),
                Err(_) => {
                    self.vm.new_float(word.parse().unwrap_or_else(|_| panic!("{word} is a number")))
                }
            },
        }
    }
}

/// Pushes an escaped character; it has no digits.
fn return_push(out: &mut String, c: char) -> usize {
    out.push(c);
    0
}

fn call(vm: &Vm, name: &str, args: &[Value]) -> Result {
    let operator = BinaryOp::ALL.into_iter().find(|op| op.symbol() == name);
    if let Some(op) = operator {
        return ops::binary(vm, args[0], args[1], op);
    }
    if let Some(op) = CompareOp::ALL.into_iter().find(|op| op.symbol() == name) {
        return ops::compare(vm, args[0], args[1], op);
    }
    let constructor = |name: &str| vm.builtins_dict().get_text(name).expect("a built-in class");
    match name {
        "divmod" => ops::divmod(vm, args[0], args[1]),
        "pow" => ops::power(vm, args[0], args[1], args.get(2).copied().unwrap_or(Value::NONE)),
        "hash" => Ok(vm.new_int(ops::hash(vm, args[0])?)),
        "repr" => Ok(ops::repr(vm, args[0])?.value()),
        "ascii" => Ok(ops::ascii(vm, args[0])?.value()),
        "format" => Ok(ops::format(vm, args[0], vm.new_str(&text_of(vm, args[1])))?.value()),
        "abs" => ops::absolute(vm, args[0]),
        "neg" => ops::unary(vm, args[0], UnaryOp::Neg),
        "invert" => ops::unary(vm, args[0], UnaryOp::Invert),
        "bool" => Ok(Value::from_bool(ops::truth(vm, args[0])?)),
        "len" => Ok(vm.new_size(ops::length(vm, args[0])?)),
        "getitem" => ops::get_item(vm, args[0], args[1]),
        "slice" => ops::get_item(vm, args[0], vm.new_slice(args[1], args[2], args[3]).value()),
        "contains" => Ok(Value::from_bool(ops::contains(vm, args[0], args[1])?)),
        "round" => {
            let Some(method) = ops::special(vm, args[0], vm.names.__round__) else {
                let found = vm.class_name(args[0]);
                return Err(vm.type_error(format!("type {found} doesn't define __round__ method")));
            };
            ops::call_special(vm, method, args[0], &args[1..])
        }
        "str" | "int" | "float" | "bytes" | "bytearray" => vm.call(constructor(name), args),
        _ => {
            let (owner, method) = name.split_once('.').expect("a qualified name");
            if owner == "math" {
                return call_math(vm, method, args);
            }
            vm.call_method(args[0], vm.intern(method), &args[1..])
        }
    }
}

fn call_math(vm: &Vm, name: &str, args: &[Value]) -> Result {
    let spec =
        math::MODULE.functions.iter().find(|spec| spec.name == name).expect("a function of math");
    match spec.native {
        trefoil_objects::function::Native::Positional(code) => code(vm, args),
        trefoil_objects::function::Native::Keywords(code) => code(vm, args, &[]),
    }
}

fn text_of(vm: &Vm, value: Value) -> String {
    ops::str(vm, value).expect("text").as_str().to_owned()
}

fn shown(vm: &Vm, result: Result) -> String {
    match result.and_then(|value| ops::repr(vm, value)) {
        Ok(text) => text.as_str().to_owned(),
        Err(_) => {
            let exception = vm.take_raised();
            let class = vm.class_name(exception);
            format!("!{class}: {}", text_of(vm, exception))
        }
    }
}

/// Functions of the C library, some versions of which are off in the last digit.
const LIBRARY: &[&str] = &[
    "math.acosh",
    "math.asinh",
    "math.atanh",
    "math.cbrt",
    "math.cosh",
    "math.erf",
    "math.erfc",
    "math.expm1",
    "math.gamma",
    "math.lgamma",
    "math.log1p",
    "math.log10",
    "math.sinh",
    "math.tan",
    "math.tanh",
];

/// Whether two floats are at most 16 steps apart.
fn are_near(a: &str, b: &str) -> bool {
    match (a.parse::<f64>(), b.parse::<f64>()) {
        (Ok(a), Ok(b)) => a.to_bits().abs_diff(b.to_bits()) <= 16,
        _ => false,
    }
}

/// Runs on a thread of its own: the stack of a test's thread is too small for the reserve that the machine keeps.
fn on_large_stack(run: fn()) {
    let thread = std::thread::Builder::new().stack_size(64 << 20).spawn(run).expect("a thread");
    thread.join().expect("the comparison");
}

#[test]
fn values_are_as_cpython_has_them() {
    on_large_stack(|| {
        let path = std::env::var("TREFOIL_VALUES").unwrap_or_else(|_| {
            concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/values.txt").to_owned()
        });
        compare_table(&path, call);
    });
}

#[test]
fn random_sequences_are_those_of_cpython() {
    on_large_stack(|| {
        compare_table(
            concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/random.txt"),
            |vm, name, args| {
                let modules = vm.modules_dict().value();
                let key = vm.intern("random").value();
                if !ops::contains(vm, modules, key)? {
                    let namespace = vm.new_dict();
                    (random::MODULE.init)(vm, namespace)?;
                    ops::set_item(vm, modules, key, namespace.value())?;
                }
                let namespace = ops::get_item(vm, modules, key)?;
                let function = ops::get_item(vm, namespace, vm.intern(name).value())?;
                vm.call(function, args)
            },
        );
    });
}

fn compare_table(path: &str, call: impl Fn(&Vm, &str, &[Value]) -> Result) {
    let table = std::fs::read_to_string(path).expect("the table");
    let vm = Vm::new(Settings::default());
    let (mut count, mut failures) = (0, Vec::new());
    for line in table.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [name, literal, expected] = fields[..] else { panic!("three fields: {line}") };
        let args = Reader::new(&vm, literal).value();
        let args =
            args.cast::<trefoil_objects::tuple::TupleObject>().expect("a tuple of arguments");
        let found = shown(&vm, call(&vm, name, args.items()));
        let expected = unescaped(expected);
        count += 1;
        if found != expected && !(LIBRARY.contains(&name) && are_near(&found, &expected)) {
            failures
                .push(format!("{name}{literal}\n    expected {expected}\n       found {found}"));
        }
    }
    assert!(count > 500, "the table has {count} lines");
    let limit = std::env::var("TREFOIL_SHOW").ok().and_then(|n| n.parse().ok()).unwrap_or(40);
    let first: Vec<&str> = failures.iter().map(String::as_str).take(limit).collect();
    assert!(failures.is_empty(), "{} of {count} differ:\n{}", failures.len(), first.join("\n"));
}

/// A result as it was before it was put on one line.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        out.push(match c {
            '\\' => match rest.next() {
                Some('n') => '\n',
                Some('t') => '\t',
                Some('r') => '\r',
                other => other.unwrap_or('\\'),
            },
            c => c,
        });
    }
    out
}
