//! The source compiler: forms to code.
//!
//! A program is a function without parameters. Functions are compiled first, so that they may call each other; inside a
//! function a name is a local or a function.

use std::collections::BTreeMap;

use crate::assemble::Assembler;
use crate::bytecode::{consts, opcode};
use crate::machine::Vm;
use crate::value::{Function, FunctionObject, Value};
use crate::{Error, Form};

/// No expression needs more operands at once: the reader bounds the depth, and calls their arguments.
pub(crate) const MAX_OPERANDS: usize = 4096;
const MAX_ARGUMENTS: usize = 16;

/// A function before its code is known.
struct Declared<'a> {
    name: &'a str,
    parameters: Vec<&'a str>,
    body: &'a [Form],
}

struct Compiler<'a> {
    out: Assembler,
    constants: Vec<Value>,
    /// Names of functions and the constants that hold them.
    functions: BTreeMap<&'a str, u16>,
    locals: Vec<&'a str>,
}

/// Compiles a program.
///
/// # Errors
/// If a form is malformed or a name is unknown.
pub fn compile(forms: &[Form]) -> Result<Vm, Error> {
    let mut declared = Vec::new();
    let mut main = Vec::new();
    for form in forms {
        match form {
            Form::List(items) if matches!(items.first(), Some(Form::Name(name)) if name == "define") =>
            {
                declared.push(declaration(items)?);
            }
            _ => main.push(form.clone()),
        }
    }
    declared.push(Declared { name: "main", parameters: Vec::new(), body: &main });
    let mut compiler = Compiler {
        out: Assembler::default(),
        constants: vec![Value::Nil; declared.len()],
        functions: BTreeMap::new(),
        locals: Vec::new(),
    };
    for (index, function) in declared.iter().enumerate() {
        compiler.functions.insert(function.name, small(index)?);
    }
    let mut last = None;
    for (index, function) in declared.iter().enumerate() {
        let handle = compiler.function(function)?;
        compiler.constants[index] = Value::Function(handle);
        last = Some(handle);
    }
    let main = last.ok_or_else(|| Error("there is no program".to_string()))?;
    let Compiler { out, constants, .. } = compiler;
    Ok(Vm::new(out.finish(), constants, main))
}

fn small(number: usize) -> Result<u16, Error> {
    u16::try_from(number).map_err(|_| Error("the program is too long".to_string()))
}

/// `(define (name parameter ...) form ...)`
fn declaration(items: &[Form]) -> Result<Declared<'_>, Error> {
    let malformed =
        || Error("a definition is `(define (name parameter ...) form ...)`".to_string());
    let [_, Form::List(signature), body @ ..] = items else { return Err(malformed()) };
    let mut names = Vec::new();
    for item in signature {
        match item {
            Form::Name(name) => names.push(name.as_str()),
            _ => return Err(malformed()),
        }
    }
    match names.split_first() {
        Some((name, parameters)) => Ok(Declared { name, parameters: parameters.to_vec(), body }),
        None => Err(malformed()),
    }
}

impl<'a> Compiler<'a> {
    fn function(&mut self, function: &Declared<'a>) -> Result<Function, Error> {
        let entry = self.out.here();
        self.locals = function.parameters.clone();
        self.sequence(function.body)?;
        self.out.emit(opcode::RETURN, 0);
        Ok(Function(Box::leak(Box::new(FunctionObject {
            name: function.name.to_string(),
            entry,
            arity: u32::from(small(function.parameters.len())?),
            locals: self.locals.len(),
        }))))
    }

    /// The value of the last form; nil if there is none.
    fn sequence(&mut self, forms: &'a [Form]) -> Result<(), Error> {
        let Some((last, before)) = forms.split_last() else { return self.constant(Value::Nil) };
        for form in before {
            self.form(form)?;
            self.out.emit(opcode::POP, 0);
        }
        self.form(last)
    }

    fn constant(&mut self, value: Value) -> Result<(), Error> {
        // Functions come first, and are not known yet.
        let functions = self.functions.len();
        let known = self.constants.iter().skip(functions).position(|known| *known == value);
        let index = match known {
            Some(index) => functions + index,
            None => {
                self.constants.push(value);
                self.constants.len() - 1
            }
        };
        let index = small(index)?;
        self.out.emit(opcode::LOAD_CONST, index);
        Ok(())
    }

    fn form(&mut self, form: &'a Form) -> Result<(), Error> {
        match form {
            Form::Int(value) => self.constant(Value::Int(*value)),
            Form::Float(value) => self.constant(Value::Float(*value)),
            Form::Name(name) => self.name(name),
            Form::List(items) => match items.split_first() {
                None => self.constant(Value::Nil),
                Some((Form::Name(head), rest)) => self.list(head, items, rest),
                Some(_) => self.call(items),
            },
        }
    }

    fn name(&mut self, name: &str) -> Result<(), Error> {
        match name {
            "true" => return self.constant(Value::Bool(true)),
            "false" => return self.constant(Value::Bool(false)),
            "nil" => return self.constant(Value::Nil),
            _ => {}
        }
        if let Some(index) = self.locals.iter().position(|local| *local == name) {
            let index = small(index)?;
            self.out.emit(opcode::LOAD_LOCAL, index);
            return Ok(());
        }
        match self.functions.get(name) {
            Some(&index) => {
                self.out.emit(opcode::LOAD_CONST, index);
                Ok(())
            }
            None => Err(Error(format!("`{name}` is not defined"))),
        }
    }

    fn list(&mut self, head: &str, items: &'a [Form], rest: &'a [Form]) -> Result<(), Error> {
        let operators = [
            ("+", opcode::ARITHMETIC, consts::ADD),
            ("-", opcode::ARITHMETIC, consts::SUB),
            ("*", opcode::ARITHMETIC, consts::MUL),
            ("<", opcode::COMPARE, consts::LESS),
            ("=", opcode::COMPARE, consts::EQUAL),
            ("cons", opcode::CONS, 0),
            ("head", opcode::HEAD, 0),
            ("tail", opcode::TAIL, 0),
        ];
        if let Some((_, opcode, oparg)) = operators.iter().find(|(name, ..)| *name == head) {
            let wanted = if matches!(head, "head" | "tail") { 1 } else { 2 };
            if rest.len() != wanted {
                return Err(Error(format!("`{head}` takes {wanted} operands")));
            }
            for operand in rest {
                self.form(operand)?;
            }
            self.out.emit(*opcode, *oparg as u16);
            return Ok(());
        }
        match (head, rest) {
            ("do", forms) => self.sequence(forms),
            ("if", [cond, then, otherwise]) => self.if_(cond, then, otherwise),
            ("while", [cond, body @ ..]) => self.while_(cond, body),
            ("set", [Form::Name(name), value]) => self.set(name, value),
            ("set-tail", [list, tail]) => {
                self.form(list)?;
                self.form(tail)?;
                self.out.emit(opcode::SET_TAIL, 0);
                self.constant(Value::Nil)
            }
            ("if" | "while" | "set" | "set-tail" | "define", _) => {
                Err(Error(format!("`{head}` is malformed")))
            }
            _ => self.call(items),
        }
    }

    /// Binds a local, a new one if there is none of the name; the value is the value bound.
    fn set(&mut self, name: &'a str, value: &'a Form) -> Result<(), Error> {
        self.form(value)?;
        let index = match self.locals.iter().position(|local| *local == name) {
            Some(index) => index,
            None => {
                self.locals.push(name);
                self.locals.len() - 1
            }
        };
        let index = small(index)?;
        self.out.emit(opcode::STORE_LOCAL, index);
        self.out.emit(opcode::LOAD_LOCAL, index);
        Ok(())
    }

    /// Makes the forward jump at `at` go to the next instruction.
    fn land(&mut self, at: usize) -> Result<(), Error> {
        let distance = small(self.out.here() - self.out.after(at))?;
        self.out.patch(at, distance);
        Ok(())
    }

    fn if_(&mut self, cond: &'a Form, then: &'a Form, otherwise: &'a Form) -> Result<(), Error> {
        self.form(cond)?;
        let to_otherwise = self.out.emit(opcode::JUMP_IF_FALSE, 0);
        self.form(then)?;
        let to_end = self.out.emit(opcode::JUMP, 0);
        self.land(to_otherwise)?;
        self.form(otherwise)?;
        self.land(to_end)
    }

    fn while_(&mut self, cond: &'a Form, body: &'a [Form]) -> Result<(), Error> {
        let start = self.out.here();
        self.form(cond)?;
        let to_end = self.out.emit(opcode::JUMP_IF_FALSE, 0);
        self.sequence(body)?;
        self.out.emit(opcode::POP, 0);
        let back = self.out.emit(opcode::JUMP_BACK, 0);
        let distance = small(self.out.after(back) - start)?;
        self.out.patch(back, distance);
        self.land(to_end)?;
        self.constant(Value::Nil)
    }

    fn call(&mut self, items: &'a [Form]) -> Result<(), Error> {
        for item in items {
            self.form(item)?;
        }
        let count = items.len() - 1;
        if count > MAX_ARGUMENTS {
            return Err(Error(format!("a call has at most {MAX_ARGUMENTS} arguments")));
        }
        self.out.emit(opcode::CALL, small(count)?);
        Ok(())
    }
}
